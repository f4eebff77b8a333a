import { type Commit, type FileChange, namedShas } from '@forethought/core';
import { type GitPlace, readInverses, readMerged, readNamed, readShas } from '@forethought/io';

/** What the repository says about a commit beyond its own files; of most commits it has nothing to say. */
export interface CommitFacts {
  /** The commit that the message says it takes back, where that exists. */
  readonly reverted?: string;
  /** The same one, where the change is its inverse. */
  readonly takesBack?: string;
  /** The commit that this one says it was picked from. */
  readonly source?: Pick<Commit, 'message' | 'files'>;
  /** What a merge holds that none of its parents does. */
  readonly brings?: readonly FileChange[];
}

/** Which look-ups are made: what merges hold costs one more difference for each of them. */
export interface FactsOptions {
  readonly readsMerges?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Is told of commits that name another one which is not there: it may be, another time. */
  readonly onPartly?: ((sha: string) => void) | undefined;
}

const NOTHING: ReadonlyMap<string, CommitFacts> = new Map();

/** Facts of those commits that there are any of, by sha. Commits that name no others and merge nothing cost nothing. */
export async function readCommitFacts(
  repo: GitPlace,
  commits: readonly Commit[],
  options: FactsOptions,
): Promise<ReadonlyMap<string, CommitFacts>> {
  const merges =
    options.readsMerges === true
      ? commits.filter(({ parents }) => parents.length > 1).map(({ sha }) => sha)
      : [];
  const naming = commits.map(({ sha, message }) => ({ sha, ...namedShas(message ?? '') }));
  const named = naming.filter(({ reverted, picked }) => reverted !== undefined || picked !== undefined);
  if (merges.length === 0 && named.length === 0) return NOTHING;
  const [told, brought] = await Promise.all([
    readNaming(repo, named, options),
    readMerged(repo, merges, options),
  ]);
  const facts = new Map(told);
  for (const [sha, brings] of brought) facts.set(sha, { ...facts.get(sha), brings });
  return facts;
}

type Naming = ReturnType<typeof namedShas> & Pick<Commit, 'sha'>;

async function readNaming(
  repo: GitPlace,
  named: readonly Naming[],
  options: FactsOptions,
): Promise<ReadonlyMap<string, CommitFacts>> {
  const names = named.flatMap(({ reverted, picked }) => [reverted ?? [], picked ?? []].flat());
  if (names.length === 0) return NOTHING;
  const existing = await readShas(repo, [...new Set(names)], options);
  const isThere = (name: string | undefined): name is string => name !== undefined && existing.has(name);
  for (const { sha, reverted, picked } of named)
    if ([reverted, picked].some((name) => name !== undefined && !isThere(name))) options.onPartly?.(sha);
  const claims = named.flatMap(({ sha, reverted }) => (isThere(reverted) ? [{ sha, reverted }] : []));
  const picked = named.flatMap(({ picked: name }) => (isThere(name) ? [name] : []));
  const [inverses, sources] = await Promise.all([
    readInverses(repo, claims, options),
    readNamed(repo, [...new Set(picked)], options),
  ]);
  return new Map(
    named.map(({ sha, reverted, picked: name }) => {
      const source = sources.get(name ?? '');
      const facts: CommitFacts = {
        ...(isThere(reverted) ? { reverted } : {}),
        ...(reverted !== undefined && inverses.has(sha) ? { takesBack: reverted } : {}),
        ...(source === undefined ? {} : { source }),
      };
      return [sha, facts];
    }),
  );
}
