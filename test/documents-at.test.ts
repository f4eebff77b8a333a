import {
  type DocumentFact,
  documentsOfService,
  freshAt,
  type Service,
  serviceStateAt,
  stoodAt,
  weekEnds,
} from '@forethought/core';
import { describe, expect, test } from '@jest/globals';

const page: DocumentFact = {
  path: 'docs/services/checkout.md',
  kind: 'service',
  addedAt: '2026-01-12T10:00:00Z',
  updatedAt: '2026-10-01T10:00:00Z',
  changedOn: ['2026-10-01', '2026-03-02'],
  verdicts: [{ rule: 'observability', outcome: 'pass', asked: true }],
  fields: { sections: ['slo', 'monitoring', 'failure-modes', 'incident-runbook'] },
};
const service: Service = { id: 'checkout', owner: 'ada', paths: [], documents: {}, dependencies: [] };

describe('weeks whose end is told', () => {
  test('go from the first beginning to the running week', () => {
    expect(weekEnds('2026-11-18T08:00:00Z', ['2026-11-03T10:00:00Z', undefined])).toEqual([
      '2026-11-08T23:59:59Z',
      '2026-11-15T23:59:59Z',
      '2026-11-18T08:00:00Z',
    ]);
  });

  test('are sixty at most, and the running one where nobody knows a beginning', () => {
    expect(weekEnds('2026-11-18T08:00:00Z', ['2020-01-01T00:00:00Z'])).toHaveLength(60);
    expect(weekEnds('2026-11-18T08:00:00Z', [])).toEqual(['2026-11-18T08:00:00Z']);
  });
});

describe('a document at an instant', () => {
  test.each([
    ['2026-01-11T23:59:59Z', false],
    ['2026-01-18T23:59:59Z', true],
    ['2026-11-08T23:59:59Z', true],
    ['2026-11-15T23:59:59Z', false],
  ])('stands on %s: %s', (at, expected) => {
    expect(stoodAt({ ...page, removedAt: '2026-11-10T10:00:00Z' }, at)).toBe(expected);
  });

  test.each([
    ['after its last change', page, '2026-11-22T00:00:00Z', true],
    ['half a year after it', page, '2027-04-15T00:00:00Z', false],
    ['long before its last change, by the change before that', page, '2026-06-01T00:00:00Z', true],
    ['before that one had happened', page, '2026-09-20T00:00:00Z', false],
    ['by its own word', { ...page, fields: { reviewed: '2027-03-01' } }, '2027-04-15T00:00:00Z', true],
    [
      'overdue by its own word',
      { ...page, fields: { 'next-review': '2026-11-01' } },
      '2026-11-22T00:00:00Z',
      false,
    ],
    ['on the very day', { ...page, fields: { 'next-review': '2026-11-22' } }, '2026-11-22T12:00:00Z', true],
    ['by the days of the team', { ...page, counts: { freshDays: 30 } }, '2026-11-22T00:00:00Z', false],
    ['of which nothing is known', { path: 'a.md', kind: 'runbook' }, '2026-11-22T00:00:00Z', null],
  ] as const)('is fresh %s', (_, document, at, expected) => {
    expect(freshAt(document as DocumentFact, at)).toBe(expected);
  });
});

describe('a service', () => {
  const at = '2026-11-22T00:00:00Z';

  test('has the documents that the list names, that name it, and that are called like it', () => {
    const others: readonly DocumentFact[] = [
      { path: 'docs/services/checkout/README.md', kind: 'service' },
      { path: 'docs/chaos/all.md', kind: 'failure-scenarios', fields: { services: ['checkout', 'mail'] } },
      { path: 'docs/runbooks/checkout.md', kind: 'runbook' },
      { path: 'pages/objective.md', kind: 'service' },
      { path: 'docs/services/search.md', kind: 'service' },
    ];
    const named = { ...service, documents: { slo: ['pages/objective.md'] } };
    const found = documentsOfService(named, [page, ...others]);
    expect(Object.entries(found).map(([use, own]) => [use, own.map(({ path }) => path)])).toEqual([
      ['service', ['docs/services/checkout.md', 'docs/services/checkout/README.md']],
      ['scenarios', ['docs/chaos/all.md']],
      ['slo', ['pages/objective.md']],
    ]);
  });

  test('has a part by a section, or by a page that says enough', () => {
    const stub: DocumentFact = {
      path: 'slo.md',
      kind: 'service',
      addedAt: page.addedAt,
      counts: { words: 3 },
    };
    const told = { ...stub, counts: { words: 25 } };
    const todo = { ...told, verdicts: [{ rule: 'no-placeholder', outcome: 'fail' as const, asked: true }] };
    expect(serviceStateAt({ service: [page] }, at).slo).toBe(true);
    expect([stub, told, todo].map((each) => serviceStateAt({ slo: [each] }, at).slo)).toEqual([
      false,
      true,
      false,
    ]);
  });

  test('without documents lacks everything, and nothing is stale', () => {
    expect(serviceStateAt({}, at)).toEqual({
      slo: false,
      monitoring: false,
      'failure-modes': false,
      runbook: false,
      observability: false,
      scenarios: false,
      fresh: null,
    });
  });
});
