import { type Facts, factsSchema } from '@forethought/core';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { forethought } from '../cli/cli.js';
import { makeRepository, type TestRepository } from '../helpers/repository.js';
import { INCIDENT, SERVICES, SHOP, scenarios } from '../helpers/shop.js';

let repository: TestRepository;

beforeEach(() => {
  repository = makeRepository();
  repository.commit(SHOP, 'docs: the shop');
});
afterEach(() => repository.cleanup());

/** What `collect` writes, and what it says beside. */
function collected(...args: readonly string[]): { readonly facts: Facts; readonly said: string } {
  const { code, stdout, stderr } = forethought(repository, ['collect', '--since', '2026-01-01', ...args]);
  expect([code, stderr]).toEqual([0, expect.anything()]);
  return { facts: factsSchema.parse(JSON.parse(stdout)), said: stderr };
}

/** A metric's state and counts in the row of each engineer, as of the week after the first commit. */
function rowsOf(metric: string): readonly string[] {
  const span = ['--since', '2026-01-05', '--until', '2026-01-11'];
  const { stdout } = forethought(repository, ['report', '--format', 'csv', ...span]);
  return stdout
    .split('\n')
    .map((line) => line.split(','))
    .filter(([id, engineer]) => id === metric && engineer !== '*team')
    .map(([, engineer, , , state, reason = '', , , numerator, denominator]) =>
      (reason === '' ? [engineer, state, numerator, denominator] : [engineer, state]).join(' '),
    );
}

describe('documents at the tip', () => {
  test('are facts with what the rules answer and no word of their own', () => {
    const { facts } = collected();
    expect(facts.sources.at(-1)).toEqual({ id: 'documents', state: 'complete', missing: [] });
    const page = facts.documents.find(({ path }) => path === 'docs/services/checkout.md');
    expect(page).toMatchObject({ kind: 'service', addedBy: 'ada@example.org' });
    expect(page?.fields?.['sections']).toEqual(expect.arrayContaining(['slo', 'traces', 'incident-runbook']));
    const passed = page?.verdicts?.filter(({ outcome }) => outcome === 'pass').map(({ rule }) => rule);
    expect(passed).toEqual(expect.arrayContaining(['observability', 'service-readiness']));
    const { documents, services, incidents } = facts;
    const kept = JSON.stringify({ documents, services, incidents });
    for (const words of ['payment', 'certificate', 'leases', 'Card']) expect(kept).not.toContain(words);
    expect(facts.services?.map(({ id, owner, addedAt }) => [id, owner, addedAt?.slice(0, 10)])).toEqual([
      ['checkout', 'ada', '2026-01-05'],
    ]);
    expect(facts.incidents).toMatchObject([
      { severity: 'SEV-2', commander: 'ada', responders: ['bob'], startedAt: '2026-01-06T10:42:00.000Z' },
    ]);
  });

  test('hide who added them once redacted', () => {
    const { facts } = collected('--redact');
    expect(facts.documents.map(({ addedBy }) => addedBy)).toEqual(facts.documents.map(() => 'ada'));
    repository.commit({ 'docs/runbooks/a.md': '# A\n\nLook.\n' }, 'docs: a runbook', {
      author: 'Zoe <zoe@else.example>',
    });
    const runbook = collected('--redact').facts.documents.find(({ kind }) => kind === 'runbook');
    expect(runbook?.addedBy).toMatch(/^hmac:/);
  });

  test('that are journals are not read', () => {
    repository.commit({ 'weekly/2026-W02/ada.md': '---\nkind: weekly\n---\n\n# Week\n' }, 'docs: week');
    expect(collected().facts.documents.map(({ path }) => path)).not.toContain('weekly/2026-W02/ada.md');
  });

  test('that were deleted are told with the day', () => {
    repository.commit({ 'docs/chaos/checkout.md': null }, 'docs: no scenarios', {
      date: '2026-01-20T10:00:00Z',
    });
    const gone = collected().facts.documents.filter(({ removedAt }) => removedAt !== undefined);
    expect(gone).toMatchObject([{ path: 'docs/chaos/checkout.md', removedAt: '2026-01-20T10:00:00Z' }]);
    expect(rowsOf('failure-behaviour-explained')).toContain('ada met 1 1');
  });
});

describe('what stands wrong in them', () => {
  test('is told with its place, and the rest is read', () => {
    repository.commit(
      {
        'services.yml': `${SERVICES}  mail:\n    owner: adda\n    documents: { runbook: docs/none.md }\n`,
        'incidents/2.md': INCIDENT.replace('detected:', 'detectd:'),
      },
      'docs: mistakes',
    );
    const { facts, said } = collected();
    expect(said).toContain(
      'services.yml:6:1: expected an owner of the roster, where somebody has nearly that login',
    );
    expect(said).toContain('incidents/2.md:1:1: expected a line `detected: …`');
    for (const written of ['adda', 'docs/none.md', 'detectd']) expect(said).not.toContain(written);
    expect(facts.services).toHaveLength(2);
    expect(facts.incidents).toHaveLength(2);
  });

  test('in the list of services leaves its metrics without data and says why', () => {
    repository.commit({ 'services.yml': SERVICES.replace('owner', 'ownr') }, 'docs: a mistake');
    const { facts } = collected();
    expect(facts.sources.at(-1)).toMatchObject({
      state: 'partial',
      missing: [
        {
          what: 'services',
          why: 'services.yml:3:5 is not valid, and 1 more; `forethought check services.yml` says why',
        },
      ],
    });
    expect(rowsOf('services-ready')).toEqual([
      '* no-data',
      '*enrolled no-data',
      'ada no-data',
      'bob no-data',
    ]);
  });
});

describe('measures of documents', () => {
  test('are in the row of the owner of the service', () => {
    expect(rowsOf('failure-behaviour-explained')).toEqual([
      '* met 1 1',
      '*enrolled met 1 1',
      'ada met 1 1',
      'bob not-applicable',
    ]);
    expect(rowsOf('scenarios-tested')).toEqual([
      '* met 1 1',
      '*enrolled met 1 1',
      'ada met 1 1',
      'bob not-applicable',
    ]);
  });

  test('miss what was tried too long ago', () => {
    repository.commit({ 'docs/chaos/checkout.md': scenarios('2025-06-01') }, 'docs: an older test');
    expect(rowsOf('failure-behaviour-explained')).toContain('ada missed 0 1');
    expect(rowsOf('services-ready')).toContain('ada met 1 1');
  });

  test('have no number without a list of services', () => {
    repository.commit({ 'services.yml': null }, 'docs: no list');
    expect(rowsOf('failure-behaviour-explained')).toEqual([
      '* no-data',
      '*enrolled no-data',
      'ada no-data',
      'bob no-data',
    ]);
  });
});

test('a page that was changed before the days asked for is no older than that change', () => {
  repository.commit({ 'docs/runbooks/queue.md': '# Queue\n\nScale the workers.\n' }, 'docs: a runbook', {
    date: '2025-06-02T10:00:00Z',
  });
  repository.commit(
    { 'docs/runbooks/queue.md': '# Queue\n\nScale the workers, then look again.\n' },
    'docs: more',
    { date: '2025-11-03T10:00:00Z' },
  );
  const queue = collected().facts.documents.find(({ kind }) => kind === 'runbook');
  expect([queue?.addedAt?.slice(0, 10), queue?.updatedAt?.slice(0, 10)]).toEqual([
    '2025-06-02',
    '2025-11-03',
  ]);
});
