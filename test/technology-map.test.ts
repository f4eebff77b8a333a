import { type FileChange, fromText, officialSources, touchedTechnologies } from '@forethought/core';
import { builtInPlans } from '@forethought/rules';
import { describe, expect, test } from '@jest/globals';
import { policy } from './helpers/policy.js';

const file = (path: string): FileChange => ({ path, status: 'M', added: 20, deleted: 0 });
const ids = (paths: readonly string[], added?: Readonly<Record<string, string>>) =>
  touchedTechnologies(paths.map(file), policy, added && new Map(Object.entries(added))).map(({ id }) => id);

describe('the technology map', () => {
  const map = Object.entries(builtInPlans.find(({ plan }) => plan === 'devops-elite')?.technologies ?? {});

  test('knows at least 70 technologies, each with a way to tell it and with its documentation', () => {
    expect(map.length).toBeGreaterThanOrEqual(70);
    expect(map.map(([id]) => id)).toEqual([...map.map(([id]) => id)].sort());
    expect(map.filter(([, { paths, content }]) => paths.length + content.length === 0)).toEqual([]);
    expect(new Set(map.map(([, { title }]) => title)).size).toBe(map.length);
  });

  test('writes documentation as a host with or without a path: no scheme, no www, no query', () => {
    const wrong = map
      .flatMap(([, { docs }]) => docs)
      .filter((doc) => !/^(?!www\.)[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:\/[\w.-]+)*$/.test(doc));
    expect(wrong).toEqual([]);
  });

  test('has no word that any code holds: words are longer than three characters and belong to one technology', () => {
    const words = map.flatMap(([, { content }]) => content.map((word) => word.toLowerCase()));
    expect(words.filter((word) => word.length < 4)).toEqual([]);
    expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([]);
  });

  test.each<[string, string]>([
    ['.github/workflows/ci.yml', 'github-actions'],
    ['.github/CODEOWNERS', 'github'],
    ['.husky/commit-msg', 'git'],
    ['packages/core/src/judge.ts', 'typescript'],
    ['packages/cli/package.json', 'npm'],
    ['jest.config.mjs', 'jest'],
    ['biome.json', 'biome'],
    ['docs/schemas/config.json', 'json-schema'],
    ['scripts/esbuild.mjs', 'esbuild'],
    ['scripts/x.sh', 'bash'],
    ['.markdownlint-cli2.jsonc', 'markdown'],
    ['.yamllint.yml', 'yaml'],
    ['deploy/charts/web/Chart.yaml', 'helm'],
    ['infra/main.tf', 'terraform'],
    ['api/v1/service.proto', 'protobuf'],
    ['etc/web.service', 'systemd'],
    ['db/migrations/001.sql', 'postgresql'],
    ['policy/deny.rego', 'opa'],
    ['web/src/App.vue', 'vue'],
    ['Pulumi.prod.yaml', 'pulumi'],
  ])('knows %s as %s', (path, id) => {
    expect(ids([path])).toContain(id);
  });
});

describe('words in added text', () => {
  test('tell what a path does not', () => {
    const code = "import { test } from '@playwright/test';\nimport { readFile } from 'node:fs/promises';\n";
    expect(ids(['src/a.ts'], { 'src/a.ts': code })).toEqual(['nodejs', 'playwright', 'typescript']);
    expect(
      ids(['deploy/x.yaml'], { 'deploy/x.yaml': 'apiVersion: cert-manager.io/v1\nkind: Issuer\n' }),
    ).toEqual(['cert-manager']);
    expect(ids(['deploy/x.yaml'])).toEqual([]);
  });

  test('count whole and in any letter case', () => {
    expect(ids(['a.txt2'], { 'a.txt2': 'KUBECTL APPLY -f x' })).toEqual(['kubernetes']);
    expect(ids(['a.txt2'], { 'a.txt2': 'mykubectl apply2' })).toEqual([]);
  });

  test('do not count in documentation, nor in files that did not change', () => {
    expect(ids(['README.md'], { 'README.md': 'run kubectl apply' })).toEqual([]);
    expect(ids(['a.txt2'], { 'b.txt2': 'kubectl apply' })).toEqual([]);
  });

  test('decide whose documentation is official', () => {
    const text = 'feat: x\n\nSources Consulted:\n- https://playwright.dev/docs/intro - fixtures\n';
    const evidence = fromText(text, { kind: 'commit', index: policy.sections, hashHeadings: 'count' });
    const added = new Map([['src/a.ts', "from '@playwright/test'"]]);
    expect(officialSources(evidence, [file('src/a.ts')], policy).verdict).toBe(false);
    expect(officialSources(evidence, [file('src/a.ts')], policy, undefined, added).verdict).toBe(true);
  });

  test('are sought in a bounded part of any text', () => {
    const near = `${'x '.repeat(1000)}kubectl apply`;
    const far = `${'apiVersion: '.repeat(40_000)}kubectl apply`;
    expect(ids(['a.txt2'], { 'a.txt2': near })).toEqual(['kubernetes']);
    expect(ids(['a.txt2'], { 'a.txt2': far })).toEqual([]);
  });
});
