import { defineMetric, READY_PARTS, serviceCoverage } from '@forethought/core';

/** Share of services whose behaviour under failure can be explained; the plan's sixth success metric. */
export default defineMetric({
  id: 'failure-behaviour-explained',
  summary: 'Of every service it is written down, tried and still true how it behaves when something fails.',
  why: 'Who can explain beforehand how a system fails repairs it faster than who learns it from the failure.',
  unit: 'ratio',
  better: 'higher',
  counting: 'census',
  weeks: 'latest',
  tier: 'E2',
  formula:
    'services of services.yml that are ready (objective, monitoring, failure modes, runbook), can be observed, have a failure scenario that was tried in the last 180 days, and whose documents were all changed or reviewed in that time, as they stand at the end of the window ÷ services of services.yml; a service belongs to its owner',
  windowDays: 28,
  lagDays: 0,
  minimumSample: { person: 1, team: 1 },
  noData: 'services.yml lists no service of this row',
  needs: ['documents'],
  gaming: 'Leaving a service out of the list, or writing a new day below a page that nobody read.',
  counterMeasure:
    'The list is reviewed as code, a scenario needs its day and its result, white space is no change, and what each service lacks is counted beside.',
  tally: (input) => serviceCoverage(input, [...READY_PARTS, 'observability', 'scenarios', 'fresh']),
  examples: [
    {
      name: 'everything is there and was tried in autumn',
      ledger: {
        services: [{ id: 'checkout' }],
        documents: [page('2026-10-01T10:00:00Z'), scenarios(['2026-09-10'])],
      },
      expect: { state: 'met', numerator: 1, denominator: 1, beside: {} },
    },
    {
      name: 'nothing was tried for half a year',
      ledger: {
        services: [{ id: 'checkout' }],
        documents: [page('2026-10-01T10:00:00Z'), scenarios(['2026-03-02'])],
      },
      expect: {
        state: 'missed',
        numerator: 0,
        denominator: 1,
        misses: ['checkout'],
        beside: { 'without a scenario tried lately': 1 },
      },
    },
    {
      name: 'a page that nobody has looked at for a year',
      ledger: {
        services: [{ id: 'checkout' }],
        documents: [page('2025-10-01T10:00:00Z'), scenarios(['2026-09-10'])],
      },
      expect: { state: 'missed', numerator: 0, denominator: 1, beside: { 'not fresh': 1 } },
    },
    {
      name: 'a service without a word about it',
      ledger: { services: [{ id: 'checkout' }], documents: [] },
      expect: { state: 'missed', numerator: 0, denominator: 1, misses: ['checkout'] },
    },
    {
      name: 'a service whose owner has no row counts for everybody',
      row: '*',
      ledger: {
        services: [{ id: 'checkout', owner: 'zoe' }],
        documents: [page('2026-10-01T10:00:00Z'), scenarios(['2026-09-10'])],
      },
      expect: { state: 'met', numerator: 1, denominator: 1 },
    },
    {
      name: 'there is no list of services',
      ledger: { documents: [page('2026-10-01T10:00:00Z')] },
      expect: { state: 'no-data', numerator: null, denominator: null },
    },
  ],
});

function page(updatedAt: string) {
  return {
    path: 'docs/services/checkout.md',
    kind: 'service',
    addedAt: '2025-10-01T10:00:00Z',
    updatedAt,
    verdicts: [{ rule: 'observability', outcome: 'pass' as const, asked: true }],
    fields: { sections: ['slo', 'monitoring', 'failure-modes', 'incident-runbook'] },
  };
}

function scenarios(tested: string[]) {
  return {
    path: 'docs/chaos/checkout.md',
    kind: 'failure-scenarios',
    verdicts: [{ rule: 'failure-scenarios', outcome: 'pass' as const, asked: true }],
    counts: { scenarios: tested.length, tested: tested.length },
    fields: { services: ['checkout'], tested },
  };
}
