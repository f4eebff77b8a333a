import type { Measure } from '../schema/measure.js';
import type { Report } from '../schema/report.js';
import { besideWords } from './beside.js';
import type { FindingOptions } from './finding.js';
import { paint } from './paint.js';
import { plain, truncate, wrap } from './sanitise.js';
import { scoreRows } from './score-rows.js';
import {
  cellWords,
  EVERYBODY,
  engineersIn,
  legend,
  measureOf,
  percent,
  STATE_WORDS,
  type SuccessMetric,
  successMetrics,
} from './scores.js';

const COLUMNS = 100;

/** How much room the scores may take: rows of people, and lines of what is measured besides and of the legend. */
export interface ScoreRoom {
  readonly rows: number;
  readonly besideLines: number;
  readonly legendLines: number;
}

/**
 * The plan's success metrics for everybody, then a row per engineer, alphabetical, by the same numbers. What has no value for
 * anybody is named once, with the reason, and has no column; rows that have no room are counted.
 */
export function scoreLines(report: Report, options: FindingOptions, room: ScoreRoom): readonly string[] {
  const colors = paint(options.color);
  const columns = options.width ?? COLUMNS;
  const { measures } = report;
  const success = successMetrics(options.policy);
  const valued = success.filter((metric) => hasValue(metric, measures, (row) => row === EVERYBODY));
  const days = valued.flatMap((metric) => windowWords(everybodys(metric, measures)))[0] ?? '';
  const others = besideWords(success, measures, { columns: columns - 4, most: room.besideLines });
  return [
    colors.bold(`Success metrics of ${plain(report.plan)}, everybody${days}`),
    ...valued.flatMap((metric) => metricLines(metric, measures, columns, days)),
    ...valuelessLines(
      success.filter((metric) => !valued.includes(metric)),
      measures,
      columns,
    ),
    ...hanging(others, columns, room.besideLines),
    ...rowLines(success, report, options, room),
    ...hanging(legend(shown(success, measures), true), columns, room.legendLines).map(colors.dim),
  ];
}

/** Whether anybody's row that is asked for has something counted, or nothing to count; `no data` and `not measured yet` say neither. */
function hasValue(
  { metrics }: SuccessMetric,
  measures: readonly Measure[],
  isAsked: (row: string) => boolean,
): boolean {
  const id = metrics[0]?.metricId;
  return measures.some(
    ({ metricId, engineer, state }) =>
      metricId === id && isAsked(engineer) && state !== 'no-data' && state !== 'not-measured',
  );
}

function rowLines(
  success: readonly SuccessMetric[],
  { measures }: Report,
  options: FindingOptions,
  room: ScoreRoom,
): readonly string[] {
  const columns = options.width ?? COLUMNS;
  const engineers = engineersIn(measures);
  if (engineers.length === 0) return [];
  const chosen = engineers.slice(0, room.rows);
  const rest = engineers.length - chosen.length;
  const told = success.filter((metric) => hasValue(metric, measures, (row) => engineers.includes(row)));
  const untold = success.filter((metric) => !told.includes(metric));
  const without = untold.length === 0 ? '' : ` (${ranges(untold)}: nothing of anybody)`;
  return [
    paint(options.color).bold(`By engineer, alphabetical${without}`),
    ...scoreRows(chosen, told, measures, columns),
    ...(rest > 0 ? [`  and ${rest} more; --people all has a row for everybody`] : []),
  ];
}

function shown(success: readonly SuccessMetric[], measures: readonly Measure[]): readonly Measure[] {
  const ids = success.map(({ metrics }) => metrics[0]?.metricId);
  return measures.filter(({ metricId }) => ids.includes(metricId));
}

/** `, first to last day`. */
function windowWords(measure: Measure | undefined): readonly string[] {
  return measure === undefined ? [] : [`, ${measure.window.from} to ${measure.window.to}`];
}

function everybodys({ metrics }: SuccessMetric, measures: readonly Measure[]): Measure | undefined {
  return measureOf(measures, metrics[0]?.metricId ?? '', EVERYBODY);
}

/** Number, metric, target, counts, interval and state, and its days where they are others than `days`. */
function metricLines(
  metric: SuccessMetric,
  measures: readonly Measure[],
  columns: number,
  days: string,
): readonly string[] {
  const measure = everybodys(metric, measures);
  const others = windowWords(measure).filter((words) => words !== days);
  const line = `${metric.number} ${nameOf(metric)}: ${cellWords(measure)}${detail(measure)}${others.join('')}`;
  return hanging(`${line}${exampleOf(measure)}`, columns, 3);
}

/** The metric whose misses `forethought why` derives whole: which documentation was wanted stands there. */
const DERIVED = 'documentation-coverage';

function exampleOf(measure: Measure | undefined): string {
  if (measure?.state !== 'missed' || measure.metricId !== DERIVED) return '';
  const sha = measure.misses.find((id) => /^[0-9a-f]{40,64}$/.test(id));
  return sha === undefined ? '' : `; forethought why ${sha.slice(0, 12)} tells why`;
}

/** Metric with its target, and what is read beside it. */
function nameOf({ metrics: [leading, ...others] }: SuccessMetric): string {
  if (leading === undefined) return '';
  const target = leading.target === null ? '' : ` (${leading.target})`;
  const read = others.length === 0 ? '' : ` with ${others.map(({ metricId }) => metricId).join(', ')}`;
  return `${leading.metricId}${target}${read}`;
}

function detail(measure: Measure | undefined): string {
  if (measure === undefined) return '';
  const { value, interval, unit, reason, state } = measure;
  const why = reason === undefined ? '' : `, ${plain(reason)}`;
  if (value === null || unit !== 'ratio') return why;
  const isShown = interval !== null && state !== 'insufficient';
  const range = isShown ? `, 95 % interval ${percent(interval.low)} to ${percent(interval.high)}` : '';
  return ` (${percent(value)}${range})${why}`;
}

/** The success metrics that have no value, by state and reason. */
function valuelessLines(
  metrics: readonly SuccessMetric[],
  measures: readonly Measure[],
  columns: number,
): readonly string[] {
  const byReason = new Map<string, SuccessMetric[]>();
  for (const metric of metrics) {
    const { state = 'not-measured', reason } = everybodys(metric, measures) ?? {};
    const key = `${STATE_WORDS[state]}${reason === undefined ? '' : ` (${plain(reason)})`}`;
    byReason.set(key, [...(byReason.get(key) ?? []), metric]);
  }
  return [...byReason].flatMap(([why, of]) =>
    hanging(`${ranges(of)} ${why}: ${of.map(nameOf).join(', ')}`, columns),
  );
}

/** Ascending numbers as ranges: `2–4, 7`. */
function ranges(metrics: readonly SuccessMetric[]): string {
  const found: [number, number][] = [];
  for (const { number } of metrics) {
    const last = found.at(-1);
    if (last !== undefined && last[1] === number - 1) last[1] = number;
    else found.push([number, number]);
  }
  return found.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`)).join(', ');
}

/** An indented paragraph whose further lines stand a little deeper; nothing for an empty text. */
function hanging(text: string, columns: number, most = 4): readonly string[] {
  if (text === '' || most === 0) return [];
  return wrap(text, columns - 4, most).map((line, at) =>
    truncate(`${at === 0 ? '  ' : '    '}${line}`, columns),
  );
}
