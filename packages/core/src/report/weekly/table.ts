import type { Measure, MeasureState } from '../../schema/measure.js';
import { type Block, block, tableBlocks } from '../blocks.js';
import { cellSpan, inCell, neutralValue } from '../quote.js';
import { ENROLLED, EVERYBODY, legend, measureOf, successMetrics, TEAM } from '../scores.js';
import { sparkline } from '../sparkline.js';
import { COUNTS_ONLY, countWords, targetWords, valueWords, verdictWords } from '../value-words.js';
import { capital } from '../words.js';
import type { WeeklyInput, WeeklyPerson } from './input.js';
import { everybodyOf, groupWords } from './together.js';
import type { VisibleRows } from './visible.js';
import { pageLink, shortWords, type WeeklyWords } from './words.js';

const ROWS = 30;
/** In place of a group's number that would tell about fewer than five people. */
export const TOO_FEW = 'too few people';
/** States in which a measure has no number worth showing. */
const NUMBERLESS: readonly MeasureState[] = ['no-data', 'not-applicable', 'not-measured'];

type Planned = WeeklyInput['policy']['metrics'][number];

/** The plan's success metrics, each with those beside it, in the plan's order: what is shown for anybody, what is about too few people, and what is not measured yet. */
export function successColumns(
  { policy }: Pick<WeeklyInput, 'policy'>,
  { measures, withheld }: VisibleRows,
): Readonly<Record<'measured' | 'tooFew' | 'unmeasured', readonly Planned[]>> {
  const all = successMetrics(policy).flatMap(({ metrics }) => metrics);
  const isMeasured = ({ metricId }: Planned): boolean =>
    measures.some((measure) => measure.metricId === metricId && measure.state !== 'not-measured');
  return {
    measured: all.filter(isMeasured),
    tooFew: all.filter((metric) => !isMeasured(metric) && withheld.has(metric.metricId)),
    unmeasured: all.filter((metric) => !isMeasured(metric) && !withheld.has(metric.metricId)),
  };
}

/** One row for everybody, one for those who are not named, then one per person in alphabetical order; a column per success metric. */
export function rowsTable(input: WeeklyInput, rows: VisibleRows, words: WeeklyWords): readonly Block[] {
  const { measured } = successColumns(input, rows);
  if (measured.length === 0 && rows.people.length === 0) return [];
  const head = measured.map(
    ({ metricId, target }) =>
      `${inCell(pageLink('metrics', metricId, words))}<br>${unbroken(`target: ${targetWords(target)}`)}`,
  );
  const cells = (engineer: string): readonly string[] =>
    measured.map(({ metricId }) => {
      const measure =
        engineer === EVERYBODY ? everybodyOf(rows, metricId) : measureOf(rows.measures, metricId, engineer);
      if (measure !== undefined) return cellOf(measure, words);
      return engineer.startsWith(EVERYBODY) ? TOO_FEW : 'not in their plan';
    });
  const groups = [
    { engineer: EVERYBODY, name: '**everybody**' },
    { engineer: TEAM, name: `**enrolled, not by name** (${rows.inTeam})` },
  ].filter(
    ({ engineer }) =>
      rows.measures.some((measure) => measure.engineer === engineer) ||
      (engineer === EVERYBODY && measured.some(({ metricId }) => everybodyOf(rows, metricId) !== undefined)),
  );
  return tableBlocks(
    ['Engineer', ...head],
    [
      ...groups.map(({ engineer, name }) => [name, ...cells(engineer)]),
      ...rows.people.map((person) => [nameCell(person, input), ...cells(person.engineer)]),
    ],
    ROWS,
  );
}

function nameCell(person: WeeklyPerson, { planTitle }: Pick<WeeklyInput, 'planTitle'>): string {
  const where = person.isAway ? 'away all week' : placeWords(person);
  const plan = person.planTitle === planTitle ? '' : `<br>${inCell(shortWords(person.planTitle))}`;
  return `${cellSpan(person.engineer)}<br>${inCell(where)}${plan}`;
}

/** Where somebody stands in the plan: `week 4, Testing before committing`. */
export function placeWords({ week, unitTitle }: WeeklyPerson): string {
  if (week === null) return 'no start date yet';
  return unitTitle === null ? `week ${week}` : `week ${week}, ${shortWords(unitTitle)}`;
}

/** Value and counts, the state, and the last weeks. Where nothing can be said of the value, the counts alone. */
function cellOf(measure: Measure, { metrics }: WeeklyWords): string {
  const metric = metrics.find(({ id }) => id === measure.metricId);
  const verdict = verdictWords(measure, metric);
  if (NUMBERLESS.includes(measure.state)) return verdict;
  const isBare = measure.unit === 'ratio' && (measure.state === 'insufficient' || verdict === COUNTS_ONLY);
  const value = isBare ? '' : `**${unbroken(valueWords(measure))}** `;
  const who = measure.engineer === ENROLLED ? groupWords(ENROLLED) : '';
  return [`${value}${countWords(measure)}`.trim(), verdict, spacedBars(measure), who]
    .filter((line) => line !== '')
    .join('<br>');
}

/** Small bars, narrow spaces between them that break no line, so that full weeks do not run into one block. */
export function spacedBars(measure: Pick<Measure, 'series' | 'unit'>): string {
  const bars = [...sparkline(measure)].join('\u202F');
  return bars === '' ? '' : `<sub>${bars}</sub>`;
}

/** Words that stay on one line. */
function unbroken(text: string): string {
  return text.replaceAll(' ', '\u00A0');
}

/** How a cell is to be read, and which success metrics nothing measures yet. */
export function tableNotes(input: WeeklyInput, rows: VisibleRows, words: WeeklyWords): readonly Block[] {
  const { measured, tooFew, unmeasured } = successColumns(input, rows);
  const few = tooFew.map(
    ({ metricId, target }) => `${shortWords(metricId)} (target: ${targetWords(target)})`,
  );
  const names = unmeasured.map(({ metricId, target }) => {
    const reason = rows.measures.find((measure) => measure.metricId === metricId)?.reason ?? '';
    const why = reason === '' ? '' : `, ${neutralValue(reason)}`;
    return `${shortWords(metricId)} (target: ${targetWords(target)}${why})`;
  });
  return [
    ...(measured.length === 0 ? [] : block([CELL])),
    ...(measured.length === 0 ? [] : block([statesLine(measured, rows, words)])),
    ...(few.length === 0 ? [] : block([`Too few people to show a number: ${few.join('; ')}.`])),
    ...(names.length === 0 ? [] : block([`Not measured yet: ${names.join('; ')}.`])),
  ];
}

const CELL =
  'A cell: the value with its counts; its state; the last eight weeks, oldest first, where ▁ is none, █ is all, · is nothing counted or too few people, and brackets hold weeks that are still provisional.';

/** What the words in the table mean, as far as they occur there. */
function statesLine(measured: readonly Planned[], { measures }: VisibleRows, words: WeeklyWords): string {
  const engineers = [...new Set(measures.map(({ engineer }) => engineer))];
  const shown = measured.flatMap(({ metricId }) =>
    engineers.flatMap((engineer) => measureOf(measures, metricId, engineer) ?? []),
  );
  const verdictOf = (measure: Measure): string =>
    verdictWords(
      measure,
      words.metrics.find(({ id }) => id === measure.metricId),
    );
  const verdicts = new Set(shown.map(verdictOf));
  const others = Object.entries(OTHERS).flatMap(([verdict, meaning]) =>
    verdicts.has(verdict) ? [`${verdict}: ${meaning}`] : [],
  );
  const known = shown.filter((measure) => OTHERS[verdictOf(measure)] === undefined);
  return [capital(legend(known)), ...others.map((each) => `${capital(each)}.`)].join(' ');
}

const OTHERS: Readonly<Record<string, string>> = {
  trend: 'a direction, without a number to reach',
  [COUNTS_ONLY]: 'one person’s numbers are no verdict, the group has one',
};
