import { spawnSync } from 'node:child_process';
import { rules } from '@forethought/rules';
import { expect, test } from '@jest/globals';
import { hostileTexts } from './helpers/hostile-texts.js';

interface Said {
  readonly name: string;
  readonly kind: string;
  readonly inTime: boolean;
  readonly outcomes: Readonly<Record<string, unknown>>;
}

const child = spawnSync(
  process.execPath,
  ['--max-old-space-size=128', 'test/.build/helpers/read-hostile.js'],
  { encoding: 'utf8', timeout: 100_000 },
);
const said = child.stdout
  .split('\n')
  .filter((line) => line !== '')
  .map((line): Said => JSON.parse(line));

test('the reader of hostile texts comes to its end without a complaint', () => {
  expect([child.stderr, child.status]).toEqual(['', 0]);
});

test.each(Object.keys(hostileTexts))('%s: a verdict by every rule within a second and 200 MB', (name) => {
  const own = said.filter((each) => each.name === name);
  expect(own.map(({ kind, inTime }) => [kind, inTime])).toEqual([
    ['commit', true],
    ['pull-request', true],
    ['document', true],
  ]);
  for (const { outcomes } of own) expect(Object.keys(outcomes)).toEqual(rules.map(({ id }) => id));
});
