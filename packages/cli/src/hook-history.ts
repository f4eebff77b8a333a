import { type Commit, namedShas } from '@forethought/core';
import { gitPlace } from '@forethought/io';
import { type CommitFacts, readCommitFacts } from './commit-facts.js';
import { askGit } from './hook-git.js';
import type { HookPlace } from './hook-place.js';

/** Who the commit is by that stands for the one to be: nobody ever sees it, and the same tree makes the same one. */
const NOBODY = {
  GIT_AUTHOR_NAME: 'forethought',
  GIT_AUTHOR_EMAIL: 'forethought',
  GIT_AUTHOR_DATE: '@0 +0000',
  GIT_COMMITTER_NAME: 'forethought',
  GIT_COMMITTER_EMAIL: 'forethought',
  GIT_COMMITTER_DATE: '@0 +0000',
};

/**
 * What the repository says about what is staged, for each form of its message: as a stored commit would be asked about, since a commit
 * of the staged tree is made for it that no ref names. Where the parents are in doubt all of them have to agree. Git is asked only
 * about merges and messages that name commits.
 */
export async function stagedFacts(
  place: HookPlace,
  forms: readonly Commit[],
  parents: readonly (readonly string[])[],
): Promise<readonly CommitFacts[]> {
  const isMerge = forms.some((form) => form.parents.length > 1);
  const names = forms.some(({ message }) => {
    const { reverted, picked } = namedShas(message ?? '');
    return reverted !== undefined || picked !== undefined;
  });
  if ((!isMerge && !names) || forms[0]?.parents.length === 0) return forms.map(() => ({}));
  const repo = { ...gitPlace(undefined, place.env), directory: place.root };
  const tree = askGit(place, ['write-tree']).trim();
  const shas = parents.map((each) => commitOf(place, tree, each));
  return Promise.all(
    forms.map(async (form) => {
      const all = await Promise.all(
        shas.map(async (sha) => {
          const facts = await readCommitFacts(repo, [{ ...form, sha }], { readsMerges: true });
          return facts.get(sha) ?? {};
        }),
      );
      const [first = {}] = all;
      if (all.every(({ takesBack }) => takesBack !== undefined)) return first;
      const { takesBack: _, ...rest } = first;
      return rest;
    }),
  );
}

function commitOf(place: HookPlace, tree: string, parents: readonly string[]): string {
  const named = parents.flatMap((parent) => ['-p', parent]);
  const env = { ...place.env, ...NOBODY };
  return askGit({ ...place, env }, ['commit-tree', tree, ...named, '-m', 'staged']).trim();
}
