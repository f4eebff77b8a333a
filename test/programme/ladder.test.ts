import { levelStanding, skillStandings, worldOf } from '@forethought/core';
import { describe, expect, test } from '@jest/globals';
import {
  APPROVALS,
  ada,
  approval,
  DOCUMENTS,
  incident,
  type Parts,
  programme,
  roster,
  world,
} from '../helpers/programme-world.js';

describe('the ladder', () => {
  const day = (at: number) => `2026-0${4 + Math.floor(at / 28)}-${String(1 + (at % 28)).padStart(2, '0')}`;
  const responded = Array.from({ length: 20 }, (_, at) =>
    incident({
      path: `incidents/${at}.md`,
      startedAt: `${day(at)}T10:00:00Z`,
      responders: at < 17 ? ['Ada'] : [],
      ...(at < 17 ? {} : { commander: 'ada' }),
    }),
  );
  const runbooks = Array.from({ length: 6 }, (_, at) => ({
    path: `runbooks/${at}.md`,
    kind: 'runbook',
    addedBy: at < 5 ? 'ada@example.org' : 'grace@example.org',
    addedAt: '2026-06-01T00:00:00Z',
    verdicts: [{ rule: 'runbook', outcome: at === 0 ? ('fail' as const) : ('pass' as const), asked: true }],
  }));
  const mentored = [{ mentee: 'barbara', from: '2026-05-01', pull: 60 }];
  const around: Parts = {
    people: [{ ...ada, mentored }],
    approvals: [...APPROVALS, approval('barbara', 60)],
    incidents: responded,
    documents: [...DOCUMENTS, ...runbooks],
    rotation: { rotations: { 'on-call': { members: [{ login: 'ada', from: '2026-04-10' }] } } },
    asOf: '2027-03-25',
  };
  const at = (parts: Parts) => {
    const base = world({ ...around, ...parts });
    return levelStanding('ada', {
      ...base,
      loginOf: (key) => (key === 'ada@example.org' ? 'ada' : undefined),
    });
  };

  test('counts from incidents, documents and reviews, and says how often there was a chance', () => {
    const { level, next, criteria, met, of } = at({});
    expect([level, next?.id, met, of]).toEqual(['L1', 'L2', 4, 6]);
    expect(criteria.map(({ id, have, need, met: is }) => [id, have, need, is])).toEqual([
      ['on-call-year', 12, 12, true],
      ['incidents-responded', 20, 20, true],
      ['runbooks-created', 4, 5, false],
      ['sev-3-led', 3, 3, true],
      ['command-training', 0, 4, false],
      ['one-mentored', 1, 1, true],
    ]);
    expect(criteria[1]?.opportunity).toBe(11);
    expect(next?.note).toMatch(/incident commander/);
  });

  test('leaves out simulated incidents, and those that were not resolved', () => {
    const drills = responded.map((each) => ({ ...each, simulated: true }));
    expect(at({ incidents: drills }).criteria[1]).toMatchObject({ have: 0 });
    const open = responded.map(({ resolvedAt, ...each }) => each);
    expect(at({ incidents: open }).criteria[3]).toMatchObject({ have: 0, met: false });
  });

  test('counts no month on call that begins with a certificate beyond its evidence', () => {
    const year = at({ approvals: [approval('barbara', 60)] }).criteria[0];
    expect(year).toMatchObject({ met: false, have: 0, why: 'not certified for on-call' });
  });

  test('is unknown where incidents and documents were not read', () => {
    const { approvals, ...training } = world(around).training;
    const bare = worldOf({ training }, { programme, roster, asOf: '2027-03-25' });
    const { criteria, unknown } = levelStanding('ada', bare);
    expect(criteria.map(({ met }) => met)).toEqual([true, null, null, null, false, null]);
    expect(unknown).toBe(4);
  });

  test('a skill has the level that somebody else attested with something to see', () => {
    const monitoring = (parts: Parts) =>
      skillStandings('ada', world({ ...around, ...parts })).find(({ id }) => id === 'monitoring');
    expect(monitoring({})).toMatchObject({
      level: 'L1',
      means: 'Reads',
      next: { level: 'L2', means: 'Creates' },
    });
    expect(monitoring({ approvals: [] })).toMatchObject({ level: null, met: false });
    expect(monitoring({ approvals: [] })?.next).toEqual({ level: 'L1', means: 'Reads' });
  });
});
