import { basename } from 'node:path';
import type { Commit, Facts } from '@forethought/core';
import { type Gap, readGaps } from './gaps.js';
import { askGit, type GitPlace, git } from './git.js';
import { GitError } from './git-error.js';
import { type HistoryQuery, readCommits } from './history.js';
import { readMailmap } from './mailmap-file.js';
import { textPieces } from './pieces.js';
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
  /** Kind of a document by its path; paths without a kind are left out. Without it no document is listed. */
  readonly kindOf?: (path: string) => string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What Git alone can never say, whatever the history. */
const NOT_IN_GIT = ['pull requests', 'reviews and checks', 'deployments', 'incidents'];

/**
 * Collects what happened from Git alone. Nothing that could not be read is passed over: every source says what is missing and
 * why. An empty repository gives facts without commits. Throws `GitError` where nothing can be read at all.
 */
export async function collectFacts(query: FactsQuery): Promise<Facts> {
  const { repo } = query;
  const [head, gaps, name, { commits, cuts }] = await Promise.all([
    readHead(repo),
    readGaps(repo),
    readRepositoryName(repo),
    readRange(query),
  ]);
  const missing = [...gaps, ...cuts];
  return {
    schema: 1,
    asOf: query.asOf,
    repository: { name, head: query.rev === undefined ? head.sha : (commits[0]?.sha ?? head.sha) },
    sources: [
      { id: 'git', state: missing.length === 0 ? 'complete' : 'partial', missing },
      {
        id: 'forge',
        state: 'missing',
        missing: NOT_IN_GIT.map((what) => ({ what, why: 'only Git was read' })),
      },
    ],
    commits,
    documents: await listKinds(query),
  };
}

/** The commits of the range, and whether there were more of them than were asked for. */
async function readRange(query: FactsQuery): Promise<{ commits: Commit[]; cuts: Gap[] }> {
  const { repo, withFiles, rev, since, until, max, signal } = query;
  const commits: Commit[] = [];
  const history = readCommits({
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
  for await (const commit of history) commits.push(commit);
  if (max === undefined || commits.length <= max) return { commits, cuts: [] };
  commits.length = max;
  return {
    commits,
    cuts: [{ what: 'older commits of the range', why: `only the newest ${max} commits were read` }],
  };
}

/** Documents of the tip by their kind. */
async function listKinds({ repo, rev, kindOf, signal }: FactsQuery): Promise<Facts['documents'][number][]> {
  if (kindOf === undefined) return [];
  const list = ['ls-tree', '-r', '-z', '--name-only', '--full-tree', '--end-of-options', rev ?? 'HEAD'];
  try {
    return textPieces(await git(repo, list, { signal })).flatMap((path) => {
      const kind = kindOf(path);
      return kind === undefined ? [] : [{ path, kind }];
    });
  } catch (error) {
    if (error instanceof GitError && error.trouble === 'unknown-revision') return [];
    throw error;
  }
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
