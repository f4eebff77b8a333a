import type { Excluded, Metric, Tally, TallyInput } from './define.js';

/** The tallies of one metric, or of one shard of it. `noData` holds the reasons why some shard could not count. */
export interface MetricTallies {
  readonly metricId: string;
  readonly tallies: readonly Tally[];
  readonly noData: readonly string[];
}

const NONE: Excluded = { exempt: 0, notApplicable: 0, unknown: 0 };

/** Counts every metric over one shard of facts. */
export function tallyMetrics(metrics: readonly Metric[], input: TallyInput): readonly MetricTallies[] {
  return metrics.map((metric) => {
    const missing = missingSource(metric, input);
    const counted = missing === undefined ? metric.tally(input) : { noData: missing };
    return 'noData' in counted
      ? { metricId: metric.id, tallies: [], noData: [counted.noData] }
      : mergeTallies(metric.id, [{ metricId: metric.id, tallies: counted, noData: [] }]);
  });
}

function missingSource(metric: Metric, { facts }: TallyInput): string | undefined {
  for (const id of metric.needs ?? []) {
    const source = facts.sources.find((candidate) => candidate.id === id);
    if (source === undefined) return `no facts from ${id}`;
    if (source.state === 'missing') return source.missing[0]?.why ?? `no facts from ${id}`;
  }
  return undefined;
}

/**
 * Adds up tallies of one metric, engineer by engineer and week by week. The order of the parts makes no difference to a byte
 * of the result, so shards merge to what one run would have counted.
 */
export function mergeTallies(metricId: string, parts: readonly MetricTallies[]): MetricTallies {
  const sums = new Map<string, Tally>();
  const mine = parts.filter((part) => part.metricId === metricId);
  for (const tally of mine.flatMap((part) => part.tallies)) {
    const key = `${tally.week} ${tally.engineer}`;
    const sum = sums.get(key);
    sums.set(key, sum === undefined ? addTallies([tally], tally) : addTallies([sum, tally], tally));
  }
  return {
    metricId,
    tallies: [...sums.entries()].sort(([a], [b]) => compare(a, b)).map(([, tally]) => tally),
    noData: [...new Set(mine.flatMap((part) => part.noData))].sort(compare),
  };
}

/** The sum of tallies under the engineer and week of `head`; ids are sorted. */
export function addTallies(tallies: readonly Tally[], head: Pick<Tally, 'engineer' | 'week'>): Tally {
  const sum = (of: (tally: Tally) => number): number =>
    tallies.reduce((total, tally) => total + of(tally), 0);
  const excluded = (key: keyof Excluded): number => sum((tally) => (tally.excluded ?? NONE)[key]);
  return {
    engineer: head.engineer,
    week: head.week,
    numerator: sum((tally) => tally.numerator),
    denominator: sum((tally) => tally.denominator),
    sample: tallies.flatMap((tally) => tally.sample).sort(compare),
    misses: tallies.flatMap((tally) => tally.misses).sort(compare),
    excluded: {
      exempt: excluded('exempt'),
      notApplicable: excluded('notApplicable'),
      unknown: excluded('unknown'),
    },
  };
}

/** Order by code units, the same on every machine. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
