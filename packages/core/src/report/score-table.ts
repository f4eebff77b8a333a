import type { Measure } from '../schema/measure.js';
import type { Report } from '../schema/report.js';
import type { FindingOptions } from './finding.js';
import { paint } from './paint.js';
import { pad, plain, truncate, wrap } from './sanitise.js';
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
const ROWS = 20;
const COLUMNS = 100;

/** The plan's success metrics one by one for everybody, then one line per engineer, alphabetical, with the same numbers. */
export function scoreLines(report: Report, options: FindingOptions): readonly string[] {
  const colors = paint(options.color);
  const columns = options.width ?? COLUMNS;
  const success = successMetrics(options.policy);
  const engineers = engineersIn(report.measures);
  const rows = engineers.slice(0, ROWS).map((engineer) => row(engineer, success, report.measures, columns));
  const rest = engineers.length - rows.length;
  return [
    colors.bold(`Success metrics of ${plain(report.plan)}, everybody`),
    ...success.map((metric) => metricLine(metric, report.measures, columns)),
    ...(rows.length === 0 ? [] : [colors.bold('By engineer, alphabetical')]),
    ...rows,
    ...(rest > 0 ? [`  and ${rest} more`] : []),
    ...wrap(legend(report.measures), columns - 2, 3).map((line) => colors.dim(`  ${line}`)),
  ];
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

/** One engineer: neighbouring metrics of the same words share a cell, so all seven are always there, in order. */
function row(
  engineer: string,
  success: readonly SuccessMetric[],
  measures: readonly Measure[],
  columns: number,
): string {
  const cells: { from: number; to: number; words: string }[] = [];
  for (const { number, metrics } of success) {
    const words = cellWords(measureOf(measures, metrics[0]?.metricId ?? '', engineer));
    const last = cells.at(-1);
    if (last?.words === words) last.to = number;
    else cells.push({ from: number, to: number, words });
  }
  const name = pad(truncate(plain(engineer), NAME_COLUMNS), NAME_COLUMNS);
  const shown = cells.map(({ from, to, words }) => `${from === to ? from : `${from}–${to}`}: ${words}`);
  return truncate(`  ${name}  ${shown.join('   ')}`, columns);
}
