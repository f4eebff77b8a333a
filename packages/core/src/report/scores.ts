import type { Measure, MeasureState } from '../schema/measure.js';
import type { Policy } from '../schema/policy.js';

/** Words of the states, the same in every report and on every page. */
export const STATE_WORDS: Readonly<Record<MeasureState, string>> = {
  met: 'met',
  missed: 'missed',
  uncertain: 'uncertain',
  insufficient: 'insufficient',
  'no-data': 'no data',
  'not-applicable': 'not applicable',
  'not-measured': 'not measured yet',
  disputed: 'disputed',
};

const MEANINGS: Readonly<Record<MeasureState, string>> = {
  met: 'target reached',
  missed: 'target not reached',
  uncertain: 'the numbers do not decide it',
  insufficient: 'too few changes for a verdict',
  'no-data': 'the facts were not there',
  'not-applicable': 'nothing was asked',
  'not-measured': 'no metric so far',
  disputed: 'somebody says that the facts are wrong',
};

/** Beside a target, and beside a reason. */
const SELF_EVIDENT: readonly MeasureState[] = ['met', 'missed', 'no-data'];

/** Shorter words, for rows of a narrow table. */
const SHORT_WORDS: Partial<Readonly<Record<MeasureState, string>>> = {
  insufficient: 'few',
  'not-applicable': '–',
};

/** What the states mean that occur in these measures, and what is in no count, as one line. `isShort` names the words of `rowCell` too, and leaves out what explains itself. */
export function legend(measures: readonly Measure[], isShort = false): string {
  const told = Object.keys(MEANINGS) as MeasureState[];
  const states = told.filter(
    (state) =>
      !(isShort && SELF_EVIDENT.includes(state)) && measures.some((measure) => measure.state === state),
  );
  const wordOf = (state: MeasureState): string => {
    const short = isShort ? SHORT_WORDS[state] : undefined;
    return `${STATE_WORDS[state]}${short === undefined ? '' : ` (${short})`}: ${MEANINGS[state]}`;
  };
  const words = states.length === 0 ? '' : `${states.map(wordOf).join('; ')}. `;
  return `${words}Exempt and unknown changes are not counted.`;
}

/** One of the plan's success metrics: its number, the metric that leads it, and those beside it. */
export interface SuccessMetric {
  readonly number: number;
  readonly metrics: readonly Policy['metrics'][number][];
}

/** The plan's success metrics in the plan's order; metrics that share a number belong together, the first one leading. */
export function successMetrics(policy: Policy): readonly SuccessMetric[] {
  const numbers = new Map<number, Policy['metrics'][number][]>();
  for (const metric of policy.metrics) {
    if (metric.success === null) continue;
    const others = numbers.get(metric.success) ?? [];
    numbers.set(metric.success, [...others, metric]);
  }
  return [...numbers.entries()].sort(([a], [b]) => a - b).map(([number, metrics]) => ({ number, metrics }));
}

/** Row of everybody. Ids of rows that stand for several people begin with `*`. */
export const EVERYBODY = '*';
/** Row of those who are enrolled, shown where everybody's would tell about a few others. */
export const ENROLLED = '*enrolled';
/** Row of those who are enrolled and not shown by name. */
export const TEAM = '*team';

/** Alphabetical order of people, whatever the case of letters, the same on every machine. */
export function byName(a: string, b: string): number {
  const [left, right] = [a.toLowerCase(), b.toLowerCase()];
  if (left !== right) return left < right ? -1 : 1;
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Engineers with a row of their own, alphabetical; groups have none. */
export function engineersIn(measures: readonly Measure[]): readonly string[] {
  const names = new Set(measures.map(({ engineer }) => engineer));
  return [...names].filter((name) => !name.startsWith(EVERYBODY)).sort(byName);
}

/** The measure of a metric for one engineer, or for everybody with `*`. */
export function measureOf(
  measures: readonly Measure[],
  metricId: string,
  engineer: string,
): Measure | undefined {
  return measures.find((measure) => measure.metricId === metricId && measure.engineer === engineer);
}

/** A measure as short words: counts before the state, and no number where there is none. */
export function cellWords(measure: Measure | undefined): string {
  if (measure === undefined) return STATE_WORDS['not-measured'];
  const { state, numerator, denominator } = measure;
  if (numerator === null || state === 'not-measured' || state === 'no-data') return STATE_WORDS[state];
  if (state === 'not-applicable') return STATE_WORDS[state];
  const counts = denominator === null ? String(numerator) : `${numerator}/${denominator}`;
  return `${counts} ${STATE_WORDS[state]}`;
}

/** The same for a narrow row: `0/2 few`, and `–` where nothing was asked. */
export function rowCell(measure: Measure | undefined): string {
  const words = cellWords(measure);
  const short = measure === undefined ? undefined : SHORT_WORDS[measure.state];
  return measure === undefined || short === undefined
    ? words
    : words.replace(STATE_WORDS[measure.state], short);
}

/** A share as whole percent, rounded so that only all is 100 % and only none is 0 %; what would round to none is `<1 %`. */
export function percent(share: number): string {
  const rounded = Math.round(share * 100);
  if (rounded === 100 && share < 1) return '99 %';
  return rounded === 0 && share > 0 ? '<1 %' : `${rounded} %`;
}
