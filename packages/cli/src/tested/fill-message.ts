import {
  isTestedLine,
  namesTree,
  RECORDED_TITLE,
  runHead,
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
 * runs on other trees had left in it goes, and lines of this tree's commands are brought up to date. `inText` writes words as they
 * stand in the message, by default as they are. Without such runs the text stays as it is.
 */
export function filledMessage(
  text: string,
  runs: readonly TestedRun[],
  tree: string,
  inText: (words: string) => string = (words) => words,
): string {
  const own = runsOn(runs, tree);
  const named = treesIn(text);
  const others = named.filter((value) => !namesTree(value, tree));
  if (own.length === 0) return text;
  const lines = text.replaceAll('\r\n', '\n').trimEnd().split('\n');
  const renewed = own.map((run) => ({ head: inText(runHead(run)), line: inText(testedLine(run)) }));
  const kept = upToDate(lines, renewed, staleHeads(runs, others).map(inText)).filter(
    (line) => !others.includes(TRAILER.exec(line)?.[1]?.toLowerCase() ?? 'no trailer'),
  );
  const present = new Set(kept.map((line) => line.trimEnd()));
  const added = renewed.map(({ line }) => line).filter((line) => !present.has(line));
  const isNamed = others.length < named.length;
  if (isNamed && added.length === 0 && kept.join('\n') === lines.join('\n')) return text;
  const filled = added.length === 0 ? kept.join('\n') : withEvidence(kept, added);
  return isNamed ? `${filled.trimEnd()}\n` : withTrailer(filled, tree);
}

/** How the lines of runs begin that were recorded on other trees. */
function staleHeads(runs: readonly TestedRun[], trees: readonly string[]): readonly string[] {
  return runs.filter(({ tested }) => trees.some((value) => namesTree(value, tested))).map(runHead);
}

/** The lines of a message, each line of a run as it is now and once, and none of runs on other trees alone. */
function upToDate(
  lines: readonly string[],
  renewed: readonly { readonly head: string; readonly line: string }[],
  stale: readonly string[],
): readonly string[] {
  const told = new Set<string>();
  return lines.flatMap((line) => {
    if (!isTestedLine(line.trimEnd())) return [line];
    const now = renewed.find(({ head }) => line.startsWith(head))?.line;
    if (now === undefined) return stale.some((head) => line.startsWith(head)) ? [] : [line];
    if (told.has(now)) return [];
    told.add(now);
    return [now];
  });
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
