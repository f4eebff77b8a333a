import { isDefectLabel } from '@forethought/core';
import { describe, expect, test } from '@jest/globals';
import {
  day,
  deployedLedger,
  issueFact,
  labelled,
  landedPull,
  ledgerIn,
  lineOf,
  repairs,
  rollout,
  sha,
  threadFact,
} from '../helpers/ledger-facts.js';

describe('escapes', () => {
  const culprit = landedPull(1, 10);

  test('are issues about a deployed change, by their own words or by what closed them', () => {
    const fix = landedPull(2, 20, { causes: [repairs(1)], closes: [41] });
    const issues = [
      issueFact(40, 14, { labels: ['kind/bug'], causes: [repairs(1, 'prose')] }),
      issueFact(41, 15, { labels: ['incident'] }),
      issueFact(42, 15, { labels: ['question'], causes: [repairs(1, 'prose')] }),
      issueFact(43, 15, { labels: ['bug'], causes: [repairs(1, 'prose')], isNotPlanned: true }),
      issueFact(44, 15, { labels: ['bug'] }),
      issueFact(45, 11, { labels: ['bug'], causes: [repairs(1, 'prose')] }),
    ];
    const { escapes, catches } = deployedLedger([culprit, fix], { issues });
    expect(escapes.map(({ id, change, kind, foundAt }) => [id, change, kind, foundAt])).toEqual([
      ['#40', '#1', 'issue', day(14)],
      ['#41', '#1', 'issue', day(15)],
    ]);
    expect(catches).toEqual([]);
  });

  test('are repairs and reverts after the deployment, found when they were opened', () => {
    const pulls = [
      culprit,
      landedPull(2, 20, { causes: [repairs(1)] }),
      landedPull(3, 21, { causes: [repairs(1, 'revert')] }),
      landedPull(4, 13, { causes: [repairs(1)], createdAt: day(11) }),
    ];
    const { escapes, attributions } = deployedLedger(pulls);
    expect(escapes.map(({ id, kind, foundAt }) => [id, kind, foundAt])).toEqual([
      ['#2', 'fix-forward', day(18)],
      ['#3', 'revert', day(19)],
    ]);
    expect(attributions.map(({ fix, culprit: of }) => [fix, of])).toEqual([
      ['#4', '#1'],
      ['#2', '#1'],
      ['#3', '#1'],
    ]);
  });

  test('a revert that was taken back is none', () => {
    const pulls = [
      culprit,
      landedPull(2, 20, { causes: [repairs(1, 'revert')] }),
      landedPull(3, 22, { causes: [repairs(2, 'revert')] }),
    ];
    const { escapes, attributions } = deployedLedger(pulls);
    expect(attributions.find(({ fix }) => fix === '#2')?.isUndone).toBe(true);
    expect(escapes.filter(({ change }) => change === '#1')).toEqual([]);
  });

  test('an issue that a later stage label places was caught, unless the change was in production', () => {
    const found = (at: number) => {
      const labels = ['found-in:staging'];
      const causes = [repairs(1, 'prose')];
      const labelEvents = [labelled('found-in:staging', 'lin', 30)];
      const { catches, escapes } = deployedLedger([culprit], {
        issues: [issueFact(40, at, { labels, causes, labelEvents })],
      });
      return [catches.map(({ stage }) => stage), escapes.map(({ kind, stage }) => [kind, stage])];
    };
    expect(found(11)).toEqual([['staging'], []]);
    expect(found(9)).toEqual([['staging'], []]);
    expect(found(13)).toEqual([[], [['issue', 'production']]]);
  });

  test('and catches are nothing where nobody knows what is in production', () => {
    const pull = landedPull(1, 10, { threads: [threadFact('lin', 9)] });
    const ledger = ledgerIn({ pulls: [pull, landedPull(2, 20, { causes: [repairs(1)] })] });
    expect([ledger.catches, ledger.escapes, ledger.attributions.length]).toEqual([[], [], 1]);
  });
});

describe('attributions', () => {
  test('come from a commit by the beginning of a sha, also of a commit that a squash swallowed', () => {
    const inner = [{ sha: sha('c0ffee1'), login: 'ada', committedAt: day(1) }];
    const pulls = [
      landedPull(1, 10, { commits: inner }),
      landedPull(2, 20, { causes: [repairs('c0ffee1')] }),
      landedPull(3, 21, { causes: [repairs(sha('a1a').slice(0, 12))] }),
    ];
    expect(deployedLedger(pulls).attributions.map(({ fix, culprit }) => [fix, culprit])).toEqual([
      ['#2', '#1'],
      ['#3', '#1'],
    ]);
  });

  test('come by a link where a change closes an issue that names its cause', () => {
    const pulls = [landedPull(1, 10), landedPull(2, 20), landedPull(3, 21)];
    const closedBy = { kind: 'pull' as const, number: 2 };
    const issues = [issueFact(40, 14, { causes: [repairs(1, 'prose')], closedBy })];
    expect(deployedLedger(pulls, { issues }).attributions).toMatchObject([
      { fix: '#2', culprit: '#1', rung: 'link' },
    ]);
  });

  test.each([
    ['a stranger says it', {}, 0],
    ['a label came with the template', { labelEvents: [labelled('bug', 'stranger', 14)] }, 0],
    ['a robot set the label', { labelEvents: [labelled('bug', 'helper', 14)] }, 0],
    ['somebody of the project set another label', { labelEvents: [labelled('area/pool', 'ada', 14)] }, 0],
    ['who owns a change calls it a defect', { labelEvents: [labelled('bug', 'ada', 14)] }, 1],
    ['who owns a change wrote it', { author: { login: 'ada', kind: 'user' as const } }, 1],
    ['who is on the roster wrote it', { author: { login: 'kim', kind: 'user' as const } }, 1],
  ])('what an issue says charges somebody or nobody where %s', (_, changes, count) => {
    const issue = issueFact(40, 14, {
      author: { login: 'stranger', kind: 'user' },
      labels: ['bug'],
      causes: [repairs(1, 'prose')],
      closedBy: { kind: 'pull', number: 2 },
      ...changes,
    });
    const pulls = [landedPull(1, 10), landedPull(2, 20)];
    const given = { pulls, commits: lineOf(pulls), deployments: [rollout('d1', 'a1a', 12)], issues: [issue] };
    const roster = [{ login: 'kim', emails: [], named: true, away: [] }];
    const { attributions, escapes } = ledgerIn(given, { roster, bots: ['helper'] });
    expect([attributions.length, escapes.length]).toEqual([count, count]);
  });

  test('what a machine writes charges nobody, unless it takes a change back', () => {
    const robot = { author: { login: 'renovate', kind: 'bot' as const } };
    const pulls = [
      landedPull(1, 10),
      landedPull(2, 20, { ...robot, causes: [repairs(1, 'prose')] }),
      landedPull(3, 21, { ...robot, causes: [repairs(1, 'revert')] }),
    ];
    expect(deployedLedger(pulls).attributions.map(({ fix }) => fix)).toEqual(['#3']);
  });

  test('candidates are apart, and one alone is confirmed by the label fix-forward', () => {
    const pulls = [
      landedPull(1, 10),
      landedPull(2, 12),
      landedPull(3, 20),
      landedPull(4, 21, { labels: ['Fix-Forward'] }),
    ];
    const candidates = [
      { fix: sha('a3a'), culprit: sha('a1a'), lines: 2 },
      { fix: sha('a4a'), culprit: sha('a2a'), lines: 1 },
      { fix: sha('a1a'), culprit: sha('a3a'), lines: 1 },
      { fix: sha('dead'), culprit: sha('a1a'), lines: 1 },
    ];
    const ledger = deployedLedger(pulls, { candidates });
    expect(ledger.candidates).toMatchObject([{ fix: '#3', culprit: '#1', rung: 'candidate', days: 10 }]);
    expect(ledger.attributions).toMatchObject([{ fix: '#4', culprit: '#2', rung: 'label', days: 9 }]);
    const two = [...candidates, { fix: sha('a4a'), culprit: sha('a1a'), lines: 1 }];
    expect(deployedLedger(pulls, { candidates: two }).attributions).toEqual([]);
  });
});

describe('triaged issues', () => {
  test('have a cause that somebody set who does not own the change', () => {
    const pulls = [landedPull(1, 10), landedPull(2, 20, { causes: [repairs(1)] })];
    const causes = [repairs(1, 'prose')];
    const closedBy = { kind: 'pull' as const, number: 2 };
    const issues = [
      issueFact(40, 14, {
        labels: ['bug', 'cause:docs'],
        causes,
        labelEvents: [labelled('cause:docs', 'lin', 15)],
      }),
      issueFact(41, 14, { labels: ['cause:docs'], causes, labelEvents: [labelled('cause:docs', 'ada', 15)] }),
      issueFact(42, 14, {
        labels: ['cause:untested'],
        closedBy,
        labelEvents: [labelled('cause:untested', 'kim', 15)],
      }),
      issueFact(43, 14, { labels: ['cause:docs'], labelEvents: [labelled('cause:docs', 'helper', 15)] }),
      issueFact(44, 14, { labels: ['cause:docs'], causes }),
      issueFact(45, 14, { labels: ['bug'], causes, labelEvents: [labelled('cause:docs', 'lin', 15)] }),
      issueFact(46, 14, { labels: ['cause:design'], labelEvents: [labelled('cause:design', 'ada', 15)] }),
    ];
    expect(
      deployedLedger(pulls, { issues }).issues.map(({ id, causes: names, isDefect, owner, change }) => [
        id,
        names,
        isDefect,
        owner,
        change,
      ]),
    ).toEqual([
      ['#40', ['docs'], true, 'ada', '#1'],
      ['#42', ['untested'], false, 'ada', '#1'],
      ['#46', ['design'], false, null, null],
    ]);
  });

  test('go by whoever set the label last', () => {
    const labelEvents = [labelled('cause:docs', 'lin', 15), labelled('cause:docs', 'ada', 16)];
    const issues = [
      issueFact(40, 14, { labels: ['cause:docs'], causes: [repairs(1, 'prose')], labelEvents }),
    ];
    expect(deployedLedger([landedPull(1, 10)], { issues }).issues).toEqual([]);
  });
});

test.each([
  ['bug', true],
  ['Kind/Bug 🐞', true],
  ['type: incident', true],
  ['not a bug', false],
  ['regression-tests', false],
  ['debugging', false],
  ['', false],
])('the label %j calls something a defect: %s', (label, is) => expect(isDefectLabel(label)).toBe(is));
