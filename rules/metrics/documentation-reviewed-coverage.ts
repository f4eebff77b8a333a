import { coverage, defineMetric, ledgerWith } from '@forethought/core';

/** Share of pull requests whose body says which documentation was reviewed, read from Git where a squash landed the body. */
export default defineMetric({
  id: 'documentation-reviewed-coverage',
  rule: 'documentation-reviewed',
  summary:
    'Every pull request that has to say which documentation was reviewed says it, with what it taught or decided.',
  why: 'A reviewer who sees what was read can check the reading instead of guessing at it.',
  unit: 'ratio',
  better: 'higher',
  counting: 'census',
  tier: 'E2',
  formula:
    'pull requests that pass documentation-reviewed ÷ pull requests that it had to ask; from Git alone only those whose body a squash landed as the commit message',
  windowDays: 28,
  lagDays: 0,
  minimumSample: { person: 5, team: 20 },
  noData: 'no pull request in this window had to say what was reviewed',
  needs: ['git'],
  gaming: 'A link with an empty sentence beside it, or a body rewritten after the merge.',
  counterMeasure:
    'Each entry needs a reference and what it taught or decided, and what is judged is the body that landed.',
  tally: (input) => {
    const tallies = coverage(input, {
      ruleId: 'documentation-reviewed',
      counts: (sha) => input.landedBody(sha),
      onlyPullRequests: true,
    });
    if (tallies.length > 0 || !('noData' in ledgerWith(input, 'pulls'))) return tallies;
    return { noData: 'no pull-request facts, and no squash landed a body' };
  },
  examples: [
    {
      name: 'every landed body says what was reviewed',
      findings: ['c1', 'c2', 'c3', 'c4', 'c5'].map((commit) => ({
        ruleId: 'documentation-reviewed',
        outcome: 'pass',
        asked: true,
        commit,
      })),
      landed: ['c1', 'c2', 'c3', 'c4', 'c5'],
      expect: { state: 'met', numerator: 5, denominator: 5 },
    },
    {
      name: 'a commit that is no landed body does not count',
      findings: [
        ...['c1', 'c2', 'c3', 'c4'].map((commit) => ({
          ruleId: 'documentation-reviewed',
          outcome: 'pass' as const,
          asked: true,
          commit,
        })),
        { ruleId: 'documentation-reviewed', outcome: 'fail', asked: true, commit: 'c5' },
        { ruleId: 'documentation-reviewed', outcome: 'fail', asked: true, commit: 'c6' },
      ],
      landed: ['c1', 'c2', 'c3', 'c4', 'c5'],
      expect: { state: 'missed', numerator: 4, denominator: 5 },
    },
    {
      name: 'where pull requests were read, one that landed any way counts, and a direct push does not',
      ledger: {
        changes: ['#1', '#2', '#3', '#4', '#5', 'c6'].map((id) => ({ id })),
        pulls: [1, 2, 3, 4, 5].map((number) => ({
          number,
          verdicts: [
            { rule: 'documentation-reviewed', outcome: number === 5 ? 'fail' : 'pass', asked: true },
          ],
        })),
      },
      findings: [{ ruleId: 'documentation-reviewed', outcome: 'fail', asked: true, commit: 'c6' }],
      expect: { state: 'missed', numerator: 4, denominator: 5, misses: ['#5'] },
    },
    {
      name: 'without a landed body Git knows nothing about pull requests',
      findings: [{ ruleId: 'documentation-reviewed', outcome: 'fail', asked: true, commit: 'c1' }],
      expect: { state: 'no-data', numerator: null, denominator: null },
    },
  ],
});
