import { type CauseFacts, type Evidence, fixCause, isRevert, matches, type Policy } from '@forethought/core';
import { askGit, type GitPlace, readCandidates, readShas } from '@forethought/io';

/** A fix of which the judge wants to know what caused what it repairs. */
export interface CauseQuestion {
  /** Sha of the commit that is the fix. */
  readonly id: string;
  readonly evidence: Evidence;
  readonly policy: Policy;
}

/** Answers fixes by their ids. `now`: the same at once, where nothing has to be looked up; else undefined. */
export interface CauseLookup {
  (asked: readonly CauseQuestion[]): Promise<ReadonlyMap<string, CauseFacts>>;
  readonly now?: (evidence: Evidence) => CauseFacts | undefined;
}

const NOT_LOOKED_FOR: CauseFacts = { existing: new Set(), candidates: [] };

/**
 * For so many fixes that name nothing candidates are looked for, the newest of a range; the rest is asked without them. Each file of a
 * fix takes a process of git's own: those of twenty fixes were a tenth of a check of 5,000 commits, into whose texts nobody pastes a
 * line any more.
 */
const MOST_BLAMED = 5;

/**
 * What history says about the causes of fixes: which of the commits that they name there are, and for those that name none which
 * commits last touched the lines that they take away. In a shallow clone every name is taken at its word. Whoever asks while others
 * are being answered is answered together with all who do. `onPartly` is told of those that name a commit which is missing:
 * it may be there another time.
 */
export function causeLookup(
  repo: GitPlace,
  signal?: AbortSignal,
  onPartly?: (id: string) => void,
): CauseLookup {
  let left = MOST_BLAMED;
  const answer = async (asked: readonly CauseQuestion[]): Promise<ReadonlyMap<string, CauseFacts>> => {
    const read = asked.map((each) => ({ ...each, shas: fixCause(each.evidence)?.shas ?? [] }));
    const blamed = read.filter(({ shas }) => shas.length === 0).slice(0, left);
    left -= blamed.length;
    const named = read.flatMap(({ shas }) => shas);
    const existing = await existingAmong(repo, named, signal);
    for (const { id, shas } of read) if (shas.some((sha) => !existing.has(sha))) onPartly?.(id);
    const candidates = await candidatesOf(repo, blamed, signal);
    return new Map(
      read.map(({ id }) => [id, { existing, candidates: candidates.filter(({ fix }) => fix === id) }]),
    );
  };
  const now = (evidence: Evidence): CauseFacts | undefined =>
    left === 0 && fixCause(evidence)?.shas.length === 0 ? NOT_LOOKED_FOR : undefined;
  return Object.assign(together(answer), { now });
}

/** Asks for one lot after another: questions that come while one is being answered are the next one. */
function together<Q, A>(answer: (asked: readonly Q[]) => Promise<A>): (asked: readonly Q[]) => Promise<A> {
  let waiting: Q[] = [];
  let next: Promise<A> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  return (asked) => {
    waiting.push(...asked);
    next ??= last.then(() => {
      const all = waiting;
      [waiting, next] = [[], undefined];
      return answer(all);
    });
    last = next.catch(() => {});
    return next;
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
