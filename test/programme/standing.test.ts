import { certificateStanding, type PersonRecord } from '@forethought/core';
import { describe, expect, test } from '@jest/globals';
import { APPROVALS, ada, approval, incident, type Parts, person, world } from '../helpers/programme-world.js';

describe('the on-call certificate', () => {
  const of = (parts: Parts) => certificateStanding('Ada', 'on-call', world(parts));
  const lacks = (parts: Parts) =>
    (of(parts)?.requirements ?? [])
      .filter(({ met }) => met !== true)
      .map(({ id, met, why }) => `${id} ${met} ${why}`);

  test('is evidenced, with both seniors’ reviews', () => {
    const standing = of({ approvals: APPROVALS });
    expect(standing).toMatchObject({ met: 6, of: 6, unknown: 0, isEvidenced: true });
    expect(standing?.modules.map(({ met }) => met)).toEqual(Array(8).fill(true));
    const hours = standing?.requirements.find(({ id }) => id === 'shadowed');
    expect(hours).toMatchObject({ have: 24, need: 24 });
    expect(standing?.prerequisites.filter(({ recommended }) => recommended)).toHaveLength(4);
  });

  test('is unknown as far as nobody asked for reviews, and never missed', () => {
    expect(lacks({})).toEqual(['signed-off null nobody looked up the reviews']);
    expect(of({})?.isEvidenced).toBeNull();
  });

  test.each([
    ['only one senior approved', [approval('grace', 44)], '1 of 2; alan has not approved the pull request'],
    [
      'another pull request was approved',
      [approval('grace', 44), approval('alan', 43)],
      '1 of 2; alan has not approved the pull request',
    ],
    [
      'the other record of the pull request was meant',
      [approval('grace', 44), approval('alan', 44, { paths: ['training/people/adam.yml'] })],
      '1 of 2; alan has not approved the pull request',
    ],
    [
      'alan approved what he wrote',
      [approval('grace', 44), approval('alan', 44, { author: 'alan' })],
      '1 of 2; alan has not approved the pull request',
    ],
  ])('lacks a signature where %s', (_, approvals, why) => {
    const all = [approval('grace', 38), approval('alan', 38), ...approvals];
    expect(lacks({ approvals: all })).toEqual([`signed-off false ${why}`]);
  });

  const enrolment = ada.certificates['on-call'];
  const withEnrolment = (more: Partial<NonNullable<typeof enrolment>>): readonly PersonRecord[] =>
    enrolment === undefined ? [] : [{ ...ada, certificates: { 'on-call': { ...enrolment, ...more } } }];

  test('counts shadow hours by engineer and time of day, and of a day at most 24', () => {
    const shift = { on: '2026-03-09', hours: 20, with: 'grace', time: 'day' as const };
    const people = withEnrolment({
      shadowShifts: [shift, { ...shift, hours: 20 }, { ...shift, with: 'ada', on: '2026-03-10' }],
    });
    expect(lacks({ people, approvals: APPROVALS })).toContain(
      'shadowed false 1 of 2 engineers; nothing off-hours',
    );
    const short = withEnrolment({ shadowShifts: [{ ...shift, hours: 16 }] });
    expect(lacks({ people: short, approvals: APPROVALS })).toContain(
      'shadowed false 16 of 24 hours; 1 of 2 engineers; nothing off-hours',
    );
  });

  test('counts different scenarios that were resolved before somebody else', () => {
    const run = { module: 'simulated-incidents', on: '2026-03-12', resolved: true, evaluatedBy: 'grace' };
    const simulations = [
      { ...run, scenario: 'high-error-rate' },
      { ...run, scenario: 'high-error-rate' },
      { ...run, scenario: 'latency-spike', evaluatedBy: 'ada' },
      { ...run, scenario: 'pool-exhausted' },
    ];
    expect(lacks({ people: withEnrolment({ simulations }), approvals: APPROVALS })).toContain(
      'simulations false 2 of 3',
    );
  });

  test('wants seven days with all alerts, and a debrief of each incident in them', () => {
    const week = { from: '2026-03-16', to: '2026-03-21', backup: 'alan', alerts: 'all' as const };
    const late = incident({ startedAt: '2026-03-18T13:05:00Z', trainee: 'ada', supervisor: 'alan' });
    expect(lacks({ people: withEnrolment({ supervised: [week] }), approvals: APPROVALS })).toContain(
      'supervised-shift false 6 of 7 days',
    );
    expect(lacks({ incidents: [late], approvals: APPROVALS })).toContain(
      'supervised-shift false no debrief of incidents/a.md',
    );
    expect(lacks({ incidents: [{ ...late, debriefed: true }], approvals: APPROVALS })).toEqual([]);
  });

  test('looks only at what was done until a day', () => {
    const standing = certificateStanding('ada', 'on-call', world({ approvals: APPROVALS }), '2026-03-10');
    expect(standing?.requirements.find(({ id }) => id === 'shadowed')).toMatchObject({ have: 16, need: 24 });
  });

  test('leaves out the months of a new hire, and asks them of everybody else', () => {
    const barbara = { ...person('barbara'), login: 'barbara' };
    const months = (track: string) =>
      certificateStanding(
        'barbara',
        'on-call',
        world({ people: [{ ...barbara, track }] }),
      )?.prerequisites.find(({ id }) => id === 'tenure');
    expect(months('new-hire')).toMatchObject({ recommended: true, met: false });
    expect(months('existing-engineer')).toMatchObject({ recommended: false, met: false, have: 0, need: 3 });
  });
});

describe('the developer certificate', () => {
  const edsger = person('edsger');
  const paths = [
    'docs/examples/slo/orders.md',
    'docs/examples/load-tests/orders.md',
    'docs/examples/runbooks/orders-queue.md',
  ];
  const facts = (outcome: 'pass' | 'fail') =>
    ['sli-proposal', 'load-test', 'runbook'].map((kind, at) => ({
      path: paths[at] ?? '',
      kind,
      verdicts: [{ rule: 'required-sections', outcome, asked: true }],
    }));
  const standing = (documents: ReturnType<typeof facts>, merged: readonly number[], existing = paths) =>
    certificateStanding('edsger', 'developer', {
      ...world({ people: [edsger], documents }),
      ...{ merged: new Set(merged), existing: new Set(existing) },
    });

  test('needs deliverables that are there and pass their own rules', () => {
    expect(standing(facts('pass'), [29, 31])).toMatchObject({ met: 4, of: 4, isEvidenced: true });
    expect(standing(facts('fail'), [29, 31])).toMatchObject({ met: 1, isEvidenced: false });
    expect(standing(facts('pass'), [31])).toMatchObject({ met: 2 });
    expect(standing(facts('pass'), [29, 31], paths.slice(0, 2))).toMatchObject({ met: 2 });
  });
});
