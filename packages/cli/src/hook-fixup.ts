import { tryGit } from './hook-git.js';
import type { HookPlace } from './hook-place.js';

/** How far back the commit that a fixup names is looked for. */
const COMMITS = 200;

/**
 * What to do about a rejected `fixup!` commit: autosquash drops its message, so sections belong into the message of the commit that
 * it names. Nothing for other titles: `squash!` joins both messages, and `amend!` brings the new one.
 * https://git-scm.com/docs/git-commit#Documentation/git-commit.txt---fixupamendrewordcommit
 */
export function fixupHints(place: HookPlace, title: string): readonly string[] {
  if (!title.startsWith('fixup! ')) return [];
  return [
    'Autosquash drops the message of a fixup! commit and keeps that of the commit which it names. To write the sections there:\n' +
      `  git commit --fixup=amend:${targetOf(place, title) ?? '<that commit>'}`,
  ];
}

/** The newest commit of that title, or that sha, as rebase finds it. */
function targetOf(place: HookPlace, title: string): string | undefined {
  const name = title.replace(/^(?:(?:fixup|squash|amend)! )+/, '').trim();
  const log = tryGit(place, [
    'log',
    `-${COMMITS}`,
    '--no-show-signature',
    '--format=%h%x00%H%x00%s',
    'HEAD',
    '--',
  ]);
  for (const line of (log ?? '').split('\n')) {
    const [short, sha = '', subject] = line.split('\0');
    if (subject === name || (name.length >= 7 && sha.startsWith(name))) return short;
  }
  return undefined;
}
