import { existsSync } from 'node:fs';
import { askGit, type GitPlace } from './git.js';

/** Something that this copy of a history does not have, or has otherwise than it was stored, and why. */
export interface Gap {
  readonly what: string;
  readonly why: string;
}

/**
 * What makes this copy less, or other, than the whole history: a shallow or partial clone, replaced objects (which are read as
 * they were stored), grafts.
 */
export async function readGaps(repo: GitPlace): Promise<readonly Gap[]> {
  const [shallow, promisor, replaced, grafts] = await Promise.all([
    askGit(repo, ['rev-parse', '--is-shallow-repository']),
    askGit(repo, ['config', '--get-regexp', String.raw`^(remote\..*\.promisor|extensions\.partialclone)$`]),
    askGit(repo, ['for-each-ref', '--count=1', '--format=%(refname)', 'refs/replace/']),
    askGit(repo, ['rev-parse', '--path-format=absolute', '--git-path', 'info/grafts']),
  ]);
  const all: readonly (Gap & { readonly is: boolean })[] = [
    {
      is: shallow === 'true',
      what: 'older history',
      why: 'this is a shallow clone; git fetch --unshallow gets the rest',
    },
    {
      is: promisor !== null && promisor !== '',
      what: 'some objects',
      why: 'this is a partial clone; git fetches them when they are asked for',
    },
    {
      is: replaced !== null && replaced !== '',
      what: 'replacements',
      why: 'refs/replace is passed over: commits are read as they were stored',
    },
    {
      is: grafts !== null && existsSync(grafts),
      what: 'true parents',
      why: 'info/grafts changes what counts as a parent here',
    },
  ];
  return all.filter(({ is }) => is).map(({ what, why }) => ({ what, why }));
}
