import type { Measure } from '../schema/measure.js';
import { displayWidth, pad, plain, truncate } from './sanitise.js';
import { cellWords, measureOf, type SuccessMetric } from './scores.js';

const NAME_COLUMNS = 28;
const LEAST_NAME_COLUMNS = 14;
/** From so many rows on, two stand side by side where both have room. */
const MANY_ROWS = 8;

/** A row per engineer with every measured success metric by its number; many rows fill two columns, read downwards. */
export function scoreRows(
  engineers: readonly string[],
  known: readonly SuccessMetric[],
  measures: readonly Measure[],
  columns: number,
): readonly string[] {
  const rows = engineers.map((engineer) => ({
    name: plain(engineer),
    cells: known.map((metric) => cell(metric, engineer, measures)).join('   '),
  }));
  const longestName = widest(rows.map(({ name }) => name));
  const longestCells = widest(rows.map(({ cells }) => cells));
  const half = Math.floor(columns / 2);
  const halfNames = Math.min(NAME_COLUMNS, longestName, half - longestCells - 5);
  const isDouble = rows.length > MANY_ROWS && halfNames >= Math.min(LEAST_NAME_COLUMNS, longestName);
  const nameColumns = isDouble ? halfNames : Math.min(NAME_COLUMNS, longestName);
  const lines = rows.map(({ name, cells }) =>
    `  ${pad(truncate(name, nameColumns), nameColumns)}  ${cells}`.trimEnd(),
  );
  if (!isDouble) return lines.map((line) => truncate(line, columns));
  const left = Math.ceil(lines.length / 2);
  return lines.slice(0, left).map((line, at) => `${pad(line, half)}${lines[left + at] ?? ''}`.trimEnd());
}

function cell({ number, metrics }: SuccessMetric, engineer: string, measures: readonly Measure[]): string {
  return `${number}: ${cellWords(measureOf(measures, metrics[0]?.metricId ?? '', engineer))}`;
}

function widest(texts: readonly string[]): number {
  return texts.reduce((most, text) => Math.max(most, displayWidth(text)), 0);
}
