import { defineMetric, serviceCoverage } from '@forethought/core';

/** Share of services of which somebody wrote down what shows a fault, and where. */
export default defineMetric({
  id: 'observability-share',
  rule: 'observability',
  summary: 'Of every service it is written down what its metrics, logs, traces and dashboards show.',
  why: 'What can not be seen is found out by customers.',
  unit: 'ratio',
  better: 'higher',
  counting: 'census',
  weeks: 'latest',
  tier: 'E2',
  formula:
    'services of services.yml of which a page passes observability, as they stand at the end of the window ÷ services of services.yml; a service belongs to its owner',
  windowDays: 28,
  lagDays: 0,
  minimumSample: { person: 1, team: 1 },
  noData: 'services.yml lists no service of this row',
  needs: ['documents'],
  gaming: 'Four headings with a sentence each that fits every service.',
  counterMeasure: 'Each of the four needs words of its own, and a copy of another one counts for neither.',
  tally: (input) => serviceCoverage(input, ['observability']),
  examples: [
    {
      name: 'one of two services can be observed',
      ledger: {
        services: [{ id: 'checkout' }, { id: 'search' }],
        documents: [page('checkout', 'pass'), page('search', 'fail')],
      },
      expect: {
        state: 'missed',
        numerator: 1,
        denominator: 2,
        misses: ['search'],
        beside: { 'not observable': 1 },
      },
    },
    {
      name: 'a service of somebody else is in their row',
      ledger: {
        services: [{ id: 'checkout' }, { id: 'search', owner: 'bob' }],
        documents: [page('checkout', 'pass'), page('search', 'fail')],
      },
      expect: { state: 'met', numerator: 1, denominator: 1 },
    },
    {
      name: 'in a week of leave the state before it stays',
      away: ['2026-W47'],
      ledger: {
        services: [{ id: 'checkout' }],
        documents: [{ ...page('checkout', 'pass'), addedAt: '2026-11-02T10:00:00Z' }],
      },
      expect: { state: 'met', numerator: 1, denominator: 1 },
    },
    {
      name: 'there is no list of services',
      ledger: { documents: [page('checkout', 'pass')] },
      expect: { state: 'no-data', numerator: null, denominator: null },
    },
  ],
});

function page(service: string, outcome: 'pass' | 'fail') {
  return {
    path: `docs/services/${service}.md`,
    kind: 'service',
    verdicts: [{ rule: 'observability', outcome, asked: true }],
  };
}
