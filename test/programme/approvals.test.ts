import { certificateStanding, type Incident, recordApprovals } from '@forethought/core';
import { describe, expect, test } from '@jest/globals';
import { ada, approval, EXISTING, incident, world } from '../helpers/programme-world.js';

describe('incidents led under supervision', () => {
  const led = incident({ commander: 'ada', supervisor: 'grace', debriefed: true });
  const part = {
    ...{ incident: 'incidents/a.md', as: 'commander' as const, written: EXISTING[0] ?? '' },
    feedback: { by: 'grace', on: '2026-05-02', pull: 70, positive: true },
  };
  const way = {
    started: '2026-04-20',
    prerequisites: {},
    modules: {},
    shadowShifts: [],
    simulations: [],
    supervised: [],
    signOffs: [],
  };
  const count = (one: Incident, own: typeof part, approvals = [approval('grace', 70)]) => {
    const record = {
      ...ada,
      certificates: { ...ada.certificates, 'incident-commander': { ...way, incidents: [own] } },
    };
    const around = world({ people: [record], approvals, incidents: [one], asOf: '2026-06-01' });
    const standing = certificateStanding('ada', 'incident-commander', around);
    const { have, why } = standing?.requirements.find(({ id }) => id === 'led') ?? { have: -1, why: '' };
    return `${have} ${why}`;
  };

  test.each([
    ['with everything', led, part, '1 1 of 2'],
    [
      'where the supervisor took over',
      { ...led, intervened: true },
      part,
      '0 0 of 2; incidents/a.md: the supervisor took over',
    ],
    ['without a debrief', { ...led, debriefed: false }, part, '0 0 of 2; incidents/a.md: no debrief'],
    [
      'without an end',
      incident({ commander: 'ada', supervisor: 'grace', debriefed: true, resolvedAt: undefined as never }),
      part,
      '0 0 of 2; incidents/a.md: not resolved',
    ],
    [
      'with her own supervision',
      { ...led, supervisor: 'ada' },
      part,
      '0 0 of 2; incidents/a.md: no supervisor',
    ],
    [
      'with feedback that asks for more',
      led,
      { ...part, feedback: { ...part.feedback, positive: false } },
      '0 0 of 2; incidents/a.md: the feedback asks for more practice',
    ],
  ])('count %s', (_, one, own, said) => {
    expect(count(one, own)).toBe(said);
  });

  test('count only where the supervisor approved the feedback', () => {
    expect(count(led, part, [])).toBe(
      '0 0 of 2; incidents/a.md: the supervisor did not approve the feedback',
    );
  });
});

describe('approving reviews', () => {
  const review = (
    login: string,
    state: 'approved' | 'dismissed' | 'changes-requested' | 'commented',
    at: string,
    commit: string | null = 'head',
  ) => ({
    ...{ id: at, author: { login, kind: 'user' as const }, state, submittedAt: `2026-03-24T${at}:00Z` },
    ...{ commit, canPush: true, url: '' },
  });
  const pull = (reviews: readonly ReturnType<typeof review>[], state: 'merged' | 'open' = 'merged') => ({
    ...{ number: 44, url: '', author: { login: 'ada', kind: 'user' as const }, state, reviews: [...reviews] },
    ...{
      createdAt: '2026-03-24T08:00:00Z',
      readyAt: null,
      updatedAt: '2026-03-24T08:00:00Z',
      mergedAt: null,
      closedAt: null,
    },
    ...{
      isDraft: false,
      mergedBy: null,
      base: 'main',
      head: { ref: 'x', sha: 'head' },
      mergeCommit: null,
      labels: [],
      type: null,
    },
    ...{
      added: 1,
      deleted: 0,
      fileCount: 1,
      commitCount: 1,
      paths: ['training/people/ada.yml', 'README.md'],
      readAt: '2026-03-25T00:00:00Z',
      missing: [],
    },
  });
  const by = (...args: Parameters<typeof pull>) =>
    recordApprovals([pull(...args)], (path) => path.endsWith('.yml')).map(
      (each) => `${each.by} ${each.paths.join()}`,
    );

  test('are the last word of each reviewer but the author', () => {
    expect(
      by([
        review('grace', 'approved', '09:00'),
        review('alan', 'changes-requested', '09:10'),
        review('alan', 'approved', '09:30'),
      ]),
    ).toEqual(['grace training/people/ada.yml', 'alan training/people/ada.yml']);
    expect(by([review('grace', 'approved', '09:00'), review('grace', 'dismissed', '10:00')])).toEqual([]);
    expect(by([review('grace', 'approved', '09:00'), review('grace', 'commented', '10:00')])).toHaveLength(1);
    expect(by([review('Ada', 'approved', '09:00')])).toEqual([]);
    expect(by([review('grace', 'approved', '09:00')], 'open')).toEqual([]);
  });

  test('say whether they were given to what was merged', () => {
    const seen = (...reviews: readonly ReturnType<typeof review>[]) =>
      recordApprovals([pull(reviews)], (path) => path.endsWith('.yml')).map((each) => each.seen ?? 'merged');
    expect(seen(review('grace', 'approved', '09:00'))).toEqual(['merged']);
    expect(seen(review('grace', 'approved', '09:00', 'before'))).toEqual(['earlier']);
    expect(seen(review('grace', 'approved', '09:00', null))).toEqual(['unknown']);
    expect(
      seen(review('grace', 'approved', '09:00', 'before'), review('grace', 'approved', '09:30')),
    ).toEqual(['merged']);
  });

  test.each([
    [undefined, true, ''],
    ['earlier', false, '1 of 2; alan approved the pull request before its last commit'],
    ['unknown', null, 'nobody looked up the reviews'],
  ] as const)('of %s sign as far as they reach', (seen, met, why) => {
    const alan = approval('alan', 44, seen === undefined ? {} : { seen });
    const around = world({ approvals: [approval('grace', 44), alan] });
    const signed = certificateStanding('ada', 'on-call', around)?.requirements.find(
      ({ id }) => id === 'signed-off',
    );
    expect(signed).toMatchObject({ met, why });
  });
});

test('a word that came after the certificate is told with its day', () => {
  const { 'on-call': way } = ada.certificates;
  const [id = '', word] = Object.entries(way?.prerequisites ?? {})[0] ?? [];
  const late = { ...way, prerequisites: { ...way?.prerequisites, [id]: { ...word, on: '2026-04-30' } } };
  const record = { ...ada, certificates: { 'on-call': late } } as typeof ada;
  const standing = certificateStanding('ada', 'on-call', world({ people: [record] }), '2026-03-25');
  expect(standing?.prerequisites.find((each) => each.id === id)).toMatchObject({
    met: false,
    why: 'attested on 2026-04-30, later than 2026-03-25',
  });
});
