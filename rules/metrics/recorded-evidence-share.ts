import { coverage, defineMetric } from '@forethought/core';

/** Share of changes whose tests were recorded by the run itself, on the very tree that was committed. */
export default defineMetric({
  id: 'recorded-evidence-share',
  rule: 'test-evidence',
  summary: 'The tests of a change were recorded while they ran, on the tree that was committed.',
  why: 'Between the last test and the commit a line is easily changed once more, and nobody remembers that nothing ran after it.',
  unit: 'ratio',
  better: 'higher',
  counting: 'census',
  tier: 'E2',
  formula:
    "changes that pass test-evidence and whose `Tested-Tree` trailer names the commit's own tree ÷ changes that test-evidence had to ask; of a pull request that was squashed the newest commit counts, whose tree holds the whole change, and from Git alone a squash is unknown",
  windowDays: 28,
  lagDays: 0,
  minimumSample: { person: 5, team: 20 },
  noData: 'no change in this window had to show how it was tested, or nothing but squashes was read',
  needs: ['git'],
  gaming:
    'Recording a command that tests nothing, such as `true`, or writing the trailer by hand after `git write-tree`.',
  counterMeasure:
    'The command and its exit code stand in the message for every reviewer, and `test-evidence` still asks for what was run; the trailer counts as declared and never as proof. Required checks of the pull request run the tests again.',
  tally: (input) => {
    const { recordedOnTree } = input;
    if (recordedOnTree === undefined) return { noData: 'the trees of the changes were not looked up' };
    return coverage(input, { ruleId: 'test-evidence', covered: recordedOnTree });
  },
  examples: [
    {
      name: 'three of five changes were recorded on their own tree',
      findings: ['c1', 'c2', 'c3', 'c4', 'c5'].map((commit) => ({
        ruleId: 'test-evidence',
        outcome: commit === 'c5' ? 'fail' : 'pass',
        asked: true,
        commit,
      })),
      recorded: { c1: true, c2: true, c3: true, c4: false, c5: false },
      expect: { state: 'uncertain', numerator: 3, denominator: 5, misses: ['c4', 'c5'] },
    },
    {
      name: 'a squash is known by the newest commit of its pull request',
      ledger: { changes: ['#1', '#2', '#3', '#4', '#5'].map((id) => ({ id, shas: [`sha-${id.slice(1)}`] })) },
      findings: [1, 2, 3, 4, 5].map((number) => ({
        ruleId: 'test-evidence',
        outcome: 'pass' as const,
        asked: true,
        commit: `sha-${number}`,
      })),
      recorded: { 'sha-1': true, 'sha-2': true, 'sha-3': true, 'sha-4': true, 'sha-5': false },
      expect: { state: 'uncertain', numerator: 4, denominator: 5, misses: ['#5'] },
    },
    {
      name: 'squashes whose commits nobody read are unknown, and no misses',
      findings: ['c1', 'c2'].map((commit) => ({
        ruleId: 'test-evidence',
        outcome: 'pass',
        asked: true,
        commit,
      })),
      recorded: {},
      expect: { state: 'no-data', numerator: null, denominator: null },
    },
    {
      name: 'nothing was asked',
      findings: [],
      recorded: {},
      expect: { state: 'not-applicable', numerator: null, denominator: null },
    },
  ],
});
