/** What a size is counted in. */
export function sizeWords(origin: string): string {
  return origin === 'array' || origin === 'tuple' ? ' of them' : '';
}

/** A kind of value, as people who write YAML call it. */
export function kindWords(expected: string): string {
  const words: Readonly<Record<string, string>> = {
    string: 'text',
    number: 'a number',
    int: 'a whole number',
    boolean: '`true` or `false`',
    array: 'a list',
    tuple: 'a list',
    object: 'a mapping (`key: value`)',
    record: 'a mapping (`key: value`)',
  };
  return words[expected] ?? expected;
}

/** What a form looks like, by what its pattern holds. */
const FORMS: readonly (readonly [string, string])[] = [
  ['Q[1-4]', 'write a quarter as `2026-Q1`'],
  ['d{4}-', 'begin with a day as `2026-11-22`'],
  ['[a-z0-9]', 'write lower-case words joined by `-`'],
  ['[A-Z]', 'write a letter and numbers, such as `A1.3`'],
];

/** What to write in place of a text that has not the form that is asked for. */
export function formatWords(format: string, pattern = ''): string {
  if (format === 'date') return 'write a day as `2026-11-22`';
  if (format === 'datetime') return 'write an instant as `2026-11-22T10:00:00Z`';
  const form = FORMS.find(([part]) => pattern.includes(part));
  return form?.[1] ?? `write it in the form ${pattern === '' ? format : pattern}`;
}

/** A value in a message: short, on one line. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (value === null) return 'empty';
  if (typeof value === 'object') return 'a mapping';
  const text = String(value);
  return `\`${text.length > 40 ? `${text.slice(0, 40)}…` : text}\``;
}
