import type { Measure } from '../schema/measure.js';
import type { Report } from '../schema/report.js';
import type { FindingOptions } from './finding.js';
import { paint } from './paint.js';
import { displayWidth, pad, plain, truncate, wrap } from './sanitise.js';
import {
  cellWords,
  engineersIn,
  legend,
  measureOf,
  percent,
  type SuccessMetric,
  successMetrics,
} from './scores.js';

const NAME_COLUMNS = 24;
const COLUMNS = 100;
/** From so many rows on, two stand side by side where both have room. */
const MANY_ROWS = 8;

/**
 * The plan's success metrics one by one for everybody, then a row per engineer, alphabetical, by the same numbers. What is
 * not measured for anybody is said once, above the rows.
 */
export function scoreLines(report: Report, options: FindingOptions, mostRows: number): readonly string[] {
  const colors = paint(options.color);
  const columns = options.width ?? COLUMNS;
  const { measures } = report;
  const success = successMetrics(options.policy);
  const known = success.filter((metric) => isMeasured(metric, measures));
  const engineers = engineersIn(measures);
  const rows = engineers.slice(0, mostRows).map((engineer) => row(engineer, known, measures));
  const rest = engineers.length - rows.length;
  return [
    colors.bold(`Success metrics of ${plain(report.plan)}, everybody${daysOf(measures)}`),
    ...success.map((metric) => metricLine(metric, measures, columns)),
    ...wrap(besides(success, measures), columns - 2, 2).map((line) => `  ${line}`),
    ...(rows.length === 0 ? [] : [rowsTitle(success, known, options.color)]),
    ...sideBySide(rows, columns),
    ...(rest > 0 ? [`  and ${rest} more`] : []),
    ...wrap(legend(shown(success, measures)), columns - 2, 2).map((line) => colors.dim(`  ${line}`)),
  ].filter((line) => line.trim() !== '');
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

/** What else is measured, for everybody, in one sentence. */
function besides(success: readonly SuccessMetric[], measures: readonly Measure[]): string {
  const leading = new Set(success.map(({ metrics }) => metrics[0]?.metricId));
  const others = measures.filter(
    ({ metricId, engineer, state }) => engineer === '*' && state !== 'not-measured' && !leading.has(metricId),
  );
  if (others.length === 0) return '';
  return `Besides: ${others.map((measure) => `${measure.metricId} ${cellWords(measure)}`).join(', ')}`;
}

function rowsTitle(
  success: readonly SuccessMetric[],
  known: readonly SuccessMetric[],
  color: boolean,
): string {
  const unknown = success.filter((metric) => !known.includes(metric)).map(({ number }) => number);
  const said = unknown.length === 0 ? '' : ` (${ranges(unknown)} not measured yet)`;
  return paint(color).bold(`By engineer, alphabetical${said}`);
}

/** Ascending numbers as ranges: `2–4, 7`. */
function ranges(numbers: readonly number[]): string {
  const found: [number, number][] = [];
  for (const number of numbers) {
    const last = found.at(-1);
    if (last !== undefined && last[1] === number - 1) last[1] = number;
    else found.push([number, number]);
  }
  return found.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`)).join(', ');
}

/** Many short rows fill two columns, read downwards. */
function sideBySide(rows: readonly string[], columns: number): readonly string[] {
  const room = Math.floor(columns / 2) - 1;
  if (rows.length <= MANY_ROWS || rows.some((line) => displayWidth(line) > room)) {
    return rows.map((line) => truncate(line, columns));
  }
  const half = Math.ceil(rows.length / 2);
  return rows.slice(0, half).map((line, at) => `${pad(line, room)} ${rows[half + at] ?? ''}`.trimEnd());
}

/** Number, metric, target, counts, interval and state; where there is no value, why. */
function metricLine(success: SuccessMetric, measures: readonly Measure[], columns: number): string {
  const [leading, ...others] = success.metrics;
  if (leading === undefined) return '';
  const measure = measureOf(measures, leading.metricId, '*');
  const target = leading.target === null ? '' : ` (${leading.target})`;
  const beside = others.length === 0 ? '' : ` with ${others.map(({ metricId }) => metricId).join(', ')}`;
  const name = `  ${success.number} ${leading.metricId}${target}${beside}`;
  return truncate(`${name}: ${cellWords(measure)}${detail(measure)}`, columns);
}

function detail(measure: Measure | undefined): string {
  if (measure === undefined) return '';
  const { value, interval, unit, reason } = measure;
  if (value === null || unit !== 'ratio') return reason === undefined ? '' : `, ${plain(reason)}`;
  const range =
    interval === null ? '' : `, 95 % interval ${percent(interval.low)} to ${percent(interval.high)}`;
  return ` (${percent(value)}${range})${reason === undefined ? '' : `, ${plain(reason)}`}`;
}

/** One engineer: every measured success metric by its number, in order. */
function row(engineer: string, known: readonly SuccessMetric[], measures: readonly Measure[]): string {
  const cells = known.map(({ number, metrics }) => {
    const measure = measureOf(measures, metrics[0]?.metricId ?? '', engineer);
    return `${number}: ${cellWords(measure)}`;
  });
  const name = pad(truncate(plain(engineer), NAME_COLUMNS), NAME_COLUMNS);
  return `  ${name}  ${cells.join('   ')}`.trimEnd();
}
