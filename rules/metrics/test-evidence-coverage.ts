import { coverage, defineMetric } from '@forethought/core';

/** Share of changes that carry evidence of having been tested before they were committed. */
export default defineMetric({
  id: 'test-evidence-coverage',
  summary: 'Every change that has to show how it was tested shows it.',
  why: 'A test that was run and written down can be repeated by the next person; one that was only remembered cannot.',
  unit: 'ratio',
  better: 'higher',
  counting: 'census',
  formula:
    'commits that pass test-evidence ÷ commits that test-evidence had to ask; waived ones count as asked',
  windowDays: 28,
  lagDays: 0,
  minimumSample: { person: 5, team: 20 },
  noData: 'no change in this window had to show how it was tested',
  needs: ['git'],
  gaming: 'Naming a command that was never run, or the same sentence under every commit.',
  counterMeasure:
    'A sentence without a command, a scenario or a result is a claim and does not count; the list of counted changes lets a reviewer run the command again.',
  tally: (input) => coverage(input, { ruleId: 'test-evidence' }),
  examples: [
    {
      name: 'nine of ten changes show how they were tested',
      findings: ['c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'c8', 'c9', 'c10'].map((commit) => ({
        ruleId: 'test-evidence',
        outcome: commit === 'c10' ? 'fail' : 'pass',
        asked: true,
        commit,
      })),
      expect: { state: 'missed', numerator: 9, denominator: 10 },
    },
    {
      name: 'a waived change was asked and is not covered',
      findings: ['c1', 'c2', 'c3', 'c4', 'c5'].map((commit) => ({
        ruleId: 'test-evidence',
        outcome: commit === 'c5' ? 'waived' : 'pass',
        asked: true,
        commit,
      })),
      expect: { state: 'missed', numerator: 4, denominator: 5 },
    },
    {
      name: 'a small change that volunteers evidence is not counted',
      findings: [{ ruleId: 'test-evidence', outcome: 'pass', asked: false, commit: 'c1' }],
      expect: { state: 'not-applicable', numerator: null, denominator: null },
    },
  ],
});
