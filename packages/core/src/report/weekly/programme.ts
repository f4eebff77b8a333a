import type { MeasureState } from '../../schema/measure.js';
import { type Block, block } from '../blocks.js';
import { codeSpan, neutralValue } from '../quote.js';
import { successMetrics } from '../scores.js';
import { counted } from '../words.js';
import type { WeeklyInput } from './input.js';
import { togetherOf, whoTogether } from './together.js';
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
  const notes = [publicityWords(input, rows), gapWords(input, where), ...input.notices.map(neutralValue)];
  return [`${whoWords(input, rows)} ${targetsWords(input, rows)}`, ...notes].flatMap((note) =>
    note === '' ? [] : block([note]),
  );
}

/** What a sentence on the programme is about. */
type Followers = Pick<WeeklyInput, 'people' | 'planTitle' | 'repository' | 'notEnrolled'>;

/** How many follow which plan where, how many of them are not shown by name, and how many others there are. */
export function whoWords(input: Followers, rows: VisibleRows): string {
  const enrolled = counted(input.people.length, 'engineer');
  const verb = input.people.length === 1 ? 'follows' : 'follow';
  return `${enrolled} ${verb} **${shortWords(input.planTitle)}** in ${codeSpan(input.repository)}${othersWords(input, rows)}.`;
}

/** How many of the plan's success metrics are reached, each by the largest group that is shown for it, and which group that is. */
function targetsWords({ policy }: WeeklyInput, { measures, withheld, inTeam }: VisibleRows): string {
  const leading = successMetrics(policy).map(({ metrics }) => metrics[0]?.metricId ?? '');
  if (leading.length === 0) return 'The plan names no success metric.';
  const groups = leading.map((id) => togetherOf({ measures }, id));
  const states = leading.map(
    (id, at) => groups[at]?.state ?? (withheld.has(id) ? 'too-few' : 'not-measured'),
  );
  const parts = VERBS.flatMap(([state, words]) => {
    const count = states.filter((each) => each === state).length;
    return count === 0 ? [] : [`${count} ${words}`];
  });
  const measured = groups.filter((measure) => measure?.state !== 'not-measured');
  return `Of the plan's ${counted(leading.length, 'target')}, ${whoTogether(measured, inTeam)}: ${parts.join(', ')}.`;
}

/** How many of them are not shown by name, and how many others there are. */
function othersWords({ notEnrolled }: Followers, { unnamed }: VisibleRows): string {
  const quiet = unnamed === 0 ? '' : `, ${unnamed} of them not shown by name`;
  const verb = notEnrolled === 1 ? 'is' : 'are';
  const outside = notEnrolled === 0 ? '' : `; ${notEnrolled} more worked on it and ${verb} not enrolled`;
  return `${quiet}${outside}`;
}

/** That every row is shown, or that names are withheld and how they would not be; empty where neither is so. */
export function publicityWords(
  { visibility }: Pick<WeeklyInput, 'visibility'>,
  { isWithheld }: VisibleRows,
): string {
  if (visibility === 'self') return 'For local use: every row is shown, so this is not for publishing.';
  return isWithheld ? 'Names stay out of a public repository unless `report.public: true` is set.' : '';
}

/** What could not be read, in a sentence; empty where everything was. `where` is where the reasons stand. */
export function gapWords({ gaps }: Pick<WeeklyInput, 'gaps'>, where: string): string {
  if (gaps.length === 0) return '';
  const names = [...new Set(gaps.map(({ what }) => shortWords(what)))].slice(0, 5);
  const rest = new Set(gaps.map(({ what }) => what)).size - names.length;
  return `**Incomplete:** ${names.join(', ')}${rest > 0 ? ` and ${rest} more` : ''} could not be read; what depends on it says *no data*. The reasons stand${where} under *What could not be read*.`;
}
