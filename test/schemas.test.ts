import { readdirSync, readFileSync } from 'node:fs';
import { configSchema, planSchema, readYaml } from '@forethought/core';
import { builtInPlans, metricNames, rules } from '@forethought/rules';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';

import { teamPolicy } from './helpers/team.js';

const names = [
  'config',
  'curriculum-record',
  'education-record',
  'evidence',
  'facts',
  'finding',
  'incident',
  'measure',
  'person-record',
  'plan',
  'policy',
  'profile-record',
  'report',
  'rotation-record',
  'services',
  'survey-record',
];

/** What the JSON Schema of that name says about a value, as paths with words. */
function complaints(name: string, value: unknown): readonly string[] {
  const ajv = new Ajv({ allErrors: true, strict: false });
  formats.default(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(`docs/schemas/${name}.json`, 'utf8')));
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

describe('the JSON Schemas', () => {
  test('are there for every value, without an id that somebody would have to serve', () => {
    expect(readdirSync('docs/schemas').sort()).toEqual(names.map((name) => `${name}.json`));
    for (const name of names) {
      const schema: Record<string, unknown> = JSON.parse(readFileSync(`docs/schemas/${name}.json`, 'utf8'));
      expect(schema['$schema']).toBe('http://json-schema.org/draft-07/schema#');
      expect(schema).not.toHaveProperty('$id');
      expect(schema).toHaveProperty('title');
    }
  });

  test('name every rule that there is, for editors to complete', () => {
    const { properties } = JSON.parse(readFileSync('docs/schemas/config.json', 'utf8'));
    const [{ enum: ids }] = properties.rules.propertyNames.anyOf;
    expect(ids).toEqual(rules.map(({ id }: { readonly id: string }) => id));
    expect(Object.keys(properties.rules.properties)).toEqual(ids);
    expect(Object.keys(properties.metrics.properties)).toEqual(metricNames.map(({ id }) => id));
    expect(complaints('config', { rules: { 'pre-mortm': 'warn' } })).not.toEqual([]);
    expect(
      complaints('config', { overrides: [{ paths: ['x'], rules: { 'pre-mortm/x': 'warn' } }] }),
    ).not.toEqual([]);
  });

  test('name every rule and metric that a plan may use, and leave room for planned ones', () => {
    const { properties, definitions } = JSON.parse(readFileSync('docs/schemas/plan.json', 'utf8'));
    const unit = properties.phases.items.properties.units.items.properties;
    const practice = unit.practices.items.properties;
    expect(Object.keys(practice.rules.properties)).toEqual(
      rules.map(({ id }: { readonly id: string }) => id),
    );
    expect(Object.keys(practice.metrics.properties)).toEqual(metricNames.map(({ id }) => id));
    expect(unit.success.properties.metrics.items.anyOf[0].enum).toEqual(metricNames.map(({ id }) => id));
    expect(definitions.metric.properties).toHaveProperty('target');
    const planOf = (metrics: object) => ({
      schema: 1,
      plan: 'x',
      title: 'X',
      phases: [
        {
          id: 'a',
          title: 'A',
          units: [{ id: 'b', title: 'B', practices: [{ id: 'C1', title: 'C', evidence: ['git'], metrics }] }],
        },
      ],
    });
    const wrong = (metrics: object) =>
      complaints('plan', planOf(metrics)).filter((words) => words.includes('/metrics'));
    expect(wrong({ 'fix-forward': { target: 0 }, 'not-built': { planned: true } })).toEqual([]);
    expect(wrong({ 'fix-forward': { tarket: 0 } })).toEqual([
      expect.stringContaining('/metrics/fix-forward'),
    ]);
  });

  test.each(['devops-elite', 'sre-training'])('accept the plan %s as it is written', (id) => {
    expect(complaints('plan', readYaml(readFileSync(`rules/plans/${id}.yml`, 'utf8')).value)).toEqual([]);
  });

  test('accept a policy', () => {
    expect(complaints('policy', teamPolicy(''))).toEqual([]);
  });

  test.each([
    ['{}', true],
    ['extends: devops-elite\nroster: [{ login: ann, start: 2026-01-05, named: true }]', true],
    ['rules: { pre-mortem: warn, test-evidence: { severity: block, when: { moreThanLines: 3 } } }', true],
    ['metrics: { fix-forward: { target: 0 } }', true],
    ['mode: loud', false],
    ['extra: 1', false],
    ['roster: [{ login: ann, start: soon }]', false],
    ['rules: { pre-mortem: { severity: often } }', false],
    ['rules: { named-sections/cost: block, test-evidence/load: warn }', true],
  ])('and the reader agree on %j', (text, isValid) => {
    expect(complaints('config', readYaml(text).value).length === 0).toBe(isValid);
    expect(configSchema.safeParse(readYaml(text).value).success).toBe(isValid);
  });

  test('of a plan refuse what the reader refuses', () => {
    const [plan] = builtInPlans;
    for (const wrong of [
      { ...plan, schema: 2 },
      { ...plan, plan: 'Not An Id' },
      { ...plan, phase: [] },
    ]) {
      expect(complaints('plan', wrong)).not.toEqual([]);
      expect(planSchema.safeParse(wrong).success).toBe(false);
    }
  });
});

test('the example records are what their schemas describe', () => {
  const folder = 'docs/examples/training';
  const records = [
    ...['ada', 'alan', 'barbara', 'edsger', 'grace'].map(
      (login) => ['person', `people/${login}.yml`] as const,
    ),
    ...(['curriculum', 'education', 'rotation'] as const).map((form) => [form, `${form}.yml`] as const),
    ['survey', 'surveys/sre-foundations/2026-q1.yml'] as const,
  ];
  for (const [form, path] of records) {
    const text = readFileSync(`${folder}/${path}`, 'utf8');
    expect([path, complaints(`${form}-record`, readYaml(text).value)]).toEqual([path, []]);
    expect(text).toMatch(
      new RegExp(`^# yaml-language-server: \\$schema=[./]+/schemas/${form}-record\\.json\\n`),
    );
  }
  expect(complaints('person-record', { login: 'ada', joind: '2026-01-05' })).toHaveLength(2);
});
