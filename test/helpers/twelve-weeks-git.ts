import { openHistory } from '../github/git/history.js';
import { type ImportPlan, importPlans } from '../github/git/import.js';
import { runGit } from '../github/git/run.js';
import type { CommitInput } from '../github/state/input.js';
import { PLANNED_ISSUES } from './twelve-weeks-issues.js';
import { configText, MAPPED, MEMBERS, type Member, WEEKS, when } from './twelve-weeks-people.js';
import { type Known, type PlannedPull, plannedPulls } from './twelve-weeks-plan.js';
import { description, libraryText } from './twelve-weeks-texts.js';

/** One pull request with what was made of it. `heads` are its tips one after the other, `body` the text that lands. */
export interface MadePull {
  readonly plan: PlannedPull;
  readonly number: number;
  readonly body: string;
  readonly heads: readonly string[];
  readonly mergeSha: string | null;
}

/** The whole history. `main` is the default branch, oldest first. */
export interface MadeHistory {
  readonly pulls: readonly MadePull[];
  readonly main: readonly { readonly sha: string; readonly at: string }[];
  readonly known: Known;
}

const GITHUB = 'GitHub <noreply@github.com>';
const BOT_IDS: Readonly<Record<string, number>> = {
  'dependabot[bot]': 49_699_333,
  'renovate[bot]': 29_139_614,
};

/** The accounts behind the commits. */
export const ACCOUNTS = [
  ...MEMBERS.map(({ login, name, email }) => ({ login, name, emails: [email] })),
  ...Object.entries(BOT_IDS).map(([login, id]) => ({ login, id })),
];

/** `Name <address>` of an author in a week; one member's machine has an old address every other week. */
function signature(author: Member | string, week: number): string {
  if (typeof author === 'string')
    return `${author} <${BOT_IDS[author] ?? 1}+${author}@users.noreply.github.com>`;
  const old = author.slot === MAPPED && week % 2 === 1 ? 'old.' : '';
  return `${author.name} <${old}${author.email}>`;
}

/** What stands in the repository before the first week. */
function rootCommit(config: string): CommitInput {
  const mapped = MEMBERS[MAPPED];
  return {
    message: 'chore: begin',
    author: 'Team <team@example.org>',
    at: when(-1, 4, '12:00'),
    files: {
      'README.md': '# Orders\n',
      'forethought.yml': config,
      'COMMON_PATTERNS.md': libraryText(-1),
      '.mailmap': `${mapped?.name} <${mapped?.email}> <old.${mapped?.email}>\n`,
    },
  };
}

/** Pushed past every pull request, under an address that nobody knows. */
const DIRECT: CommitInput = {
  message: 'tweak timeouts',
  author: 'laptop <someone@laptop.local>',
  at: when(3, 2, '10:00'),
  files: { 'src/timeouts.ts': 'export const timeout = 30;\n' },
};

/** Numbers of pull requests and issues in one row from 101, by the time at which they are opened. */
function numbering(pulls: readonly PlannedPull[]): ReadonlyMap<string, number> {
  const all = [...pulls, ...PLANNED_ISSUES].sort(
    (a, b) => a.createdAt.localeCompare(b.createdAt) || a.key.localeCompare(b.key),
  );
  return new Map(all.map(({ key }, index) => [key, 101 + index]));
}

function lookUp<Value>(map: ReadonlyMap<string, Value>, key: string): Value {
  const found = map.get(key);
  if (found === undefined) throw new Error(`${key} is not there yet`);
  return found;
}

/** Makes a bare repository at the path with everything that lands in the twelve weeks, and the tips of all pull requests. */
export function makeHistory(path: string, config: string = configText()): MadeHistory {
  runGit('/', ['init', '-q', '--bare', '--template=', '-b', 'main', path]);
  const shas = new Map<string, string>();
  const known: Known = {
    numberOf: (key) => lookUp(numbers, key),
    shaOf: (key) => lookUp(shas, key),
  };
  const planned = plannedPulls(() => known);
  const numbers = numbering(planned);
  const history = openHistory(path);
  const defaults = { author: GITHUB, at: when(0, 0, '00:00'), identify: (who: string) => who };
  const [first = ''] = importPlans(
    history,
    [{ ref: 'refs/heads/main', from: null, commits: [rootCommit(config)] }],
    defaults,
  ).flat();
  const main = [{ sha: first, at: when(-1, 4, '12:00') }];
  const pulls: MadePull[] = [];
  for (const week of [...WEEKS.keys(), WEEKS.length]) {
    const made = weekPlans(week, planned, known);
    const [landed = [], ...heads] = importPlans(history, made.plans, defaults);
    for (const [index, sha] of landed.entries()) {
      const { key, at } = made.landing[index] ?? { key: '', at: '' };
      shas.set(key, sha);
      main.push({ sha, at });
    }
    pulls.push(...made.opened.map((one, index) => ({ ...one, heads: heads[index] ?? [], mergeSha: null })));
  }
  return {
    known,
    main,
    pulls: pulls.map((one) => ({ ...one, mergeSha: shas.get(one.plan.key) ?? null })),
  };
}

interface WeekPlans {
  readonly plans: readonly ImportPlan[];
  readonly landing: readonly { readonly key: string; readonly at: string }[];
  readonly opened: readonly Omit<MadePull, 'heads' | 'mergeSha'>[];
}

/** What one week brings: the commits that land, and the tips of what is opened. */
function weekPlans(week: number, planned: readonly PlannedPull[], known: Known): WeekPlans {
  const isIn = (at: string | null): boolean =>
    at !== null && at >= when(week, 0, '00:00') && at < when(week + 1, 0, '00:00');
  const textOf = (plan: PlannedPull) =>
    description(known.numberOf(plan.key), plan.practices, plan.more(known));
  const landing = planned
    .filter(({ mergedAt }) => isIn(mergedAt))
    .map((plan) => ({
      key: plan.key,
      at: plan.mergedAt ?? '',
      commit: squashed(plan, known, { week, body: textOf(plan) }),
    }))
    .concat(week === 3 ? [{ key: 'direct', at: DIRECT.at ?? '', commit: DIRECT }] : [])
    .sort((a, b) => a.at.localeCompare(b.at));
  const opened = planned
    .filter(({ createdAt }) => isIn(createdAt))
    .map((plan) => ({ plan, number: known.numberOf(plan.key), body: textOf(plan) }));
  const heads = opened.map(({ plan, number }) => ({
    ref: `refs/pull/${number}/head`,
    from: 'refs/heads/main',
    commits: headCommits(plan, number, week),
  }));
  return {
    plans: [
      { ref: 'refs/heads/main', from: 'refs/heads/main', commits: landing.map(({ commit }) => commit) },
      ...heads,
    ],
    landing,
    opened,
  };
}

function squashed(
  plan: PlannedPull,
  known: Known,
  { week, body }: { week: number; body: string },
): CommitInput {
  const number = known.numberOf(plan.key);
  const { coAuthor } = plan;
  const trailer = coAuthor === undefined ? '' : `\n\nCo-authored-by: ${coAuthor.name} <${coAuthor.email}>`;
  return {
    message: `${plan.title} (#${number})\n\n${body}${trailer}\n`,
    author: signature(plan.author, week),
    committer: GITHUB,
    at: plan.mergedAt ?? plan.createdAt,
    files: plan.files(number),
  };
}

/** One tip, or two where something was mended after it was opened. */
function headCommits(plan: PlannedPull, number: number, week: number): readonly CommitInput[] {
  const at = (minutes: number): string =>
    new Date(Date.parse(plan.createdAt) + minutes * 60_000).toISOString();
  const author = signature(plan.author, week);
  const first = { message: plan.title, author, at: at(-5), files: plan.files(number) };
  if (plan.course === 'plain' || plan.course === 'flaky') return [first];
  const [path = 'README.md'] = Object.keys(first.files);
  const mended = `${first.files[path] ?? ''}export const mended${number} = true;\n`;
  return [first, { message: 'fix: mend it', author, at: at(60), files: { [path]: mended } }];
}
