import {
  isMonth,
  isSame,
  lastDayOf,
  type MonthlyInput,
  monthBefore,
  monthlyTitle,
  renderMonthly,
  rosterEntry,
} from '@forethought/core';
import { openRepository } from '@forethought/io';
import { metrics, rules } from '@forethought/rules';
import { readFactsFile } from '../facts-file.js';
import { loadPolicies, type PolicySource } from '../policy-source.js';
import { write } from '../sink.js';
import { factsSince } from '../weekly/facts-since.js';
import { type GatherOptions, gatherFrom } from '../weekly/gather-from.js';
import { type MonthQuery, monthlyInput } from '../weekly/monthly-input.js';
import { EXIT, UsageError, type World } from '../world.js';
import { readProgramme } from './record-world.js';

/** Options of `review`. */
export interface ReviewOptions extends GatherOptions {
  readonly month?: string;
  readonly facts?: string;
  /** As it may be published: by the rules of the weekly report. */
  readonly published?: true;
}

/** Prints the review of one month as Markdown: the items of the plan, each answered by what was measured in that month. */
export async function review(world: World, options: ReviewOptions): Promise<number> {
  const month = monthOf(options.month, world.now);
  const found = await factsFor(world, options, lastDayOf(month));
  if (found.programme.monthly.length === 0)
    throw new UsageError(
      `the plan ${found.source.plan.plan} asks nothing of a month; --plan devops-elite does, or programme.monthly in the team's own plan`,
    );
  const visibility = options.published === true ? 'published' : 'self';
  const input = monthlyInput({ ...found, visibility, scope: 'team' }, month);
  await write(
    world,
    `# ${monthlyTitle(month)}\n\n${renderMonthly(onlyOf(input, options, found.source), { rules, metrics })}\n`,
  );
  return EXIT.pass;
}

/** With `--engineer` that row alone, beside everybody's. */
function onlyOf(input: MonthlyInput, { engineer }: ReviewOptions, { config }: PolicySource): MonthlyInput {
  if (engineer === undefined) return input;
  const login = rosterEntry(config?.roster ?? [], engineer)?.login ?? engineer;
  return { ...input, people: input.people.filter((person) => isSame(person.engineer, login)) };
}

type Found = Omit<MonthQuery, 'visibility' | 'scope'>;

async function factsFor(world: World, options: ReviewOptions, to: string): Promise<Found> {
  if (options.facts === undefined) {
    const since = factsSince(`${to}T12:00:00Z`);
    const { policy, ...found } = await gatherFrom(world, options, since, `review --source ${options.source}`);
    return { ...found, source: policy };
  }
  if (options.source === 'github' || options.store !== undefined)
    throw new UsageError('--facts does not go with --store or --source github; leave one of them out');
  const facts = await readFactsFile(world, options.facts);
  const repo = await openRepository(world.cwd, options.repo);
  const source = await loadPolicies(world, repo, options);
  const programme = await readProgramme(repo, { source, signal: world.signal });
  const factsFrom = facts.commits.map(({ committedAt }) => committedAt).sort()[0] ?? facts.asOf;
  return { source, facts, programme, factsFrom, isPublic: null, repositoryUrl: null };
}

/** The month that is meant; by default the last one that is over. */
function monthOf(typed: string | undefined, now: string): string {
  const current = now.slice(0, 7);
  const month = typed ?? monthBefore(now);
  if (!isMonth(month)) throw new UsageError(`--month ${month}: a month is written ${current}`);
  if (month > current) throw new UsageError(`--month ${month} has not begun; this is ${current}`);
  return month;
}
