import { fromText } from './evidence/text.js';
import { type PatternWord, wordsOf } from './pattern-words.js';
import { allEntries } from './recognise/document-part.js';
import type { Place } from './schema/common.js';
import type { Entry, Evidence, Heading } from './schema/evidence.js';
import type { SectionIndex } from './schema/policy.js';

/** One entry of a pattern library: what went wrong once, and what prevents it. */
export interface PatternEntry {
  /** Category and title as a slug, e.g. `race-conditions/secret-mounted-before-it-exists`: stable while both stay. */
  readonly id: string;
  readonly category: string;
  readonly title: string;
  readonly problem: string;
  readonly prevention: string;
  /** Words and code spans that stand for the entry, with their weight. */
  readonly words: readonly PatternWord[];
  /** Globs of its `Applies to:` line. */
  readonly paths?: readonly string[];
  readonly place: Place;
}

/** Something in a pattern library that keeps an entry from being of use. `too-large`: what stands beyond the limit was not read. */
export interface PatternProblem {
  readonly code:
    | 'no-problem'
    | 'no-prevention'
    | 'duplicate-id'
    | 'empty-category'
    | 'no-category'
    | 'too-large';
  /** Title of the entry or of the category. */
  readonly title: string;
  readonly place: Place;
}

/** A pattern library as it was read. */
export interface PatternLibrary {
  readonly entries: readonly PatternEntry[];
  readonly problems: readonly PatternProblem[];
}

/** What of a change patterns are matched with. */
export interface PatternSubject {
  readonly paths: readonly string[];
  readonly addedLines: readonly string[];
}

/** An entry that a change calls for, and the words and paths that say so, the weightiest first. */
export interface PatternMatch {
  readonly entry: PatternEntry;
  readonly because: readonly string[];
}

/** The most that is read of a library. */
export const PATTERN_LIMITS = { text: 400_000, entries: 500 } as const;

/** No section is known: every heading and line of the document stays where it is. */
const NO_SECTIONS: SectionIndex = { sections: {}, parts: {}, words: {} };

/** An entry as it stands in the document. */
interface Draft {
  readonly category: string;
  readonly title: string;
  readonly place: Place;
  readonly body: readonly Entry[];
}

/**
 * Reads a `COMMON_PATTERNS.md`: categories at level 2, entries at level 3 with the lines `Problem:`, `Prevention:` and, if wanted,
 * `Applies to:` with globs; or an item `<problem> → <prevention>` right below a category. Entries without a prevention are
 * listed among the problems, which stand in the document's order, and among the entries; of two with one id the first counts.
 */
export function readPatternLibrary(text: string): PatternLibrary {
  const read = text.slice(0, PATTERN_LIMITS.text);
  const evidence = fromText(read, { kind: 'document', index: NO_SECTIONS, hashHeadings: 'count' });
  return patternLibraryIn(evidence, text.length > read.length);
}

/** The same from a document that was read already, whichever sections were found in it. `isCut`: not all of it was read. */
export function patternLibraryIn(evidence: Evidence, isCut = false): PatternLibrary {
  const problems: PatternProblem[] = [];
  const drafts = draftsOf(evidence, problems);
  if (isCut || drafts.length > PATTERN_LIMITS.entries) {
    problems.push({ code: 'too-large', title: evidence.title, place: { line: 1, column: 1 } });
  }
  const entries = new Map<string, Omit<PatternEntry, 'words'>>();
  for (const draft of drafts.slice(0, PATTERN_LIMITS.entries)) {
    const entry = entryOf(draft);
    const at = { title: entry.title, place: entry.place };
    if (entry.problem === '') problems.push({ code: 'no-problem', ...at });
    if (entry.prevention === '') problems.push({ code: 'no-prevention', ...at });
    if (entries.has(entry.id)) problems.push({ code: 'duplicate-id', ...at });
    else entries.set(entry.id, entry);
  }
  const words = wordsOf([...entries.values()]);
  problems.sort((a, b) => a.place.line - b.place.line);
  return {
    entries: [...entries.values()].map((entry, at) => ({ ...entry, words: words[at] ?? [] })),
    problems,
  };
}

function draftsOf(evidence: Evidence, problems: PatternProblem[]): readonly Draft[] {
  const headings = evidence.headings.filter(({ level }) => level <= 3);
  const drafts: Draft[] = [];
  let category: Heading | undefined;
  const prose = allEntries(evidence);
  let before = 0;
  for (const [at, heading] of headings.entries()) {
    const until = headings[at + 1]?.place.line ?? Number.POSITIVE_INFINITY;
    const body = linesBetween(prose, heading.place.line, until);
    const { title, place, level } = heading;
    if (level === 3) {
      if (category === undefined) problems.push({ code: 'no-category', title, place });
      drafts.push({ category: category?.title ?? '', title, place, body });
      continue;
    }
    if (category !== undefined && drafts.length === before) problems.push(emptyCategory(category));
    category = level === 2 ? heading : undefined;
    before = drafts.length;
    if (level === 2) drafts.push(...arrowDrafts(title, body));
  }
  if (category !== undefined && drafts.length === before) problems.push(emptyCategory(category));
  return drafts;
}

function emptyCategory({ title, place }: Heading): PatternProblem {
  return { code: 'empty-category', title, place };
}

/** Entries stand in the document's order, so that the first and the last one in between can be sought by halving. */
function linesBetween(prose: readonly Entry[], from: number, until: number): readonly Entry[] {
  return prose.slice(firstAfter(prose, from), firstAfter(prose, until - 1));
}

function firstAfter(prose: readonly Entry[], line: number): number {
  let [low, high] = [0, prose.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((prose[middle]?.place.line ?? 0) > line) high = middle;
    else low = middle + 1;
  }
  return low;
}

const ARROW = /(?:→|->|=>)/;

/** Items such as `DNS needed before CoreDNS is ready → check pod status`. */
function arrowDrafts(category: string, body: readonly Entry[]): readonly Draft[] {
  return body.flatMap((entry) => {
    const line = entry.text.replaceAll('\n', ' ');
    const at = line.search(ARROW);
    if (entry.kind !== 'item' || at <= 0) return [];
    const [title, prevention] = [line.slice(0, at).trim(), line.slice(at).replace(ARROW, '').trim()];
    const made = [
      { ...entry, text: `Problem: ${title}` },
      { ...entry, text: `Prevention: ${prevention}` },
    ];
    return [{ category, title, place: entry.place, body: made }];
  });
}

type Label = 'problem' | 'prevention' | 'paths' | 'changes';

const LABELS: Readonly<Record<string, Label>> = {
  problem: 'problem',
  'what went wrong': 'problem',
  symptom: 'problem',
  prevention: 'prevention',
  'prevented by': 'prevention',
  solution: 'prevention',
  fix: 'prevention',
  'applies to': 'paths',
  paths: 'paths',
  'learnt from': 'changes',
};
/** Longer beginnings of a line are no label. */
const LONGEST_LABEL = 40;

function entryOf({ category, title, place, body }: Draft): Omit<PatternEntry, 'words'> {
  const found: Record<Label, string[]> = { problem: [], prevention: [], paths: [], changes: [] };
  let part: Label = 'problem';
  for (const line of body.flatMap((entry) => entry.text.split('\n'))) {
    const { label, rest } = labelled(line);
    if (label !== undefined) part = label;
    if (rest !== '') found[part].push(rest);
  }
  const paths = found.paths.flatMap(globsIn);
  return {
    id: `${slug(category)}/${slug(title)}`,
    category,
    title,
    problem: found.problem.join(' '),
    prevention: found.prevention.join(' '),
    ...(paths.length === 0 ? {} : { paths }),
    place,
  };
}

function labelled(line: string): {
  readonly label?: Label;
  readonly rest: string;
} {
  const colon = line.slice(0, LONGEST_LABEL).indexOf(':');
  const name = colon === -1 ? '' : bare(line.slice(0, colon)).toLowerCase();
  const label = Object.hasOwn(LABELS, name) ? LABELS[name] : undefined;
  if (label === undefined) return { rest: line.trim() };
  return {
    label,
    rest: line
      .slice(colon + 1)
      .replace(/^[*_]{0,3}/, '')
      .trim(),
  };
}

/** Without the marks of emphasis around it. */
function bare(text: string): string {
  return text.replaceAll(/[*_]/g, '').trim();
}

/** Code spans if there are any, or what stands between commas. */
function globsIn(line: string): readonly string[] {
  const spans = line.split('`').filter((_, at) => at % 2 === 1);
  return (spans.length > 0 ? spans : line.split(/[\s,]+/))
    .map((glob) => glob.trim())
    .filter((glob) => glob !== '');
}

function slug(title: string): string {
  const words = title
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/['’`]/g, '')
    .match(/[\p{L}\p{N}]+/gu);
  return (words ?? []).join('-');
}
