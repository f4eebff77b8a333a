import { coverage, defineMetric } from '@forethought/core';

/** Share of changes that carry evidence of having been tested before they were committed. */
export default defineMetric({
  id: 'test-evidence-coverage',
  rule: 'test-evidence',
  summary: 'Every change that has to show how it was tested shows it.',
  why: 'A test that was run and written down can be repeated by the next person; one that was only remembered cannot.',
  unit: 'ratio',
  better: 'higher',
  counting: 'census',
  tier: 'E2',
  formula:
    'changes that pass test-evidence ÷ changes that test-evidence had to ask; waived ones count as asked; a change is a landed pull request with its commits, or a direct push, and from Git alone a commit',
  windowDays: 28,
  lagDays: 0,
  minimumSample: { person: 5, team: 20 },
  noData: 'no change in this window had to show how it was tested',
  needs: ['git'],
  gaming:
    'Naming a command that was never run, the same sentence under every commit, or a co-author line that shares the credit.',
  counterMeasure:
    'A sentence without a command, a scenario or a result is a claim and does not count; the list of counted changes lets a reviewer run the command again. Co-authors share what is covered; what is missing stays with the owner alone.',
  tally: (input) => coverage(input, { ruleId: 'test-evidence' }),
  examples: [
    {
      name: 'a change passes by the text of its pull request or by one of its commits',
      ledger: {
        changes: ['#1', '#2', '#3', '#4', '#5'].map((id) => ({ id, shas: [`sha-${id.slice(1)}`] })),
        pulls: [1, 2, 3, 4, 5].map((number) => ({
          number,
          verdicts: [{ rule: 'test-evidence', outcome: number < 4 ? 'pass' : 'fail', asked: true }],
        })),
      },
      findings: [{ ruleId: 'test-evidence', outcome: 'pass', asked: true, commit: 'sha-4' }],
      expect: { state: 'missed', numerator: 4, denominator: 5, misses: ['#5'] },
    },
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
