import {
  defineMetric,
  type Ledger,
  ledgerWith,
  outcomeRows,
  rowsOf,
  startCounting,
  type TallyInput,
} from '@forethought/core';

/** How many issues a test would have caught: by their cause, or because their change landed without evidence of a test. */
export default defineMetric({
  id: 'untested-issues',
  summary: 'No issue comes up that a test before the commit would have shown.',
  why: 'A defect that a test would have shown was found by somebody who had to work around it.',
  unit: 'count',
  better: 'lower',
  counting: 'census',
  tier: 'E3',
  verdictFor: 'team',
  population: 'everybody',
  formula:
    'issues with the label `cause:untested`, set by somebody else than the owner, and defects found after deployment whose change had to show how it was tested and did not, each once, against all issues whose cause was looked at and all such defects',
  windowDays: 28,
  lagDays: 0,
  minimumSample: { person: 5, team: 5 },
  noData: 'no defect was found after deployment in this window, and nobody looked for the cause of an issue',
  whenEmpty: 'no-data',
  gaming:
    'Leaving the label off, writing evidence of a test that was never run, or labelling one easy issue with some other cause.',
  counterMeasure:
    'A defect of a change without evidence counts with no label at all, the evidence itself is judged by test-evidence, and fewer than five causes are no verdict.',
  tally,
  examples: [
    {
      name: 'one by its cause and one by missing evidence, each once',
      ledger: {
        changes: [
          { id: '#1', practices: { 'test-evidence': 'fail' } },
          { id: '#2', practices: { 'test-evidence': 'pass' } },
        ],
        issues: [
          { id: '#40', causes: ['untested'] },
          { id: '#41', causes: ['docs'] },
        ],
        escapes: [
          { change: '#1', kind: 'issue', id: '#40' },
          { change: '#1', kind: 'revert', id: '#1/revert' },
          { change: '#2', kind: 'issue', id: '#42' },
        ],
      },
      expect: { state: 'uncertain', numerator: 2, denominator: 4, misses: ['#1/revert', '#40'] },
    },
    {
      name: 'one of five for everybody',
      row: '*',
      ledger: {
        issues: ['untested', 'docs', 'docs', 'design', 'docs'].map((cause, index) => ({
          id: `#${40 + index}`,
          causes: [cause],
        })),
      },
      expect: { state: 'missed', numerator: 1, denominator: 5, misses: ['#40'] },
    },
    {
      name: 'none of five, and nothing says what escaped',
      row: '*',
      ledger: {
        issues: [40, 41, 42, 43, 44].map((number) => ({ id: `#${number}`, causes: ['docs'] })),
        gaps: { deployments: 'no deployment, release or workflow says what went to production' },
      },
      expect: { state: 'uncertain', numerator: 0, denominator: 5 },
    },
    {
      name: 'one issue with some cause is too little to say that tests hold',
      row: '*',
      ledger: { issues: [{ id: '#40', causes: ['anything'] }] },
      expect: { state: 'insufficient', numerator: 0, denominator: 1 },
    },
    {
      name: "somebody else's changes",
      row: 'bob',
      ledger: { issues: [{ id: '#40', causes: ['untested'] }] },
      expect: { state: 'uncertain', numerator: 0, denominator: 1 },
    },
    {
      name: 'nothing was looked at',
      ledger: {},
      expect: { state: 'no-data', numerator: null, denominator: null },
    },
    {
      name: 'issues could not be read',
      ledger: { gaps: { issues: 'no permission to read issues' } },
      expect: { state: 'no-data', numerator: null, denominator: null },
    },
  ],
});

/** Something that came to light: an issue whose cause is known, or a defect after deployment. */
interface Found {
  readonly rows: readonly string[];
  readonly at: string;
  readonly isUntested: boolean;
}

function tally(input: TallyInput) {
  const ledger = ledgerWith(input, 'issues');
  if ('noData' in ledger) return ledger;
  const counter = startCounting();
  for (const [id, { rows, at, isUntested }] of foundIn(input, ledger))
    counter.add(rows, at, {
      of: 1,
      hits: isUntested ? 1 : 0,
      sample: id,
      miss: isUntested ? id : undefined,
    });
  const tallies = counter.tallies();
  const { deployments } = ledger.gaps;
  return deployments === undefined
    ? tallies
    : { tallies, uncertain: `defects found after deployment are not known: ${deployments}` };
}

/** By the id of the issue or defect, so that an issue that is both counts once. */
function foundIn(input: TallyInput, ledger: Ledger): ReadonlyMap<string, Found> {
  const found = new Map<string, Found>();
  for (const { id, at, causes, owner } of ledger.issues)
    found.set(id, {
      rows: rowsOf(input, owner === null ? [] : [owner]),
      at,
      isUntested: causes.includes('untested'),
    });
  for (const { id, change: changeId, foundAt } of ledger.escapes) {
    const change = ledger.byId.get(changeId);
    if (change === undefined || change.isMachine) continue;
    const isUntested = ['fail', 'waived'].includes(change.practices['test-evidence'] ?? '');
    const known = found.get(id);
    if (known === undefined) found.set(id, { rows: outcomeRows(input, change), at: foundAt, isUntested });
    else if (isUntested) found.set(id, { ...known, isUntested });
  }
  return found;
}
