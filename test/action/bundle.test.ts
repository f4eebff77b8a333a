import { readdirSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';

const DIST = 'packages/action/dist';
const parts: Readonly<Record<'gate' | 'report', Readonly<Record<string, number>>>> = JSON.parse(
  readFileSync(`${DIST}/parts.json`, 'utf8'),
);

function sum(sizes: Readonly<Record<string, number>>): number {
  return Object.values(sizes).reduce((total, bytes) => total + bytes, 0);
}

describe('what the Action ships', () => {
  test('every file is listed with its size', () => {
    const listed = Object.entries({ ...parts.gate, ...parts.report }).sort();
    const there = readdirSync(DIST)
      .filter((name) => name !== 'index.json' && name !== 'parts.json')
      .map((name) => [name, statSync(`${DIST}/${name}`).size]);
    expect(listed).toEqual(there.sort());
  });

  test('all that a run of the gate may load is at most 1.2 MB', () => {
    expect(Object.keys(parts.gate)).toEqual(expect.arrayContaining(['index.js', 're2js.cjs']));
    expect(sum(parts.gate)).toBeLessThan(1_200_000);
    expect(Object.keys(parts.report).length).toBeGreaterThan(0);
  });

  test('the gate starts without what reads YAML, checks values or measures', () => {
    const start = readFileSync(`${DIST}/index.js`, 'utf8');
    expect(start).not.toContain('BLOCK_LITERAL');
    expect(start).not.toContain('ZodError');
    expect(start).not.toContain('landed changes that another change repaired within 14 days');
  });
});
