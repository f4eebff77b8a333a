import { fromText, describe as inWords, runExample, sectionSkeleton, shortfallOf } from '@forethought/core';
import { rules } from '@forethought/rules';
import { describe, expect, test } from '@jest/globals';
import { policy } from '../helpers/policy.js';

function evidence(text: string, hashHeadings: 'count' | 'doomed' = 'count') {
  return fromText(text, { kind: 'commit', index: policy.sections, hashHeadings });
}

describe('a section that Git is about to delete', () => {
  const text = 'feat: pool\n\n# Sources Consulted\nhttps://acme.dev/guide\n';

  test('is told from a missing one, with its place', () => {
    expect(shortfallOf(evidence(text, 'doomed'), 'sources-consulted')).toEqual({
      problem: {
        code: 'doomed',
        data: { section: 'sources-consulted', title: 'Sources Consulted' },
        place: { line: 3, column: 3 },
      },
    });
    expect(shortfallOf(evidence(text), 'sources-consulted')).toBeUndefined();
  });

  test('is explained by every rule, with the label form as the next step', () => {
    const rule = rules.find(({ id }) => id === 'sources-consulted');
    const result = rule?.check(evidence(text, 'doomed'), { atLeast: 1 }, contextOf());
    const problem = result !== undefined && 'problems' in result ? result.problems[0] : undefined;
    const words = inWords(
      {
        ruleId: 'sources-consulted',
        outcome: 'fail',
        severity: 'block',
        subject: { kind: 'message', id: 'message', title: 'feat: pool' },
        asked: true,
        ...(problem === undefined ? {} : { problem }),
      },
      { rules, policy },
    );
    expect(words.fix).toContain('`Sources Consulted:`');
    expect(words.skeleton[0]).toBe('Sources Consulted:');
  });
});

describe('paths', () => {
  const rule = rules.find(({ id }) => id === 'sources-consulted');
  const text = 'feat: pool\n\nSources Consulted:\n- docs/pool.md\n';

  test('are asked for only where they decide', () => {
    expect(rule?.check(evidence(text), { atLeast: 1 }, contextOf())).toEqual({ needs: 'paths' });
    const both = evidence(`${text}- https://acme.dev/guide\n`);
    expect(rule?.check(both, { atLeast: 1 }, contextOf())).toEqual({ problems: [] });
  });

  test('count when they exist', () => {
    expect(rule?.check(evidence(text), { atLeast: 1 }, contextOf(['docs/pool.md']))).toEqual({
      problems: [],
    });
  });
});

test('what stands in a place for tests and is not about testing is told as such', () => {
  const rule = rules.find(({ id }) => id === 'test-evidence');
  if (rule === undefined) throw new Error('test-evidence is not built in');
  const example = {
    name: 'joke',
    kind: 'commit' as const,
    text: 'feat: pool\n\nTest Plan: telepathy\n',
    expect: ['unfilled'],
  };
  expect(runExample(rule, example, policy)).toMatchObject({
    problems: [{ code: 'unfilled', data: { content: 'nothing about testing' } }],
  });
});

function contextOf(existingPaths?: readonly string[]) {
  return {
    kind: 'commit' as const,
    technologies: [],
    existingPaths: existingPaths && new Set(existingPaths),
    nearPaths: undefined,
    earlier: undefined,
    answers: undefined,
    tree: undefined,
    conversation: undefined,
    isRevert: undefined,
    causes: undefined,
    library: undefined,
    miss: undefined,
    lands: undefined,
    record: undefined,
    programme: undefined,
    knownTechnologies: [],
    partNames: {},
    documentKind: undefined,
    documentPath: undefined,
    documentKinds: [],
    requiredSections: [],
    asOf: undefined,
    changedAt: undefined,
    matchPattern: undefined,
  };
}

test.each(['commit', 'pull-request'] as const)('the skeletons themselves are no evidence in a %s', (kind) => {
  const names = ['sources-consulted', 'documentation-reviewed', 'test-evidence', 'pre-mortem'];
  const forms = names.map((name) => sectionSkeleton(name, kind, policy).join('\n'));
  const text = `feat: pool\n\n${forms.join('\n')}\n`;
  const found = fromText(text, { kind, index: policy.sections, hashHeadings: 'count' });
  expect(found.sections.map(({ name, state }) => [name, state])).toEqual(
    names.map((name) => [name, 'placeholder']),
  );
});
