import { type AnyRule, type Change, fromText, judge } from '@forethought/core';
import { rules } from '@forethought/rules';
import { describe, expect, test } from '@jest/globals';
import { NAMES } from './helpers/language-names.js';
import { PRE_MORTEMS, TEXTS } from './helpers/language-texts.js';
import { policy } from './helpers/policy.js';

test('every section that a rule on changes reads has a name in all seven languages', () => {
  const read = (rules as readonly AnyRule[])
    .filter(({ appliesTo }) => appliesTo.some((kind) => kind !== 'document'))
    .flatMap(({ sections }) => sections);
  expect(Object.keys(NAMES)).toEqual(expect.arrayContaining([...new Set(read)]));
});

describe.each(Object.entries(NAMES))('%s', (section, names) => {
  test.each(Object.entries(names))(
    'is found under its name in %s, as a label and as a heading',
    (_, name) => {
      const found = policy.sections.sections;
      const lines = [`${name}:\n- x y z`, `## ${name}\n\n- x y z`, `**${name}**\n\n- x y z`];
      const sections = lines.map((text) => sectionsIn(text));
      expect(sections).toEqual(lines.map(() => [section]));
      expect(Object.values(found)).toContain(section);
    },
  );
});

function sectionsIn(text: string): readonly string[] {
  return fromText(`feat: a\n\n${text}\n`, {
    kind: 'pull-request',
    index: policy.sections,
    hashHeadings: 'count',
  }).sections.map(({ name }) => name);
}

function preMortem(language: string): string {
  const found = PRE_MORTEMS[language];
  if (found === undefined) throw new Error(`no pre-mortem in ${language}`);
  const [title, failures, dependencies, races, items] = found;
  const list = (some: readonly string[]) =>
    some.map((item, at) => `- ${item} -> \`deploy/check.sh ${item.length}-${at}\``).join('\n');
  return `## ${title}\n\n### ${failures}\n\n${list(items.slice(0, 5))}\n\n### ${dependencies}\n\n${list(items.slice(5, 8))}\n\n### ${races}\n\n${list(items.slice(8))}\n`;
}

describe.each(Object.entries(TEXTS))('in %s', (language, { commit, pull }) => {
  const outcomes = (kind: 'commit' | 'pull-request', text: string, ids: readonly string[]) => {
    const change: Change = {
      subject: { kind, id: 'a', title: 'feat: retry' },
      evidence: fromText(text, {
        kind,
        index: policy.sections,
        hashHeadings: kind === 'commit' ? 'doomed' : 'count',
      }),
      files: [{ path: 'deploy/k8s/retry.yaml', status: 'M', added: 40, deleted: 0 }],
      linesRead: true,
      attributesRead: true,
      existingPaths: new Set<string>(),
      labels: [],
      draft: false,
    };
    const found = judge(change, policy, rules).findings;
    return ids.map((id) =>
      found
        .filter(({ ruleId }) => ruleId === id)
        .map(({ outcome, problem }) => problem?.code ?? outcome)
        .join(),
    );
  };

  test('a commit with its sources and tests passes, and without them does not', () => {
    const ids = ['sources-consulted', 'test-evidence'];
    expect(outcomes('commit', `feat: retry\n\n${commit}`, ids)).toEqual(['pass', 'pass']);
    expect(outcomes('commit', 'feat: retry\n', ids)).toEqual(['missing', 'missing']);
  });

  test('a pull request with what was read and a pre-mortem passes, and without them does not', () => {
    const ids = ['documentation-reviewed', 'pre-mortem'];
    expect(outcomes('pull-request', `${pull}${preMortem(language)}`, ids)).toEqual(['pass', 'pass']);
    expect(outcomes('pull-request', 'Retries.\n', ids)).toEqual(['missing', 'missing']);
  });
});
