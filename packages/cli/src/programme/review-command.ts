import { addDays, type Facts, renderMonthly, rosterEntry } from '@forethought/core';
import { openRepository } from '@forethought/io';
import { readFactsFile } from '../facts-file.js';
import { countFacts, measureCounted } from '../measure-facts.js';
import { loadPolicies, type PolicySource } from '../policy-source.js';
import { write } from '../sink.js';
import { factsSince } from '../weekly/facts-since.js';
import { type GatherOptions, gatherFrom } from '../weekly/gather-from.js';
import { EXIT, UsageError, type World } from '../world.js';

/** Options of `review`. */
export interface ReviewOptions extends GatherOptions {
  readonly month?: string;
  readonly facts?: string;
  /** As it may be published: rows by name only of whoever the roster shows by name. */
  readonly published?: true;
}

/** Prints the review of one month as Markdown: the items of the plan, each answered by what was measured in that month. */
export async function review(world: World, options: ReviewOptions): Promise<number> {
  const { from, to, month } = monthOf(options.month, world.now);
  const { source, facts } = await factsFor(world, options, to);
  const counted = countFacts({ facts, source });
  const items = counted.programme.programme.monthly;
  if (items.length === 0)
    throw new UsageError(
      `the plan ${source.plan.plan} asks nothing of a month; --plan devops-elite does, or programme.monthly in the team's own plan`,
    );
  const end = `${to}T23:59:59Z`;
  const asOf = end < facts.asOf ? end : facts.asOf;
  const { measures } = measureCounted(counted, { source, asOf, window: { from, to } });
  await write(world, renderMonthly({ month, items, measures, rows: rowsOf(options, source) }));
  return EXIT.pass;
}

function rowsOf({ engineer, published }: ReviewOptions, { config }: PolicySource): readonly string[] {
  const roster = config?.roster ?? [];
  if (engineer !== undefined) return [rosterEntry(roster, engineer)?.login ?? engineer];
  return roster.filter(({ named }) => named || published !== true).map(({ login }) => login);
}

async function factsFor(
  world: World,
  options: ReviewOptions,
  to: string,
): Promise<{ readonly source: PolicySource; readonly facts: Facts }> {
  if (options.facts === undefined) {
    const since = factsSince(`${to}T12:00:00Z`);
    const { policy, facts } = await gatherFrom(world, options, since, `review --source ${options.source}`);
    return { source: policy, facts };
  }
  if (options.source === 'github' || options.store !== undefined)
    throw new UsageError('--facts does not go with --store or --source github; leave one of them out');
  const facts = await readFactsFile(world, options.facts);
  const repo = await openRepository(world.cwd, options.repo);
  return { source: await loadPolicies(world, repo, options), facts };
}

/** The month that is meant with its days; by default the last one that is over. */
function monthOf(typed: string | undefined, now: string) {
  const current = now.slice(0, 7);
  const month = typed ?? addDays(`${current}-01`, -1).slice(0, 7);
  if (!/^\d{4}-(?:0[1-9]|1[0-2])$/.test(month))
    throw new UsageError(`--month ${month}: a month is written ${current}`);
  if (month > current) throw new UsageError(`--month ${month} has not begun; this is ${current}`);
  const from = `${month}-01`;
  const to = addDays(`${addDays(from, 31).slice(0, 7)}-01`, -1);
  return { month, from, to };
}
