import { fold } from '../evidence/fold.js';
import { allEntries } from '../recognise/document-part.js';
import type { Place } from '../schema/common.js';
import type { Entry, Evidence, Heading } from '../schema/evidence.js';

/** What a weekly file consists of. */
export type PartName = 'goals' | 'review' | 'assessment' | 'learnings' | 'hours';

/** A stretch of a text: the heading that it stands under, and what it says, headings included, in order. */
export interface Part {
  readonly heading?: Heading;
  readonly pieces: readonly (Entry | Heading)[];
}

/** Headings of the parts; a week before or behind the name is left out first. */
const NAMES: Readonly<Record<PartName, readonly string[]>> = {
  goals: ['goals', 'weekly goals', 'goal', 'ziele', 'objectifs', 'objetivos', '目标', '目標'],
  review: ['review', 'weekly review', 'retrospective', 'rückblick', 'bilan', 'revisión', '回顾', '振り返り'],
  assessment: [
    'self assessment',
    'weekly self assessment',
    'assessment',
    'scores',
    'selbsteinschätzung',
    'auto évaluation',
    'autoevaluación',
    '自我评估',
    '自己評価',
  ],
  hours: ['hours', 'hours of the week', 'weekly hours', 'stunden', 'heures', 'horas', '工时', '時間'],
  learnings: [
    'learnings',
    'learning log',
    'learning',
    'learned',
    'learnt',
    'what i learned',
    'what i learnt',
    'gelernt',
    'apprentissages',
    'aprendizajes',
    '学习',
    '学び',
  ],
};

/**
 * The part of a weekly file under the heading of that name, or everything outside the other parts where there is no such heading: then
 * the names of its fields alone decide.
 */
export function partOf(evidence: Evidence, name: PartName): Part {
  const { headings } = evidence;
  const at = headings.findIndex(({ title }) => isNamed(title, name));
  const heading = headings[at];
  if (heading !== undefined) return { heading, pieces: between(evidence, heading, endOf(headings, at)) };
  const others = headings.flatMap((other, index) =>
    partNamed(other.title) === undefined ? [] : [{ from: other.place.line, to: endOf(headings, index) }],
  );
  const isElsewhere = ({ line }: Place): boolean => others.some(({ from, to }) => line >= from && line < to);
  return { pieces: piecesOf(evidence).filter(({ place }) => !isElsewhere(place)) };
}

/** A whole text as one part. */
export function wholeOf(evidence: Evidence): Part {
  return { pieces: piecesOf(evidence) };
}

function partNamed(title: string): PartName | undefined {
  return PART_NAMES.find((name) => isNamed(title, name));
}

const PART_NAMES: readonly PartName[] = ['goals', 'review', 'assessment', 'learnings', 'hours'];

function isNamed(title: string, name: PartName): boolean {
  const plain = fold(title)
    .replace(/^(?:\d{4} )?(?:week|w|kw) ?(?:\d{1,2}|x)\b[ :.-]*/, '')
    .replace(/ (?:for|of) (?:week|w) ?(?:\d{1,2}|x)$/, '');
  return NAMES[name].includes(plain);
}

/** The line on which what stands under a heading is over. */
function endOf(headings: readonly Heading[], at: number): number {
  const level = headings[at]?.level ?? 0;
  const next = headings.slice(at + 1).find((other) => other.level <= level);
  return next?.place.line ?? Number.POSITIVE_INFINITY;
}

function between(evidence: Evidence, heading: Heading, end: number): readonly (Entry | Heading)[] {
  return piecesOf(evidence).filter(({ place }) => place.line > heading.place.line && place.line < end);
}

/** Headings and entries of a text in its order. */
export function piecesOf(evidence: Evidence): readonly (Entry | Heading)[] {
  return [...evidence.headings, ...allEntries(evidence)].sort(
    (a, b) => a.place.line - b.place.line || a.place.column - b.place.column,
  );
}
