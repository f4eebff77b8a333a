import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@jest/globals';

type CheckLock = { readonly lockProblems: (lock: unknown) => readonly string[] };

const { lockProblems }: CheckLock = await import(pathToFileURL(resolve('scripts/check-lock.mjs')).href);

test('a platform package is found beside its package and in the folders above it', () => {
  const packages = {
    'node_modules/tool': { optionalDependencies: { 'tool-linux': '1.0.0', '@tool/darwin': '1.0.0' } },
    'node_modules/tool/node_modules/tool-linux': {},
    'node_modules/@tool/darwin': {},
  };
  expect(lockProblems({ packages })).toEqual([]);
});

test('a missing platform package is named together with the package to pin', () => {
  const packages = { 'node_modules/@a/tool': { optionalDependencies: { 'tool-linux': '1.0.0' } } };
  const [problem, ...others] = lockProblems({ packages });
  expect(others).toEqual([]);
  expect(problem).toContain('tool-linux has no entry');
  expect(problem).toContain('pin @a/tool to a version');
});

test('a registry address is refused, a workspace link is not', () => {
  const packages = {
    'node_modules/a': { resolved: 'https://registry.example/a/-/a-1.0.0.tgz' },
    'node_modules/@forethought/core': { resolved: 'packages/core', link: true },
  };
  expect(lockProblems({ packages })).toEqual([expect.stringContaining('node_modules/a: "resolved"')]);
});

test('a lock without a table of packages is a problem, not a pass', () => {
  expect(lockProblems({})).toHaveLength(1);
});
