import { readCommitBatches, readMailmap, readShas } from '@forethought/io';
import { type JudgedCommit, judgeCommits } from '../judge-commits.js';
import { startProgress } from '../progress.js';
import type { World } from '../world.js';
import { type AnnotateOptions, annotate } from './annotate.js';
import type { BufferedStore } from './buffered-store.js';

/** Which commits are read, and where they go. */
export interface CommitsQuery {
  readonly rev: string;
  /** Nothing older than this instant is read. */
  readonly since: string;
  readonly keep: Pick<BufferedStore, 'append'>;
}

/** How many commits are judged at once. */
const BATCH = 256;

/** Judges the commits that the store has not seen and stores them, a batch at a time. */
export async function gatherCommits(
  world: World,
  { rev, since, keep }: CommitsQuery,
  options: AnnotateOptions,
  mark: string | undefined,
  notices: string[],
): Promise<readonly JudgedCommit[]> {
  const { repo, source } = options;
  const isKnown = mark !== undefined && (await readShas(repo, [mark], { signal: world.signal })).has(mark);
  if (mark !== undefined && !isKnown)
    notices.push(`${mark.slice(0, 12)}, up to which commits were read before, is gone; they are read again`);
  const batches = readCommitBatches({
    repo,
    revs: isKnown ? [rev, `^${mark}`] : [rev],
    since,
    withFiles: 'lines',
    mergeFiles: 'none',
    mailmap: await readMailmap(repo, rev),
    signal: world.signal,
  });
  const progress = startProgress(world, 'commits judged');
  const all: JudgedCommit[] = [];
  for await (const judged of judgeCommits(inBatches(batches), {
    repo,
    source,
    linesRead: true,
    signal: world.signal,
  })) {
    all.push(...judged);
    const { commits } = await annotate({ commits: judged, pulls: [], issues: [] }, options);
    await keep.append({ commits });
    progress.step(judged.length);
  }
  progress.done();
  return all;
}

async function* inBatches<T>(
  batches: AsyncIterable<readonly T[]>,
): AsyncGenerator<readonly T[], void, undefined> {
  const waiting: T[] = [];
  for await (const batch of batches) {
    waiting.push(...batch);
    while (waiting.length >= BATCH) yield waiting.splice(0, BATCH);
  }
  if (waiting.length > 0) yield waiting;
}
