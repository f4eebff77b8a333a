import { KINDS } from './kinds.js';
import { type Entry, mergeEntries } from './merge.js';
import type { Partition } from './partition.js';
import type { StoreKinds } from './store.js';

/**
 * The records of several partitions, oldest first, as lists by kind. A record that two weeks hold, as an entry whose first
 * instant turned out to be another, counts once.
 */
export function gather(partitions: readonly Partition[]): StoreKinds {
  const lists = KINDS.map((kind) => {
    const found = new Map<string, Entry>();
    for (const partition of partitions) {
      for (const [id, entry] of partition.get(kind.name) ?? []) {
        const known = found.get(id);
        found.set(id, known === undefined ? entry : mergeEntries(kind, entry, known));
      }
    }
    return [kind.name, [...found.values()].map(({ record }) => record)] as const;
  });
  return Object.fromEntries(lists) as unknown as StoreKinds;
}
