import { coverage } from './coverage.js';
import type { MetricExample, Tally, TallyInput } from './define-metric.js';
import { ledgerWith } from './outcomes.js';
import type { Outcome } from './schema/finding.js';

/**
 * Counts the landed pull requests that a rule on their text had to ask, and those that it passed. From Git alone those count whose
 * body a squash landed as the commit message; without any of them there are no data.
 */
export function pullCoverage(
  input: TallyInput,
  ruleId: string,
): readonly Tally[] | { readonly noData: string } {
  const tallies = coverage(input, { ruleId, counts: input.landedBody, onlyPullRequests: true });
  if (tallies.length > 0 || !('noData' in ledgerWith(input, 'pulls'))) return tallies;
  return { noData: 'no pull-request facts, and no squash landed a body' };
}

const FIVE = [1, 2, 3, 4, 5] as const;
const PULLS = FIVE.map((number) => ({ id: `#${number}` }));

/** The cases of a metric that only counts so: a pass, a miss, a reason, a landed body, and what says nothing of pull requests. */
export function pullExamples(rule: string): readonly MetricExample[] {
  return [...examplesWithPulls(rule), ...examplesOfGit(rule)];
}

function examplesWithPulls(rule: string): readonly MetricExample[] {
  const answered = (number: number, outcome: Outcome, asked = true) => ({
    number,
    verdicts: [{ rule, outcome, asked }],
  });
  return [
    {
      name: 'four of five pass, and a direct push stays out',
      ledger: {
        changes: [...PULLS, { id: 'c6', kind: 'push', shas: ['c6'] }],
        pulls: FIVE.map((number) => answered(number, number < 5 ? 'pass' : 'fail')),
      },
      findings: [foundOn('c6', rule, 'fail')],
      expect: { state: 'missed', numerator: 4, denominator: 5, misses: ['#5'] },
    },
    {
      name: 'a reason why it does not apply is no pass and no miss',
      ledger: {
        changes: [...PULLS, { id: '#6' }],
        pulls: [...FIVE.map((number) => answered(number, 'pass')), answered(6, 'not-applicable')],
      },
      expect: { state: 'met', numerator: 5, denominator: 5 },
    },
    {
      name: 'nothing was asked',
      ledger: { changes: [{ id: '#1' }], pulls: [answered(1, 'not-applicable', false)] },
      expect: { state: 'not-applicable', numerator: null, denominator: null },
    },
  ];
}

function examplesOfGit(rule: string): readonly MetricExample[] {
  return [
    {
      name: 'from Git alone a landed body counts',
      findings: FIVE.map((number) => foundOn(`c${number}`, rule, 'pass')),
      landed: FIVE.map((number) => `c${number}`),
      expect: { state: 'met', numerator: 5, denominator: 5 },
    },
    {
      name: 'without a landed body Git knows nothing about pull requests',
      findings: [foundOn('c1', rule, 'fail')],
      expect: { state: 'no-data', numerator: null, denominator: null },
    },
  ];
}

function foundOn(commit: string, ruleId: string, outcome: Outcome) {
  return { ruleId, outcome, asked: true, commit };
}
