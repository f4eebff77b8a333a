import type { Evidence } from '../schema/evidence.js';
import { journalEvidence } from './journal.js';
import type { Field, Filled } from './journal-fields.js';
import {
  appendBlock,
  cutEnding,
  holdsLine,
  insertAfter,
  insertOnce,
  linesWithEndings,
  oneLine,
  replaceLine,
} from './journal-lines.js';
import { type Part, type PartName, partOf, piecesOf } from './journal-parts.js';

/** A text that has the part under a heading, with a block for it at the end (or, where that would be hidden, at the start) if it had not. */
export function withPart(text: string, name: PartName, block: string): string {
  return withBlock(text, block, (evidence) => partOf(evidence, name).heading !== undefined);
}

/** A text in which something is found, with a block for it where it was not. */
export function withBlock(text: string, block: string, isFound: (evidence: Evidence) => boolean): string {
  if (isFound(journalEvidence(text))) return text;
  const appended = appendBlock(text, block);
  if (isFound(journalEvidence(appended))) return appended;
  return insertAfter(text, matterEnd(text), [...block.split('\n'), '']);
}

/** Lines that the front matter takes. */
function matterEnd(text: string): number {
  const lines = linesWithEndings(text).map((line) => cutEnding(line)[0]);
  if (!/^\ufeff?---[ \t]*$/.test(lines[0] ?? '')) return 0;
  return lines.findIndex((line, at) => at > 0 && /^---[ \t]*$/.test(line)) + 1;
}

/** The last line of what stands at a line and up to the next thing that is said. */
export function endOfPiece(text: string, line: number): number {
  const pieces = piecesOf(journalEvidence(text));
  const next = pieces.find(({ place }) => place.line > line);
  const isHeading = pieces.some((piece) => 'level' in piece && piece.place.line === line);
  const isUnderlined = isHeading && /^ {0,3}(?:=+|-+)[ \t]*[\r\n]*$/.test(linesWithEndings(text)[line] ?? '');
  return trimmed(text, isUnderlined ? line + 1 : line, next?.place.line);
}

/** The last line of a part that says something, or of the comment below its heading. */
export function endOfPart(text: string, { heading, pieces }: Part): number {
  const last = pieces.at(-1)?.place.line ?? heading?.place.line;
  return last === undefined ? linesWithEndings(text).length : endOfPiece(text, last);
}

/** The last line that is not blank, from a line on and before another. */
function trimmed(text: string, from: number, before: number | undefined): number {
  const lines = linesWithEndings(text);
  const rule = lines.slice(from, (before ?? lines.length + 1) - 1).findIndex(isRule);
  let at = rule === -1 ? (before ?? lines.length + 1) - 1 : from + rule;
  while (at > from && lines[at - 1]?.trim() === '') at--;
  return at;
}

/** A line that ends whatever stands above it. https://spec.commonmark.org/0.31.2/#thematic-breaks */
function isRule(line: string): boolean {
  return /^ {0,3}(?:(?:-[ \t]{0,9}){3,80}|(?:\*[ \t]{0,9}){3,80}|(?:_[ \t]{0,9}){3,80})[\r\n]*$/.test(line);
}

/** The line on which a field and what stands below it end. */
export function endOfField(text: string, { place, below }: Filled): number {
  return endOfPiece(text, Math.max(place.line, ...below.map((entry) => entry.place.line)));
}

/** Lines put behind a heading, with the blank line that Markdown wants there. */
export function insertBelow(
  text: string,
  line: number,
  added: readonly string[],
  isHeading: boolean,
): string {
  return insertAfter(text, line, isHeading ? ['', ...added] : added);
}

/** What somebody typed, behind the name of a field where nothing stands yet; undefined where something does, or nothing can. */
export function filledOut(text: string, mine: readonly Filled[], typed: string): string | undefined {
  const open = mine.find(({ form, rest, below }) => form !== 'heading' && rest === '' && below.length === 0);
  if (open === undefined) return undefined;
  const words = oneLine(typed);
  if (open.form === 'row') {
    const line = cutEnding(linesWithEndings(text)[open.place.line - 1] ?? '')[0];
    const row = rowWith(line, words);
    return row === undefined ? undefined : replaceLine(text, open.place.line, () => row);
  }
  return replaceLine(text, open.place.line, (line) => `${named(line)} ${words}`);
}

/** A row with words in its first empty cell behind the name. */
function rowWith(line: string, words: string): string | undefined {
  const cells = line.split('|');
  const at = cells.findIndex((cell, index) => index > 1 && index < cells.length - 1 && cell.trim() === '');
  return at === -1
    ? undefined
    : cells.map((cell, index) => (index === at ? ` ${words.replaceAll('|', '\\|')} ` : cell)).join('|');
}

/** A line without blanks at its end, and with a colon there. */
function named(line: string): string {
  const end = line.trimEnd();
  return /[:：][^\p{L}\p{N}]{0,3}$/u.test(end) ? end : `${end}:`;
}

/**
 * A text with an answer to a field: behind its name where nothing stands yet, otherwise as an item below what does. The same answer
 * twice changes nothing. `last`: the line behind which the field is put where it does not stand at all.
 */
export function answered(
  text: string,
  mine: readonly Filled[],
  field: Field,
  typed: string,
  last: number,
): string {
  const answer = oneLine(typed);
  if (answer === '' || mine.some((line) => saysAlready(text, line, answer))) return text;
  const filled = filledOut(text, mine, answer);
  if (filled !== undefined) return filled;
  const [first] = mine;
  if (first === undefined || first.form === 'row') {
    const line = `- ${field.title}: ${answer}`;
    return holdsLine(text, line) ? text : insertAfter(text, last, [line]);
  }
  if (first.form === 'heading') {
    const end = endOfField(text, first);
    const line = `- ${answer}`;
    return first.below.length === 0 ? insertAfter(text, end, ['', line]) : insertOnce(text, end, line);
  }
  return insertOnce(text, endOfField(text, first), `${indentBelow(text, first)}- ${answer}`);
}

/** What a line needs in front of it to stand below an item. */
function indentBelow(text: string, { form, place }: Filled): string {
  const line = linesWithEndings(text)[place.line - 1] ?? '';
  const marker = form === 'item' ? /^([ \t]*)([-*+]|\d{1,9}[.)])[ \t]/.exec(line) : null;
  if (marker === null) return form === 'item' ? '  ' : '';
  return `${marker[1] ?? ''}${' '.repeat((marker[2]?.length ?? 1) + 1)}`;
}

/** The answer stands behind the name or below it, whatever else was read as going on with its line. */
function saysAlready(text: string, { rest, below, place }: Filled, answer: string): boolean {
  const line = cutEnding(linesWithEndings(text)[place.line - 1] ?? '')[0];
  const isOnLine = rest !== '' && line.trimEnd().endsWith(` ${answer}`);
  return isOnLine || isSame(rest, answer) || below.some((entry) => isSame(entry.text, answer));
}

/** Whether two texts differ in no more than emphasis and white space. */
export function isSame(a: string, b: string): boolean {
  return plain(a) === plain(b);
}

function plain(text: string): string {
  return text.replaceAll(/[*_`]/g, '').replace(/\s+/g, ' ').trim();
}
