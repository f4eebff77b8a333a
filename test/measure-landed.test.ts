import {
  type Commit,
  coverage,
  type ExampleLedger,
  exampleLedger,
  type Outcome,
  type Tally,
  type TallyInput,
} from '@forethought/core';
import { describe, expect, test } from '@jest/globals';
import { commitValue, factsValue, findingValue } from './helpers/values.js';

const AT = '2026-11-17T10:00:00Z';
const RULE = 'test-evidence';

function verdict(outcome: Outcome, asked: boolean | null = true) {
  return [{ rule: RULE, outcome, asked }];
}

function commit(sha: string, outcome?: Outcome): Commit {
  const value = commitValue(sha, 'ada@team.example', AT);
  return outcome === undefined ? value : { ...value, verdicts: verdict(outcome) };
}

function inputOf(example: ExampleLedger, commits: readonly Commit[] = []): TallyInput {
  const { facts, ledger } = exampleLedger(example, AT);
  return {
    facts: { ...factsValue(commits), ...facts },
    ledger,
    findings: [],
    engineersOf: () => ['ada'],
    landedBody: () => false,
  };
}

const rowOf = (tallies: readonly Tally[], row: string): Tally | undefined =>
  tallies.find(({ engineer }) => engineer === row);

describe('coverage of landed changes', () => {
  test.each<[string, Outcome | undefined, readonly Outcome[], Partial<Tally>]>([
    ['the text passes, a commit does not', 'pass', ['fail'], { numerator: 1, denominator: 1 }],
    ['a commit passes, the text does not', 'fail', ['fail', 'pass'], { numerator: 1, denominator: 1 }],
    ['neither passes', 'fail', ['fail'], { numerator: 0, denominator: 1, misses: ['#1'] }],
    ['a waived one was asked', 'waived', ['exempt'], { numerator: 0, denominator: 1 }],
    ['a missed commit counts where the text is unknown', 'unknown', ['fail'], { denominator: 1 }],
    ['unknown goes before not applicable', 'not-applicable', ['unknown'], { denominator: 0 }],
    ['nobody judged the text, the commits were', undefined, ['pass'], { numerator: 1, denominator: 1 }],
  ])('%s', (_, text, commits, expected) => {
    const shas = commits.map((__, index) => `c${index}`);
    const input = inputOf(
      {
        changes: [{ id: '#1', shas }],
        pulls: [{ number: 1, ...(text === undefined ? {} : { verdicts: verdict(text) }) }],
      },
      commits.map((outcome, index) => commit(`c${index}`, outcome)),
    );
    expect(rowOf(coverage(input, { ruleId: RULE }), 'ada')).toMatchObject(expected);
  });

  test('one change of three commits is one change, in the week in which it landed', () => {
    const input = inputOf(
      { changes: [{ id: '#1', shas: ['c0', 'c1', 'c2'], landedAt: '2026-11-22T23:00:00Z' }] },
      ['c0', 'c1', 'c2'].map((sha) => commit(sha, 'pass')),
    );
    expect(
      coverage(input, { ruleId: RULE }).map(({ engineer, week, denominator }) => [
        engineer,
        week,
        denominator,
      ]),
    ).toEqual([
      ['*', '2026-W47', 1],
      ['ada', '2026-W47', 1],
    ]);
  });

  test('a direct push is a change of its own, and none where only pull requests count', () => {
    const input = inputOf({ changes: [{ id: 'c0' }] }, [commit('c0', 'fail')]);
    expect(rowOf(coverage(input, { ruleId: RULE }), '*')).toMatchObject({ denominator: 1, misses: ['c0'] });
    expect(coverage(input, { ruleId: RULE, onlyPullRequests: true })).toEqual([]);
  });

  test('what is missing is the matter of the owner, not of co-authors', () => {
    const input = inputOf({
      changes: [{ id: '#1', engineers: ['ada', 'bob'] }],
      pulls: [{ number: 1, verdicts: verdict('fail') }],
    });
    const tallies = coverage(input, { ruleId: RULE });
    expect(tallies.map(({ engineer, misses }) => [engineer, ...misses])).toEqual([
      ['*', '#1'],
      ['ada', '#1'],
    ]);
  });

  test.each([
    ['pass', ['*', 'ada', 'bob']],
    ['fail', ['*', 'ada']],
  ] as const)('from Git alone too: %s', (outcome, rows) => {
    const facts = factsValue([commit('c0', outcome)]);
    const given = { facts, findings: [], landedBody: () => false, engineersOf: () => ['ada', 'bob'] };
    expect(coverage(given, { ruleId: RULE }).map(({ engineer }) => engineer)).toEqual(rows);
    const robots = { ...given, engineersOf: () => ['bob'], ownerOf: () => null };
    expect(coverage(robots, { ruleId: RULE }).map(({ engineer }) => engineer)).toEqual(
      outcome === 'pass' ? ['*', 'bob'] : ['*'],
    );
  });

  test("a co-author shares the credit, a machine's change is nobody's", () => {
    const input = inputOf({
      changes: [
        { id: '#1', engineers: ['ada', 'bob'] },
        { id: '#2', isMachine: true },
        { id: '#3', owner: null, engineers: [] },
      ],
      pulls: [1, 2, 3].map((number) => ({ number, verdicts: verdict('pass') })),
    });
    const rows = coverage({ ...input, groupsOf: () => ['*team'] }, { ruleId: RULE });
    expect(rows.map(({ engineer, sample }) => [engineer, sample])).toEqual([
      ['*', ['#1', '#3']],
      ['*team', ['#1']],
      ['ada', ['#1']],
      ['bob', ['#1']],
    ]);
  });

  test('findings of this run go before what was stored', () => {
    const input = inputOf({ changes: [{ id: '#1' }], pulls: [{ number: 1, verdicts: verdict('fail') }] });
    const subject = { kind: 'pull-request' as const, id: '#1', title: '' };
    const findings = [findingValue({ ruleId: RULE, outcome: 'pass', subject })];
    expect(rowOf(coverage({ ...input, findings }, { ruleId: RULE }), 'ada')).toMatchObject({ numerator: 1 });
  });

  test('without pull requests every commit is a change, whatever the ledger holds', () => {
    const input = inputOf({ changes: [{ id: '#1' }], gaps: { pulls: 'no pull-request facts' } }, [
      commit('c0', 'pass'),
      commit('c1', 'pass'),
    ]);
    expect(rowOf(coverage(input, { ruleId: RULE }), '*')?.sample).toEqual(['c0', 'c1']);
  });

  test('what covers a change is asked by its own id', () => {
    const input = inputOf(
      {
        changes: [
          { id: '#1', shas: ['c0'] },
          { id: '#2', shas: ['c1'] },
        ],
        pulls: [1, 2].map((number) => ({ number, verdicts: verdict('pass') })),
      },
      [commit('c0', 'pass'), commit('c1', 'pass')],
    );
    const covered = (id: string): boolean | null => id === 'c0';
    expect(rowOf(coverage(input, { ruleId: RULE, covered }), 'ada')).toMatchObject({
      numerator: 1,
      denominator: 2,
      misses: ['#2'],
    });
  });
});
