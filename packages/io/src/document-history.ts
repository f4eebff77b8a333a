import type { Person } from '@forethought/core';
import { startTracing, type Trace, type TracedCommit } from './document-trace.js';
import { askGit, type GitPlace, gitText, streamGit } from './git.js';
import { instant } from './history-parser.js';
import { applyMailmap } from './mailmap.js';
import { readMailmap } from './mailmap-file.js';
import { NEUTRAL_CONFIG, NEUTRAL_DIFF } from './neutral.js';
import { splitAtNul } from './pieces.js';
import { checkRevisions } from './revisions.js';
import type { LookupOptions } from './tree.js';
import { listTree } from './tree-files.js';

/** Which documents, and from when on their changes and deletions are wanted. */
export interface DocumentHistoryQuery extends LookupOptions {
  readonly rev: string;
  readonly paths: readonly string[];
  /** Whether a path that is not there any more was a document. */
  readonly isWanted: (path: string) => boolean;
  readonly since: string;
}

/** What Git tells of one document. Who added it, and when, is absent where the history of a shallow clone ends before. */
export interface DocumentHistory {
  readonly path: string;
  readonly addedAt?: string;
  /** Address of the author, by the mailmap of the revision. */
  readonly addedBy?: string;
  /** Instants of changes that are more than white space or a name, newest first, its addition included. */
  readonly changedAt: readonly string[];
  /** When it was deleted, and the commit that still has it. */
  readonly removed?: { readonly at: string; readonly from: string };
}

const MARK = '\u0001';
/** So many changes of white space in a row are looked through. */
const MOST_BLANK = 5;
const RENAMES = ['--find-renames', '-l400'];
const DIFF = [...NEUTRAL_DIFF.filter((option) => option !== '--no-renames'), ...RENAMES];

/** From how many folders a document is followed before it lay where it lies. */
const MOST_MOVES = 5;

/**
 * Follows documents back to who first added them, and finds those that were deleted. Only the folders in which documents lie are
 * looked at, since a look at all of a large repository takes several times as long.
 */
export async function readDocumentHistory(
  repo: GitPlace,
  query: DocumentHistoryQuery,
): Promise<readonly DocumentHistory[]> {
  const { rev, signal } = query;
  checkRevisions([rev]);
  let folders = await foldersOf(repo, query);
  let traces = await trace(repo, query, folders);
  for (let moves = 0; moves < MOST_MOVES; moves++) {
    const more = [...new Set([...folders, ...(await earlierFolders(repo, traces, signal))])];
    if (more.length === folders.length) break;
    folders = more;
    traces = await trace(repo, query, folders);
  }
  const isShallow = (await gitText(repo, ['rev-parse', '--is-shallow-repository'])) === 'true';
  await dropBlankChanges(repo, traces, { folders, signal });
  const mailmap = await readMailmap(repo, rev);
  const addressOf = (person: Person): string => applyMailmap(mailmap, person).email;
  return traces.map((each) => historyOf(each, { addressOf, isShallow }));
}

/** The first part of the path of each document: of those that are there, and of those that were there when the look-back begins. */
async function foldersOf(
  repo: GitPlace,
  { rev, paths, isWanted, since, signal }: DocumentHistoryQuery,
): Promise<readonly string[]> {
  const seconds = Math.floor(Date.parse(since) / 1000);
  const then = await askGit(repo, ['rev-list', '-1', `--min-age=${seconds}`, rev], { signal });
  const before = then === null || then === '' ? [] : await listTree(repo, { rev: then }, { signal });
  const all = [...paths, ...before.map(({ path }) => path).filter(isWanted)];
  return [...new Set(all.map(topOf))].sort();
}

function topOf(path: string): string {
  return path.slice(0, `${path}/`.indexOf('/'));
}

/** Follows the documents through the history of these folders, newest commit first. */
async function trace(
  repo: GitPlace,
  { rev, paths, isWanted, since, signal }: DocumentHistoryQuery,
  folders: readonly string[],
): Promise<readonly Trace[]> {
  const tracing = startTracing(paths, { isWanted, since });
  if (folders.length === 0) return tracing.traces();
  const format = `--format=tformat:${MARK}%H%x1f%ct%x1f%P%x1f%ae%x1f%an`;
  const log = ['log', '-z', '--no-show-signature', format, '--name-status', ...DIFF, rev, '--', ...folders];
  const cut = splitAtNul(reader(tracing.take));
  const command = ['--literal-pathspecs', ...NEUTRAL_CONFIG, ...log];
  for await (const chunk of streamGit(repo, command, { signal })) cut(chunk);
  return tracing.traces();
}

/** Folders from which documents were moved by the commits that seem to have added them. */
async function earlierFolders(
  repo: GitPlace,
  traces: readonly Trace[],
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  const wanted = new Set(traces.map(({ added, addedAs }) => `${added?.sha} ${addedAs}`));
  const shas = [...new Set(traces.flatMap(({ added }) => (added === undefined ? [] : [added.sha])))];
  if (shas.length === 0) return [];
  const found = new Set<string>();
  const take = reader(({ sha }, status, [from = '', to]) => {
    if (status.startsWith('R') && wanted.has(`${sha} ${to}`)) found.add(topOf(from));
  });
  const command = ['diff-tree', '--stdin', '-r', '-z', `--format=${MARK}%H`, '--name-status', ...DIFF];
  const cut = splitAtNul(take);
  const input = [...shas, ''].join('\n');
  for await (const chunk of streamGit(repo, [...NEUTRAL_CONFIG, ...command], { input, signal })) cut(chunk);
  return [...found];
}

/**
 * Takes away the newest changes of each document that are white space alone, as far as one is found that is not: by that one it is
 * told how old the document is. Older ones are believed.
 */
async function dropBlankChanges(
  repo: GitPlace,
  traces: readonly Trace[],
  around: { readonly folders: readonly string[]; readonly signal: AbortSignal | undefined },
): Promise<void> {
  let asked = traces.filter(({ changes }) => changes.length > 0);
  for (let round = 0; round < MOST_BLANK && asked.length > 0; round++) {
    const shas = [...new Set(asked.flatMap(({ changes }) => changes[0]?.commit.sha ?? []))];
    const real = await readRealChanges(repo, shas, around);
    asked = asked.filter(({ changes }) => {
      const [newest] = changes;
      if (newest === undefined || real.has(`${newest.commit.sha} ${newest.path}`)) return false;
      changes.shift();
      return changes.length > 0;
    });
  }
}

interface Reading {
  readonly addressOf: (person: Person) => string;
  readonly isShallow: boolean;
}

function historyOf(
  { path, added, changes, removed }: Trace,
  { addressOf, isShallow }: Reading,
): DocumentHistory {
  // Where a shallow history ends every file looks as if it had been made there.
  const isKnown = added !== undefined && !(isShallow && added.isRoot);
  const changed = changes.map(({ commit }) => instant(commit.seconds));
  const begun = isKnown ? [instant(added.seconds)] : [];
  return {
    path,
    ...(isKnown ? { addedAt: instant(added.seconds), addedBy: addressOf(added.author) } : {}),
    changedAt: [...new Set([...changed, ...begun])].sort().reverse(),
    ...(removed === undefined ? {} : { removed: { at: instant(removed.seconds), from: `${removed.sha}^` } }),
  };
}

/** Reads commits with the status of their files: a mark, then status, path, and of a rename the other path. */
function reader(take: (commit: TracedCommit, status: string, paths: readonly string[]) => void) {
  let commit: TracedCommit | undefined;
  let status = '';
  let from: string | undefined;
  return (bytes: Buffer, start: number, end: number): void => {
    const piece = bytes.toString('utf8', start, end).replace(/^\n/, '');
    if (status === '' && piece.startsWith(MARK)) commit = commitIn(piece.slice(1));
    else if (status === '') status = piece;
    else if (/^[RC]/.test(status) && from === undefined) from = piece;
    else {
      if (commit !== undefined) take(commit, status, from === undefined ? [piece] : [from, piece]);
      status = '';
      from = undefined;
    }
  };
}

function commitIn(text: string): TracedCommit {
  const [sha = '', seconds = '0', parents = '', email = '', ...name] = text.split('\u001f');
  return { sha, seconds, isRoot: parents === '', author: { name: name.join(' '), email } };
}

/** Which files these commits changed by more than white space, as `sha path`. */
async function readRealChanges(
  repo: GitPlace,
  shas: readonly string[],
  { folders, signal }: { readonly folders: readonly string[]; readonly signal: AbortSignal | undefined },
): Promise<ReadonlySet<string>> {
  if (shas.length === 0) return new Set();
  const found = new Set<string>();
  const counting = ['--numstat', '-w', '--ignore-blank-lines', ...DIFF, '--', ...folders];
  const command = ['--literal-pathspecs', ...NEUTRAL_CONFIG, 'diff-tree', '--stdin', '-r', '-z', ...counting];
  const cut = splitAtNul(realChangeReader(found));
  const input = [...shas, ''].join('\n');
  for await (const chunk of streamGit(repo, command, { input, signal })) cut(chunk);
  return found;
}

/** Reads a sha, then counts of lines with their path, of a rename with no path and both names behind it. */
function realChangeReader(found: Set<string>): (bytes: Buffer, start: number, end: number) => void {
  let sha = '';
  let names = 0;
  let isReal = false;
  return (bytes, start, end) => {
    const piece = bytes.toString('utf8', start, end);
    if (names > 0) {
      names -= 1;
      if (names === 0 && isReal) found.add(`${sha} ${piece}`);
      return;
    }
    const counts = /^(\d+|-)\t(\d+|-)\t/.exec(piece);
    if (counts === null) {
      sha = piece;
      return;
    }
    isReal = counts[1] !== '0' || counts[2] !== '0';
    const path = piece.slice(counts[0].length);
    if (path === '') names = 2;
    else if (isReal) found.add(`${sha} ${path}`);
  };
}
