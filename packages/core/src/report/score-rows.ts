import type { Measure } from '../schema/measure.js';
import { displayWidth, pad, plain, truncate } from './sanitise.js';
import { measureOf, rowCell, type SuccessMetric } from './scores.js';

const NAME_COLUMNS = 28;
const LEAST_NAME_COLUMNS = 14;
/** From so many rows on, two stand side by side where both have room. */
const MANY_ROWS = 8;
const MARGIN = 2;
const GAP = '  ';

/** One row of the table: the name, and what stands in each column. */
interface Row {
  readonly name: string;
  readonly cells: readonly string[];
}

/**
 * A row per engineer with the success metrics of `known` under their numbers. Many rows fill two halves, read downwards; what has no
 * room beside the name stands in further lines below, and nothing but a name is cut.
 */
export function scoreRows(
  engineers: readonly string[],
  known: readonly SuccessMetric[],
  measures: readonly Measure[],
  columns: number,
): readonly string[] {
  if (engineers.length === 0 || known.length === 0) return [];
  const head: Row = { name: 'metric', cells: known.map(({ number }) => String(number)) };
  const rows = engineers.map((engineer) => ({
    name: plain(engineer),
    cells: known.map(({ metrics }) => rowCell(measureOf(measures, metrics[0]?.metricId ?? '', engineer))),
  }));
  const longest = Math.min(NAME_COLUMNS, widest([head, ...rows].map(({ name }) => name)));
  const widths = known.map((_, at) => widest([head, ...rows].map(({ cells }) => cells[at] ?? '')));
  const cellColumns = widths.reduce((sum, width) => sum + width + GAP.length, 0);
  const half = Math.floor(columns / 2);
  const halfNames = Math.min(longest, half - MARGIN - cellColumns - GAP.length);
  const isDouble = rows.length > MANY_ROWS && halfNames >= Math.min(LEAST_NAME_COLUMNS, longest);
  if (!isDouble) return [head, ...rows].flatMap((row) => rowLines(row, longest, widths, columns));
  const [first = '', ...lines] = [head, ...rows].flatMap((row) => rowLines(row, halfNames, widths, half));
  const left = Math.ceil(lines.length / 2);
  const beside = (a: string, b: string): string => `${pad(a, half)}${b}`.trimEnd();
  return [
    beside(first, first),
    ...lines.slice(0, left).map((line, at) => beside(line, lines[left + at] ?? '')),
  ];
}

/** One row in as many lines as its cells take. */
function rowLines(
  { name, cells }: Row,
  nameColumns: number,
  widths: readonly number[],
  columns: number,
): readonly string[] {
  const start = ' '.repeat(MARGIN) + pad(truncate(name, nameColumns), nameColumns);
  const lines: string[] = [];
  let line = start;
  for (const [at, cell] of cells.entries()) {
    const width = widths[at] ?? 0;
    const isFull = displayWidth(line) + GAP.length + width > columns;
    if (isFull && displayWidth(line) > MARGIN + nameColumns) {
      lines.push(line.trimEnd());
      line = ' '.repeat(MARGIN + nameColumns);
    }
    line += GAP + pad(cell, width);
  }
  return [...lines, line].map((each) => truncate(each.trimEnd(), columns));
}

function widest(texts: readonly string[]): number {
  return texts.reduce((most, text) => Math.max(most, displayWidth(text)), 0);
}
