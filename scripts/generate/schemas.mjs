/**
 * JSON Schema (draft 7) of every value that leaves the product or comes into it, from the definitions that validate them:
 * docs/schemas/<name>.json to read, packages/core/dist/schemas/<name>.json to ship.
 */
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  configSchema,
  evidenceSchema,
  factsSchema,
  findingSchema,
  incidentMatterSchema,
  measureSchema,
  planSchema,
  policySchema,
  RECORD_SCHEMAS,
  reportSchema,
  servicesFileSchema,
} from '@forethought/core';
import { z } from 'zod';

/** @type {Readonly<Record<string, string>>} */
const TITLES = {
  person: "A person's record",
  curriculum: 'What a team adds to the programme',
  survey: 'A survey',
  rotation: 'Rotations',
  education: 'The education log',
  profile: 'A profile',
};

/** What people write is described as it may be written, the rest as it is handed on. */
const records = Object.entries(RECORD_SCHEMAS)
  .filter(([form]) => form !== 'services')
  .map(([form, schema]) => {
    return { name: `${form}-record`, title: TITLES[form] ?? form, schema, io: 'input' };
  });

const schemas = [
  { name: 'config', title: 'forethought.yml', schema: configSchema, io: 'input' },
  { name: 'plan', title: 'A plan', schema: planSchema, io: 'input' },
  { name: 'services', title: 'services.yml', schema: servicesFileSchema, io: 'input' },
  {
    name: 'incident',
    title: 'Front matter of an incident record',
    schema: incidentMatterSchema,
    io: 'input',
  },
  ...records,
  { name: 'evidence', title: 'Evidence', schema: evidenceSchema, io: 'output' },
  { name: 'facts', title: 'Facts', schema: factsSchema, io: 'output' },
  { name: 'finding', title: 'A finding', schema: findingSchema, io: 'output' },
  { name: 'measure', title: 'A measure', schema: measureSchema, io: 'output' },
  { name: 'policy', title: 'A policy', schema: policySchema, io: 'output' },
  { name: 'report', title: 'A report', schema: reportSchema, io: 'output' },
];

/**
 * Ids of the files of a folder of rules or metrics.
 * @param {string} folder
 */
function idsIn(folder) {
  const files = readdirSync(join(resolve(import.meta.dirname, '../..'), folder)).sort();
  return files.flatMap((file) =>
    /^[a-z0-9-]+\.ts$/.test(file) && file !== 'index.ts' ? [file.slice(0, -3)] : [],
  );
}

/**
 * Names the keys of a map, so that an editor completes them; what is refused stays as it was.
 * @param {any} map
 * @param {readonly string[]} ids
 * @param {any} definitions
 * @param {string} name
 */
function nameKeys(map, ids, definitions, name) {
  definitions[name] ??= map.additionalProperties;
  const value = { $ref: `#/definitions/${name}` };
  map.properties = Object.fromEntries(ids.map((id) => [id, value]));
  map.additionalProperties = value;
}

/**
 * Names the metrics that a text may be, beside others that are only planned.
 * @param {any} holder
 * @param {string} key
 * @param {readonly string[]} metrics
 */
function nameValues(holder, key, metrics) {
  holder[key] = { anyOf: [{ enum: metrics }, holder[key]] };
}

/**
 * Says which rules and metrics a configuration may set.
 * @param {any} config
 */
function nameInConfig(config) {
  const { properties } = config;
  const ids = idsIn('rules');
  const own = `^(?:${ids.join('|')})/[a-z0-9]+(?:-[a-z0-9]+)*$`;
  config.definitions ??= {};
  for (const rules of [properties.rules, properties.overrides.items.properties.rules]) {
    rules.propertyNames = { anyOf: [{ enum: ids }, { pattern: own }] };
    nameKeys(rules, ids, config.definitions, 'rule');
  }
  nameKeys(properties.metrics, idsIn('rules/metrics'), config.definitions, 'metric');
}

/**
 * Says which rules and metrics a plan may use. Names of planned ones are not refused.
 * @param {any} plan
 */
function nameInPlan(plan) {
  const metrics = idsIn('rules/metrics');
  const { growth, phases, programme } = plan.properties;
  const unit = phases.items.properties.units.items.properties;
  const practice = unit.practices.items.properties;
  plan.definitions ??= {};
  nameKeys(practice.rules, idsIn('rules'), plan.definitions, 'rule');
  nameKeys(practice.metrics, metrics, plan.definitions, 'metric');
  const { weekly, monthly, profile } = programme.properties;
  const { questions } = weekly.properties;
  const marks = profile.properties.marks.items.properties.metrics;
  for (const list of [
    growth.items.properties.metrics,
    unit.success.properties.metrics,
    questions.items.properties.observed,
    profile.properties.growth.items.properties.metrics,
  ])
    nameValues(list, 'items', metrics);
  for (const holder of [questions, monthly, marks]) nameValues(holder.items.properties, 'metric', metrics);
}

/** @returns {Map<string, string>} */
export function generate() {
  return new Map(
    schemas.flatMap(({ name, title, schema, io }) => {
      const { $schema, ...rest } = z.toJSONSchema(schema, {
        target: 'draft-7',
        io: /** @type {'input' | 'output'} */ (io),
      });
      if (name === 'config') nameInConfig(rest);
      if (name === 'plan') nameInPlan(rest);
      const text = `${JSON.stringify({ $schema, title, ...rest }, null, 2)}\n`;
      return ['docs/schemas', 'packages/core/dist/schemas'].map((folder) => [`${folder}/${name}.json`, text]);
    }),
  );
}
