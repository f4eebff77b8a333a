import { existsSync, readFileSync } from 'node:fs';
import lint20 from '@commitlint/lint';
import load20 from '@commitlint/load';
import { type AnyRule, type Example, outcomeOf, runExample } from '@forethought/core';
import { rules } from '@forethought/rules';
import config, { plugin } from '@forethought/rules/commitlint';
import customRules from '@forethought/rules/markdownlint';
import preset, { remarkRule, remarkRules } from '@forethought/rules/remark';
import { describe, expect, test } from '@jest/globals';
import lint21 from 'commitlint21-lint';
import load21 from 'commitlint21-load';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { VFile } from 'vfile';
import { codesIn, commitDoors, markdownDoors, settingsOf } from './helpers/doors.js';
import { policy } from './helpers/policy.js';

/** Reviews never reach a linter: rules that can't do without them are left out of each. Pages that a rule judges beside records do. */
const forLinters = (rules as readonly AnyRule[]).filter(({ needs = [], sections }) =>
  needs.every((need) => need === 'record' && sections.length > 0),
);
const examples = forLinters.flatMap((rule) =>
  rule.examples
    .filter(({ documentKind = '' }: Example) => !documentKind.endsWith('-record'))
    .map((example: Example) => [rule, example] as const),
);

/** `rule/code` of every problem that the rule itself finds. No linter knows a commit's tree, so none tells of a run on another one. */
function codesOf(rule: AnyRule, { tree: _, ...example }: Example): readonly string[] {
  const outcome = outcomeOf(runExample(rule, example, policy));
  return typeof outcome === 'string' ? [] : outcome.map((code) => `${rule.id}/${code}`);
}

describe.each(Object.entries({ ...commitDoors, ...markdownDoors }))('%s', (name, door) => {
  const carried = examples.filter(([, { kind }]) => (kind === 'commit') === Object.hasOwn(commitDoors, name));

  test.each(carried.map(([rule, example]) => [rule.id, example.name, rule, example] as const))(
    '%s: %s',
    async (id, _, rule, example) => {
      const reports = await door(id, example.text, settingsOf(example), 'error', example.path);
      expect(codesIn(reports)).toEqual(codesOf(rule, example));
      expect(reports.every(({ isError }) => isError)).toBe(true);
    },
  );

  const failing = carried.filter(([rule, example]) => codesOf(rule, example).length > 0);

  test('a warning stays a warning', async () => {
    for (const [rule, example] of failing) {
      const reports = await door(rule.id, example.text, settingsOf(example), 'warn', example.path);
      expect(reports.map(({ isError }) => isError)).toEqual(reports.map(() => false));
      expect(reports).not.toHaveLength(0);
    }
  });

  test('a message has the question, what was found and expected, and the next step', async () => {
    for (const [rule, example] of failing) {
      const [report] = await door(rule.id, example.text, settingsOf(example), 'error', example.path);
      expect(report?.message).toMatch(/^[^\n]+\? Found: .+\. Expected: .+\. .+ \[[a-z-]+\/[a-z-]+\]$/m);
    }
  });

  test('an option that the rule does not have is an error that lists the valid ones, and not a pass', async () => {
    const [rule, example] = carried[0] ?? [];
    if (rule === undefined || example === undefined) throw new Error('no example to try');
    const reports = await door(rule.id, example.text, { atleast: 3 }, 'error');
    expect(codesIn(reports)).toEqual([`${rule.id}/error`]);
    expect(reports[0]?.message).toContain('no option "atleast"; it takes ');
    expect(reports[0]?.message).toContain('existingPaths');
  });
});

/** Where a report points to; markdownlint has no places in front matter, and says its line in words. */
function placeOf({
  line,
  column,
  message,
}: {
  line?: number | undefined;
  column?: number | undefined;
  message: string;
}) {
  const inMatter = /^Line (\d+) of the front matter\. /.exec(message)?.[1];
  return inMatter === undefined ? `${line}:${column}` : `${inMatter}:1`;
}

describe('places', () => {
  const placed = examples.flatMap(([rule, example]) => {
    const result = runExample(rule, example, policy);
    const problems = 'problems' in result ? result.problems : [];
    const places = problems.flatMap(({ place }) =>
      place === undefined ? [] : [`${place.line}:${place.column}`],
    );
    return example.kind === 'commit' || places.length === 0
      ? []
      : [[rule.id, example.name, example, places] as const];
  });

  test.each(placed)('%s: %s has its places in both Markdown linters', async (id, _, example, places) => {
    for (const door of Object.values(markdownDoors)) {
      const reports = await door(id, example.text, settingsOf(example), 'error', example.path);
      const found = reports.map(placeOf);
      expect(places.filter((place) => !found.includes(place))).toEqual([]);
    }
  });

  test('a line after front matter is counted from the top of the file', async () => {
    const text = '---\nowner: platform\n---\n\n# Page\n\n## Test Evidence\n\nTODO\n';
    for (const door of Object.values(markdownDoors)) {
      const reports = await door('no-placeholder', text, {}, 'error');
      expect(reports).toHaveLength(1);
      expect(reports[0]?.line).toBeGreaterThanOrEqual(7);
    }
  });
});

describe('commitlint', () => {
  const stored =
    'feat: retry\n\n## Sources Consulted\n\n- https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3\n';
  const editor = `${stored}\n# Please enter the commit message for your changes.\n#\n# On branch main\n#\n`;

  test.each(Object.entries(commitDoors))(
    '%s: `#` lines count once stored, and not while git is going to delete them',
    async (_, door) => {
      expect(codesIn(await door('sources-consulted', stored, {}, 'error'))).toEqual([]);
      expect(codesIn(await door('sources-consulted', editor, {}, 'error'))).toEqual([
        'sources-consulted/doomed',
      ]);
    },
  );

  test.each(Object.entries(commitDoors))(
    '%s: the scissors line and the diff below it are no message',
    async (_, door) => {
      const cut = `fix: retry\n\n# ------------------------ >8 ------------------------\n# Do not modify or remove the line above.\nSources Consulted:\n- https://www.rfc-editor.org/rfc/rfc9110\n`;
      expect(codesIn(await door('sources-consulted', cut, {}, 'error'))).not.toEqual([]);
    },
  );

  test.each(Object.entries(commitDoors))(
    '%s: an issue reference moves nothing out of its section',
    async (_, door) => {
      const text =
        'fix: retry\n\nSources Consulted:\n- kubernetes/kubernetes#1234 thread\n- https://kubernetes.io/docs/concepts/: fixes #12\n\nTest Evidence:\n- npm test: 12 passed\n';
      expect(codesIn(await door('test-evidence', text, {}, 'error'))).toEqual([]);
      expect(codesIn(await door('sources-consulted', text, {}, 'error'))).toEqual([]);
    },
  );

  test('a rule turned round by "never" says how to turn it off', () => {
    const [valid, message] =
      plugin.rules['forethought/sources-consulted']?.({ raw: 'fix: a' }, 'never') ?? [];
    expect(valid).toBe(false);
    expect(message).toContain('level 0');
  });

  const majors = { '20': [load20, lint20], '21': [load21, lint21] } as const;

  test.each(Object.entries(majors))(
    '%s loads the configuration by its name, beside a rule of the team',
    async (_, [load, lint]) => {
      const named = () => [false, 'no ticket is named'] as const;
      const seed = {
        extends: ['@commitlint/config-conventional', '@forethought/rules/commitlint'],
        plugins: [{ rules: { ...plugin.rules, 'ticket-named': named } }],
        rules: { 'ticket-named': [2, 'always'] },
      };
      const {
        rules: settings,
        plugins,
        defaultIgnores,
        helpUrl,
      } = await load(seed as never, { cwd: process.cwd(), file: 'package.json' });
      const result = await lint(
        'Merge branch a\n\nno evidence\n',
        settings as never,
        { plugins, defaultIgnores } as never,
      );
      const names = result.errors.map(({ name }) => name);
      expect(names).toEqual(
        expect.arrayContaining([
          'ticket-named',
          'forethought/sources-consulted',
          'forethought/test-evidence',
        ]),
      );
      expect(result.warnings.map(({ name }) => name)).toContain('forethought/pre-mortem');
      expect(existsSync(new URL(String(helpUrl)))).toBe(true);
    },
  );

  test('the configuration changes two rules of others, and no more', () => {
    const others = Object.entries(config.rules).filter(([name]) => !name.startsWith('forethought/'));
    expect(others).toEqual([
      ['body-max-line-length', [0]],
      ['footer-leading-blank', [0]],
    ]);
    expect(Object.keys(config.rules).filter((name) => name.startsWith('forethought/'))).toEqual(
      Object.keys(plugin.rules),
    );
    expect(config.defaultIgnores).toBe(false);
  });
});

describe('remark', () => {
  test('one rule runs with two settings, as each is a function of its own', async () => {
    const processor = unified()
      .use(remarkParse)
      .use(remarkGfm)
      .use(remarkRule('test-evidence'), ['error', { kind: 'pull-request' }])
      .use(remarkRule('test-evidence'), ['warn', { kind: 'pull-request' }]);
    const file = new VFile('Nothing was said.\n');
    await processor.run(processor.parse(file), file);
    expect(file.messages.map(({ fatal }) => fatal)).toEqual([true, false]);
  });

  test('a rule that breaks down is an error, even where it is set to warn', async () => {
    const [report] = await (markdownDoors.remark?.('no-placeholder', '# A\n', { kind: 'tweet' }, 'warn') ??
      []);
    expect(report?.isError).toBe(true);
    expect(report?.message).toContain('kind is commit or pull-request or document, not "tweet"');
  });

  test('a message carries rule, source, address, and the parts of its text', async () => {
    const processor = unified().use(remarkParse).use(preset);
    const file = new VFile('# Page\n\n## Test Evidence\n\nTODO\n');
    await processor.run(processor.parse(file), file);
    const [message] = file.messages;
    expect(message).toMatchObject({
      source: 'remark-lint',
      ruleId: 'forethought/no-placeholder',
      fatal: true,
    });
    expect(readFileSync(new URL(message?.url ?? ''), 'utf8')).toContain('# no-placeholder');
    expect([message?.actual, ...(message?.expected ?? []), message?.note]).not.toContain(undefined);
  });
});

test('every rule has the same id in every linter', () => {
  const idsFor = (...kinds: readonly string[]) =>
    forLinters.filter(({ appliesTo }) => appliesTo.some((kind) => kinds.includes(kind))).map(({ id }) => id);
  expect(Object.keys(plugin.rules)).toEqual(idsFor('commit').map((id) => `forethought/${id}`));
  expect(customRules.flatMap(({ names }) => names)).toEqual(
    idsFor('pull-request', 'document').map((id) => `forethought/${id}`),
  );
  expect(Object.keys(remarkRules)).toEqual(idsFor('pull-request', 'document'));
});
