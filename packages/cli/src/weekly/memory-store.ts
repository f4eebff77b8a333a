import type { StandingFacts, Store, StoreBatch, StoredFacts } from '@forethought/io';
import { STORE_KINDS } from './store-kinds.js';

/** A store that lives as long as the run, for who keeps none: facts with their texts, each record once. */
export function memoryStore(): Store {
  const records = new Map<string, Map<string, unknown>>(STORE_KINDS.map((kind) => [kind, new Map()]));
  let marks: Readonly<Record<string, string>> = {};
  let standing: StandingFacts = {};
  return {
    async read() {
      const lists = STORE_KINDS.map((kind) => [kind, [...(records.get(kind)?.values() ?? [])]] as const);
      const kinds = Object.fromEntries(lists);
      return { ...kinds, standing, watermark: marks, weeks: [] } as unknown as StoredFacts;
    },
    async append(batch) {
      for (const kind of STORE_KINDS)
        for (const record of batch[kind] ?? []) records.get(kind)?.set(idOf(kind, record), record);
      if (batch.standing !== undefined) {
        const { readAt, ...facts } = batch.standing;
        standing = { ...standing, ...facts };
      }
      marks = { ...marks, ...batch.watermark };
    },
    watermark: async () => marks,
    prune: async () => 0,
  };
}

function idOf(kind: keyof StoreBatch, record: object): string {
  const of = record as Readonly<Record<string, unknown>>;
  if (kind === 'commits') return String(of['sha']);
  if (kind === 'candidates') return `${of['fix']} ${of['culprit']}`;
  return String(of['number'] ?? of['id']);
}
