import type { Kind, StoredRecord } from './kinds.js';

/** A record as it is stored. `kept` says of fields that an older reading brought how fresh that was. */
export interface Entry {
  readonly record: StoredRecord;
  readonly kept: Readonly<Record<string, string>>;
}

/**
 * One entry from two readings of the same record: of each field the fresher one, and a field that only one of them has stays.
 * Where both are equally fresh, `later` counts. The order of merging makes no difference otherwise.
 */
export function mergeEntries(kind: Kind, earlier: Entry, later: Entry): Entry {
  const ages = [ageOf(kind, earlier), ageOf(kind, later)] as const;
  const record: Record<string, unknown> = {};
  const times: Record<string, string> = {};
  for (const field of new Set([...Object.keys(earlier.record), ...Object.keys(later.record)])) {
    const isLater = field in later.record && (!(field in earlier.record) || ages[1](field) >= ages[0](field));
    record[field] = (isLater ? later : earlier).record[field];
    times[field] = ages[isLater ? 1 : 0](field);
  }
  const own = kind.freshness(record);
  return {
    record,
    kept: Object.fromEntries(Object.entries(times).filter(([, time]) => time !== own)),
  };
}

/** How fresh each field of an entry is. */
function ageOf(kind: Kind, { record, kept }: Entry): (field: string) => string {
  const own = kind.freshness(record);
  return (field) => kept[field] ?? own;
}
