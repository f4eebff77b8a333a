/** Below this length the engine's own sort is as quick. */
const FEW = 128;
/** So many ids are dealt out by three digits, fewer by two: thousands of lists cost more than they spare. */
const MANY = 8192;

/**
 * Ids by code units, which is the same order on every machine. A list that is in order is given back as it is. Many shas are dealt out by
 * their first digits before they are compared: they come in no order at all, and comparing each with each takes most of a tally's time.
 */
export function sortIds(ids: readonly string[]): readonly string[] {
  if (isInOrder(ids)) return ids;
  if (ids.length < FEW) return [...ids].sort();
  return dealtOut(ids) ?? [...ids].sort();
}

function isInOrder(ids: readonly string[]): boolean {
  for (let index = 1; index < ids.length; index += 1)
    if ((ids[index - 1] ?? '') > (ids[index] ?? '')) return false;
  return true;
}

/** Undefined where an id does not begin with lower-case hexadecimal digits, whose code units are in the order of their values. */
function dealtOut(ids: readonly string[]): readonly string[] | undefined {
  const digits = ids.length < MANY ? 2 : 3;
  const buckets: string[][] = Array.from({ length: 16 ** digits }, () => []);
  for (const id of ids) {
    const bucket = buckets[leadingDigits(id, digits)];
    if (bucket === undefined) return undefined;
    bucket.push(id);
  }
  return buckets.flatMap((bucket) => (bucket.length < 2 ? bucket : bucket.sort()));
}

/** The value of the first digits, or -1. */
function leadingDigits(id: string, digits: number): number {
  let value = 0;
  for (let index = 0; index < digits; index += 1) {
    const code = id.charCodeAt(index);
    if (code >= 48 && code <= 57) value = value * 16 + code - 48;
    else if (code >= 97 && code <= 102) value = value * 16 + code - 87;
    else return -1;
  }
  return value;
}
