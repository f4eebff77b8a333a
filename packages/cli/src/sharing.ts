/** Equal values by one number: the place of the first of them. */
export interface Numbering<T> {
  readonly placeOf: (value: T) => number;
  readonly at: (place: number) => T | undefined;
  readonly has: (value: T) => boolean;
  readonly size: () => number;
}

/** Starts with no value; `keep` makes of a new one what is kept. */
export function startNumbering<T>(
  keyOf: (value: T) => string,
  keep: (value: T) => T = (value) => value,
): Numbering<T> {
  const values: T[] = [];
  const places = new Map<string, number>();
  return {
    at: (place) => values[place],
    has: (value) => places.has(keyOf(value)),
    size: () => values.length,
    placeOf: (value) => {
      const key = keyOf(value);
      const known = places.get(key);
      if (known !== undefined) return known;
      places.set(key, values.length);
      return values.push(keep(value)) - 1;
    },
  };
}

/** One value for each text. */
export function startSharing<T>(make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const key = own(text);
    const made = make(key);
    known.set(key, made);
    return made;
  };
}

/** The same text by itself: a piece that was cut out of a longer one keeps all of it in memory. */
export function own(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}
