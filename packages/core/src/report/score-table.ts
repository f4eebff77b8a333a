import type { Measure } from '../schema/measure.js';
import type { Report } from '../schema/report.js';
import type { FindingOptions } from './finding.js';
import { paint } from './paint.js';
import { plain, truncate, wrap } from './sanitise.js';
import { scoreRows } from './score-rows.js';
import {
  cellWords,
  engineersIn,
  legend,
  measureOf,
  percent,
  STATE_WORDS,
  type SuccessMetric,
  successMetrics,
} from './scores.js';

const COLUMNS = 100;
const UNMEASURED_LINES = 4;

/** How much room the scores may take. */
export interface ScoreRoom {
  readonly rows: number;
  readonly legendLines: number;
}

/**
 * The plan's success metrics for everybody, then a row per engineer, alphabetical, by the same numbers. What is not measured
 * for anybody is named once, with the reason.
 */
export function scoreLines(report: Report, options: FindingOptions, room: ScoreRoom): readonly string[] {
  const colors = paint(options.color);
  const columns = options.width ?? COLUMNS;
  const { measures } = report;
  const success = successMetrics(options.policy);
  const known = success.filter((metric) => isMeasured(metric, measures));
  const unknown = success.filter((metric) => !known.includes(metric));
  const engineers = engineersIn(measures);
  const chosen = engineers.slice(0, room.rows);
  const rest = engineers.length - chosen.length;
  const said = unknown.length === 0 ? '' : ` (${ranges(unknown)} not measured yet)`;
  return [
    colors.bold(`Success metrics of ${plain(report.plan)}, everybody${daysOf(measures)}`),
    ...known.flatMap((metric) => metricLines(metric, measures, columns)),
    ...unmeasuredLines(unknown, measures, columns),
    ...hanging(besides(success, measures), columns, 2),
    ...(chosen.length === 0 ? [] : [colors.bold(`By engineer, alphabetical${said}`)]),
    ...scoreRows(chosen, known, measures, columns),
    ...(rest > 0 ? [`  and ${rest} more`] : []),
    ...hanging(legend(shown(success, measures)), columns, room.legendLines).map(colors.dim),
  ];
}

function isMeasured({ metrics }: SuccessMetric, measures: readonly Measure[]): boolean {
  const id = metrics[0]?.metricId;
  return measures.some((measure) => measure.metricId === id && measure.state !== 'not-measured');
}

function shown(success: readonly SuccessMetric[], measures: readonly Measure[]): readonly Measure[] {
  const ids = success.map(({ metrics }) => metrics[0]?.metricId);
  return measures.filter(({ metricId }) => ids.includes(metricId));
}

function daysOf(measures: readonly Measure[]): string {
  const first = measures.find(({ state }) => state !== 'not-measured');
  return first === undefined ? '' : `, ${first.window.from} to ${first.window.to}`;
}

/** Number, metric, target, counts, interval and state; where there is no value, why. */
function metricLines(
  metric: SuccessMetric,
  measures: readonly Measure[],
  columns: number,
): readonly string[] {
  const measure = measureOf(measures, metric.metrics[0]?.metricId ?? '', '*');
  const line = `${metric.number} ${nameOf(metric)}: ${cellWords(measure)}${detail(measure)}`;
  return hanging(line, columns, 2);
}

/** Metric with its target, and what is read beside it. */
function nameOf({ metrics: [leading, ...others] }: SuccessMetric): string {
  if (leading === undefined) return '';
  const target = leading.target === null ? '' : ` (${leading.target})`;
  const beside = others.length === 0 ? '' : ` with ${others.map(({ metricId }) => metricId).join(', ')}`;
  return `${leading.metricId}${target}${beside}`;
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

/** The success metrics that nothing measures, by their reason. */
function unmeasuredLines(
  unknown: readonly SuccessMetric[],
  measures: readonly Measure[],
  columns: number,
): readonly string[] {
  const byReason = new Map<string, SuccessMetric[]>();
  for (const metric of unknown) {
    const reason = measureOf(measures, metric.metrics[0]?.metricId ?? '', '*')?.reason ?? '';
    byReason.set(reason, [...(byReason.get(reason) ?? []), metric]);
  }
  return [...byReason].flatMap(([reason, metrics]) => {
    const why = reason === '' ? '' : ` (${plain(reason)})`;
    const line = `${ranges(metrics)} ${STATE_WORDS['not-measured']}${why}: ${metrics.map(nameOf).join(', ')}`;
    return hanging(line, columns, UNMEASURED_LINES);
  });
}

/** What else is measured, for everybody, in one sentence. */
function besides(success: readonly SuccessMetric[], measures: readonly Measure[]): string {
  const leading = new Set(success.map(({ metrics }) => metrics[0]?.metricId));
  const others = measures.filter(
    ({ metricId, engineer, state }) => engineer === '*' && state !== 'not-measured' && !leading.has(metricId),
  );
  if (others.length === 0) return '';
  return `Besides: ${others.map((measure) => `${measure.metricId} ${cellWords(measure)}`).join(', ')}`;
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
function hanging(text: string, columns: number, most: number): readonly string[] {
  if (text === '' || most === 0) return [];
  return wrap(text, columns - 4, most).map((line, at) =>
    truncate(`${at === 0 ? '  ' : '    '}${line}`, columns),
  );
}
