import {
  isoWeek,
  type Ledger,
  type Measure,
  type Metric,
  type Policy,
  type WeeklyMiss,
} from '@forethought/core';
import { metrics, rules } from '@forethought/rules';

const all: readonly Metric[] = metrics;

/** Where a change is to be seen, by its id. */
export type UrlOf = (id: string) => string | null;

/**
 * What missed in the last week that each metric counts (one that waits for what comes of changes counts an older one), once per metric,
 * engineer and change, with what would have passed where a text would have.
 */
export function missesIn(
  measures: readonly Measure[],
  ledger: Ledger,
  policy: Policy,
  urlOf: UrlOf,
): readonly WeeklyMiss[] {
  const times = timesIn(ledger);
  const seen = new Set<string>();
  return measures.flatMap(({ metricId, engineer, misses, window }) => {
    if (engineer.startsWith('*')) return [];
    const week = isoWeek(`${window.to}T12:00:00Z`);
    return misses.flatMap((id) => {
      const at = times.get(id);
      const key = `${metricId} ${engineer} ${id}`;
      if (at === undefined || isoWeek(at) !== week || seen.has(key)) return [];
      seen.add(key);
      return [{ metricId, engineer, id, url: urlOf(id), at, ...wordsOf(metricId, policy) }];
    });
  });
}

/** When what can miss happened: a change landed, a defect was found, a cause was named. */
function timesIn({ changes, escapes, catches, issues }: Ledger): ReadonlyMap<string, string> {
  return new Map([
    ...issues.map(({ id, at }) => [id, at] as const),
    ...[...catches, ...escapes].map(({ id, foundAt }) => [id, foundAt] as const),
    ...changes.flatMap(({ id, shas, landedAt }) => [id, ...shas].map((each) => [each, landedAt] as const)),
  ]);
}

/** Why it missed in the metric's words, and what the rule that it counts by would have taken. */
function wordsOf(metricId: string, policy: Policy): Pick<WeeklyMiss, 'because' | 'paste'> {
  const metric = all.find(({ id }) => id === metricId);
  const sections = rules.find(({ id }) => id === metric?.rule)?.sections ?? [];
  return {
    because: metric === undefined ? metricId : `Expected is that ${lowerFirst(metric.summary)}`,
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
