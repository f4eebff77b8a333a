import { defineMetric, serviceCoverage } from '@forethought/core';

/** Share of services whose objective, monitoring, failure modes and runbook are written down. */
export default defineMetric({
  id: 'services-ready',
  summary: 'Every service has its objective, monitoring, failure modes and runbook written down.',
  why: 'Whoever is called at night has only what was written down by day.',
  unit: 'ratio',
  better: 'higher',
  counting: 'census',
  weeks: 'latest',
  tier: 'E2',
  formula:
    'services of services.yml with a sound section or page for objective, monitoring, failure modes and runbook each, as they stand at the end of the window ÷ services of services.yml; a service belongs to its owner',
  windowDays: 28,
  lagDays: 0,
  minimumSample: { person: 1, team: 1 },
  noData: 'services.yml lists no service of this row',
  needs: ['documents'],
  gaming: 'Leaving a service out of the list, or headings with a sentence that fits every service.',
  counterMeasure:
    'The list is reviewed as code, a section needs words of its own and the objective a number, and what each service lacks is counted beside.',
  tally: (input) => serviceCoverage(input, ['slo', 'monitoring', 'failure-modes', 'runbook']),
  examples: [
    {
      name: 'one page with all four, and one without a runbook',
      ledger: {
        services: [{ id: 'checkout' }, { id: 'search' }],
        documents: [
          {
            path: 'docs/services/checkout.md',
            kind: 'service',
            fields: { sections: ['slo', 'monitoring', 'failure-modes', 'incident-runbook'] },
          },
          {
            path: 'docs/services/search.md',
            kind: 'service',
            fields: { sections: ['slo', 'monitoring', 'failure-modes'] },
          },
        ],
      },
      expect: {
        state: 'missed',
        numerator: 1,
        denominator: 2,
        misses: ['search'],
        beside: { 'without a runbook': 1 },
      },
    },
    {
      name: 'a runbook on a page of its own, which the list names',
      ledger: {
        services: [{ id: 'search', documents: { runbook: ['docs/runbooks/index.md'] } }],
        documents: [
          {
            path: 'docs/services/search.md',
            kind: 'service',
            fields: { sections: ['slo', 'monitoring', 'failure-modes'] },
          },
          {
            path: 'docs/runbooks/index.md',
            kind: 'runbook',
            verdicts: [{ rule: 'runbook', outcome: 'pass', asked: true }],
          },
        ],
      },
      expect: { state: 'met', numerator: 1, denominator: 1 },
    },
    {
      name: 'its page was deleted',
      ledger: {
        services: [{ id: 'checkout' }],
        documents: [
          {
            path: 'docs/services/checkout.md',
            kind: 'service',
            addedAt: '2026-10-01T10:00:00Z',
            removedAt: '2026-11-18T10:00:00Z',
            fields: { sections: ['slo', 'monitoring', 'failure-modes', 'incident-runbook'] },
          },
        ],
      },
      expect: { state: 'missed', numerator: 0, denominator: 1, misses: ['checkout'] },
    },
    {
      name: 'a service of somebody without a row counts for everybody',
      row: '*',
      ledger: { services: [{ id: 'mail', owner: 'zoe' }], documents: [] },
      expect: { state: 'missed', numerator: 0, denominator: 1, misses: ['mail'] },
    },
    {
      name: 'there is no list of services',
      ledger: { documents: [{ path: 'docs/services/checkout.md', kind: 'service' }] },
      expect: { state: 'no-data', numerator: null, denominator: null },
    },
  ],
});
