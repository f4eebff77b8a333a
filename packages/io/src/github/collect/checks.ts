import type { PullFact } from '@forethought/core';
import { passingWords } from '../gate-pages.js';
import { wholeList } from '../pages.js';
import { member } from '../value.js';
import { askPage, askSeveral, type Found } from './ask.js';
import { checkFact } from './pull-values.js';
import { checkPageQuery, checksQuery } from './queries.js';
import { orUnread, type Reading } from './reading.js';
import type { Run } from './run.js';

const AT_ONCE = 50;
/** A pull request of more commits has its newest looked at, which are those that others saw. */
const MOST_COMMITS = 100;
const AT = { aliasOf: (_: string, at: number) => at, at: ['repository'] };

/** The checks of one commit, or why there are none to be had. */
interface Checked {
  readonly checks: readonly { readonly node: unknown; readonly sha: string }[];
  readonly why?: string;
  readonly isLasting: boolean;
}

/**
 * Reads the checks of every commit that was a head, those included that a push by force took away. The platform keeps the last run
 * of each, so one that passed when it was run again without a change has passed.
 */
export async function withChecks(run: Run, readings: readonly Reading[]): Promise<readonly Reading[]> {
  const shas = [...new Set(readings.flatMap(({ fact }) => headsOf(fact)))];
  const checked = new Map<string, Checked>();
  for (let at = 0; at < shas.length; at += AT_ONCE) {
    const some = await askSeveral(run, shas.slice(at, at + AT_ONCE), { queryOf: checksQuery, ...AT });
    for (const [sha, found] of some) checked.set(sha, await checksOf(run, sha, found));
  }
  return readings.flatMap((one) => orUnread(run, one.fact.number, () => withOwn(one, checked)) ?? []);
}

function headsOf({ head, commits = [], forcePushes = [] }: PullFact): readonly string[] {
  const own = commits.slice(-MOST_COMMITS).map(({ sha }) => sha);
  const gone = forcePushes.flatMap(({ before, after }) => [before, after]);
  return [...new Set([head.sha, ...own, ...gone])];
}

async function checksOf(run: Run, sha: string, found: Found): Promise<Checked> {
  if (run.without.has('statusCheckRollup')) {
    const why = run.gaps.find(({ what }) => what === 'checks')?.why ?? 'checks cannot be read here';
    return { checks: [], why, isLasting: true };
  }
  if (found.kind === 'lost') return { checks: [], why: found.why, isLasting: !found.passes };
  const lost = found.lost.get('statusCheckRollup');
  if (lost !== undefined) return { checks: [], why: lost, isLasting: false };
  // A commit without checks has no rollup, and one that nothing points to any more may be gone.
  const first = member(found.node, 'statusCheckRollup', 'contexts');
  if (first === undefined) return { checks: [], isLasting: true };
  const whole = await wholeList(first, {
    words: passingWords,
    next: async (after) => {
      const { data } = await askPage(run, (wish) => checkPageQuery(sha, wish), { after });
      return member(data, 'repository', 'object', 'statusCheckRollup', 'contexts');
    },
  });
  if (whole.kind === 'moved') return { checks: [], isLasting: true };
  return {
    checks: whole.nodes.map((node) => ({ node, sha })),
    ...(whole.why === undefined ? {} : { why: whole.why }),
    isLasting: whole.why === undefined,
  };
}

function withOwn(reading: Reading, checked: ReadonlyMap<string, Checked>): Reading {
  const { fact } = reading;
  const own = headsOf(fact).flatMap((sha) => checked.get(sha) ?? []);
  const why = own.find((one) => one.why !== undefined)?.why ?? tooMany(fact);
  return {
    ...reading,
    isWhole: reading.isWhole && own.every(({ isLasting }) => isLasting),
    fact: {
      ...fact,
      checks: own.flatMap(({ checks }) => checks.map(({ node, sha }) => checkFact(node, sha))),
      missing: [...fact.missing, ...(why === undefined ? [] : [{ what: 'checks' as const, why }])],
    },
  };
}

function tooMany({ commits = [] }: PullFact): string | undefined {
  if (commits.length <= MOST_COMMITS) return undefined;
  return `the newest ${MOST_COMMITS} of ${commits.length} commits were looked at`;
}
