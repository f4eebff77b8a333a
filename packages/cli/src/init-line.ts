/** Git hooks that forethought takes part in, in the order in which git runs them. */
export const HOOKS = ['pre-commit', 'prepare-commit-msg', 'commit-msg', 'post-commit', 'pre-push'] as const;
export type Hook = (typeof HOOKS)[number];

/** What marks a line of ours, so that it is found again and never added twice. */
export const MARK = '# forethought';

/**
 * The one line that a hook gets. It finds the script in this worktree or in the main one, and lets git go on where neither has
 * the tool installed. The script is sourced: another process would cost more than the work of most hooks.
 */
export function hookLine(hook: Hook): string {
  return [
    `f=node_modules/forethought/dist/hooks/${hook}`,
    '[ -f $f ] || f=$(git rev-parse --git-common-dir)/../$f',
    `if [ -f "$f" ]; then . "$f"; else echo 'forethought is not installed here, so ${hook} checks nothing' >&2; fi || exit 1 ${MARK}`,
  ].join('; ');
}

/** A hook file with our line in it, or why it is left alone. */
export type HookEdit = { readonly text: string; readonly isChanged: boolean } | { readonly problem: string };

/** Adds the line to a hook file, before a closing `exec` or `exit` that would keep it from being reached. */
export function withHookLine(text: string | undefined, hook: Hook, shebang: boolean): HookEdit {
  if (text === undefined)
    return { text: `${shebang ? '#!/bin/sh\n' : ''}${hookLine(hook)}\n`, isChanged: true };
  if (text.includes(MARK)) return { text, isChanged: false };
  const first = text.split('\n', 1)[0] ?? '';
  if (first.startsWith('#!') && !/\b(?:ba|da|k|z)?sh\b/.test(first)) {
    return { problem: `it is no shell script (${first})` };
  }
  const lines = text.replace(/\n+$/, '').split('\n');
  const last = lines.at(-1)?.trim() ?? '';
  const at = /^(?:exec|exit)\b/.test(last) ? lines.length - 1 : lines.length;
  const joined = [...lines.slice(0, at), hookLine(hook), ...lines.slice(at)].join('\n');
  return { text: `${joined}\n`, isChanged: true };
}
