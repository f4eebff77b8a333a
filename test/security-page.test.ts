import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';

/** Rows of the table of threats: number, and each of the tests that show it. */
const rows = readFileSync('docs/security.md', 'utf8')
  .split('\n')
  .filter((line) => /^\| T\d/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .flatMap((cells) =>
    (cells[4] ?? '').split(', ').map((file) => [cells[1] ?? '', file.replaceAll('`', '')] as const),
  );

/** GitHub alone decides about it. */
const UNTESTABLE = ['T3'];

describe('docs/security.md', () => {
  test('names the threats T1 to T20 once each', () => {
    expect([...new Set(rows.map(([id]) => id))]).toEqual(Array.from({ length: 20 }, (_, at) => `T${at + 1}`));
  });

  const shown = rows.filter(([id]) => !UNTESTABLE.includes(id));

  test.each(shown)('%s is shown by a file of tests that is there: %s', (_, file) => {
    expect(existsSync(file)).toBe(true);
  });

  const named = shown.filter(([, file]) => file.startsWith('test/action/threats'));

  test.each(named)('%s has a test of that number in %s', (id, file) => {
    expect(readFileSync(file, 'utf8')).toContain(`'${id}: `);
  });
});
