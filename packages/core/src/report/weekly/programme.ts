import type { MeasureState } from '../../schema/measure.js';
import { type Block, block } from '../blocks.js';
import { codeSpan, neutralValue } from '../quote.js';
import { EVERYBODY, measureOf, successMetrics, TEAM } from '../scores.js';
import { counted } from '../words.js';
import type { WeeklyInput } from './input.js';
import type { VisibleRows } from './visible.js';
import { shortWords } from './words.js';

const VERBS: readonly (readonly [MeasureState | 'too-few', string])[] = [
  ['met', 'reached'],
  ['missed', 'not reached'],
  ['disputed', 'disputed'],
  ['uncertain', 'open'],
  ['insufficient', 'with too few changes for a verdict'],
  ['not-applicable', 'not asked for'],
  ['no-data', 'without data'],
  ['too-few', 'with too few people to show'],
  ['not-measured', 'not measured yet'],
];

/** The programme in a sentence, and what stands in the way of trusting the numbers; `where` is where the reasons stand. */
export function programmeLines(input: WeeklyInput, rows: VisibleRows, where = ''): readonly Block[] {
  const enrolled = counted(input.people.length, 'engineer');
  const verb = input.people.length === 1 ? 'follows' : 'follow';
  const who = `${enrolled} ${verb} **${shortWords(input.planTitle)}** in ${codeSpan(input.repository)}${othersWords(input, rows)}.`;
  const notes = [publicityWords(input, rows), gapWords(input, where), ...input.notices.map(neutralValue)];
  return [`${who} ${targetsWords(input, rows)}`, ...notes].flatMap((note) =>
    note === '' ? [] : block([note]),
  );
}

/** How many of the plan's success metrics the largest group that is shown reaches, and which group that is. */
function targetsWords({ policy }: WeeklyInput, { measures, withheld, inTeam }: VisibleRows): string {
  const leading = successMetrics(policy).map(({ metrics }) => metrics[0]?.metricId ?? '');
  if (leading.length === 0) return 'The plan names no success metric.';
  const stateOf = (id: string, row: string): MeasureState =>
    measureOf(measures, id, row)?.state ?? 'not-measured';
  const isShown = (row: string): boolean => leading.some((id) => stateOf(id, row) !== 'not-measured');
  const row = isShown(EVERYBODY) || !isShown(TEAM) ? EVERYBODY : TEAM;
  const states = leading.map((id) => {
    const state = stateOf(id, row);
    return state === 'not-measured' && withheld.has(id) ? 'too-few' : state;
  });
  const parts = VERBS.flatMap(([state, words]) => {
    const count = states.filter((each) => each === state).length;
    return count === 0 ? [] : [`${count} ${words}`];
  });
  const who = row === TEAM ? `the ${inTeam} not shown by name` : 'together';
  return `Of the plan's ${counted(leading.length, 'target')}, ${who}: ${parts.join(', ')}.`;
}

/** How many of them are not shown by name, and how many others there are. */
function othersWords({ notEnrolled }: WeeklyInput, { unnamed }: VisibleRows): string {
  const quiet = unnamed === 0 ? '' : `, ${unnamed} of them not shown by name`;
  const outside =
    notEnrolled === 0
      ? ''
      : `; ${notEnrolled} more worked on it and ${notEnrolled === 1 ? 'is' : 'are'} not enrolled`;
  return `${quiet}${outside}`;
}

function publicityWords({ visibility }: WeeklyInput, { isWithheld }: VisibleRows): string {
  if (visibility === 'self') return 'For local use: every row is shown, so this is not for publishing.';
  return isWithheld ? 'Names stay out of a public repository unless `report.public: true` is set.' : '';
}

function gapWords({ gaps }: WeeklyInput, where: string): string {
  if (gaps.length === 0) return '';
  const names = [...new Set(gaps.map(({ what }) => shortWords(what)))].slice(0, 5);
  const rest = new Set(gaps.map(({ what }) => what)).size - names.length;
  return `**Incomplete:** ${names.join(', ')}${rest > 0 ? ` and ${rest} more` : ''} could not be read; what depends on it says *no data*. The reasons stand${where} under *What could not be read*.`;
}
