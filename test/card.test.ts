import { readFileSync } from 'node:fs';
import { lint } from '@commitlint/core';
import { plugin } from '@forethought/rules/commitlint';
import { describe, expect, test } from '@jest/globals';
import { sourceAt } from './helpers/sources.js';

type Table = Readonly<Record<string, string>>;

interface Manifest {
  readonly scripts?: Table;
  readonly dependencies?: Table;
  readonly devDependencies?: Table;
  readonly peerDependencies?: Table;
}

const manifestAt = (path: string): Manifest => JSON.parse(readFileSync(path, 'utf8'));

/** Each package of the toolkit: the manifests that name it, and a source that imports it. */
const card: readonly (readonly [name: string, manifests: readonly string[], source: string])[] = [
  ['husky', ['package.json'], 'scripts/prepare.mjs'],
  ['@commitlint/core', ['package.json', 'rules/package.json'], 'test/card.test.ts'],
  ['@octokit/rest', ['packages/io/package.json'], 'packages/io/src/github/connect.ts'],
  ['@actions/core', ['packages/action/package.json'], 'packages/action/src/inputs.ts'],
  ['markdownlint', ['package.json', 'rules/package.json'], 'test/helpers/doors.ts'],
  ['unified', ['package.json', 'rules/package.json'], 'rules/adapters/remark.ts'],
  ['remark-parse', ['package.json', 'rules/package.json'], 'test/helpers/two-readers.ts'],
];

describe('the packages of the toolkit', () => {
  test.each(card)('%s is declared in %j and imported by %s', (name, manifests, source) => {
    const declared = manifests.filter((path) => {
      const { dependencies, devDependencies, peerDependencies } = manifestAt(path);
      return name in { ...dependencies, ...devDependencies, ...peerDependencies };
    });
    const imported = sourceAt(source).imports.map(({ from }) => from);
    expect(declared).toEqual(manifests);
    expect(imported.filter((from) => from === name || from.startsWith(`${name}/`))).not.toEqual([]);
  });

  test('the core of commitlint runs the rules of commits', async () => {
    const rules = { 'forethought/sources-consulted': [2, 'always'] as const };
    const judged = async (message: string) =>
      (await lint(message, rules as never, { plugins: { forethought: plugin as never } })).errors.map(
        ({ name }) => name,
      );
    expect(await judged('feat: values\n\nWithout a word on where they come from.\n')).toEqual([
      'forethought/sources-consulted',
    ]);
    expect(await judged('feat: values\n\nSources Consulted:\n- https://nodejs.org/api/esm.html\n')).toEqual(
      [],
    );
  });

  test('jest runs the tests, and they take its globals from it', () => {
    const { scripts, devDependencies } = manifestAt('package.json');
    expect(scripts?.['test']).toContain('node_modules/jest/bin/jest.js');
    expect(Object.keys(devDependencies ?? {})).toEqual(expect.arrayContaining(['jest', '@jest/globals']));
    expect(sourceAt('test/card.test.ts').imports.map(({ from }) => from)).toContain('@jest/globals');
  });

  test('what the Action ships holds the client of GitHub and the toolkit of the runner', () => {
    const inputs: Readonly<Record<string, number>> = JSON.parse(
      readFileSync('packages/action/dist/index.json', 'utf8'),
    );
    const bytesOf = (name: string): number =>
      Object.entries(inputs)
        .filter(([path]) => path.startsWith(`node_modules/${name}/`))
        .reduce((sum, [, bytes]) => sum + bytes, 0);
    for (const name of ['@octokit/rest', '@octokit/core', '@octokit/request', '@actions/core']) {
      expect([name, bytesOf(name) > 0]).toEqual([name, true]);
    }
  });
});
