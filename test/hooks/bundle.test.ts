import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';

type Contents = Readonly<Record<string, Readonly<Record<string, number>>>>;
const contents: Contents = JSON.parse(readFileSync(resolve('packages/cli/dist/hook.json'), 'utf8'));

describe('what every commit loads', () => {
  test.each(['hook.cjs', 'hook-main.cjs'])('%s holds no package but our own', (bundle) => {
    const files = Object.keys(contents[bundle] ?? {});
    expect(files.length).toBeGreaterThan(0);
    expect(files.filter((file) => file.includes('node_modules'))).toEqual([]);
  });

  test('the hook carries neither the words of rules nor what makes policies', () => {
    const text = readFileSync(resolve('packages/cli/dist/hook-main.cjs'), 'utf8');
    const slow = readFileSync(resolve('packages/cli/dist/hook-slow.cjs'), 'utf8');
    const question = 'Which documentation was read before this was written?';
    expect(text).not.toContain(question);
    expect(slow).toContain(question);
    expect(
      Object.keys(contents['hook-main.cjs'] ?? {}).filter((file) =>
        /\/policy|\/plan|schema|report/.test(file),
      ),
    ).toEqual([]);
  });

  test('the hook loads of Node.js only what has no price', () => {
    const text = ['hook.cjs', 'hook-main.cjs']
      .map((name) => readFileSync(resolve('packages/cli/dist', name), 'utf8'))
      .join('\n');
    const loaded = new Set([...text.matchAll(/require\("(?:node:)?([^".]+)"\)/g)].map((match) => match[1]));
    expect([...loaded].sort()).toEqual(['fs', 'path', 'vm']);
  });
});

describe('the hook scripts', () => {
  const names = ['commit-msg', 'post-commit', 'pre-commit', 'pre-push', 'prepare-commit-msg'];

  test.each(names)('%s is at most ten lines of sh, the same here and in the package', (name) => {
    const text = readFileSync(resolve('hooks', name), 'utf8');
    expect(text.startsWith('#!/bin/sh\n')).toBe(true);
    expect(text.split('\n').length - 1).toBeLessThanOrEqual(10);
    expect(text).not.toMatch(/npx|\[\[|^\s*(?:function|local)\s|--no-verify/m);
    expect(readFileSync(resolve('packages/cli/dist/hooks', name), 'utf8')).toBe(text);
    expect(readFileSync(resolve('.husky', name), 'utf8')).toContain(`hooks/${name}`);
  });

  test('the pre-commit framework gets three of them', () => {
    const hooks: readonly { readonly entry: string; readonly stages: readonly string[] }[] = parse(
      readFileSync(resolve('.pre-commit-hooks.yaml'), 'utf8'),
    );
    expect(hooks.flatMap(({ stages }) => stages)).toEqual(['commit-msg', 'pre-commit', 'pre-push']);
    for (const { entry } of hooks) expect(names).toContain(entry.replace('hooks/', ''));
  });
});
