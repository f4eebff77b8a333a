import { configSchema, parseConfig, parsePlan, planSchema } from '@forethought/core';
import { builtInPlans, metrics, rules } from '@forethought/rules';
import { describe, expect, test } from '@jest/globals';
import { stringify } from 'yaml';
import type { z } from 'zod';
import { complaints } from './helpers/complaints.js';

type Path = readonly (string | number)[];

/** A mapping that a schema knows, where it stands and which keys it has. */
interface Mapping {
  readonly path: Path;
  readonly keys: readonly string[];
  /** What says which of several forms it is. */
  readonly fixed: Readonly<Record<string, unknown>>;
}

interface Definition {
  readonly innerType?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly element?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly values?: readonly unknown[];
}

/** Every mapping of a schema, through optional values, lists, records and choices. */
function mappingsIn(schema: z.ZodType, path: Path = []): readonly Mapping[] {
  const { innerType, options, shape, element, valueType } = schema.def as Definition;
  if (innerType !== undefined) return mappingsIn(innerType, path);
  if (options !== undefined) return options.flatMap((option) => mappingsIn(option, path));
  if (element !== undefined) return mappingsIn(element, [...path, 0]);
  if (valueType !== undefined) return mappingsIn(valueType, [...path, 'pre-mortem']);
  if (shape === undefined) return [];
  const within = Object.entries(shape).flatMap(([key, value]) => mappingsIn(value, [...path, key]));
  const fixed = Object.entries(shape).flatMap(([key, { def }]) => {
    const [value] = (def as Definition).values ?? [];
    return value === undefined ? [] : [[key, value] as const];
  });
  return [{ path, keys: Object.keys(shape), fixed: Object.fromEntries(fixed) }, ...within];
}

/** A value that holds a mapping at the end of a path. */
function valueWith(path: Path, mapping: Readonly<Record<string, unknown>>): unknown {
  return path.reduceRight<unknown>(
    (value, step) => (typeof step === 'number' ? [value] : { [step]: value }),
    mapping,
  );
}

/** Two letters in the wrong order, or one too many. */
function misspelt(key: string, known: readonly string[]): string {
  const at = Math.max(1, key.length - 2);
  const swapped = `${key.slice(0, at)}${key.charAt(at + 1)}${key.charAt(at)}${key.slice(at + 2)}`;
  return swapped === key || known.includes(swapped) ? `${key}x` : swapped;
}

const known = { file: 'x.yml', rules, metrics, plans: builtInPlans };
const forms = [
  ['forethought.yml', configSchema, (text: string) => parseConfig(text, known)],
  ['a plan', planSchema, (text: string) => parsePlan(text, known)],
] as const;

describe.each(forms)('%s', (_, schema, read) => {
  const mappings = mappingsIn(schema);

  test('has many mappings', () => {
    expect(mappings.length).toBeGreaterThan(15);
  });

  test.each(mappings.map((each) => [each.path.join('.') || 'the top', each] as const))(
    'at %s each misspelt key is refused, and the right one suggested',
    (_name, { path, keys, fixed }) => {
      const unhelpful = keys.flatMap((key) => {
        const wrong = misspelt(key, keys);
        const { [key]: _value, ...others } = fixed;
        const found = complaints(() => read(stringify(valueWith(path, { ...others, [wrong]: 'x' }))));
        const own = found.find((line) => line.includes(`unknown key \`${wrong}\``));
        return own?.includes(`did you mean \`${key}\`?`) === true
          ? []
          : [`${wrong}: ${own ?? found.join(' | ')}`];
      });
      expect(unhelpful).toEqual([]);
    },
  );
});
