import { counted, otherwiseBefore, type RunOnTree, runOutcome } from '@forethought/core';

/** Characters of a tree's id that are shown. */
const SHORT = 12;

/**
 * What is said after a run was recorded: what keeps the record from fitting the next commit, or, where somebody looks at a terminal,
 * that it was kept. Empty where there is nothing to say.
 */
export function recordedWords(run: RunOnTree, isTerminal: boolean): string {
  const kept = `recorded on tree ${run.tested.slice(0, SHORT)}: ${runOutcome(run)}`;
  const before = otherwiseBefore(run);
  const but = [
    ...(before === '' ? [] : [`it ${before}, and the evidence says so`]),
    ...(run.changedFiles
      ? [
          'the command itself changed tracked files, so the tree is another one now: run it again before the commit',
        ]
      : []),
    ...(run.tested === run.tree
      ? []
      : ['unstaged changes were part of it: stage all of them, or the commit has another tree']),
    ...(run.untracked === 0
      ? []
      : [
          `${counted(run.untracked, 'untracked file or folder', 'untracked files or folders')} lay beside it: what belongs to the change is added first, and the run repeated`,
        ]),
  ];
  if (but.length === 0) return isTerminal ? kept : '';
  return `${kept}; ${but.join('; ')}`;
}
