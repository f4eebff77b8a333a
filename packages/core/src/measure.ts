import type { Metric, Tally, TallyInput } from './define-metric.js';
import { derivedSum } from './measure-derived.js';
import { type Dispute, judgeSum } from './measure-state.js';
import { metricValue, numeratorOf } from './measure-value.js';
import { seriesWeeks, windowOf } from './measure-window.js';
import { matches } from './patterns.js';
import type { ProgrammeWorld } from './programme/world.js';
import type { Measure } from './schema/measure.js';
import type { Policy } from './schema/policy.js';
import { addTallies, type MetricTallies, tallyMetrics } from './tally.js';
import { parseTarget } from './target.js';
import { isoWeek } from './week.js';
import { wilson } from './wilson.js';

/** How tallies become measures. */
export interface MeasureOptions {
  readonly policy: Policy;
  readonly metrics: readonly Metric[];
  /** Engineers, and groups such as `*team`, with a row of their own; `*`, everybody, always has one. */
  readonly engineers: readonly string[];
  /** Instant up to which facts were read. */
  readonly asOf: string;
  /** Days to reduce over, both included, widened to whole ISO weeks; default: each metric's own window up to `asOf`. */
  readonly window?: { readonly from: string; readonly to: string };
  /** Whether an engineer was away in an ISO week, which then is left out of their row. Absent: nobody was. */
  readonly isAway?: (engineer: string, week: string) => boolean;
  /** Misses that somebody contests. Absent: none. */
  readonly disputes?: readonly Dispute[];
  /** Whether measures list what they counted, for whoever writes it out; their misses stand in them in any case. Default: they do. */
  readonly listsSample?: boolean;
  /** Records of people, for metrics that read them beside other measures. */
  readonly programme?: ProgrammeWorld;
  /** Measures that were made elsewhere, for metrics that read others. */
  readonly others?: readonly Measure[];
}

/** Everything from facts and findings to measures in one step. */
export interface MeasureInput extends TallyInput, Omit<MeasureOptions, 'asOf'> {}

type PlannedMetric = Policy['metrics'][number];

/** The tallies of one metric by row. */
interface Counted {
  readonly byRow: ReadonlyMap<string, readonly Tally[]>;
  readonly noData: readonly string[];
  readonly uncertain: readonly string[];
}

/** Counts facts and findings and reduces the counts over the window: one measure per metric of the plan and engineer. */
export function measure(input: MeasureInput): readonly Measure[] {
  const { deployment } = input.policy.paths;
  const counted = { isDeploymentPath: (path: string) => matches(deployment, path), ...input };
  return measureTallies(tallyMetrics(input.metrics, counted), { ...input, asOf: input.facts.asOf });
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
  // One at a time, as tallies may be counted when they are asked for.
  let last: { readonly id: string; readonly counted: Counted } | undefined;
  const countedFor = ({ id }: Metric): Counted => {
    if (last?.id !== id) last = { id, counted: byRow(tallied.find(({ metricId }) => metricId === id)) };
    return last.counted;
  };
  const steps = wanted(options.policy.metrics).map((planned) => {
    const metric = options.metrics.find(({ id }) => id === planned.metricId);
    if (metric === undefined) {
      const told = planned.success === null ? ['*'] : rows;
      return { planned, metric, measures: told.map((row) => notMeasured(planned, row, options)) };
    }
    const isLast = metric.derive !== undefined;
    const reduced = (row: string): Measure => reduce(metric, planned, row, countedFor(metric), options, []);
    return { planned, metric, measures: isLast ? [] : rows.map(reduced) };
  });
  const known = [...(options.others ?? []), ...steps.flatMap(({ measures }) => measures)];
  return steps.flatMap(({ planned, metric, measures }) =>
    metric?.derive === undefined
      ? measures
      : rows.map((row) => reduce(metric, planned, row, countedFor(metric), options, known)),
  );
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

function byRow(tallied: MetricTallies | undefined): Counted {
  const rows = new Map<string, Tally[]>();
  for (const tally of tallied?.tallies ?? []) {
    const row = rows.get(tally.engineer);
    if (row === undefined) rows.set(tally.engineer, [tally]);
    else row.push(tally);
  }
  return { byRow: rows, noData: tallied?.noData ?? [], uncertain: tallied?.uncertain ?? [] };
}

function notMeasured(planned: PlannedMetric, engineer: string, options: MeasureOptions): Measure {
  return {
    metricId: planned.metricId,
    engineer,
    window: windowOf({ windowDays: 28, lagDays: 0 }, options).days,
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
  counted: Counted,
  options: MeasureOptions,
  others: readonly Measure[],
): Measure {
  const { days, isTooYoung } = windowOf(metric, options);
  const [first, last] = [isoWeek(days.from), isoWeek(days.to)];
  const newest = isoWeek(options.window?.to ?? options.asOf);
  const sumOver = summing(metric, engineer, counted, options);
  const { sum, noData, open } = derivedSum(
    metric,
    engineer,
    sumOver((week) => !isTooYoung && week >= first && week <= last),
    { measures: others, programme: options.programme },
  );
  const target = parseTarget(planned.target, metric);
  const disputes = (options.disputes ?? []).filter((dispute) => dispute.metric === metric.id);
  const known = { target, uncertain: counted.uncertain, disputes, open };
  const { state, reason } = judgeSum(metric, sum, {
    ...known,
    noData: noData === undefined ? counted.noData : [...counted.noData, noData],
    isTooYoung: isTooYoung || sumOver((week) => week > last && week <= newest).denominator > 0,
  });
  return {
    metricId: metric.id,
    engineer,
    window: days,
    state,
    ...(reason === '' ? {} : { reason }),
    ...countsOf(metric, sum, state, options),
    series: seriesWeeks(metric, options).map(({ week, isProvisional }) => ({
      ...point(metric, week, sumOver),
      provisional: isProvisional,
    })),
    target,
  };
}

/** What a sum says, with no number where the state is none. */
function countsOf(
  metric: Metric,
  sum: Tally,
  state: Measure['state'],
  { listsSample = true }: MeasureOptions,
): Omit<Measure, 'metricId' | 'engineer' | 'window' | 'state' | 'target'> {
  const isCounted = state !== 'no-data' && state !== 'not-applicable';
  return {
    value: isCounted ? metricValue(metric, sum) : null,
    unit: metric.unit,
    numerator: isCounted ? numeratorOf(metric, sum) : null,
    denominator: isCounted ? sum.denominator : null,
    ...(sum.excluded === undefined ? {} : { excluded: sum.excluded }),
    sample: listsSample ? [...sum.sample] : [],
    misses: [...sum.misses],
    ...(sum.candidates === undefined ? {} : { candidates: [...sum.candidates] }),
    ...(sum.beside === undefined ? {} : { beside: { ...sum.beside } }),
    interval: isCounted && metric.unit === 'ratio' ? wilson(sum.numerator, sum.denominator) : null,
  };
}

/** Adds up one row's weeks, those of an absence left out; its population is everybody's where the metric says so. */
function summing(
  metric: Metric,
  engineer: string,
  { byRow: rows }: Counted,
  { isAway }: MeasureOptions,
): (isIn: (week: string) => boolean) => Tally {
  const present = (row: string): readonly Tally[] =>
    (rows.get(row) ?? []).filter(({ week }) => isAway?.(engineer, week) !== true);
  const own = present(engineer);
  const told = present('*');
  const within = (tallies: readonly Tally[], isIn: (week: string) => boolean): readonly Tally[] => {
    const last = metric.weeks === 'latest' ? newestOf(told, isIn) : undefined;
    return tallies.filter(({ week }) => isIn(week) && (last === undefined || week === last));
  };
  return (isIn) => {
    const sum = addTallies(within(own, isIn), { engineer, week: '' }, 'kept');
    if (metric.population !== 'everybody') return sum;
    const population = within(told, isIn);
    return { ...sum, denominator: population.reduce((total, { denominator }) => total + denominator, 0) };
  };
}

/** The last week that anything was told of: who has nothing in it has nothing any more. */
function newestOf(told: readonly Tally[], isIn: (week: string) => boolean): string {
  return told.reduce((newest, { week }) => (isIn(week) && week > newest ? week : newest), '');
}

function point(
  metric: Metric,
  week: string,
  sumOver: (isIn: (week: string) => boolean) => Tally,
): Pick<NonNullable<Measure['series']>[number], 'week' | 'numerator' | 'denominator' | 'value'> {
  const sum = sumOver((candidate) => candidate === week);
  const { denominator } = sum;
  return {
    week,
    numerator: numeratorOf(metric, sum) ?? denominator,
    denominator,
    value: metricValue(metric, sum),
  };
}
