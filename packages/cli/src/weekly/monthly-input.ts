import { lastDayOf, type MonthlyInput, weekStart } from '@forethought/core';
import { type Counted, measureCounted } from '../measure-facts.js';
import { missesIn } from './misses.js';
import { type ReportQuery, reportFrame } from './report-frame.js';
import { countReports, urlsOf } from './weekly-input.js';

/** What a monthly review is made for. */
export type MonthQuery = Omit<ReportQuery, 'past'>;

/**
 * Measures the items of the plan's review over one month (`2026-10`), by everything that is known by now: what came of its changes
 * since is in it. The items are those of the programme, the team's own curriculum included.
 */
export function monthlyInput(
  query: MonthQuery,
  month: string,
  counted: Counted = countReports(query),
): MonthlyInput {
  const { facts, source, repositoryUrl } = query;
  const window = { from: `${month}-01`, to: lastDayOf(month) };
  const measured = measureCounted(counted, { source, asOf: facts.asOf, window });
  const { monthly: items } = query.programme;
  const asked = new Set(items.map(({ metric }) => metric));
  const measures = measured.measures.filter(({ metricId }) => asked.has(metricId));
  const urlOf = urlsOf(measured.ledger, facts, repositoryUrl);
  const known = { ledger: measured.ledger, documents: facts.documents };
  const days = { monday: weekStart(window.to), end: `${window.to}T23:59:59Z` };
  return {
    ...reportFrame(query, { ...measured, measures }, days),
    ...{ month, items },
    misses: missesIn(measures, known, source.policyOf(null), urlOf, 'window'),
  };
}
