import type { Metric, Tally, TallyInput } from './define.js';
import type { Measure, MeasureState } from './schema/measure.js';
import type { Policy } from './schema/policy.js';
import { addTallies, type MetricTallies, tallyMetrics } from './tally.js';
import { parseTarget, reaches, type Target } from './target.js';
import { addDays, isoWeek, weekStart } from './week.js';
import { wilson } from './wilson.js';

/** How tallies become measures. */
export interface MeasureOptions {
  readonly policy: Policy;
  readonly metrics: readonly Metric[];
  /** Engineers with a row of their own; `*`, everybody, always has one. */
  readonly engineers: readonly string[];
  /** Instant up to which facts were read. */
  readonly asOf: string;
  /** Days to reduce over, both included, widened to whole ISO weeks; default: each metric's own window up to `asOf`. */
  readonly window?: { readonly from: string; readonly to: string };
}

/** Everything from facts and findings to measures in one step. */
export interface MeasureInput extends TallyInput, Omit<MeasureOptions, 'asOf'> {}

type PlannedMetric = Policy['metrics'][number];

/** Counts facts and findings and reduces the counts over the window: one measure per metric of the plan and engineer. */
export function measure(input: MeasureInput): readonly Measure[] {
  return measureTallies(tallyMetrics(input.metrics, input), { ...input, asOf: input.facts.asOf });
}

/**
 * Reduces tallies, merged from however many shards, to measures. A metric that nobody built yet is *not measured*: for
 * everybody, and per engineer where it is one of the plan's success metrics.
 */
export function measureTallies(
  tallied: readonly MetricTallies[],
  options: MeasureOptions,
): readonly Measure[] {
  const rows = ['*', ...options.engineers];
  return wanted(options.policy.metrics).flatMap((planned) => {
    const metric = options.metrics.find(({ id }) => id === planned.metricId);
    if (metric === undefined) {
      return (planned.success === null ? ['*'] : rows).map((row) => notMeasured(planned, row, options));
    }
    const own = tallied.find(({ metricId }) => metricId === metric.id);
    return rows.map((row) => reduce(metric, planned, row, own, options));
  });
}

/** Each metric once per target, as several practices may share it; the plan's success metrics lead in their order. */
function wanted(metrics: readonly PlannedMetric[]): readonly PlannedMetric[] {
  const rank = ({ success }: PlannedMetric): number => success ?? Number.MAX_SAFE_INTEGER;
  const distinct = new Map<string, PlannedMetric>();
  for (const metric of [...metrics].sort((a, b) => rank(a) - rank(b))) {
    const key = JSON.stringify([metric.metricId, metric.target]);
    if (!distinct.has(key)) distinct.set(key, metric);
  }
  return [...distinct.values()];
}

/** The days that a metric looks back over: at least its own window, from a Monday on, as tallies are kept by week. */
function windowOf(windowDays: number, options: MeasureOptions): Measure['window'] {
  const to = options.window?.to ?? options.asOf.slice(0, 10);
  return { from: weekStart(options.window?.from ?? addDays(to, 1 - windowDays)), to };
}

function notMeasured(planned: PlannedMetric, engineer: string, options: MeasureOptions): Measure {
  return {
    metricId: planned.metricId,
    engineer,
    window: windowOf(28, options),
    state: 'not-measured',
    reason: 'metric not built',
    value: null,
    unit: 'ratio',
    numerator: null,
    denominator: null,
    sample: [],
    misses: [],
    target: null,
    interval: null,
  };
}

function reduce(
  metric: Metric,
  planned: PlannedMetric,
  engineer: string,
  tallied: MetricTallies | undefined,
  options: MeasureOptions,
): Measure {
  const window = windowOf(metric.windowDays, options);
  const [first, last] = [isoWeek(window.from), isoWeek(window.to)];
  const mine = (tallied?.tallies ?? []).filter(
    (tally) => tally.engineer === engineer && tally.week >= first && tally.week <= last,
  );
  const sum = addTallies(mine, { engineer, week: last });
  const target = parseTarget(planned.target, metric);
  const value = quotient(metric, sum);
  const { state, reason } = judgeSum(metric, sum, value, target, tallied?.noData ?? []);
  const counted = state !== 'no-data' && state !== 'not-applicable';
  return {
    metricId: metric.id,
    engineer,
    window,
    state,
    ...(reason === '' ? {} : { reason }),
    value: counted ? value : null,
    unit: metric.unit,
    numerator: counted ? sum.numerator : null,
    denominator: counted ? sum.denominator : null,
    ...(sum.excluded === undefined ? {} : { excluded: sum.excluded }),
    sample: [...sum.sample],
    misses: [...sum.misses],
    target,
    interval: counted && metric.unit === 'ratio' ? wilson(sum.numerator, sum.denominator) : null,
  };
}

/** Ratios and means divide sums, so that weeks and shards weigh by what they hold; counts are the sum itself. */
function quotient(metric: Metric, sum: Tally): number | null {
  if (metric.unit === 'count') return sum.numerator;
  return sum.denominator === 0 ? null : sum.numerator / sum.denominator;
}

interface Verdict {
  readonly state: MeasureState;
  readonly reason: string;
}

function judgeSum(
  metric: Metric,
  sum: Tally,
  value: number | null,
  target: Target | null,
  noData: readonly string[],
): Verdict {
  const unknown = sum.excluded?.unknown ?? 0;
  const aside = unknown === 0 ? '' : `${unknown} could not be judged`;
  if (sum.denominator === 0 || value === null) {
    if (noData.length > 0) return { state: 'no-data', reason: noData.join('; ') };
    if (unknown > 0) return { state: 'no-data', reason: aside };
    return { state: metric.whenEmpty ?? 'not-applicable', reason: metric.noData };
  }
  const least = sum.engineer === '*' ? metric.minimumSample.team : metric.minimumSample.person;
  if (sum.denominator < least) {
    return { state: 'insufficient', reason: join(`${least} needed for a verdict`, aside) };
  }
  if (target === null)
    return { state: 'uncertain', reason: join('a trend, without a number to reach', aside) };
  return { state: stateOf(metric, sum, value, target), reason: aside };
}

/** A census is met by its value; what was inferred stays uncertain while its interval spans the target. */
function stateOf(metric: Metric, sum: Tally, value: number, target: Target): MeasureState {
  const interval = metric.unit === 'ratio' ? wilson(sum.numerator, sum.denominator) : null;
  if (metric.counting === 'census' || interval === null) return reaches(value, target) ? 'met' : 'missed';
  const ends = [reaches(interval.low, target), reaches(interval.high, target)];
  if (ends[0] !== ends[1]) return 'uncertain';
  return ends[0] ? 'met' : 'missed';
}

function join(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('; ');
}
