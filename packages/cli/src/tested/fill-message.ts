import {
  isTestedLine,
  namesTree,
  RECORDED_TITLE,
  runsOn,
  TESTED_TREE,
  type TestedRun,
  testedLine,
} from '@forethought/core';
import { isTrailerLine, withSkeletons } from '../hook-keep.js';

const TRAILER = /^tested-tree:[ \t]*([0-9a-f]*)[ \t]*$/i;
const LABEL = /^(?:#{1,6} {1,4})?(?:\*\*)?test evidence(?:\*\*)?[ \t]*:?(?:\*\*)?(?:[ \t]|$)/i;

/**
 * A message with the runs that were recorded on exactly this tree: their lines under *Test Evidence*, and the trailer. What earlier
 * runs on other trees had left in it goes. `lineOf` writes the line of a run, by default as text. Without such runs, or where the trailer stands there already, the text stays as it is.
 */
export function filledMessage(
  text: string,
  runs: readonly TestedRun[],
  tree: string,
  lineOf: (run: TestedRun) => string = testedLine,
): string {
  const own = runsOn(runs, tree);
  const lines = text.replaceAll('\r\n', '\n').trimEnd().split('\n');
  const named = treesIn(text);
  if (own.length === 0 || named.some((value) => namesTree(value, tree))) return text;
  const stale = new Set(runs.filter(({ tested }) => named.includes(tested)).map(lineOf));
  const kept = lines.filter((line) => !TRAILER.test(line) && !stale.has(line.trimEnd()));
  const present = new Set(kept.map((line) => line.trimEnd()));
  const added = own.map(lineOf).filter((line) => !present.has(line));
  return withTrailer(withEvidence(kept, added), tree);
}

/** Trees that the trailers of a text name, in lower case. */
export function treesIn(text: string): readonly string[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const value = TRAILER.exec(line)?.[1];
    return value === undefined ? [] : [value.toLowerCase()];
  });
}

/** Below what the section holds already, or as a section of its own before the closing trailers. */
function withEvidence(lines: readonly string[], added: readonly string[]): string {
  const label = lines.findIndex((line) => LABEL.test(line));
  if (label < 0) return withSkeletons(lines.join('\n'), [[`${RECORDED_TITLE}:`, ...added]]);
  let end = label;
  while ((lines[end + 1] ?? '').trim() !== '') end += 1;
  return [...lines.slice(0, end + 1), ...added, ...lines.slice(end + 1)].join('\n').trimEnd();
}

function withTrailer(text: string, tree: string): string {
  const whole = text.trimEnd();
  const paragraphs = whole.split(/\n{2,}/);
  const last = paragraphs.at(-1)?.split('\n') ?? [];
  const joins = paragraphs.length > 1 && last.every(isTrailerLine);
  return `${whole}${joins ? '\n' : '\n\n'}${TESTED_TREE}: ${tree}\n`;
}

/** Whether a message, cleaned, is nothing but what was filled in and sign-offs: nobody has written anything. */
export function isOnlyFilled(cleaned: string): boolean {
  const lines = cleaned.split('\n').filter((line) => line !== '');
  if (lines[0] !== `${RECORDED_TITLE}:`) return false;
  return lines
    .slice(1)
    .every((line) => isTestedLine(line) || TRAILER.test(line) || /^[A-Za-z-]+-by: /.test(line));
}
