import type { Person } from '@forethought/core';

/** What is read of a commit to follow files through it. `seconds` is the committer's time. */
export interface TracedCommit {
  readonly sha: string;
  readonly seconds: string;
  readonly isRoot: boolean;
  readonly author: Person;
}

/** One file through its names: the oldest commit that added it, and those that changed it since the wanted instant. */
export interface Trace {
  /** Its last name. */
  readonly path: string;
  added: TracedCommit | undefined;
  /** Its name when it was added. */
  addedAs: string;
  readonly changes: { readonly commit: TracedCommit; readonly path: string }[];
  readonly removed: TracedCommit | undefined;
}

/** Follows files while commits come, newest first. */
export interface Tracing {
  /** Status as git has it (`A`, `M`, `D`, `R087`), and the path, of a rename the old and the new one. */
  readonly take: (commit: TracedCommit, status: string, paths: readonly string[]) => void;
  readonly traces: () => readonly Trace[];
}

/** So many changes of one file are remembered. */
const MOST_CHANGES = 100;

/**
 * Starts with the files that are there. A wanted file that a commit since the instant deleted is followed too; one that was deleted
 * and added again is one file, whose first addition counts.
 */
export function startTracing(
  paths: readonly string[],
  { isWanted, since }: { readonly isWanted: (path: string) => boolean; readonly since: string },
): Tracing {
  const from = Date.parse(since) / 1000;
  const all: Trace[] = paths.map((path) => ({
    path,
    added: undefined,
    addedAs: path,
    changes: [],
    removed: undefined,
  }));
  const byName = new Map(all.map((trace) => [trace.path, trace]));
  const change = (trace: Trace, commit: TracedCommit, path: string): void => {
    if (Number(commit.seconds) >= from && trace.changes.length < MOST_CHANGES)
      trace.changes.push({ commit, path });
  };
  const remove = (commit: TracedCommit, path: string): void => {
    if (byName.has(path) || Number(commit.seconds) < from || !isWanted(path)) return;
    const trace: Trace = { path, added: undefined, addedAs: path, changes: [], removed: commit };
    all.push(trace);
    byName.set(path, trace);
  };
  return {
    traces: () => all,
    take: (commit, status, [first = '', second]) => {
      const path = second ?? first;
      if (status.startsWith('D')) {
        remove(commit, path);
        return;
      }
      const trace = byName.get(path);
      if (trace === undefined) return;
      if (status.startsWith('A') || status.startsWith('C')) {
        trace.added = commit;
        trace.addedAs = path;
      }
      if (status.startsWith('R')) {
        if (status !== 'R100') change(trace, commit, path);
        byName.delete(path);
        if (!byName.has(first)) byName.set(first, trace);
      } else if (!/^[AC]/.test(status)) change(trace, commit, path);
    },
  };
}
