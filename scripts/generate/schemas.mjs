/**
 * JSON Schema (draft 7) of every value that leaves the product or comes into it, from the definitions that validate them:
 * docs/schemas/<name>.json to read, packages/core/dist/schemas/<name>.json to ship.
 */
import {
  configSchema,
  evidenceSchema,
  factsSchema,
  findingSchema,
  measureSchema,
  planSchema,
  policySchema,
  reportSchema,
} from '@forethought/core';
import { z } from 'zod';

/** What people write is described as it may be written, the rest as it is handed on. */
const schemas = [
  { name: 'config', title: 'forethought.yml', schema: configSchema, io: 'input' },
  { name: 'plan', title: 'A plan', schema: planSchema, io: 'input' },
  { name: 'evidence', title: 'Evidence', schema: evidenceSchema, io: 'output' },
  { name: 'facts', title: 'Facts', schema: factsSchema, io: 'output' },
  { name: 'finding', title: 'A finding', schema: findingSchema, io: 'output' },
  { name: 'measure', title: 'A measure', schema: measureSchema, io: 'output' },
  { name: 'policy', title: 'A policy', schema: policySchema, io: 'output' },
  { name: 'report', title: 'A report', schema: reportSchema, io: 'output' },
];

/** @returns {Map<string, string>} */
export function generate() {
  return new Map(
    schemas.flatMap(({ name, title, schema, io }) => {
      const { $schema, ...rest } = z.toJSONSchema(schema, {
        target: 'draft-7',
        io: /** @type {'input' | 'output'} */ (io),
      });
      const text = `${JSON.stringify({ $schema, title, ...rest }, null, 2)}\n`;
      return ['docs/schemas', 'packages/core/dist/schemas'].map((folder) => [`${folder}/${name}.json`, text]);
    }),
  );
}
