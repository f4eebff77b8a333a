import { sectionState } from '../evidence/state.js';
import type { Entry, Evidence, Section } from '../schema/evidence.js';
import type { Problem } from '../schema/finding.js';
import { fillerIn } from './filler.js';
import { drawsSomething, readMermaid } from './mermaid.js';
import { contentOf } from './shortfall.js';
import { isStep } from './step.js';
import { differentWords } from './words.js';

/** A section that a kind of document must have, with the title that messages give it. */
export interface RequiredSection {
  readonly id: string;
  readonly title: string;
}

/** Everything that a document says, in its order, whichever section it was found in. */
export function allEntries(evidence: Evidence): readonly Entry[] {
  return [...evidence.prose, ...evidence.sections.flatMap(({ entries }) => entries)].sort(
    (a, b) => a.place.line - b.place.line || a.place.column - b.place.column,
  );
}

/**
 * A section with all that stands below its heading: a sub-heading with a name of its own takes nothing away from it. A drawing right
 * below the title, before any other heading, is the architecture where no section of that name is there.
 */
export function documentPart(evidence: Evidence, name: string): Section | undefined {
  const section = evidence.sections.find((candidate) => candidate.name === name);
  if (section === undefined && name === ARCHITECTURE) return drawnBelowTitle(evidence);
  if (section === undefined || section.level > 6) return section;
  const { line } = section.place;
  const next = evidence.headings.find(
    (heading) => heading.place.line > line && heading.level <= section.level,
  );
  const until = next?.place.line ?? Number.POSITIVE_INFINITY;
  const below = allEntries(evidence).filter((entry) => entry.place.line > line && entry.place.line < until);
  const entries = [...new Set([...section.entries, ...below])];
  if (entries.length === section.entries.length) return section;
  const { title, style, level, place } = section;
  return { name, title, style, level, place, entries, ...sectionState(entries, name, false) };
}

const ARCHITECTURE = 'architecture';

/** What stands between the title and the next heading, where a block of it draws something. */
function drawnBelowTitle(evidence: Evidence): Section | undefined {
  const [first, second] = evidence.headings;
  const isTitled = first?.level === 1;
  const begin = isTitled ? first.place.line : 0;
  const end = (isTitled ? second : first)?.place.line ?? Number.POSITIVE_INFINITY;
  const sections = evidence.sections.map(({ place }) => place.line).filter((line) => line > begin);
  const until = Math.min(end, ...sections);
  const entries = allEntries(evidence).filter(({ place }) => place.line > begin && place.line < until);
  const drawing = entries.find(({ kind, text }) => {
    const read = kind === 'code' ? readMermaid(text) : null;
    return read !== null && drawsSomething(read);
  });
  if (drawing === undefined) return undefined;
  const { title } = evidence;
  const place = isTitled ? first.place : drawing.place;
  return { name: ARCHITECTURE, title, style: 'atx', level: 1, place, entries, state: 'substantive' };
}

/** A heading or section of a document below which stands nothing but what fills a place, and what that is in words. */
export interface Hollow {
  readonly title: string;
  readonly content: string;
  readonly place: Entry['place'];
}

/** The headings without others below them, and the sections of other forms, that are filled and say nothing. */
export function hollowParts(evidence: Evidence): readonly Hollow[] {
  const all = allEntries(evidence);
  const { headings } = evidence;
  const below = headings.map(({ title, level, place }, at) => {
    const next = headings[at + 1];
    if (next !== undefined && next.level > level) return { title, place, content: undefined };
    const until = next?.place.line ?? Number.POSITIVE_INFINITY;
    const entries = all.filter((entry) => entry.place.line > place.line && entry.place.line < until);
    return { title, place, content: fillerIn(entries) };
  });
  const lines = new Set(headings.map(({ place }) => place.line));
  const others = evidence.sections
    .filter(({ place }) => !lines.has(place.line))
    .map(({ title, place, entries }) => ({ title, place, content: fillerIn(entries) }));
  return [...below, ...others].flatMap(({ content, ...part }) =>
    content === undefined ? [] : [{ ...part, content }],
  );
}

/** What a document is asked of its sections: each is there, says something, in words of its own. */
export interface SectionDemand {
  /** Different words that a section needs; code, pictures and links stand for five. */
  readonly minWords: number;
}

/** What else a section may be made of, in words. */
const WORTH = 5;

/**
 * Problems of the sections that a document must have: `missing-section`, `unfilled-section`, `thin-section`, `repeated-section`. A
 * section that says `N/A` with a reason is left alone. Boxes without a tick are content: in a document they are steps.
 */
export function sectionProblems(
  evidence: Evidence,
  required: readonly RequiredSection[],
  { minWords }: SectionDemand,
): readonly Problem[] {
  const texts = new Map<string, string>();
  return required.flatMap(({ id, title }): Problem[] => {
    const section = documentPart(evidence, id);
    if (section === undefined) return [{ code: 'missing-section', data: { section: id, title } }];
    if (section.state === 'not-applicable') return [];
    const { place } = section;
    const data = { section: id, title: section.title };
    const content =
      section.state === 'planned' ? undefined : (contentOf(section) ?? fillerIn(section.entries));
    if (
      content !== undefined &&
      !asksItsReader(section) &&
      !section.entries.some(({ text }) => isStep(text))
    ) {
      return [{ code: 'unfilled-section', data: { ...data, content }, place }];
    }
    const count = wordsIn(section.entries);
    if (count < minWords) {
      return [{ code: 'thin-section', data: { ...data, count, atLeast: minWords }, place }];
    }
    const text = plain(section.entries);
    const other = texts.get(text);
    texts.set(text, other ?? section.title);
    return other === undefined ? [] : [{ code: 'repeated-section', data: { ...data, other }, place }];
  });
}

/** What to look at may well be put as questions: `Is the disk full?`; two of them are no form that was left standing. */
function asksItsReader({ name, entries, state }: Section): boolean {
  const questions = entries.filter(({ kind, text }) => kind === 'item' && /[?？]$/.test(text));
  return name === 'checks' && state === 'placeholder' && questions.length >= 2;
}

/** A name or command of some length between backticks. */
const INLINE_CODE = /`[^`\s][^`\n]{2,}`/;

/** How many different words entries say, where code, a picture or a link stands for five. */
export function wordsIn(entries: readonly Entry[]): number {
  const words = new Set<string>();
  let others = 0;
  for (const entry of entries) {
    for (const word of differentWords(entry.text.slice(0, 4000))) words.add(word);
    const shows = entry.references.some(({ excluded }) => excluded === undefined || excluded === 'image');
    if (entry.kind === 'code' || shows || INLINE_CODE.test(entry.text.slice(0, 4000))) others += WORTH;
  }
  return words.size + others;
}

/** The text of entries as two of them are compared. */
function plain(entries: readonly Entry[]): string {
  return entries
    .map(({ text }) => text)
    .join(' ')
    .slice(0, 20_000)
    .toLowerCase()
    .replace(/[\s\p{P}]+/gu, ' ')
    .trim();
}

/** The words of those problems, the same in every rule on documents. */
export const SECTION_WORDS = {
  'missing-section': {
    actual: 'no section “{title}”',
    expected: 'a heading of that name with its content',
    fix: 'Add the section, or `N/A:` with the reason below its heading.',
  },
  'unfilled-section': {
    actual: 'under “{title}” stands {content}',
    expected: 'content, or `N/A:` with a reason',
    fix: 'Write what somebody would look for there.',
  },
  'thin-section': {
    actual: 'the section “{title}” says {count} different words',
    expected: 'at least {atLeast}, or code, a picture or a link',
    fix: 'Write what somebody would need who reads it for the first time.',
  },
  'repeated-section': {
    actual: '“{title}” says the same as “{other}”',
    expected: 'each section in words of its own',
    fix: 'Replace the copy by what belongs there.',
  },
} as const;

/** The option of every rule on sections of documents. */
export const SECTION_OPTIONS = {
  minWords: {
    type: 'number',
    default: 4,
    words: 'How many different words a section needs; code, a picture or a link stands for five.',
  },
} as const;
