import { type ChangedFile, readDiff } from './diff.js';
import { knownCommits } from './known-commits.js';
import { type CommitObject, type Entry, readCommits, readEntry, readTree } from './objects.js';
import { askGit, runGit } from './run.js';

/** The commits, trees, files and refs of one real Git repository. Objects are remembered, refs only until `forget`. */
export interface History {
  readonly path: string;
  /** Every ref by its full name. */
  refs(): ReadonlyMap<string, string>;
  /** The object that a revision names, or `null`. */
  resolve(rev: string): string | null;
  commit(sha: string): CommitObject | undefined;
  /** Commits reachable from `head` and not from `base`, parents first. */
  range(base: string, head: string): readonly CommitObject[];
  /** `git log` of a revision, newest first. */
  log(rev: string, args?: readonly string[], paths?: readonly string[]): readonly CommitObject[];
  mergeBase(one: string, other: string): string | null;
  isAncestor(one: string, other: string): boolean;
  diff(from: string, to: string): readonly ChangedFile[];
  entry(rev: string, path: string): Entry | undefined;
  tree(sha: string): readonly Entry[];
  blob(sha: string): Buffer;
  setRef(name: string, sha: string | null): void;
  /** Runs git for what writes; the refs are read again. */
  run(args: readonly string[], input?: string): string;
  forget(): void;
}

/** Opens the repository at a path; nothing is read yet. */
export function openHistory(path: string): History {
  const commits = knownCommits(path);
  const known = new Map<string, unknown>();
  let refs: ReadonlyMap<string, string> | undefined;
  const remember = <Value>(key: string, read: () => Value): Value => {
    if (!known.has(key)) known.set(key, read());
    return known.get(key) as Value;
  };
  const run = (args: readonly string[], input?: string): string => {
    refs = undefined;
    return runGit(path, args, input);
  };
  const text = (args: readonly string[]): string | null =>
    askGit(path, args)?.toString('utf8').trim() ?? null;
  const readRefs = (): ReadonlyMap<string, string> => {
    const lines = text(['for-each-ref', '--format=%(objectname) %(refname)'])?.split('\n') ?? [];
    return new Map(
      lines
        .filter(Boolean)
        .map((line) => [line.slice(line.indexOf(' ') + 1), line.slice(0, line.indexOf(' '))]),
    );
  };
  const allRefs = (): ReadonlyMap<string, string> => {
    refs ??= readRefs();
    return refs;
  };
  const resolve = (rev: string): string | null => {
    if (rev === '' || rev.startsWith('-')) return null;
    const named = allRefs().get(rev) ?? allRefs().get(`refs/heads/${rev}`);
    if (named === undefined && /^[0-9a-f]{40}$/.test(rev) && commits.get(rev) !== undefined) return rev;
    return named ?? text(['rev-parse', '--verify', '-q', rev]);
  };
  const setRef = (name: string, sha: string | null): void => {
    const known = refs;
    run(sha === null ? ['update-ref', '-d', name] : ['update-ref', name, sha]);
    if (known === undefined) return;
    refs = new Map([...known].filter(([other]) => other !== name).concat(sha === null ? [] : [[name, sha]]));
  };
  return {
    path,
    refs: allRefs,
    resolve,
    commit: commits.get,
    range: (base, head) =>
      remember(
        `range ${base} ${head}`,
        () =>
          commits.chain(base, head)?.commits ??
          commits.keep(readCommits(path, ['--topo-order', '--reverse', head, `^${base}`, '--'])),
      ),
    log: (rev, args = [], paths = []) => commits.keep(readCommits(path, [...args, rev, '--', ...paths])),
    mergeBase: (one, other) =>
      remember(
        `base ${one} ${other}`,
        () => commits.chain(one, other)?.fork ?? text(['merge-base', one, other]),
      ),
    isAncestor: (one, other) => askGit(path, ['merge-base', '--is-ancestor', one, other]) !== null,
    diff: (from, to) => remember(`diff ${from} ${to}`, () => readDiff(path, from, to)),
    entry: (rev, name) => readEntry(path, rev, name),
    tree: (sha) => remember(`tree ${sha}`, () => readTree(path, sha)),
    blob: (sha) => remember(`blob ${sha}`, () => askGit(path, ['cat-file', 'blob', sha]) ?? Buffer.alloc(0)),
    setRef,
    run,
    forget: () => {
      refs = undefined;
    },
  };
}
