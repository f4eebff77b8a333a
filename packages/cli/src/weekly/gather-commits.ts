import { isFix } from '@forethought/core';
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
  /** Present: the platform is asked for pull requests, which are judged with the commits that landed them. */
  readonly forge?: object;
}

/** What is known of new commits beside what was stored. */
export interface GatheredCommits {
  /** Shas of those whose title says that they repair something. */
  readonly fixes: readonly string[];
  /** All of them where the platform is asked, else none: without pull requests nobody needs their texts again. */
  readonly judged: readonly JudgedCommit[];
}

/** How many commits are judged at once. */
const BATCH = 256;

/** Judges the commits that the store has not seen and stores them, a batch at a time. */
export async function gatherCommits(
  world: World,
  { rev, since, keep, forge }: CommitsQuery,
  options: AnnotateOptions,
  mark: string | undefined,
  notices: string[],
): Promise<GatheredCommits> {
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
  const [all, fixes]: [JudgedCommit[], string[]] = [[], []];
  for await (const judged of judgeCommits(inBatches(batches), {
    repo,
    source,
    linesRead: true,
    before: null,
    signal: world.signal,
  })) {
    if (forge !== undefined) all.push(...judged);
    for (const { commit } of judged) if (isFix(commit.message ?? '')) fixes.push(commit.sha);
    const { commits } = await annotate({ commits: judged, pulls: [], issues: [] }, options);
    await keep.append({ commits });
    progress.step(judged.length);
  }
  progress.done();
  return { fixes, judged: all };
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
