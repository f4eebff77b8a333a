/** How a value that somebody wrote becomes one that may be stored. */
export type StoredWord = (value: string) => string;

const HASH = /^hmac:[0-9a-f]{32}$/;
/** A login or an id, `#12`, or a sha. */
const ID = /^#?[\p{L}\p{N}._/-]{1,60}(?:\[bot\])?$/u;
const SHA = /^[0-9a-f]{61,64}$/;
const LONGEST_PATH = 300;

/** Whether a value is a login, an id, a number with `#`, a sha or a keyed hash: at most 60 letters, digits and `-._/`. */
export function isId(value: string): boolean {
  return ID.test(value) || SHA.test(value) || HASH.test(value);
}

/** Whether a value can be a path, a glob or an address of a page: no white space, and no `@` but at the beginning of a name. */
export function isPlace(value: string): boolean {
  return value.length <= LONGEST_PATH && !/\s/u.test(value) && !/[^/]@/u.test(value);
}

/** Keeps ids, and makes a keyed hash of anything else: what was written is gone, and that it was written, and twice the same, is not. */
export function idsOnly(hash: StoredWord): StoredWord {
  return (value) => (value === '' || isId(value) ? value : hash(value));
}

/** The same for what names a path of the repository or a page. */
export function placesOnly(hash: StoredWord): StoredWord {
  return (value) => (isPlace(value) ? value : hash(value));
}

/** Each value of a map, with keys that are ids alone. */
export function mapped<Value, Stored>(
  values: Readonly<Record<string, Value>>,
  id: StoredWord,
  stored: (value: Value) => Stored,
): Record<string, Stored> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [id(key), stored(value)]));
}
