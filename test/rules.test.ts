import { readdirSync } from 'node:fs';
import { type AnyRule, type Example, outcomeOf, runExample } from '@forethought/core';
import { builtInPlans, rules } from '@forethought/rules';
import { describe, expect, test } from '@jest/globals';
import { policy } from './helpers/policy.js';

const all: readonly AnyRule[] = rules;

test('the index holds every rule file, each once, by the name of its id', () => {
  const files = readdirSync('rules').filter((file) => file.endsWith('.ts') && file !== 'index.ts');
  expect(all.map(({ id }) => `${id}.ts`)).toEqual(files.sort());
});

test('every rule is used by a plan', () => {
  const used = new Set(
    builtInPlans.flatMap((plan) =>
      plan.phases.flatMap((phase) =>
        phase.units.flatMap((unit) => unit.practices.flatMap((practice) => Object.keys(practice.rules))),
      ),
    ),
  );
  expect(all.filter(({ id }) => !used.has(id)).map(({ id }) => id)).toEqual([]);
});

describe.each(all.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  const examples: readonly Example[] = rule.examples;
  const expected = examples.map(({ expect: outcome }) => outcome);

  test.each(examples.map((example) => [example.name, example] as const))('%s', (_name, example) => {
    const wanted = typeof example.expect === 'string' ? example.expect : [...example.expect].sort();
    expect(outcomeOf(runExample(rule, example, policy))).toEqual(wanted);
  });

  test('has an example that passes, one that does not apply, and one of every problem', () => {
    const shown = new Set(expected.flat());
    expect(Object.keys(rule.problems).filter((code) => !shown.has(code))).toEqual([]);
    expect(expected).toContain('pass');
    expect(expected).toContain('not-applicable');
  });

  test('has examples of every kind that it judges, and each name once', () => {
    expect(new Set(examples.map(({ kind }) => kind))).toEqual(new Set(rule.appliesTo));
    expect(new Set(examples.map(({ name }) => name)).size).toBe(examples.length);
  });

  test('reads sections that the plan knows', () => {
    expect(
      rule.sections.filter(
        (section) =>
          policy.sections.words[section] === undefined && policy.documentSections[section] === undefined,
      ),
    ).toEqual([]);
  });

  test('asks first, gives a next step, and speaks of the change, not of the reader', () => {
    expect(rule.question).toMatch(/^[A-Z].*\?$/);
    const words = Object.values(rule.problems).flatMap(({ actual, expected: wanted, fix }) => [
      actual,
      wanted,
      fix,
    ]);
    for (const text of words) expect(text).not.toBe('');
    const said = [
      rule.question,
      rule.summary,
      rule.why,
      ...words,
      ...Object.values(rule.options).map(wordsOf),
    ];
    expect(said.filter((text) => /\byou(?:r|rs|rself|'re)?\b|--no-verify/i.test(text))).toEqual([]);
  });

  test('fills in every value that its words ask for', () => {
    const unfilled = examples.flatMap((example) => {
      const result = runExample(rule, example, policy);
      if (!('problems' in result)) return [];
      return result.problems.flatMap(({ code, data }) => {
        const { actual = '', expected: wanted = '', fix = '' } = rule.problems[code] ?? {};
        const slots = [...`${actual} ${wanted} ${fix}`.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
        return slots.filter((slot) => data[slot] === undefined).map((slot) => `${code}: ${slot}`);
      });
    });
    expect(unfilled).toEqual([]);
  });

  test('gives the place of what is there', () => {
    const lines = (text: string) => text.split('\n').length;
    for (const example of examples) {
      const result = runExample(rule, example, policy);
      for (const { place } of 'problems' in result ? result.problems : []) {
        if (place !== undefined) expect(place.line).toBeLessThanOrEqual(lines(example.text));
      }
    }
  });
});

function wordsOf(option: unknown): string {
  return typeof option === 'object' && option !== null && 'words' in option ? String(option.words) : '';
}

describe('the eight cells: commits and pull requests × four sections', () => {
  const cells = (['commit', 'pull-request'] as const).flatMap((kind) =>
    ['sources-consulted', 'documentation-reviewed', 'pre-mortem', 'test-evidence'].map(
      (id) => [kind, id] as const,
    ),
  );

  test.each(cells)('%s: %s has an example that passes and one that fails', (kind, id) => {
    const examples: readonly Example[] = all.find((rule) => rule.id === id)?.examples ?? [];
    const outcomes = examples
      .filter((example) => example.kind === kind)
      .map(({ expect: outcome }) => outcome);
    expect(outcomes).toContain('pass');
    expect(outcomes.some((outcome) => Array.isArray(outcome))).toBe(true);
  });
});
