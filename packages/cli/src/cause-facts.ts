import { type CauseFacts, type Evidence, fixCause, isRevert, matches, type Policy } from '@forethought/core';
import { askGit, type GitPlace, readCandidates, readShas } from '@forethought/io';

/** A fix of which the judge wants to know what caused what it repairs. */
export interface CauseQuestion {
  /** Sha of the commit that is the fix. */
  readonly id: string;
  readonly evidence: Evidence;
  readonly policy: Policy;
}

/** For so many fixes that name nothing candidates are looked for; the rest is asked without them. */
const MOST_BLAMED = 20;

/**
 * What history says about the causes of fixes: which of the commits that they name there are, and for those that name none which
 * commits last touched the lines that they take away. In a shallow clone every name is taken at its word. `onPartly` is told of those
 * of which more may be known another time: a commit that they name is missing, or too many were asked about.
 */
export function causeLookup(
  repo: GitPlace,
  signal?: AbortSignal,
  onPartly?: (id: string) => void,
): (asked: readonly CauseQuestion[]) => Promise<ReadonlyMap<string, CauseFacts>> {
  let left = MOST_BLAMED;
  return async (asked) => {
    const read = asked.map((each) => ({ ...each, shas: fixCause(each.evidence)?.shas ?? [] }));
    const named = read.flatMap(({ shas }) => shas);
    const existing = await existingAmong(repo, named, signal);
    const silent = read.filter(({ shas }) => shas.length === 0);
    const blamed = silent.slice(0, left);
    left -= blamed.length;
    const missing = read.filter(({ shas }) => shas.some((sha) => !existing.has(sha)));
    for (const { id } of [...missing, ...silent.slice(blamed.length)]) onPartly?.(id);
    const candidates = await candidatesOf(repo, blamed, signal);
    return new Map(
      read.map(({ id }) => [id, { existing, candidates: candidates.filter(({ fix }) => fix === id) }]),
    );
  };
}

async function existingAmong(
  repo: GitPlace,
  named: readonly string[],
  signal: AbortSignal | undefined,
): Promise<ReadonlySet<string>> {
  if (named.length === 0) return new Set();
  const isShallow = (await askGit(repo, ['rev-parse', '--is-shallow-repository'])) === 'true';
  return isShallow ? new Set(named) : readShas(repo, [...new Set(named)], { signal });
}

async function candidatesOf(
  repo: GitPlace,
  blamed: readonly CauseQuestion[],
  signal: AbortSignal | undefined,
): Promise<readonly { readonly fix: string; readonly sha: string; readonly subject: string }[]> {
  const [first] = blamed;
  if (first === undefined) return [];
  const { documentation, lockFiles, generated, vendored } = first.policy.paths;
  const excluded = [...documentation, ...lockFiles, ...generated, ...vendored];
  const found = await readCandidates(
    repo,
    blamed.map(({ id }) => id),
    { signal, isExcluded: (path) => matches(excluded, path), isRevert },
  );
  if (found.length === 0) return [];
  const shas = [...new Set(found.map(({ culprit }) => culprit))];
  const log = await askGit(repo, [
    'log',
    '--no-walk=unsorted',
    '--no-show-signature',
    '--format=%H%x00%s',
    ...shas,
    '--',
  ]);
  const lines = (log ?? '').split('\n').map((line) => line.split('\0'));
  const subjects = new Map(lines.map(([sha = '', subject = '']) => [sha, subject]));
  return found.map(({ fix, culprit }) => ({ fix, sha: culprit, subject: subjects.get(culprit) ?? '' }));
}
