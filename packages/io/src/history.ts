import type { Commit } from '@forethought/core';
import { withoutAttributes } from './attribute-free.js';
import { type GitPlace, streamGit } from './git.js';
import { GitError } from './git-error.js';
import { COMMIT_FORMAT, parseCommits } from './history-parser.js';
import { type Mailmap, NO_MAILMAP } from './mailmap.js';
import { NEUTRAL_CONFIG, NEUTRAL_DIFF, WITH_LINES } from './neutral.js';
import { checkRevisions, explainRevisions, hasCommits } from './revisions.js';

/** Which commits to read and how much of them. Times are instants; both ends belong to the range. */
export interface HistoryQuery {
  readonly repo: GitPlace;
  /** As for git log: names, `^name`, `a..b`, `a...b`. Default: `HEAD`; a repository without commits has none. */
  readonly revs?: readonly string[];
  /** `names` gives changed paths with their status, `lines` line counts too, at about eight times the cost. */
  readonly withFiles: 'none' | 'names' | 'lines';
  /** A merge is compared with its first parent, or not at all: `files` is then absent. */
  readonly mergeFiles?: 'first-parent' | 'none';
  readonly firstParent?: boolean;
  readonly since?: string;
  readonly until?: string;
  readonly max?: number;
  /** Newest first unless asked; the other way git holds the whole range before it prints. */
  readonly order?: 'newest' | 'oldest';
  /** Read exactly `revs` and none of their ancestors. */
  readonly alone?: boolean;
  readonly mailmap?: Mailmap;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Streams commits as git finds them, in bounded memory. Messages come in UTF-8 whatever their encoding, with U+FFFD where bytes
 * were broken. Renames are a deletion and an addition, with `lines` a deletion of none and an addition of what changed; a root
 * commit is compared with the empty tree. Throws `GitError`.
 */
export async function* readCommits(query: HistoryQuery): AsyncGenerator<Commit, void, undefined> {
  for await (const commits of readCommitBatches(query)) yield* commits;
}

/** As `readCommits`, a pipe buffer's worth at a time: for callers to whom 50,000 turns of the event loop matter. */
export async function* readCommitBatches(query: HistoryQuery): AsyncGenerator<Commit[], void, undefined> {
  const revs = query.revs ?? ['HEAD'];
  checkRevisions(revs);
  const parser = parseCommits({
    withFiles: query.withFiles !== 'none',
    mergeFiles: query.mergeFiles !== 'none',
    mailmap: query.mailmap ?? NO_MAILMAP,
  });
  const place = query.withFiles === 'lines' ? await withoutAttributes(query.repo) : query.repo;
  const stream = streamGit(place, historyArguments(query), {
    input: revs.map((rev) => `${rev}\n`).join(''),
    signal: query.signal,
  });
  try {
    for await (const chunk of stream) {
      parser.push(chunk);
      const commits = parser.ready();
      if (commits.length > 0) yield commits;
    }
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    if (query.revs === undefined && !(await hasCommits(query.repo))) return;
    throw await explainRevisions(query.repo, revs, error);
  }
  parser.end();
  const last = parser.ready();
  if (last.length > 0) yield last;
}

/** One commit with its changed files. Throws `GitError` when the name means none. */
export async function readCommit(
  repo: GitPlace,
  rev: string,
  query: Partial<Pick<HistoryQuery, 'withFiles' | 'mailmap' | 'signal'>> = {},
): Promise<Commit> {
  checkRevisions([rev]);
  const found = readCommits({
    repo,
    revs: [`${rev}^{commit}`],
    alone: true,
    max: 1,
    withFiles: 'names',
    ...query,
  });
  for await (const commit of found) return commit;
  throw new GitError('unknown-revision', `no commit is called ${rev}`, 'look at: git branch --all, git tag');
}

function historyArguments(query: HistoryQuery): string[] {
  const files = { none: [], names: ['--name-status', ...NEUTRAL_DIFF], lines: WITH_LINES };
  const merges = query.mergeFiles === 'none' ? 'off' : 'first-parent';
  return [
    ...NEUTRAL_CONFIG,
    'log',
    '-z',
    '--no-show-signature',
    '--no-notes',
    '--encoding=UTF-8',
    COMMIT_FORMAT,
    ...(query.withFiles === 'none' ? ['-s'] : ['--root', `--diff-merges=${merges}`]),
    ...files[query.withFiles],
    ...(query.firstParent === true ? ['--first-parent'] : []),
    ...(query.since === undefined ? [] : [`--max-age=${seconds(query.since)}`]),
    ...(query.until === undefined ? [] : [`--min-age=${seconds(query.until)}`]),
    ...(query.max === undefined ? [] : [`--max-count=${query.max}`]),
    ...(query.order === 'oldest' ? ['--reverse'] : []),
    ...(query.alone === true ? ['--no-walk=unsorted'] : []),
    '--stdin',
  ];
}

function seconds(instant: string): number {
  const milliseconds = Date.parse(instant);
  if (Number.isNaN(milliseconds)) {
    throw new GitError('failed', `${instant} is no instant`, 'write it as 2026-11-22T10:00:00Z');
  }
  return Math.floor(milliseconds / 1000);
}
