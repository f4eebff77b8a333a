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
 * Says which names of rules a configuration may set, so that an editor completes them.
 * @param {{ properties?: any }} config
 */
function nameRules({ properties }) {
  const files = readdirSync(join(resolve(import.meta.dirname, '../..'), 'rules')).sort();
  const ids = files.flatMap((file) =>
    /^[a-z-]+\.ts$/.test(file) && file !== 'index.ts' ? [file.slice(0, -3)] : [],
  );
  const own = `^(?:${ids.join('|')})/[a-z0-9]+(?:-[a-z0-9]+)*$`;
  const propertyNames = { anyOf: [{ enum: ids }, { pattern: own }] };
  for (const rules of [properties.rules, properties.overrides.items.properties.rules])
    rules.propertyNames = propertyNames;
}

/** @returns {Map<string, string>} */
export function generate() {
  return new Map(
    schemas.flatMap(({ name, title, schema, io }) => {
      const { $schema, ...rest } = z.toJSONSchema(schema, {
        target: 'draft-7',
        io: /** @type {'input' | 'output'} */ (io),
      });
      if (name === 'config') nameRules(rest);
      const text = `${JSON.stringify({ $schema, title, ...rest }, null, 2)}\n`;
      return ['docs/schemas', 'packages/core/dist/schemas'].map((folder) => [`${folder}/${name}.json`, text]);
    }),
  );
}
