import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { askGit, type Repository } from '@forethought/io';

/** File under the common Git directory that only linked worktrees read. */
const INCLUDED = 'forethought/worktree-hooks.gitconfig';

/** The folder of husky's own hook files, by which git finds the ones in `.husky`. */
export function huskyFolder(mainRoot: string): string {
  return join(mainRoot, '.husky', '_');
}

/**
 * Makes husky's hooks live in linked worktrees, where its relative `core.hooksPath` leads nowhere: a conditional include sets
 * the absolute path there and only there. It survives husky's own set-up, and when the repository moves it stops matching.
 * https://git-scm.com/docs/git-config#_conditional_includes
 */
export async function linkWorktrees(repo: Repository, mainRoot: string): Promise<void> {
  const file = join(repo.commonDirectory, INCLUDED);
  mkdirSync(join(repo.commonDirectory, 'forethought'), { recursive: true });
  writeFileSync(file, `[core]\n\thooksPath = ${quoted(huskyFolder(mainRoot))}\n`);
  const config = join(repo.commonDirectory, 'config');
  await askGit(repo, ['config', '--file', config, includeKey(repo), INCLUDED]);
}

/** Whether that include stands in the repository's configuration already. */
export async function areWorktreesLinked(repo: Repository): Promise<boolean> {
  const config = join(repo.commonDirectory, 'config');
  return (await askGit(repo, ['config', '--file', config, '--get', includeKey(repo)])) === INCLUDED;
}

/** The setting, as `git config --unset` takes it. */
export function includeKey(repo: Repository): string {
  const folder = join(repo.commonDirectory, 'worktrees').replaceAll('\\', '/');
  return `includeIf.gitdir:${folder.replace(/[*?[\]]/g, '\\$&')}/.path`;
}

/** A value of a Git configuration file. */
function quoted(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
