import type { Entry } from '../schema/evidence.js';
import { isCheckRun } from './check-run.js';
import { isMeasured } from './substance.js';

/** Words for what came out, good or bad. */
const CAME_OUT =
  /\b(?:pass(?:es|ed|ing)?|fail(?:s|ed|ing|ures?)?|green|ok|succe\w+|work(?:s|ed)|errors?|exit(?:ed|s)?|returned|returns|prints|printed|shows?|showed|saw|seen|came|went|stayed|confirmed|identical|unchanged|no longer)\b|->|→|=>/i;
const OTHER_SCRIPT =
  /[\u0400-\u052f\u0590-\u06ff\u0900-\u0dff\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;

/**
 * Whether entries about testing say what came out: a count or measure, output in a block, a picture, a link to the run of a check, or
 * words for it outside of code. Scripts that the words here don't cover are taken at their word.
 */
export function tellsOutcome(entries: readonly Entry[]): boolean {
  return entries.some((entry) => entry.checked !== false && isOutcome(entry));
}

/** References are asked for last: they are looked for when they are. */
function isOutcome(entry: Entry): boolean {
  const { kind, text } = entry;
  const start = text.length > 4000 ? text.slice(0, 4000) : text;
  if (kind === 'code')
    return (
      start.split('\n').filter((line) => line.trim() !== '').length > 1 || isMeasured(start.slice(0, 600))
    );
  const words = start.includes('`') ? start.replace(/`[^`\n]{0,500}`/g, ' ') : start;
  if (
    CAME_OUT.test(words) ||
    OTHER_SCRIPT.test(words) ||
    start.split('\n').some((line) => isMeasured(line.slice(0, 600)))
  )
    return true;
  return entry.references.some((reference) => reference.excluded === 'image' || isCheckRun(reference));
}
