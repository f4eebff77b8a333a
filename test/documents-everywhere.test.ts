import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type AnyRule, type Example, outcomeOf, runExample } from '@forethought/core';
import { rules } from '@forethought/rules';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { stringify } from 'yaml';
import { forethought } from './cli/cli.js';
import { settingsOf } from './helpers/doors.js';
import { policy } from './helpers/policy.js';
import { makeRepository, type TestRepository } from './helpers/repository.js';

/** One example of a document rule, in a folder of its own. */
interface Case {
  readonly rule: AnyRule;
  readonly example: Example;
  readonly folder: string;
}

// What a document's age is depends on the clock and on history, which no linter has: those examples are tried in the linters' own tests.
const cases: readonly Case[] = (rules as readonly AnyRule[])
  .filter(({ needs = [], sections }) => needs.every((need) => need === 'record' && sections.length > 0))
  .flatMap((rule) =>
    rule.examples.map((example: Example, at: number) => ({ rule, example, folder: `${rule.id}-${at}` })),
  )
  .filter(
    ({ example: { kind, asOf, changedAt, documentKind = '' } }) =>
      kind === 'document' &&
      asOf === undefined &&
      changedAt === undefined &&
      !documentKind.endsWith('-record'),
  );

/** Paths that exist, as the repository has them: below the example's folder. */
function existingIn({ example, folder }: Case): readonly string[] {
  return (example.existingPaths ?? []).map((path) => `${folder}/${path}`);
}

function settings(each: Case): object {
  const existing = [...(each.example.existingPaths ?? []), ...existingIn(each)];
  return { ...settingsOf(each.example), existingPaths: existing, changedFiles: [`${each.folder}/page.md`] };
}

let repo: TestRepository;
let folder = '';

beforeAll(() => {
  repo = makeRepository();
  repo.commit({ 'forethought.yml': CONFIG, ...Object.fromEntries(cases.flatMap(filesOf)) }, 'docs: examples');
  // Within the project, so that the linters find what they import.
  folder = mkdtempSync(join(resolve('test/.build'), 'everywhere-'));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  write('reporter.mjs', REPORTER);
  write('.markdownlint-cli2.mjs', MARKDOWNLINT);
  for (const { id } of rules) write(`${id}.mjs`, remarkPlugin(id));
  for (const each of cases) {
    for (const [path, text] of filesOf(each)) write(path, text);
    const { id } = each.rule;
    write(
      `${each.folder}/.markdownlint.json`,
      JSON.stringify({ default: false, [`forethought/${id}`]: settings(each) }),
    );
    const plugins = ['remark-frontmatter', 'remark-gfm', [`../${id}.mjs`, ['error', settings(each)]]];
    write(`${each.folder}/.remarkrc`, JSON.stringify({ plugins }));
  }
}, 60_000);
afterAll(() => {
  repo.cleanup();
  rmSync(folder, { recursive: true, force: true });
});

function filesOf(each: Case): readonly (readonly [string, string])[] {
  return [
    [`${each.folder}/page.md`, each.example.text],
    ...existingIn(each).map((path) => [path, 'x\n'] as const),
  ];
}

const CONFIG = stringify({
  rules: Object.fromEntries(cases.map(({ rule }) => [rule.id, 'off'])),
  documents: Object.fromEntries(
    policy.documents.flatMap(({ kind, title, sections, optional }) => {
      const paths = cases
        .filter(({ example }) => example.documentKind === kind)
        .map((each) => `${each.folder}/page.md`);
      return paths.length === 0 ? [] : [[kind, { title, paths, sections, optional }]];
    }),
  ),
  overrides: cases.map(({ rule, example, folder: path }) => ({
    paths: [`${path}/**`],
    rules: { [rule.id]: { severity: 'block', kinds: ['document'], options: example.options ?? {} } },
  })),
});

const MARKDOWNLINT =
  "import customRules from '@forethought/rules/markdownlint';\nexport default { customRules, config: { default: false } };\n";
const REPORTER =
  'export default (files) => JSON.stringify(files.map(({ path, messages }) => ({ path, messages: messages.map(({ reason, line, column }) => ({ message: reason, line, column })) })));\n';
const remarkPlugin = (id: string) =>
  `import { remarkRule } from '@forethought/rules/remark';\nexport default remarkRule('${id}');\n`;

/** Runs a linter's own command on all pages. */
function lint(script: string, args: readonly string[]): string {
  const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0', NODE_OPTIONS: '' };
  const run = spawnSync(process.execPath, [resolve('node_modules', script), ...args], {
    cwd: folder,
    encoding: 'utf8',
    env,
    maxBuffer: 1e8,
  });
  return run.stderr;
}

type Found = ReadonlyMap<string, readonly string[]>;

/** `rule/code line:column` of everything found, by folder. */
function byFolder(found: readonly (readonly [path: string, what: string])[]): Found {
  const folders = new Map<string, string[]>();
  for (const [path, what] of found) {
    const name = path.split('/')[0] ?? '';
    folders.set(name, [...(folders.get(name) ?? []), what].sort());
  }
  return folders;
}

function codeIn(message: string): string {
  return [...message.matchAll(/\[([a-z0-9-]+\/[a-z0-9-]+)\]/g)].at(-1)?.[1] ?? message;
}

function inRemark(): Found {
  const said = lint('remark-cli/cli.js', ['--no-stdout', '--no-color', '--report', './reporter.mjs', '.']);
  const files: readonly {
    readonly path: string;
    readonly messages: readonly {
      readonly message: string;
      readonly line?: number;
      readonly column?: number;
    }[];
  }[] = JSON.parse(said);
  return byFolder(
    files.flatMap(({ path, messages }) =>
      messages.map(
        ({ message, line = 1, column = 1 }) => [path, `${codeIn(message)} ${line}:${column}`] as const,
      ),
    ),
  );
}

function inMarkdownlint(): Found {
  const lines = lint('markdownlint-cli2/markdownlint-cli2-bin.mjs', ['**/page.md']).split('\n');
  return byFolder(
    lines.flatMap((line) => {
      const [, path, at, column = '1', rest] =
        /^(\S+?\.md):(\d+)(?::(\d+))? error forethought\/(.*)$/.exec(line) ?? [];
      if (path === undefined || rest === undefined) return [];
      const inMatter = /Line (\d+) of the front matter\. /.exec(rest)?.[1];
      return [
        [path, `${codeIn(rest)} ${inMatter === undefined ? `${at}:${column}` : `${inMatter}:1`}`] as const,
      ];
    }),
  );
}

function inCheck(): Found {
  const { stdout } = forethought(repo, ['check', '.', '--format', 'json']);
  const findings: readonly {
    readonly ruleId: string;
    readonly outcome: string;
    readonly subject: { readonly id: string };
    readonly problem?: {
      readonly code: string;
      readonly place?: { readonly line: number; readonly column: number };
    };
  }[] = JSON.parse(stdout).findings;
  return byFolder(
    findings.flatMap(({ ruleId, outcome, subject, problem }) => {
      if (outcome !== 'fail') return [];
      const { line, column } = problem?.place ?? { line: 1, column: 1 };
      return [[subject.id, `${ruleId}/${problem?.code} ${line}:${column}`] as const];
    }),
  );
}

describe('every document rule says the same of its examples, at the same places', () => {
  let doors: Readonly<Record<string, Found>>;
  beforeAll(() => {
    doors = {
      'remark-cli': inRemark(),
      'markdownlint-cli2': inMarkdownlint(),
      'forethought check': inCheck(),
    };
  }, 120_000);

  test('there are many examples, of every rule on documents', () => {
    expect(new Set(cases.map(({ rule }) => rule.id)).size).toBeGreaterThan(12);
    expect(cases.length).toBeGreaterThan(60);
  });

  test.each(cases.map((each) => [each.rule.id, each.example.name, each] as const))(
    '%s: %s',
    (_, _name, each) => {
      const found = (door: string) => doors[door]?.get(each.folder) ?? [];
      const outcome = outcomeOf(runExample(each.rule, each.example, policy));
      const codes = new Set(found('forethought check').map((what) => what.split(' ')[0]?.split('/')[1]));
      expect([...codes].sort()).toEqual(typeof outcome === 'string' ? [] : [...outcome].sort());
      expect(found('remark-cli')).toEqual(found('forethought check'));
      expect(found('markdownlint-cli2')).toEqual(found('forethought check'));
    },
  );
});
