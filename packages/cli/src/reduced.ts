import type { Cause, Commit, FileChange, StoredVerdict } from '@forethought/core';

/** Keeps what measures count from. Equal parts of different commits become one value. */
export interface Reducer {
  readonly commit: (commit: Commit) => Commit;
  readonly verdicts: (verdicts: StoredVerdict[]) => StoredVerdict[];
}

/**
 * Reduces judged commits, so that a long history fits into memory: no message, no tree, no line counts. Sizes and texts have been
 * judged by then, and the answers are in it.
 */
export function startReducing(): Reducer {
  const named = startNaming();
  const types = startSharing<string>((text) => text);
  const paths = startSharing<FileChange>((path) => ({ path, status: 'M', added: null, deleted: null }));
  const verdicts = startSharingVerdicts();
  return {
    verdicts,
    commit: (commit) => {
      const { sha, parents, author, committer, committedAt, coAuthors, login, files, type, official } =
        commit;
      const kept: Commit = {
        sha: named.itself(sha),
        tree: '',
        parents: parents.map(named.asParent),
        author,
        committer,
        authoredAt: committedAt,
        committedAt,
        type: type == null ? null : types(type),
        causes: causesAlone(commit.causes ?? []),
        verdicts: verdicts(commit.verdicts ?? []),
        official: official ?? null,
        recorded: commit.recorded ?? null,
        files: files === undefined ? NO_FILES : files.map(({ path }) => paths(path)),
      };
      // Most commits have all of these and none of those: objects of one shape are the smallest.
      if (files !== undefined && coAuthors === undefined && login === undefined) return kept;
      const { files: some, ...others } = kept;
      return {
        ...others,
        ...(files === undefined ? {} : { files: some ?? NO_FILES }),
        ...(coAuthors === undefined ? {} : { coAuthors }),
        ...(login === undefined ? {} : { login }),
      };
    },
  };
}

const NO_FILES: FileChange[] = [];

/** One text for a commit and for what its children call it. Children come before it, so that it may be forgotten then. */
function startNaming(): {
  readonly itself: (sha: string) => string;
  readonly asParent: (sha: string) => string;
} {
  const called = new Map<string, string>();
  return {
    itself: (sha) => {
      const known = called.get(sha);
      called.delete(sha);
      return known ?? sha;
    },
    asParent: (sha) => {
      const known = called.get(sha) ?? own(sha);
      called.set(known, known);
      return known;
    },
  };
}

/** One list for all changes of which the rules said the same. */
function startSharingVerdicts(): Reducer['verdicts'] {
  const known = new Map<string, StoredVerdict[]>();
  return (verdicts) => {
    let key = '';
    for (const { rule, outcome, asked } of verdicts) key += `${rule} ${outcome} ${asked} `;
    const found = known.get(key);
    if (found !== undefined) return found;
    known.set(own(key), verdicts);
    return verdicts;
  };
}

const NO_CAUSES: Cause[] = [];

function causesAlone(causes: readonly Cause[]): Cause[] {
  if (causes.length === 0) return NO_CAUSES;
  return causes.map(({ rung, target }) => ({
    rung,
    target: target.kind === 'commit' ? { kind: 'commit', sha: own(target.sha) } : target,
  }));
}

function startSharing<T>(make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const key = own(text);
    const made = make(key);
    known.set(key, made);
    return made;
  };
}

/** The same text by itself: a piece that was cut out of a longer one keeps all of it in memory. */
function own(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}
