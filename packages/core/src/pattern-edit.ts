import { fromText } from './evidence/text.js';
import { type PatternEntry, readPatternLibrary } from './pattern-library.js';
import { insertAfter, linesWithEndings, oneLine, replaceLine } from './programme/journal-lines.js';
import { saysNothing } from './recognise/step.js';
import type { SectionIndex } from './schema/policy.js';

/** An entry to add to a pattern library. `learntFrom` names the changes that taught it, as `#12` or a sha. */
export interface NewPattern {
  readonly category: string;
  readonly title: string;
  readonly problem: string;
  readonly prevention: string;
  /** Globs of the paths that it applies to. */
  readonly paths?: readonly string[];
  readonly learntFrom?: readonly string[];
  /** What the change itself showed, told beside it where an entry of the same title and prevention takes it in. */
  readonly seen?: string;
}

/** The library with the entry in it and the entry's id, or why it can't be added; `existing` names the entry that says the same. */
export type PatternEdit =
  | { readonly text: string; readonly id: string }
  | { readonly problem: string; readonly existing?: string };

/** What a library begins with. */
const BEGINNING = '# Common patterns\n';

/**
 * Adds an entry at the end of its category, or with its category at the end of the library; every other byte stays as it is. An entry
 * with the same id, problem or prevention is not added twice: one that says the same word for word takes the changes that taught it again.
 */
export function withPattern(given: string | undefined, wanted: NewPattern): PatternEdit {
  const text = given ?? BEGINNING;
  const pattern = inLines(wanted);
  const empty = (['category', 'title', 'problem', 'prevention'] as const).find(
    (part) => pattern[part] === '',
  );
  if (empty !== undefined) return { problem: `the entry has no ${empty}` };
  const hollow = (['problem', 'prevention'] as const).find((part) => saysNothing(pattern[part]));
  if (hollow !== undefined)
    return { problem: `its ${hollow} is “${pattern[hollow].slice(0, 40)}”, which stands for words to come` };
  const before = readPatternLibrary(text);
  const same = sameAs(before.entries, pattern);
  if (same !== undefined)
    return taughtAgain(text, same, pattern) ?? { problem: `${same.id} says that already`, existing: same.id };
  const edited = inserted(text, pattern);
  const after = readPatternLibrary(edited);
  const entry = after.entries.find(
    (each) => each.title === pattern.title && !before.entries.some(({ id }) => id === each.id),
  );
  if (entry === undefined || after.problems.length > before.problems.length)
    return { problem: 'the library has a form that is changed by hand only, as with an open block of code' };
  return { text: edited, id: entry.id };
}

function inLines({ category, title, problem, prevention, paths, learntFrom, seen }: NewPattern): NewPattern {
  return {
    category: oneLine(category),
    title: oneLine(title).replace(/^#{1,6} /, ''),
    problem: oneLine(problem),
    prevention: oneLine(prevention),
    ...(paths === undefined ? {} : { paths }),
    ...(learntFrom === undefined ? {} : { learntFrom }),
    ...(seen === undefined ? {} : { seen: oneLine(seen) }),
  };
}

/** Words alone, without what a sentence ends with in parentheses. */
function key(words: string): string {
  const bare = words.replace(/\s*\([^()]{0,400}\)$/, '').toLowerCase();
  return (bare.match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
}

/** The library with the changes in a line of the entry; undefined where something would be said that does not stand there. */
function taughtAgain(text: string, entry: PatternEntry, pattern: NewPattern): PatternEdit | undefined {
  const { learntFrom = [], problem, prevention, title, seen } = pattern;
  const isKind = seen !== undefined && key(entry.title) === key(title);
  const isSaid = key(entry.problem).includes(key(problem));
  const isSame = (isKind || isSaid) && key(entry.prevention) === key(prevention);
  const { headings, ends } = outline(text);
  const at = headings.findIndex(({ level, place }) => level === 3 && place.line === entry.place.line);
  const end = ends[at];
  if (learntFrom.length === 0 || !isSame || end === undefined) return undefined;
  const lines = linesWithEndings(text);
  const own = lines.slice(entry.place.line - 1, end).join('');
  const added = learntFrom
    .filter((change) => !own.includes(change))
    .map((change) => (seen === undefined ? change : `${change} (${seen})`))
    .join(', ');
  if (added === '') return { text, id: entry.id };
  return /^[-*] Learnt from: /.test(lines[end - 1] ?? '')
    ? { text: replaceLine(text, end, (line) => `${line}, ${added}`), id: entry.id }
    : { text: insertAfter(text, end, [`- Learnt from: ${added}`]), id: entry.id };
}

function sameAs(
  entries: readonly PatternEntry[],
  { category, title, problem, prevention }: NewPattern,
): PatternEntry | undefined {
  return entries.find(
    (entry) =>
      (key(entry.title) === key(title) && key(entry.category) === key(category)) ||
      key(entry.problem) === key(problem) ||
      key(entry.prevention) === key(prevention),
  );
}

function inserted(text: string, pattern: NewPattern): string {
  const fold = (title: string): string => title.trim().toLowerCase();
  const { headings, ends } = outline(text);
  const at = headings.findIndex(({ level, title }) => level === 2 && fold(title) === fold(pattern.category));
  if (at === -1)
    return block(text, linesWithEndings(text).length, [`## ${pattern.category}`, '', ...linesOf(pattern)]);
  const last = ends[at] ?? linesWithEndings(text).length;
  return block(text, last, linesOf(pattern));
}

const NO_SECTIONS: SectionIndex = { sections: {}, parts: {}, words: {} };

/** Headings of the library, and for each the line on which what stands under it ends, blank lines left out. */
function outline(text: string) {
  const evidence = fromText(text, { kind: 'document', index: NO_SECTIONS, hashHeadings: 'count' });
  const { headings } = evidence;
  const lines = linesWithEndings(text);
  const ends = headings.map(({ level }, at) => {
    const next = headings.slice(at + 1).find((other) => other.level <= level);
    let end = next === undefined ? lines.length : next.place.line - 1;
    while (end > 0 && lines[end - 1]?.trim() === '') end -= 1;
    return end;
  });
  return { headings, ends };
}

function linesOf({ title, problem, prevention, paths = [], learntFrom = [] }: NewPattern): readonly string[] {
  const from = learntFrom.length === 0 ? '' : ` (learnt from ${learntFrom.join(', ')})`;
  return [
    `### ${title}`,
    '',
    `- Problem: ${problem}${from}`,
    `- Prevention: ${prevention}`,
    ...(paths.length === 0 ? [] : [`- Applies to: ${paths.map((path) => `\`${path}\``).join(', ')}`]),
  ];
}

/** Lines behind a line, with a blank one on either side. */
function block(text: string, line: number, lines: readonly string[]): string {
  const whole = linesWithEndings(text);
  const isEnd = whole.slice(line).every((each) => each.trim() === '');
  const before = line > 0 && whole[line - 1]?.trim() !== '' ? [''] : [];
  const hasBlank = whole[line]?.trim() === '';
  return insertAfter(text, line, [...before, ...lines, ...(isEnd || hasBlank ? [] : [''])]);
}
