import {
  type DocumentFact,
  isoWeek,
  type Ledger,
  type Measure,
  type Metric,
  type Policy,
  type TouchedTechnology,
  technologiesOfFiles,
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
 * What missed in the last week that each metric counts (one that waits for what comes of changes counts an older one), or in all of its
 * window, once per metric, engineer and change, with what would have passed where a text would have. What stands and is not as it should
 * be misses each week.
 */
export function missesIn(
  measures: readonly Measure[],
  { ledger, documents }: MissSources,
  policy: Policy,
  urlOf: UrlOf,
  span: 'week' | 'window' = 'week',
): readonly WeeklyMiss[] {
  const times = timesIn(ledger, documents);
  const pathsOf = (id: string): readonly string[] | undefined => ledger.byId.get(id)?.paths;
  const seen = new Set<string>();
  return measures.flatMap(({ metricId, engineer, misses, window, beside }) => {
    if (engineer.startsWith('*')) return [];
    const end = `${window.to}T12:00:00Z`;
    const week = isoWeek(end);
    const metric = all.find(({ id }) => id === metricId);
    return misses.flatMap((id) => {
      const at = metric?.weeks === 'latest' ? end : times.get(id);
      const key = `${metricId} ${engineer} ${id}`;
      if (at === undefined || (span === 'week' && isoWeek(at) !== week) || seen.has(key)) return [];
      seen.add(key);
      const words = wordsOf(metric, metricId, policy, beside);
      const wanted = metricId === OFFICIAL ? officialWords(words, pathsOf(id), policy) : words;
      return [{ metricId, engineer, id, url: urlOf(id), at, ...wanted }];
    });
  });
}

/** The metric whose misses lack a page of the official documentation of what they touch. */
const OFFICIAL = 'documentation-coverage';
const MOST_TECHNOLOGIES = 3;

/** The same with the documentation that was looked for, by the paths of the change; unchanged where these are not known. */
function officialWords(
  { because, paste }: Pick<WeeklyMiss, 'because' | 'paste'>,
  paths: readonly string[] | undefined,
  policy: Policy,
): Pick<WeeklyMiss, 'because' | 'paste'> {
  if (paths === undefined) return { because, paste };
  const touched = documentedTechnologies(paths, policy);
  if (touched.length === 0)
    return {
      because: `${because} No technology of the plan is touched: a document of the repository, a specification or a manual page would have counted.`,
      paste,
    };
  const told = touched.slice(0, MOST_TECHNOLOGIES);
  const places = told.map(({ title, docs: [first = ''] }) => `${title} (${first})`).join(', ');
  const [title = '', entry = '', ...rest] = paste;
  const entries = told.map(({ docs: [first = ''] }) => entry.replace(/<[^>]*>/, `https://${first}/<page>`));
  return {
    because: `${because} Touched, with its documentation: ${places}.`,
    paste: [title, ...entries, ...rest],
  };
}

function documentedTechnologies(paths: readonly string[], policy: Policy): readonly TouchedTechnology[] {
  const files = paths.map((path) => ({ path, status: 'M' as const, added: null, deleted: null }));
  return technologiesOfFiles(files, policy).filter(({ docs }) => docs.length > 0);
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
