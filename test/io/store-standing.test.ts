import type { DocumentFact, Incident, Service } from '@forethought/core';
import { describe, expect, test } from '@jest/globals';
import { KEEPERS, type Kept } from '../helpers/stored.js';

const AT = '2026-11-16T10:00:00Z';
const LATER = '2026-11-17T10:00:00Z';

function page(name: string, changes: Partial<DocumentFact> = {}): DocumentFact {
  return { path: `docs/${name}.md`, kind: 'runbook', addedAt: AT, ...changes };
}

const service: Service = {
  id: 'checkout',
  title: 'Checkout',
  owner: 'ada',
  paths: [],
  documents: {},
  dependencies: [],
};
const incident: Incident = {
  path: 'incidents/1.md',
  responders: ['lin'],
  shadows: [],
  simulated: false,
  services: [],
  addedBy: 'lin@example.org',
};

/** Runs in a store of its own, which is removed afterwards. */
async function within(make: () => Kept, run: (kept: Kept) => Promise<void>): Promise<void> {
  const kept = make();
  try {
    await run(kept);
  } finally {
    kept.cleanup();
  }
}

describe.each(Object.entries(KEEPERS))('what stands, kept in %s', (_, make) => {
  test('is the last reading as a whole; kinds that were not read stay', () =>
    within(make, async ({ open }) => {
      expect((await open().read()).standing).toEqual({});
      await open().append({
        standing: { readAt: AT, documents: [page('b'), page('a')], services: [service] },
      });
      await open().append({ standing: { readAt: LATER, documents: [page('c')], incidents: [] } });
      const { standing } = await open().read();
      expect(standing.documents).toEqual([page('c')]);
      expect(standing.services?.map(({ id }) => id)).toEqual(['checkout']);
      expect(standing.incidents).toEqual([]);
    }));

  test('is not replaced by an older reading, and outlives the weeks', () =>
    within(make, async ({ open }) => {
      await open().append({ standing: { readAt: LATER, documents: [page('new')] } });
      await open().append({ standing: { readAt: AT, documents: [page('old')] } });
      await open().prune('2027-W01');
      const { standing, weeks } = await open().read({ from: '2026-W01', to: '2026-W02' });
      expect(standing.documents).toEqual([page('new')]);
      expect(weeks).toEqual([]);
    }));

  test('holds no title and no address', () =>
    within(make, async ({ open }) => {
      const documents = [page('a', { addedBy: 'lin@example.org' }), page('b', { addedBy: 'ada' })];
      await open().append({
        standing: { readAt: AT, documents, services: [service], incidents: [incident] },
      });
      const { standing } = await open().read();
      const text = JSON.stringify(standing);
      expect(text).not.toContain('example.org');
      expect(text).not.toContain('Checkout');
      const [first, second] = standing.documents ?? [];
      expect(first?.addedBy).toMatch(/^hmac:[0-9a-f]{32}$/);
      expect(second?.addedBy).toBe('ada');
      expect(standing.incidents?.[0]?.addedBy).toBe(first?.addedBy);
    }));
});
