import { observedAgainst } from '../programme/observed.js';
import type { Measure } from '../schema/measure.js';
import type { Programme } from '../schema/programme.js';
import { lastDayOf, weekStart } from '../week.js';
import { block, fit, type Part, part, tableBlocks } from './blocks.js';
import { dayWords } from './programme/words.js';
import { cellSpan, inCell, neutralValue } from './quote.js';
import { ENROLLED, EVERYBODY, measureOf, TEAM } from './scores.js';
import { COUNTS_ONLY, countWords, targetWords, valueWords, verdictWords } from './value-words.js';
import { gapsFold } from './weekly/about.js';
import type { WeeklyInput } from './weekly/input.js';
import { missesFold } from './weekly/misses.js';
import { gapWords, publicityWords, whoWords } from './weekly/programme.js';
import { TOO_FEW } from './weekly/table.js';
import { everybodyOf, groupWords, togetherOf, whoTogether } from './weekly/together.js';
import { type VisibilityInput, type VisibleRows, visibleRows } from './weekly/visible.js';
import { MONTHS, pageLink, shortWords, type WeeklyWords } from './weekly/words.js';
import { capital } from './words.js';

/** What the review of one month is written from. Measures are of that month; rows of people who are not named must not reach the reader. */
export interface MonthlyInput
  extends VisibilityInput,
    Pick<
      WeeklyInput,
      'scope' | 'planTitle' | 'repository' | 'repositoryUrl' | 'misses' | 'gaps' | 'troubles'
    > {
  /** `2026-10`. */
  readonly month: string;
  readonly items: Programme['monthly'];
}

type Item = Programme['monthly'][number];

/** UTF-16 units that a review stays below, so that the body of an issue takes it with whatever else stands there. */
const UNITS = 50_000;
const ROWS = 30;

/** `Review of October 2026`. */
export function monthlyTitle(month: string): string {
  return `Review of ${MONTHS[Number(month.slice(5, 7)) - 1] ?? month} ${month.slice(0, 4)}`;
}

/**
 * The monthly review as Markdown, without its title: each item of the plan with what was measured in that month, together and by
 * person as far as the reader may see it, and below what did not hold. `closing` are lines that only lead on.
 */
export function renderMonthly(
  input: MonthlyInput,
  words: WeeklyWords,
  closing: readonly string[] = [],
): string {
  const rows = visibleRows(input);
  const notes = [
    `${whoWords(input, rows)} ${sumWords(input, rows, words)}`,
    publicityWords(input, rows),
    gapWords(input, ''),
    spanWords(input, rows),
  ].filter((note) => note !== '');
  const parts: readonly Part[] = [
    part(
      [],
      notes.flatMap((note) => block([note])),
    ),
    part([], itemsTable(input, rows, words)),
    part([], peopleTable(input, rows, words)),
    ...missesFold(input, rows, words, 'What did not hold, and what would have passed'),
    ...gapsFold(input),
    part(
      [],
      closing.flatMap((line) => block([line])),
    ),
  ];
  return fit([], parts, {
    most: UNITS,
    size: (text) => text.length,
    leftOut: (items) => `*${items} more entries have no room here. \`forethought review\` has all of them.*`,
  }).trim();
}

function sumWords(input: MonthlyInput, rows: VisibleRows, words: WeeklyWords): string {
  const groups = input.items.map(({ metric }) => togetherOf(rows, metric));
  const answers = input.items.map((item, at) =>
    answerOf(item, groups[at]?.engineer ?? EVERYBODY, { input, rows, words }),
  );
  const told = answers.filter(({ met }) => met !== null);
  const held = told.filter(({ met }) => met === true).length;
  const open = answers.length - told.length;
  const group = whoTogether(groups, rows.inTeam);
  const who = group.startsWith('together') ? capital(group) : `Of ${group}`;
  if (told.length === 0) return `${who}, **none of the ${answers.length} items could be told**.`;
  return `${who}, **${held} of ${told.length} items hold**${open === 0 ? '' : `; ${open} could not be told`}.`;
}

/** Months are counted in whole weeks; a metric that waits for what comes of changes ends earlier until that is known. */
function spanWords({ month, items }: MonthlyInput, { measures }: VisibleRows): string {
  const [first, last] = [`${month}-01`, lastDayOf(month)];
  const early = items.flatMap(({ metric }) => {
    const measure = measures.find(({ metricId, state }) => metricId === metric && state !== 'no-data');
    return measure === undefined || measure.window.to >= last
      ? []
      : [`${shortWords(metric)} up to ${dayWords(measure.window.to)}`];
  });
  const whole = `Counted in whole weeks from ${dayWords(weekStart(first))} on`;
  return early.length === 0
    ? `${whole}, to the end of the month.`
    : `${whole}, to the end of the month; as what comes of changes takes time to show, ${[...new Set(early)].join(', ')} so far.`;
}

/** What an answer is found in. */
interface Around {
  readonly input: MonthlyInput;
  readonly rows: VisibleRows;
  readonly words: WeeklyWords;
}

interface Answer {
  readonly met: boolean | null;
  readonly verdict: string;
  readonly measure: Measure | undefined;
}

/** Why a row has no measure: it would tell about a few, or the plan that it follows does not count the metric. */
function unmeasured(metric: string, row: string, { measures }: MonthlyInput): string {
  const isCounted = measures.some(({ metricId }) => metricId === metric);
  if (!isCounted) return 'not known: the plan does not count it';
  return row.startsWith(EVERYBODY) ? TOO_FEW : 'not in their plan';
}

function answerOf(
  { metric, target }: Item,
  row: string,
  { input, rows: { measures }, words }: Around,
): Answer {
  const measure = row === EVERYBODY ? everybodyOf({ measures }, metric) : measureOf(measures, metric, row);
  const isGroup = row.startsWith(EVERYBODY);
  if (measure === undefined) return { met: null, verdict: unmeasured(metric, row, input), measure };
  const definition = words.metrics.find(({ id }) => id === metric);
  if (!isGroup && definition?.verdictFor === 'team' && measure.value !== null)
    return { met: null, verdict: COUNTS_ONLY, measure };
  const { met, why } = observedAgainst(measure, target);
  if (met !== null) return { met, verdict: met ? 'holds' : '**does not hold**', measure };
  const short = isGroup ? neutralValue(why) : verdictWords(measure, definition);
  return { met, verdict: `not known: ${short}`, measure };
}

function cellOf({ verdict, measure }: Answer): string {
  const hasValue = measure !== undefined && measure.value !== null;
  const value = hasValue ? `**${valueWords(measure)}** ${countWords(measure)}`.trim() : '';
  const who = measure?.engineer === ENROLLED ? groupWords(ENROLLED) : '';
  return inCell([value, verdict, who].filter((line) => line !== '').join('<br>'));
}

function itemsTable(input: MonthlyInput, rows: VisibleRows, words: WeeklyWords): Part['blocks'] {
  const isTeamShown =
    rows.inTeam > 0 && input.items.some(({ metric }) => measureOf(rows.measures, metric, TEAM) !== undefined);
  const groups = [
    { row: EVERYBODY, name: 'Everybody' },
    ...(isTeamShown ? [{ row: TEAM, name: `Enrolled, not by name (${rows.inTeam})` }] : []),
  ];
  return tableBlocks(
    ['', 'Item', 'Asked for', ...groups.map(({ name }) => name)],
    input.items.map((item, at) => [
      String(at + 1),
      inCell(`${neutralValue(item.title)}<br>${pageLink('metrics', item.metric, words)}`),
      inCell(targetWords(item.target)),
      ...groups.map(({ row }) => cellOf(answerOf(item, row, { input, rows, words }))),
    ]),
  );
}

/** A row per person who is shown, alphabetical, the items by their number. */
function peopleTable(input: MonthlyInput, rows: VisibleRows, words: WeeklyWords): Part['blocks'] {
  if (rows.people.length === 0) return [];
  return tableBlocks(
    ['Engineer', ...input.items.map((_, at) => String(at + 1))],
    rows.people.map(({ engineer }) => [
      cellSpan(engineer),
      ...input.items.map((item) => cellOf(answerOf(item, engineer, { input, rows, words }))),
    ]),
    ROWS,
  );
}
