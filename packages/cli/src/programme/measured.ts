import type { Measure } from '@forethought/core';
import { type GitPlace, hasCommits, streamFacts } from '@forethought/io';
import type { PolicySource } from '../policy-source.js';
import { type ScoreOptions, type Scores, score } from '../score.js';
import { commitsFrom } from '../weekly/facts-since.js';
import { withDocuments } from '../weekly/with-documents.js';
import type { World } from '../world.js';

/** Judges and measures Git's history below HEAD by now, each metric over its own window. */
export async function scoreNow(
  world: World,
  repo: GitPlace,
  source: PolicySource,
  options: Pick<ScoreOptions, 'ownedBy'> = {},
): Promise<Scores> {
  const { asOf } = source;
  const { signal } = world;
  const today = asOf.slice(0, 10);
  const since = `${commitsFrom(today)}T00:00:00Z`;
  const until = `${today}T23:59:59Z`;
  const { frame, commits } = await streamFacts({ repo, since, until, asOf, withFiles: 'lines', signal });
  const { facts, programme } = await withDocuments(frame, { repo, source, since, signal });
  return score(world, repo, source, { frame: facts, commits }, { people: 'all', programme, ...options });
}

/** What that tells of everybody; nothing where there is no history. */
export async function measuredNow(
  world: World,
  repo: GitPlace,
  source: PolicySource,
): Promise<readonly Measure[]> {
  return (await hasCommits(repo)) ? (await scoreNow(world, repo, source)).measures : [];
}
