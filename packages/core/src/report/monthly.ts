import { observedAgainst } from '../programme/observed.js';
import type { Measure } from '../schema/measure.js';
import type { Programme } from '../schema/programme.js';
import { cellSpan, inCell } from './quote.js';
import { rowWords } from './scorecard.js';
import { EVERYBODY, measureOf } from './scores.js';

/** What the review of one month is written from. `rows` are engineers that may be shown by name, beside everybody. */
export interface MonthlyInput {
  /** `2026-10`. */
  readonly month: string;
  readonly items: Programme['monthly'];
  readonly measures: readonly Measure[];
  readonly rows: readonly string[];
}

/** The monthly review as Markdown: each item of the plan with what was measured, first for everybody, then for each row. */
export function renderMonthly({ month, items, measures, rows }: MonthlyInput): string {
  const parts = [EVERYBODY, ...rows].map((row) => rowPart(row, items, measures));
  return `${[`# Review of ${month}`, ...parts].join('\n\n')}\n`;
}

function rowPart(row: string, items: Programme['monthly'], measures: readonly Measure[]): string {
  const answers = items.map((item) => ({
    ...item,
    ...observedAgainst(measureOf(measures, item.metric, row), item.target),
  }));
  const told = answers.filter(({ met }) => met !== null);
  const held = told.filter(({ met }) => met === true);
  const open = answers.length - told.length;
  const sum = `${held.length} of ${told.length} items hold${open === 0 ? '' : `; ${open} could not be told`}`;
  const lines = answers.map(({ title, metric, target, met, value, why }) => {
    const verdict = met === null ? `not known: ${why}` : met ? 'holds' : '**does not hold**';
    return `| ${inCell(title)} | ${value === '' ? '–' : value} | ${inCell(target)} | ${inCell(verdict)} | ${cellSpan(metric)} |`;
  });
  return [
    `## ${row === EVERYBODY ? 'Everybody' : rowWords(row)}`,
    '',
    `${sum}.`,
    '',
    '| Item | Measured | Asked for | | Metric |',
    '| --- | --- | --- | --- | --- |',
    ...lines,
  ].join('\n');
}
