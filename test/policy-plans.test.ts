import { readFileSync } from 'node:fs';
import {
  type Change,
  type Finding,
  fromText,
  judge,
  type Policy,
  parsePlan,
  planView,
  describe as words,
} from '@forethought/core';
import { builtInPlans, metrics, rules } from '@forethought/rules';
import { describe, expect, test } from '@jest/globals';
import { teamPolicy } from './helpers/team.js';

const SECTION =
  "sections:\n  cost: { title: Cost, aliases: [Kosten], skeleton: ['- <a month>'], parts: { now: { title: Now, aliases: [] }, later: { title: Later, aliases: [] } } }\n";

function findings(policy: Policy, text: string, paths: readonly string[]): readonly Finding[] {
  const change: Change = {
    subject: { kind: 'commit', id: 'a', title: text.split('\n')[0] ?? '' },
    evidence: fromText(text, { kind: 'commit', index: policy.sections, hashHeadings: 'count' }),
    files: paths.map((path) => ({ path, status: 'M', added: 20, deleted: 0 })),
    linesRead: true,
    attributesRead: true,
    labels: [],
    draft: false,
  };
  return judge(change, policy, rules).findings;
}

const outcomes = (found: readonly Finding[], start: string) =>
  found
    .filter(({ ruleId }) => ruleId.startsWith(start))
    .map(({ ruleId, outcome, severity }) => `${ruleId} ${outcome} ${severity}`);

describe('a rule under a name of its own', () => {
  const policy = teamPolicy(`${SECTION}rules:
  named-sections/cost:
    question: What will this cost?
    severity: block
    kinds: [commit]
    options: { sections: [cost], allParts: true }
    when: { paths: ['tf/**'] }
  named-sections/never: off
  test-evidence/load: { severity: warn, options: { stages: [integration] } }
`);

  test('asks with its own words and options, beside the rule itself', () => {
    const found = findings(policy, 'feat: a\n\nTest Evidence:\n- Isolation: npm test: 3 passed\n', [
      'tf/a.tf',
    ]);
    expect(outcomes(found, 'named')).toEqual(['named-sections/cost fail block']);
    expect(outcomes(found, 'test-evidence')).toEqual([
      'test-evidence pass block',
      'test-evidence/load fail warn',
    ]);
    const [cost] = found.filter(({ ruleId }) => ruleId === 'named-sections/cost');
    expect(cost && words(cost, { rules, policy })).toMatchObject({
      question: 'What will this cost?',
      skeleton: ['Cost:', '- <a month>'],
      explain: 'forethought explain named-sections/cost',
    });
  });

  test('passes in any of the section’s names, and asks for its parts', () => {
    const said = 'Kosten:\n- Now: 40 dollars a month\n- Later: 60 dollars a month\n';
    expect(outcomes(findings(policy, `feat: a\n\n${said}`, ['tf/a.tf']), 'named')).toEqual([
      'named-sections/cost pass block',
    ]);
    const half = findings(policy, 'feat: a\n\nCost:\n- Now: 40 dollars a month\n', ['tf/a.tf']);
    expect(half.find(({ ruleId }) => ruleId === 'named-sections/cost')?.problem).toMatchObject({
      code: 'incomplete',
      data: { parts: ['later'] },
    });
    expect(outcomes(findings(policy, 'feat: a\n', ['src/a.ts']), 'named')).toEqual([
      'named-sections/cost not-applicable block',
    ]);
  });
});

describe('another plan for some paths', () => {
  const rows = (policy: Policy, path: string) =>
    findings(policy, 'feat: a\n', [path])
      .filter(({ outcome }) => outcome === 'fail')
      .map(({ ruleId, severity, practiceId }) => `${ruleId} ${severity} ${practiceId}`);
  const other =
    "overrides:\n  - { paths: ['sre/**'], plan: sre-training, rules: { pre-mortem: { severity: block, kinds: [commit], when: { paths: ['**'] } } } }\n";

  test('asks what that plan asks there, and nothing of the general one', () => {
    const policy = teamPolicy(other);
    expect(rows(policy, 'src/a.ts')).toEqual(['sources-consulted block A1.3', 'test-evidence block A2.1']);
    expect(rows(policy, 'sre/a.ts')).toEqual(['pre-mortem block undefined']);
  });

  test('one file more never makes it easier', () => {
    const found = findings(teamPolicy(other), 'feat: a\n', ['sre/a.ts', 'src/a.ts']);
    const failing = found.filter(({ outcome }) => outcome === 'fail').map(({ ruleId }) => ruleId);
    expect(failing.sort()).toEqual(['pre-mortem', 'sources-consulted', 'test-evidence']);
  });

  test('the team’s own settings of rules count there too', () => {
    const policy = teamPolicy(`rules: { test-evidence: block }\n${other}`);
    expect(rows(policy, 'sre/a.ts')).toEqual(expect.arrayContaining(['test-evidence block undefined']));
  });

  test('its second uses stay limited to their own paths', () => {
    const plan = teamPolicy("mode: strict\noverrides:\n  - { paths: ['sre/**'], plan: sre-training }\n");
    const settings = plan.rules.filter(
      ({ ruleId, onlyFor }) => ruleId === 'runbook' && onlyFor !== undefined,
    );
    expect(
      settings.map(({ onlyFor, within }) => [
        onlyFor?.map(({ glob }) => glob),
        within?.map(({ glob }) => glob),
      ]),
    ).toEqual([
      [['sre/**'], undefined],
      [['sre/**'], ['**/*.md']],
    ]);
  });
});

test('a practice may rest on what a rule answers for another one', () => {
  const text = `schema: 1
plan: ours
title: Ours
phases:
  - id: one
    title: One
    units:
      - id: first
        title: First
        weeks: [1, 2]
        practices:
          - { id: A1, title: A, evidence: [], rules: { pre-mortem: { standing: warn, kinds: [commit] } } }
      - id: second
        title: Second
        weeks: [3, 4]
        practices:
          - { id: A2, title: B, evidence: [], rules: { pre-mortem: {} } }
`;
  const plan = parsePlan(text, { file: 'ours.yml', rules, metrics: [], plans: [] });
  const policy = teamPolicy('', { plan, mode: 'standard' });
  expect(policy.rules.map(({ ruleId, practiceId }) => `${practiceId} ${ruleId}`)).toEqual(['A1 pre-mortem']);
  const [first, second] = planView({ plan, policy }).phases[0]?.units ?? [];
  expect(second?.practices[0]?.rules).toEqual(first?.practices[0]?.rules);
});

describe('a plan that tightens a rule for some paths', () => {
  /** The plan that docs/plan.md shows. */
  const shown = readFileSync('docs/plan.md', 'utf8').split('```yaml\nschema: 1\n')[1]?.split('```')[0] ?? '';
  const plan = parsePlan(`schema: 1\n${shown}`, {
    file: 'ours.yml',
    rules,
    metrics: [...metrics],
    plans: builtInPlans,
  });
  const timelines = (policy: Policy) =>
    policy.rules
      .filter(({ ruleId }) => ruleId === 'test-evidence')
      .map(({ onlyFor, timeline }) => [
        onlyFor?.[0]?.glob,
        timeline.map(({ from, severity }) => `${from} ${severity}`),
      ]);

  test('blocks there as it does elsewhere', () => {
    expect(timelines(teamPolicy('', { plan, mode: 'standard' }))).toEqual([
      [undefined, ['null block']],
      ['db/migrations/**', ['null block']],
    ]);
    const policy = teamPolicy('', { plan, mode: 'standard' });
    expect(outcomes(findings(policy, 'feat: a\n', ['db/migrations/1.sql']), 'test-evidence')).toEqual([
      'test-evidence fail block',
    ]);
  });

  test('never grows stricter later there than elsewhere', () => {
    const ann = 'roster: [{ login: ann, start: 2026-01-05 }]\n';
    const [general, there] = timelines(teamPolicy(ann, { plan, mode: 'standard', engineer: 'ann' }));
    expect(general?.[1]).toEqual(['null off', '2026-01-05 warn', '2026-01-19 block']);
    expect(there?.[1]).toEqual(general?.[1]);
  });

  test.each([
    ['standing: warn, ', 'null block'],
    ['standing: block, ', 'null block'],
    ['', 'null block'],
  ])('with %j is at least as strict as the first use', (standing, expected) => {
    const text = `schema: 1\n${shown}`.replace(
      "when: { paths: ['db",
      `${standing.replace(', ', '\n                ')}when: { paths: ['db`,
    );
    const own = parsePlan(text, { file: 'ours.yml', rules, metrics: [...metrics], plans: builtInPlans });
    expect(timelines(teamPolicy('', { plan: own, mode: 'standard' }))[1]?.[1]).toEqual([expected]);
  });
});
