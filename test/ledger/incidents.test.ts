import type { Incident } from '@forethought/core';
import { describe, expect, test } from '@jest/globals';
import { day, deployedLedger, issueFact, landedPull, repairs } from '../helpers/ledger-facts.js';

/** A record of an incident that began on that day and was noticed a quarter of a day later. */
function incident(at: number, changes: Partial<Incident> = {}): Incident {
  return {
    path: `incidents/${at}.md`,
    startedAt: day(at),
    detectedAt: day(at + 0.25),
    responders: [],
    shadows: [],
    simulated: false,
    services: [],
    causingChange: { kind: 'number', number: 1 },
    ...changes,
  };
}

const culprit = landedPull(1, 10);

describe('an incident record', () => {
  test('tells of a defect of the change that it names, found when it was noticed', () => {
    const { escapes } = deployedLedger([culprit], { incidents: [incident(14)] });
    expect(escapes.map(({ id, change, kind, foundAt, stage }) => [id, change, kind, foundAt, stage])).toEqual(
      [['incidents/14.md', '#1', 'incident', day(14.25), 'production']],
    );
  });

  test('of an exercise, of no known change, or without a time tells of none', () => {
    const none = [
      incident(14, { simulated: true }),
      incident(15, { causingChange: { kind: 'number', number: 99 } }),
      { path: 'incidents/16.md', responders: [], shadows: [], simulated: false, services: [] },
    ];
    expect(deployedLedger([culprit], { incidents: none }).escapes).toEqual([]);
  });

  test('counts once with the issue that it names, at its own time', () => {
    const issues = [issueFact(40, 15, { labels: ['incident'], causes: [repairs(1, 'prose')] })];
    const { escapes } = deployedLedger([culprit], { issues, incidents: [incident(14, { issue: 40 })] });
    expect(escapes.map(({ id, kind, foundAt }) => [id, kind, foundAt])).toEqual([
      ['#40', 'issue', day(14.25)],
    ]);
  });

  test('brings a defect to an issue that nobody called one, and takes the change from the issue', () => {
    const issues = [issueFact(40, 15, { labels: ['question'], causes: [repairs(1, 'prose')] })];
    const { causingChange, ...record } = incident(14, { issue: 40 });
    const { escapes } = deployedLedger([culprit], { issues, incidents: [record] });
    expect(causingChange).toBeDefined();
    expect(escapes.map(({ id, change, kind }) => [id, change, kind])).toEqual([['#40', '#1', 'incident']]);
  });

  test('owns the first repair after it began; a second one is a defect of its own', () => {
    const pulls = [
      culprit,
      landedPull(2, 16, { causes: [repairs(1)] }),
      landedPull(3, 20, { causes: [repairs(1)] }),
    ];
    const { escapes } = deployedLedger(pulls, { incidents: [incident(14)] });
    expect(escapes.map(({ id, kind }) => [id, kind])).toEqual([
      ['incidents/14.md', 'incident'],
      ['#3', 'fix-forward'],
    ]);
  });

  test('names a cause where somebody else than the owner wrote it', () => {
    const incidents = [
      incident(14, { cause: 'docs', addedBy: 'lin' }),
      incident(15, { cause: 'untested', addedBy: 'ada' }),
      incident(16, { cause: 'untested' }),
    ];
    const { issues } = deployedLedger([culprit], { incidents });
    expect(issues.map(({ id, causes, owner }) => [id, causes, owner])).toEqual([
      ['incidents/14.md', ['docs'], 'ada'],
    ]);
  });
});
