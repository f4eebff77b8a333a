import type { Report } from '../schema/report.js';
import { plain } from './sanitise.js';

const COLUMNS = [
  'metric',
  'engineer',
  'from',
  'to',
  'state',
  'reason',
  'value',
  'unit',
  'numerator',
  'denominator',
  'low',
  'high',
  'target',
  'counted',
  'misses',
] as const;

/** What a spreadsheet would take for the beginning of a formula, wide forms included. https://owasp.org/www-community/attacks/CSV_Injection */
const FORMULA = /^[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/;

/**
 * Measures as CSV (RFC 4180, https://www.rfc-editor.org/rfc/rfc4180), one a line below the names of the columns. Text that a spreadsheet
 * would compute gets an apostrophe before it; numbers are plain, and empty where there is none.
 */
export function renderCsv({ measures }: Pick<Report, 'measures'>): string {
  const rows = measures.map((measure) => {
    const { window, interval, target } = measure;
    return [
      text(measure.metricId),
      text(measure.engineer),
      text(window.from),
      text(window.to),
      text(measure.state),
      text(measure.reason ?? ''),
      number(measure.value),
      text(measure.unit),
      number(measure.numerator),
      number(measure.denominator),
      number(interval?.low ?? null),
      number(interval?.high ?? null),
      target === null ? '' : text(`${target.operator === '=' ? 'is' : target.operator} ${target.value}`),
      number(measure.sample.length),
      text(measure.misses.join(' ')),
    ].join(',');
  });
  return [COLUMNS.join(','), ...rows, ''].join('\r\n');
}

/** On one line, without what a terminal would obey. */
function text(value: string): string {
  const shown = plain(value);
  const inert = FORMULA.test(shown) ? `'${shown}` : shown;
  return /[",]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}

function number(value: number | null): string {
  return value === null ? '' : String(value);
}
