import { basename } from 'node:path';
import type { Commit, Facts } from '@forethought/core';
import { type Gap, readGaps } from './gaps.js';
import { askGit, type GitPlace } from './git.js';
import { type HistoryQuery, readCommitBatches } from './history.js';
import { readMailmap } from './mailmap-file.js';
import { readHead } from './repository.js';

/** What to collect. Times are instants, both ends belong to the range; `asOf` is the caller's clock. */
export interface FactsQuery {
  readonly repo: GitPlace;
  readonly asOf: string;
  readonly since?: string;
  readonly until?: string;
  /** Tip of the history that is read; default HEAD. */
  readonly rev?: string;
  readonly max?: number;
  readonly withFiles: HistoryQuery['withFiles'];
  /** Default `none`: what a merge changes are the changes of its commits once more, and costs as much again. */
  readonly mergeFiles?: HistoryQuery['mergeFiles'];
  readonly signal?: AbortSignal | undefined;
}

/** What Git alone can never say, whatever the history. */
const NOT_IN_GIT = ['pull requests', 'reviews and checks', 'deployments', 'issues'];

/** Facts as they are read: commits come by newest first, a batch at a time, and nothing keeps them. */
export interface FactsStream {
  /** Everything but the commits. */
  readonly frame: Omit<Facts, 'commits'>;
  /** May be read once. */
  readonly commits: AsyncIterable<readonly Commit[]>;
}

/**
 * What happened from Git alone, in memory that does not grow with the range. Nothing that could not be read is passed over: every
 * source says what is missing and why. An empty repository gives facts without commits. Throws `GitError` where nothing can be read.
 */
export async function streamFacts(query: Omit<FactsQuery, 'rev' | 'max'>): Promise<FactsStream> {
  const [frame, commits] = await Promise.all([readFrame(query), openRange(query)]);
  return { frame, commits };
}

/** The same with the commits in memory, for ranges that are small or cut at `max`. */
export async function collectFacts(query: FactsQuery): Promise<Facts> {
  const [frame, { commits, cuts }] = await Promise.all([readFrame(query), readRange(query)]);
  const { repository } = frame;
  const head = query.rev === undefined ? repository.head : (commits[0]?.sha ?? repository.head);
  return {
    ...frame,
    repository: { ...repository, head },
    sources: frame.sources.map((source) =>
      source.id === 'git' ? gitSource([...source.missing, ...cuts]) : source,
    ),
    commits,
  };
}

async function readFrame({ repo, asOf }: FactsQuery): Promise<Omit<Facts, 'commits'>> {
  const [head, gaps, name] = await Promise.all([readHead(repo), readGaps(repo), readRepositoryName(repo)]);
  return {
    schema: 1,
    asOf,
    repository: { name, head: head.sha },
    sources: [
      gitSource(gaps),
      {
        id: 'forge',
        state: 'missing',
        missing: NOT_IN_GIT.map((what) => ({ what, why: 'only Git was read' })),
      },
    ],
    documents: [],
  };
}

function gitSource(missing: readonly Gap[]): Facts['sources'][number] {
  return { id: 'git', state: missing.length === 0 ? 'complete' : 'partial', missing: [...missing] };
}

async function openRange(query: FactsQuery): Promise<AsyncIterable<Commit[]>> {
  const { repo, withFiles, rev, since, until, max, signal } = query;
  return readCommitBatches({
    repo,
    withFiles,
    mergeFiles: query.mergeFiles ?? 'none',
    mailmap: await readMailmap(repo),
    signal,
    ...(rev === undefined ? {} : { revs: [rev] }),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    ...(max === undefined ? {} : { max: max + 1 }),
  });
}

/** The commits of the range, and whether there were more of them than were asked for. */
async function readRange(query: FactsQuery): Promise<{ commits: Commit[]; cuts: readonly Gap[] }> {
  const { max } = query;
  const commits: Commit[] = [];
  for await (const batch of await openRange(query)) for (const commit of batch) commits.push(commit);
  if (max === undefined || commits.length <= max) return { commits, cuts: [] };
  commits.length = max;
  return {
    commits,
    cuts: [{ what: 'older commits of the range', why: `only the newest ${max} commits were read` }],
  };
}

/** `owner/name` as the remote calls it, else the name of the folder. An address may hold a password: only its path is used. */
export async function readRepositoryName(repo: GitPlace): Promise<string> {
  const address = await askGit(repo, ['config', '--get', 'remote.origin.url']);
  const path =
    /^[a-z+]+:\/\/[^/]*\/(.+)$/i.exec(address ?? '')?.[1] ?? /^[^/:]+:(?!\/\/)(.+)$/.exec(address ?? '')?.[1];
  const parts = path
    ?.replace(/\.git\/?$/, '')
    .split('/')
    .filter((part) => part !== '');
  return parts === undefined || parts.length < 2
    ? basename(repo.directory).replace(/\.git$/, '')
    : parts.slice(-2).join('/');
}
