import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import ts from 'typescript';
import { importTarget, nodesThat, type Source, sourcesUnder } from './helpers/sources.js';

const core = sourcesUnder('packages/core/src');
const io = sourcesUnder('packages/io/src');
const cli = sourcesUnder('packages/cli/src');
const action = sourcesUnder('packages/action/src');
const rules = sourcesUnder('rules');
const product = [...core, ...io, ...cli, ...action, ...rules];
const pure = [...core, ...rules];

/** `path: what` of every import for which the test answers true. */
function importsThat(
  sources: readonly Source[],
  isWrong: (from: string, typeOnly: boolean, path: string) => boolean,
): readonly string[] {
  return sources.flatMap((source) =>
    source.imports
      .filter(({ from, typeOnly }) => isWrong(from, typeOnly, source.path))
      .map(({ from }) => `${source.path}: ${from}`),
  );
}

const isOurs = (from: string) => from === 'forethought' || /^(?:@forethought|forethought)\//.test(from);
const isRelative = (from: string) => from.startsWith('.');

describe('who may import what', () => {
  test('the sources are found', () => {
    for (const sources of [core, io, cli, action, rules]) expect(sources).not.toHaveLength(0);
  });

  test('core imports nothing of ours', () => {
    expect(importsThat(core, isOurs)).toEqual([]);
  });

  test('rules import only core', () => {
    expect(importsThat(rules, (from) => isOurs(from) && from !== '@forethought/core')).toEqual([]);
  });

  test('io imports nothing of ours but the types of core', () => {
    const isWrong = (from: string, typeOnly: boolean) =>
      isOurs(from) && (from !== '@forethought/core' || !typeOnly);
    expect(importsThat(io, isWrong)).toEqual([]);
  });

  test('core and rules import nothing of Node.js', () => {
    expect(importsThat(pure, (from) => from.startsWith('node:'))).toEqual([]);
  });

  test('no relative import leaves its workspace', () => {
    const workspace = (path: string) =>
      path
        .split('/')
        .slice(0, path.startsWith('rules/') ? 1 : 3)
        .join('/');
    const leaves = (from: string, _: boolean, path: string) =>
      isRelative(from) && workspace(importTarget(path, from)) !== workspace(path);
    expect(importsThat(product, leaves)).toEqual([]);
  });

  test('zod and yaml are loaded only where data is validated', () => {
    const reader = /^packages\/core\/src\/(?:schema\/(?:training\/)?[^/]+|plan|config)\.ts$/;
    const isWrong = (from: string, typeOnly: boolean, path: string) =>
      ['zod', 'yaml'].includes(from) && !typeOnly && !reader.test(path);
    expect(importsThat(product, isWrong)).toEqual([]);
  });

  test('every package that is imported stands in the manifest of its workspace', () => {
    const declared = new Map(manifests.map(({ folder, names }) => [folder, names]));
    const isWrong = (from: string, _: boolean, path: string) => {
      if (isRelative(from) || from.startsWith('node:')) return false;
      const name = from.split('/', from.startsWith('@') ? 2 : 1).join('/');
      const folder = path.startsWith('rules/') ? 'rules' : path.split('/').slice(0, 2).join('/');
      return !declared.get(folder)?.has(name);
    };
    expect(importsThat(product, isWrong)).toEqual([]);
  });

  test('no import cycle', () => {
    expect(cyclesIn(product)).toEqual([]);
  });
});

/** Each cycle of run-time imports once, written as the way around it. */
function cyclesIn(sources: readonly Source[]): readonly string[] {
  const next = new Map(
    sources.map(({ path, imports }) => [
      path,
      imports
        .filter(({ from, typeOnly }) => isRelative(from) && !typeOnly)
        .map(({ from }) => importTarget(path, from)),
    ]),
  );
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (path: string, way: readonly string[]) => {
    if (way.includes(path)) cycles.push([...way.slice(way.indexOf(path)), path].join(' → '));
    if (done.has(path) || way.includes(path)) return;
    for (const target of next.get(path) ?? []) visit(target, [...way, path]);
    done.add(path);
  };
  for (const path of next.keys()) visit(path, []);
  return cycles;
}

interface Manifest {
  readonly folder: string;
  readonly names: ReadonlySet<string>;
}

const manifests: readonly Manifest[] = [
  '.',
  'rules',
  'packages/core',
  'packages/io',
  'packages/cli',
  'packages/action',
].map((folder) => {
  const manifest: Record<string, Record<string, string> | undefined> = JSON.parse(
    readFileSync(`${folder}/package.json`, 'utf8'),
  );
  const fields = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];
  return { folder, names: new Set(fields.flatMap((field) => Object.keys(manifest[field] ?? {}))) };
});

describe('purity', () => {
  const forbidden = new Set([
    'process',
    'console',
    'globalThis',
    'performance',
    'fetch',
    'setTimeout',
    'setInterval',
    'setImmediate',
    'queueMicrotask',
    'crypto',
    'require',
    'Buffer',
    '__dirname',
    '__filename',
    'eval',
  ]); // prettier-ignore

  test('core and rules use no global of a run-time environment', () => {
    expect(
      nodesThat(pure, (node) => ts.isIdentifier(node) && forbidden.has(node.text) && isValue(node)),
    ).toEqual([]);
  });

  test('core and rules read no clock and no chance', () => {
    const isClock = (node: ts.Node) =>
      (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length) ||
      (ts.isCallExpression(node) && ['Date', 'Date.now', 'Math.random'].includes(node.expression.getText()));
    expect(nodesThat(pure, isClock)).toEqual([]);
  });

  test('only the command sets the exit code or leaves', () => {
    const isExit = (node: ts.Node) =>
      ts.isPropertyAccessExpression(node) && ['process.exitCode', 'process.exit'].includes(node.getText());
    expect(nodesThat(cli, isExit)).not.toEqual([]);
    expect(nodesThat([...core, ...rules, ...io, ...action], isExit)).toEqual([]);
  });
});

/** An identifier that stands for a value, not the name of a member or of something declared here. */
function isValue(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  const named = parent as ts.Node & { readonly name?: ts.Node };
  return named.name !== node && !ts.isTypeReferenceNode(parent) && !ts.isJSDoc(parent);
}

describe('packages', () => {
  test('every run-time dependency has its reason written down', () => {
    const record = readFileSync('docs/decisions/0002-runtime-dependencies.md', 'utf8');
    const missing = manifests.flatMap(({ folder }) => {
      const manifest = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
      return Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }).filter(
        (name) => !isOurs(name) && !record.includes(`| \`${name}\` |`),
      );
    });
    expect(missing).toEqual([]);
  });

  test('the hook carries no YAML reader and no schema library', () => {
    const bundles: Record<string, Record<string, number>> = JSON.parse(
      readFileSync('packages/cli/dist/hook.json', 'utf8'),
    );
    const inputs = Object.keys(bundles['hook.cjs'] ?? {});
    expect(inputs).toContain('packages/cli/src/hook.ts');
    expect(inputs.filter((input) => /node_modules\/(?:zod|yaml)\//.test(input))).toEqual([]);
  });
});
