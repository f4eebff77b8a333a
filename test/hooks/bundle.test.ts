import { readdirSync, readFileSync, statSync, utimesSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { commitCode, DOCUMENTED, makeHooked, stageCode } from '../helpers/hooked.js';

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

  test('it stays small: every byte is read, and most of them are compiled, at each commit', () => {
    const bytesOf = (bundle: string): number => statSync(resolve('packages/cli/dist', bundle)).size;
    expect(bytesOf('hook.cjs')).toBeLessThan(1_200);
    expect(bytesOf('hook-main.cjs')).toBeLessThan(180_000);
  });

  test('the cached policy stays small, its head above all, which is all that every commit parses', () => {
    const repository = makeHooked();
    try {
      expect(commitCode(repository, ['-m', DOCUMENTED])).toMatchObject({ code: 0, stderr: '' });
      const folder = join(repository.path, '.git/forethought');
      const file = readdirSync(folder).find((name) => name.startsWith('policy-')) ?? '';
      const text = readFileSync(join(folder, file), 'utf8');
      expect(text.length).toBeLessThan(80_000);
      expect(text.indexOf('\0')).toBeGreaterThan(0);
      expect(text.indexOf('\0')).toBeLessThan(4_000);
      // One letter of more than a byte makes the engine read all of it as two.
      expect(/[^\0-\x7f]/.test(text)).toBe(false);
    } finally {
      repository.cleanup();
    }
  });

  test('a message that passes is judged without another process, hash or bundle', () => {
    const repository = makeHooked();
    try {
      expect(commitCode(repository, ['-m', DOCUMENTED])).toMatchObject({ code: 0, stderr: '' });
      const probe = `process.on('exit', () => console.log(JSON.stringify([process.moduleLoadList, Object.keys(require.cache)])))`;
      repository.write({ '.git/probe.cjs': probe, '.git/COMMIT_EDITMSG': DOCUMENTED });
      const rested = new Date(Date.now() - 60_000);
      utimesSync(join(repository.path, '.git/logs/HEAD'), rested, rested);
      const path = stageCode(repository);
      const args = [
        '--require',
        './.git/probe.cjs',
        'node_modules/forethought/dist/hook.cjs',
        'commit-msg',
        '.git/COMMIT_EDITMSG',
      ];
      const env = {
        GIT_AUTHOR_EMAIL: 'ada@example.org',
        GIT_AUTHOR_DATE: `@${Math.floor(Date.now() / 1000)} +0000`,
        GIT_EDITOR: ':',
      };
      const done = repository.run(process.execPath, args, { env, input: `A\0${path}\0` });
      expect(done).toMatchObject({ code: 0, stderr: '' });
      const [builtIn, files]: readonly [string[], string[]] = JSON.parse(done.stdout);
      expect(
        builtIn.filter((name) => /child_process|crypto|NativeModule (?:net|http|zlib)/.test(name)),
      ).toEqual([]);
      expect(files.filter((file) => file.includes('hook-slow'))).toEqual([]);
    } finally {
      repository.cleanup();
    }
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
