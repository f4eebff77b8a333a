import { readdirSync, readFileSync } from 'node:fs';
import { configSchema, planSchema, readYaml } from '@forethought/core';
import { builtInPlans } from '@forethought/rules';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';

import { teamPolicy } from './helpers/team.js';

const names = ['config', 'evidence', 'facts', 'finding', 'measure', 'plan', 'policy', 'report'];

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
