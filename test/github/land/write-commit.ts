import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { History } from '../git/history.js';
import type { Signature } from '../git/objects.js';

/** What a commit is made of. Nothing of it comes from Git's configuration. */
export interface NewCommit {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Signature;
  readonly committer: Signature;
  readonly message: string;
}

/** Writes one commit object, byte for byte as it is given, and returns its sha. */
export function writeCommit(history: History, commit: NewCommit): string {
  const lines = [
    `tree ${commit.tree}`,
    ...commit.parents.map((parent) => `parent ${parent}`),
    `author ${signed(commit.author)}`,
    `committer ${signed(commit.committer)}`,
    '',
    commit.message,
  ];
  return history.run(['hash-object', '-t', 'commit', '-w', '--stdin'], lines.join('\n'));
}

function signed({ name, email, date }: Signature): string {
  return `${name} <${email}> ${Math.floor(Date.parse(date) / 1000)} +0000`;
}

/** The tree of a merge. Throws when it has conflicts. */
export function mergedTree(history: History, base: string, head: string): string {
  return history.run(['merge-tree', '--write-tree', base, head]).split('\n')[0] ?? '';
}

/** Replays commits one by one on a base, in a work tree that is gone afterwards; returns the new commits, oldest first. */
export function replayOn(
  history: History,
  base: string,
  commits: readonly string[],
  committer: Signature,
): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'forethought-rebase-'));
  const tree = join(folder, 'tree');
  const who = ['-c', `user.name=${committer.name}`, '-c', `user.email=${committer.email}`];
  try {
    history.run(['worktree', 'add', '-q', '--detach', tree, base]);
    return commits.map((commit) => {
      history.run([
        '-C',
        tree,
        ...who,
        '-c',
        'core.hooksPath=/dev/null',
        'cherry-pick',
        '--allow-empty',
        commit,
      ]);
      return history.run(['-C', tree, 'rev-parse', 'HEAD']);
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
    history.run(['worktree', 'prune']);
  }
}
