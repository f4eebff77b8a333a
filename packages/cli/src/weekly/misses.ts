import {
  type DocumentFact,
  isoWeek,
  type Ledger,
  type Measure,
  type Metric,
  type Policy,
  type WeeklyMiss,
} from '@forethought/core';
import { metrics, rules } from '@forethought/rules';

const all: readonly Metric[] = metrics;

/** Where the time of a miss is known from. */
export interface MissSources {
  readonly ledger: Ledger;
  readonly documents: readonly DocumentFact[];
}

/** Where a change is to be seen, by its id. */
export type UrlOf = (id: string) => string | null;

/**
 * What missed in the last week that each metric counts (one that waits for what comes of changes counts an older one), once per metric,
 * engineer and change, with what would have passed where a text would have. What stands and is not as it should be misses each week.
 */
export function missesIn(
  measures: readonly Measure[],
  { ledger, documents }: MissSources,
  policy: Policy,
  urlOf: UrlOf,
): readonly WeeklyMiss[] {
  const times = timesIn(ledger, documents);
  const seen = new Set<string>();
  return measures.flatMap(({ metricId, engineer, misses, window, beside }) => {
    if (engineer.startsWith('*')) return [];
    const end = `${window.to}T12:00:00Z`;
    const week = isoWeek(end);
    const metric = all.find(({ id }) => id === metricId);
    return misses.flatMap((id) => {
      const at = metric?.weeks === 'latest' ? end : times.get(id);
      const key = `${metricId} ${engineer} ${id}`;
      if (at === undefined || isoWeek(at) !== week || seen.has(key)) return [];
      seen.add(key);
      return [{ metricId, engineer, id, url: urlOf(id), at, ...wordsOf(metric, metricId, policy, beside) }];
    });
  });
}

/** When what can miss happened: a change landed, a defect was found, a cause was named, a document was added. */
function timesIn(
  { changes, escapes, catches, issues }: Ledger,
  documents: readonly DocumentFact[],
): ReadonlyMap<string, string> {
  return new Map([
    ...documents.flatMap(({ path, addedAt }) => (addedAt === undefined ? [] : [[path, addedAt] as const])),
    ...issues.map(({ id, at }) => [id, at] as const),
    ...[...catches, ...escapes].map(({ id, foundAt }) => [id, foundAt] as const),
    ...changes.flatMap(({ id, shas, landedAt }) => [id, ...shas].map((each) => [each, landedAt] as const)),
  ]);
}

/** Why it missed in the metric's words, with what is lacking where it counts that, and what the rule that it counts by would have taken. */
function wordsOf(
  metric: Metric | undefined,
  metricId: string,
  policy: Policy,
  beside: Measure['beside'],
): Pick<WeeklyMiss, 'because' | 'paste'> {
  const sections = rules.find(({ id }) => id === metric?.rule)?.sections ?? [];
  const lacking = metric?.weeks === 'latest' ? Object.keys(beside ?? {}).join(', ') : '';
  const expected = metric === undefined ? metricId : `Expected is that ${lowerFirst(metric.summary)}`;
  return {
    because: lacking === '' ? expected : `${expected} Now: ${lacking}`,
    paste: sections.flatMap((name) => skeletonOf(name, policy)),
  };
}

function skeletonOf(name: string, { sections }: Policy): readonly string[] {
  const words = sections.words[name];
  return words === undefined ? [] : [`${words.title}:`, ...words.skeleton];
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
