import type { PullFact } from '@forethought/core';
import { readCommits, readShas } from '@forethought/io';
import { type JudgedCommit, judgeCommits } from '../judge-commits.js';
import type { AnnotateOptions } from './annotate.js';

/** The commits by which pull requests landed, judged: those of this run, and of older ones what the clone still holds. */
export async function readLandings(
  repo: AnnotateOptions['repo'],
  pulls: readonly PullFact[],
  known: ReadonlyMap<string, JudgedCommit>,
  { source, signal }: AnnotateOptions,
): Promise<readonly JudgedCommit[]> {
  const shas = pulls.flatMap(({ mergeCommit }) => (mergeCommit === null ? [] : [mergeCommit]));
  const here = shas.flatMap((sha) => known.get(sha) ?? []);
  const others = shas.filter((sha) => !known.has(sha));
  const existing = await readShas(repo, others, { signal });
  if (existing.size === 0) return here;
  const commits = [];
  const query = {
    repo,
    revs: [...existing],
    alone: true,
    withFiles: 'lines',
    mergeFiles: 'none',
    signal,
  } as const;
  for await (const commit of readCommits(query)) commits.push(commit);
  const read: JudgedCommit[] = [];
  for await (const batch of judgeCommits([commits], { repo, source, linesRead: true, before: null, signal }))
    read.push(...batch);
  return [...here, ...read];
}
