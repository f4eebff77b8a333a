import type { Facts } from '@forethought/core';
import { addDays, counted, troubleLines } from '@forethought/core';
import { factsSince } from './weekly/facts-since.js';
import { type GatherOptions, gatherFrom } from './weekly/gather-from.js';
import type { World } from './world.js';

/** What `collect` needs beside where it collects from. */
export interface CollectSpan {
  readonly since?: string;
}

/**
 * Collects from the clone and from the platform, into the store where there is one, and tells what it cost. Without `--since` it reads
 * what the weekly report needs.
 */
export async function collectWhole(world: World, options: GatherOptions & CollectSpan): Promise<Facts> {
  const since =
    options.since === undefined ? factsSince(world.now) : `${addDays(options.since, 0)}T00:00:00Z`;
  const gathered = await gatherFrom(world, options, since, `collect --source ${options.source}`);
  for (const notice of [...gathered.notices, ...troubleLines(gathered.troubles)])
    world.err.write(`forethought: ${notice}\n`);
  const { forge, facts } = gathered;
  if (forge !== undefined) {
    const { rest, graphql, points, retries } = forge.requests;
    const of = [
      counted(graphql, 'GraphQL request'),
      counted(points, 'point'),
      counted(rest, 'REST request'),
      counted(retries, 'retry', 'retries'),
    ];
    world.err.write(`forethought: ${forge.repository}: ${of.join(', ')}\n`);
  }
  for (const { missing } of facts.sources)
    for (const { what, why } of missing) world.err.write(`forethought: not read: ${what}: ${why}\n`);
  return facts;
}
