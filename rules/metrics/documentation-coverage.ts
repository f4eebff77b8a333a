import { coverage, defineMetric } from '@forethought/core';

/** Share of changes that name official documentation of what they touch; the plan's first success metric. */
export default defineMetric({
  id: 'documentation-coverage',
  rule: 'sources-consulted',
  summary:
    'Every change that has to name its sources names official documentation of a technology that it touches.',
  why: 'What the official documentation says about a version and its defaults is cheaper to read than to find out in production.',
  unit: 'ratio',
  better: 'higher',
  counting: 'census',
  tier: 'E2',
  formula:
    'changes that pass sources-consulted with at least one reference to official documentation of a touched technology (a repository document where no external technology is touched) ÷ changes that sources-consulted had to ask; waived ones count as asked; a change is a landed pull request with its commits, or a direct push, and from Git alone a commit',
  windowDays: 28,
  lagDays: 0,
  minimumSample: { person: 5, team: 20 },
  noData: 'no change in this window had to name its sources',
  needs: ['git'],
  gaming:
    'The same link under every commit, a link to the front page of some documentation, or a co-author line that shares the credit.',
  counterMeasure:
    'The host must belong to a technology that the changed files touch, and the share of “not applicable” is shown beside. Co-authors share what is covered; what is missing stays with the owner alone.',
  tally: (input) => {
    const officialSource = input.officialSource;
    if (officialSource === undefined) return { noData: 'the sources of the changes were not looked up' };
    return coverage(input, { ruleId: 'sources-consulted', covered: officialSource });
  },
  examples: [
    {
      name: 'a change passes by the text of its pull request or by one of its commits',
      ledger: {
        changes: ['#1', '#2', '#3', '#4', '#5'].map((id) => ({ id, shas: [`sha-${id.slice(1)}`] })),
        pulls: [1, 2, 3, 4, 5].map((number) => ({
          number,
          verdicts: [{ rule: 'sources-consulted', outcome: number < 4 ? 'pass' : 'fail', asked: true }],
        })),
      },
      findings: [{ ruleId: 'sources-consulted', outcome: 'pass', asked: true, commit: 'sha-4' }],
      official: { '#1': true, '#2': true, '#3': true, 'sha-4': true },
      expect: { state: 'missed', numerator: 4, denominator: 5, misses: ['#5'] },
    },
    {
      name: 'four of five changes name official documentation',
      findings: ['c1', 'c2', 'c3', 'c4', 'c5'].map((commit) => ({
        ruleId: 'sources-consulted',
        outcome: 'pass',
        asked: true,
        commit,
      })),
      official: { c1: true, c2: true, c3: true, c4: true, c5: false },
      expect: { state: 'missed', numerator: 4, denominator: 5 },
    },
    {
      name: 'a merge and a documentation-only change stay out of the count',
      findings: [
        ...['c1', 'c2', 'c3', 'c4', 'c5'].map((commit) => ({
          ruleId: 'sources-consulted',
          outcome: 'pass' as const,
          asked: true,
          commit,
        })),
        { ruleId: 'sources-consulted', outcome: 'exempt', asked: false, commit: 'c6' },
        { ruleId: 'sources-consulted', outcome: 'not-applicable', asked: false, commit: 'c7' },
      ],
      official: { c1: true, c2: true, c3: true, c4: true, c5: true },
      expect: { state: 'met', numerator: 5, denominator: 5 },
    },
    {
      name: 'too few changes for a verdict',
      findings: [{ ruleId: 'sources-consulted', outcome: 'fail', asked: true, commit: 'c1' }],
      official: {},
      expect: { state: 'insufficient', numerator: 0, denominator: 1 },
    },
    {
      name: 'a change whose size is unknown is no data, not zero',
      findings: [{ ruleId: 'sources-consulted', outcome: 'unknown', asked: null, commit: 'c1' }],
      official: {},
      expect: { state: 'no-data', numerator: null, denominator: null },
    },
    {
      name: 'nothing was asked',
      findings: [],
      official: {},
      expect: { state: 'not-applicable', numerator: null, denominator: null },
    },
  ],
});
