import { mayHide } from '../evidence/fold.js';
import { plain, symbolOf } from './sanitise.js';

/** Joiners and selectors that `plain` leaves within scripts and emoji; some ways of searching a text pass over them. */
const IGNORED = /\p{Default_Ignorable_Code_Point}/gu;

/**
 * Any text as one line that a runner prints and never obeys, on standard output and standard error alike: no line end of any
 * kind, nothing invisible, and both forms of a workflow command (`::name::` after a line's start, `##[name]` anywhere) broken
 * up by visible spaces. https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export function logLine(text: string): string {
  const line = plain(text);
  return (mayHide(line) ? line.replace(IGNORED, symbolOf) : line)
    .replace(/:(?=:)/g, ': ')
    .replace(/##(?=\[)/g, '## ');
}
