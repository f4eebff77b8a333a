import type { Store, StoreBatch } from '@forethought/io';
import { STORE_KINDS } from './store-kinds.js';

/** So many records are stored in one step: a branch is pushed once for them, and a run that is killed reads as many again. */
const MOST_RECORDS = 1000;

/** A store whose batches are put together before they are stored. What `flush` returned from is stored. */
export interface BufferedStore {
  readonly append: (batch: StoreBatch) => Promise<void>;
  readonly flush: () => Promise<void>;
}

/** Puts batches together in their order, so that a watermark is never stored before what it stands for. */
export function buffered(store: Store): BufferedStore {
  let waiting: StoreBatch = {};
  const flush = async (): Promise<void> => {
    const batch = waiting;
    waiting = {};
    if (sizeOf(batch) > 0 || batch.watermark !== undefined || batch.standing !== undefined)
      await store.append(batch);
  };
  return {
    append: async (batch) => {
      waiting = together(waiting, batch);
      if (sizeOf(waiting) >= MOST_RECORDS) await flush();
    },
    flush,
  };
}

function sizeOf(batch: StoreBatch): number {
  return STORE_KINDS.reduce((sum, kind) => sum + (batch[kind]?.length ?? 0), 0);
}

/** A record that was read twice stands twice, the later one last: the store keeps that one. */
function together(one: StoreBatch, other: StoreBatch): StoreBatch {
  const lists = STORE_KINDS.flatMap((kind) => {
    const [first, second] = [one[kind], other[kind]];
    return first === undefined && second === undefined ? [] : [[kind, [...(first ?? []), ...(second ?? [])]]];
  });
  const watermark = { ...one.watermark, ...other.watermark };
  const standing = other.standing === undefined ? one.standing : { ...one.standing, ...other.standing };
  return {
    ...Object.fromEntries(lists),
    ...(standing === undefined ? {} : { standing }),
    ...(Object.keys(watermark).length === 0 ? {} : { watermark }),
  };
}
