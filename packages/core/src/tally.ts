import type { Excluded, Metric, Tally, TallyInput } from './define-metric.js';
import { sortIds } from './sort-ids.js';

/** The tallies of one metric, or of one shard of it. `noData` holds the reasons why some shard could not count. */
export interface MetricTallies {
  readonly metricId: string;
  readonly tallies: readonly Tally[];
  readonly noData: readonly string[];
  /** Why there may be more than what some shard could count; absent: nothing says so. */
  readonly uncertain?: readonly string[];
}

const NONE: Excluded = { exempt: 0, notApplicable: 0, unknown: 0 };

/** Counts every metric over one shard of facts. */
export function tallyMetrics(metrics: readonly Metric[], input: TallyInput): readonly MetricTallies[] {
  return metrics.map((metric) => {
    const missing = missingSource(metric, input);
    const counted = missing === undefined ? metric.tally(input) : { noData: missing };
    if ('noData' in counted) return { metricId: metric.id, tallies: [], noData: [counted.noData] };
    const part =
      'uncertain' in counted ? { ...counted, uncertain: [counted.uncertain] } : { tallies: counted };
    return mergeTallies(metric.id, [{ metricId: metric.id, noData: [], ...part }]);
  });
}

/**
 * The same, each metric counted when it is asked for and forgotten when another one is: the tallies of all of them at once are as long
 * as the ledger.
 */
export function tallyInTurn(metrics: readonly Metric[], input: TallyInput): readonly MetricTallies[] {
  let held: MetricTallies | undefined;
  const counted = (metric: Metric): MetricTallies | undefined => {
    if (held?.metricId !== metric.id) [held] = tallyMetrics([metric], input);
    return held;
  };
  return metrics.map((metric) => ({
    metricId: metric.id,
    get tallies() {
      return counted(metric)?.tallies ?? [];
    },
    get noData() {
      return counted(metric)?.noData ?? [];
    },
    get uncertain() {
      return counted(metric)?.uncertain ?? [];
    },
  }));
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
  const parted = new Map<string, Tally[]>();
  const mine = parts.filter((part) => part.metricId === metricId);
  for (const { tallies } of mine) {
    for (const tally of tallies) {
      const key = `${tally.week} ${tally.engineer}`;
      const others = parted.get(key);
      if (others === undefined) parted.set(key, [tally]);
      else others.push(tally);
    }
  }
  const uncertain = distinct(mine.flatMap((part) => part.uncertain ?? []));
  return {
    metricId,
    ...(uncertain.length === 0 ? {} : { uncertain }),
    tallies: [...parted.entries()]
      .sort(([a], [b]) => compare(a, b))
      .flatMap(([, [head, ...rest]]) => (head === undefined ? [] : [addTallies([head, ...rest], head)])),
    noData: distinct(mine.flatMap((part) => part.noData)),
  };
}

/** The sum of tallies under the engineer and week of `head`; ids are sorted, or stay in the order of the tallies. */
export function addTallies(
  tallies: readonly Tally[],
  head: Pick<Tally, 'engineer' | 'week'>,
  order: 'sorted' | 'kept' = 'sorted',
): Tally {
  const [first, ...others] = tallies;
  if (first !== undefined && others.length === 0) return alone(first, head, order);
  const sum = (of: (tally: Tally) => number): number =>
    tallies.reduce((total, tally) => total + of(tally), 0);
  const excluded = (key: keyof Excluded): number => sum((tally) => (tally.excluded ?? NONE)[key]);
  const ids = (of: (tally: Tally) => readonly string[]): readonly string[] => {
    const [only = [], ...more] = tallies.map(of).filter(({ length }) => length > 0);
    const all = more.length === 0 ? only : only.concat(...more);
    return order === 'kept' ? all : sortIds(all);
  };
  return {
    engineer: head.engineer,
    week: head.week,
    numerator: sum((tally) => tally.numerator),
    denominator: sum((tally) => tally.denominator),
    sample: ids((tally) => tally.sample),
    misses: ids((tally) => tally.misses),
    excluded: {
      exempt: excluded('exempt'),
      notApplicable: excluded('notApplicable'),
      unknown: excluded('unknown'),
    },
    ...optional(tallies),
  };
}

/** A sum of one. */
function alone(
  tally: Tally,
  { engineer, week }: Pick<Tally, 'engineer' | 'week'>,
  order: 'sorted' | 'kept',
): Tally {
  const { numerator, denominator, excluded = NONE } = tally;
  const ids = (list: readonly string[]): readonly string[] => (order === 'kept' ? list : sortIds(list));
  return {
    engineer,
    week,
    numerator,
    denominator,
    sample: ids(tally.sample),
    misses: ids(tally.misses),
    excluded,
    ...optional([tally]),
  };
}

/** Parts that few metrics have: present where a tally has them, so that the others stay as small as they are. */
function optional(tallies: readonly Tally[]): Pick<Tally, 'values' | 'ids' | 'candidates' | 'beside'> {
  const has = (key: keyof Tally): boolean => tallies.some((tally) => tally[key] !== undefined);
  const names = (key: 'ids' | 'candidates'): string[] =>
    [...new Set(tallies.flatMap((tally) => tally[key] ?? []))].sort(compare);
  return {
    ...(has('values') ? { values: tallies.flatMap(({ values }) => values ?? []).sort((a, b) => a - b) } : {}),
    ...(has('ids') ? { ids: names('ids') } : {}),
    ...(has('candidates') ? { candidates: names('candidates') } : {}),
    ...(has('beside') ? { beside: besideOf(tallies) } : {}),
  };
}

function besideOf(tallies: readonly Tally[]): Readonly<Record<string, number>> {
  const sums = new Map<string, number>();
  for (const { beside } of tallies)
    for (const [name, count] of Object.entries(beside ?? {})) sums.set(name, (sums.get(name) ?? 0) + count);
  return Object.fromEntries([...sums].sort(([a], [b]) => compare(a, b)));
}

function distinct(reasons: readonly string[]): readonly string[] {
  return [...new Set(reasons)].sort(compare);
}

/** Order by code units, the same on every machine. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
