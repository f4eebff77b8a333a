import type { Measure } from '../schema/measure.js';
import type { Report } from '../schema/report.js';
import { cellSpan, inCell, neutral } from './quote.js';
import { cellWords, engineersIn, legend, measureOf, percent, successMetrics } from './scores.js';
import { documentationOf, type Wording } from './words.js';

/** The scores as two tables: the plan's success metrics for everybody, and one row per engineer, alphabetical. */
export function scoreMarkdown(report: Report, options: Wording): readonly string[] {
  const success = successMetrics(options.policy);
  const engineers = engineersIn(report.measures);
  const ids = success.map(({ metrics }) => metrics[0]?.metricId ?? '');
  const lines = [
    '## Success metrics',
    '',
    '| | metric | target | everybody | 95 % interval | days, and why |',
    '|---|---|---|---|---|---|',
    ...success.map(({ number, metrics: [leading] }) => {
      const id = leading?.metricId ?? '';
      const measure = measureOf(report.measures, id, '*');
      const page = documentationOf('metrics', id, options);
      const name = measure === undefined || measure.state === 'not-measured' ? id : `[${id}](${page})`;
      return `| ${number} | ${name} | ${leading?.target ?? ''} | ${cellWords(measure)} | ${interval(measure)} | ${inCell(neutral(daysAndWhy(measure)))} |`;
    }),
  ];
  if (engineers.length > 0) {
    lines.push('', `| engineer | ${ids.join(' | ')} |`, `|---|${'---|'.repeat(ids.length)}`);
    for (const engineer of engineers) {
      const cells = ids.map((id) => cellWords(measureOf(report.measures, id, engineer)));
      lines.push(`| ${cellSpan(engineer)} | ${cells.join(' | ')} |`);
    }
  }
  return [...lines, '', legend(report.measures.filter(({ metricId }) => ids.includes(metricId)))];
}

/** Metrics look back over windows of their own, so each row says which. */
function daysAndWhy(measure: Measure | undefined): string {
  if (measure === undefined) return '';
  const { window, reason, value } = measure;
  const days = value === null ? [] : [`${window.from} to ${window.to}`];
  return [...days, ...(reason === undefined ? [] : [reason])].join(', ');
}

function interval(measure: Measure | undefined): string {
  const range = measure?.interval;
  return range === null || range === undefined ? '' : `${percent(range.low)} to ${percent(range.high)}`;
}
