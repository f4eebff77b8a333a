import type { z } from 'zod';
import { didYouMean } from '../nearest.js';
import { formatWords, kindWords, shown, sizeWords } from './issue-words.js';
import type { Path } from './yaml.js';

/** One thing that is wrong in a value: at which path, whether its key or its value, and in words. */
export interface Fault {
  readonly path: Path;
  readonly part: 'key' | 'value';
  readonly message: string;
}

type Issue = z.core.$ZodIssue;

/** What a schema finds wrong in a value, in the words of people who write YAML. Every fault says what would be valid. */
export function schemaFaults(schema: z.ZodType, value: unknown): readonly Fault[] {
  const result = schema.safeParse(value);
  return result.success ? [] : result.error.issues.flatMap((issue) => faultsOf(issue, [], schema, value));
}

function faultsOf(issue: Issue, before: Path, schema: z.ZodType, value: unknown): readonly Fault[] {
  const path = [...before, ...issue.path];
  if (issue.code === 'invalid_union') return unionFaults(issue, path, schema, value);
  if (issue.code === 'unrecognized_keys') {
    const valid = keysAt(schema, path, value);
    return issue.keys.map((key) => {
      const message = misplacedKey(key, schema, path, value) ?? unknownKey(key, valid);
      return { path: [...path, key], part: 'key', message };
    });
  }
  if (issue.code === 'invalid_key') {
    return [
      {
        path,
        part: 'key',
        message: `\`${String(path.at(-1))}\` is no valid name; write lower-case words joined by \`-\``,
      },
    ];
  }
  return [{ path, part: 'value', message: messageOf(issue, path, valueAt(value, path)) }];
}

/** A key of one form among those of another: which of them it can't stand beside. */
function misplacedKey(key: string, schema: z.ZodType, path: Path, value: unknown): string | undefined {
  const owners = schemasAt(schema, path, value)
    .map((found) => definitionOf(found).shape ?? {})
    .filter((shape) => Object.hasOwn(shape, key));
  if (owners.length === 0) return undefined;
  const written = valueAt(value, path);
  const others = Object.keys(isRecord(written) ? written : {}).filter(
    (other) => !owners.some((shape) => Object.hasOwn(shape, other)),
  );
  const named = others.map((other) => `\`${other}\``).join(', ');
  return named === '' ? undefined : `\`${key}\` can't stand beside ${named}; leave out one or the other`;
}

function unknownKey(key: string, valid: readonly string[]): string {
  if (valid.length === 0) return `unknown key \`${key}\``;
  return `unknown key \`${key}\`${didYouMean(key, valid)}; valid here: ${valid.join(', ')}`;
}

type UnionIssue = Extract<Issue, { code: 'invalid_union' }>;

/** The choice that the author seems to have meant: the one whose own kind of value was written, with the fewest faults. */
function unionFaults(issue: UnionIssue, path: Path, schema: z.ZodType, value: unknown): readonly Fault[] {
  const written = valueAt(value, path);
  if (issue.errors.length === 0) return [kindFault(path, schema, value)];
  const fitting = issue.errors
    .filter(
      (issues) => issues.length > 0 && !issues.some((inner) => inner.path.length === 0 && isKindIssue(inner)),
    )
    .sort((a, b) => requiredMissing(a) - requiredMissing(b) || a.length - b.length);
  const chosen = fitting[0];
  if (chosen !== undefined) return chosen.flatMap((inner) => faultsOf(inner, path, schema, value));
  const choices = [...new Set(issue.errors.flat().flatMap(expectedBy))];
  const hint =
    typeof written === 'string'
      ? didYouMean(
          written,
          choices.map((choice) => choice.replaceAll('`', '')),
        )
      : '';
  return [
    {
      path,
      part: 'value',
      message: `${shown(written)} is not valid here${hint}; valid: ${choices.join(', ')}`,
    },
  ];
}

/** Which form is meant can't be told: the key that says it is missing, misspelt, or has none of its values. */
function kindFault(path: Path, schema: z.ZodType, value: unknown): Fault {
  const key = String(path.at(-1));
  const around = path.slice(0, -1);
  const valid = keysAt(schema, around, value);
  const mapping = valueAt(value, around);
  const wrong = Object.keys(isRecord(mapping) ? mapping : {}).find((name) => !valid.includes(name));
  if (wrong !== undefined && valueAt(value, path) === undefined)
    return { path: [...around, wrong], part: 'key', message: unknownKey(wrong, valid) };
  const values = schemasAt(schema, path, value).flatMap((found) => definitionOf(found).values ?? []);
  const written = valueAt(value, path);
  const hint = typeof written === 'string' ? didYouMean(written, values.map(String)) : '';
  const said = written === undefined ? 'is missing' : `is ${shown(written)}${hint}`;
  const choices = values.map((choice) => `\`${String(choice)}\``).join(', ');
  return { path, part: 'value', message: `\`${key}\` ${said}; valid: ${choices}` };
}

/** Another kind of value was written; of a choice within a choice, than any of them takes. */
function isKindIssue(issue: Issue): boolean {
  if (issue.code === 'invalid_union')
    return issue.errors.every((issues) =>
      issues.some((inner) => inner.path.length === 0 && isKindIssue(inner)),
    );
  return issue.code === 'invalid_type' || issue.code === 'invalid_value';
}

/** A choice that asks for something that is not there was hardly meant. */
function requiredMissing(issues: readonly Issue[]): number {
  return issues.filter((issue) => issue.code === 'invalid_value' || issue.code === 'invalid_type').length;
}

function expectedBy(issue: Issue): readonly string[] {
  if (issue.code === 'invalid_union') return issue.errors.flat().flatMap(expectedBy);
  if (issue.code === 'invalid_value') return issue.values.map((choice) => `\`${String(choice)}\``);
  return issue.code === 'invalid_type' ? [kindWords(issue.expected)] : [];
}

function messageOf(issue: Issue, path: Path, written: unknown): string {
  const name = `\`${path.map(String).join('.')}\``;
  switch (issue.code) {
    case 'invalid_type':
      return written === undefined
        ? `${name} is missing; it is ${kindWords(issue.expected)}`
        : `${name} is ${shown(written)}; it must be ${kindWords(issue.expected)}`;
    case 'invalid_value': {
      const choices = issue.values.map(String);
      const hint = typeof written === 'string' ? didYouMean(written, choices) : '';
      return `${name} is ${shown(written)}${hint}; valid: ${choices.map((choice) => `\`${choice}\``).join(', ')}`;
    }
    case 'too_small':
      return issue.origin === 'string'
        ? `${name} is empty; write something`
        : `${name} has too little; ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}${sizeWords(issue.origin)}`;
    case 'too_big':
      return `${name} has too much; ${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}${sizeWords(issue.origin)}`;
    case 'invalid_format':
      return issue.format === 'date' && typeof written === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(written)
        ? `${name} is ${shown(written)}, a day that there is not; write one that there is, as \`2026-11-22\``
        : `${name} is ${shown(written)}; ${formatWords(issue.format, issue.pattern)}`;
    default:
      return `${name}: ${issue.message}`;
  }
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (at, step) => (isRecord(at) && Object.hasOwn(at, step) ? at[step] : undefined),
    value,
  );
}

function isRecord(value: unknown): value is Record<PropertyKey, unknown> {
  return typeof value === 'object' && value !== null;
}

/** The keys that a schema knows at a path of a value. */
function keysAt(schema: z.ZodType, path: Path, value: unknown): readonly string[] {
  const keys = schemasAt(schema, path, value).flatMap((found) => {
    const { shape, keyType } = definitionOf(found);
    return Object.keys(shape ?? (keyType && definitionOf(keyType).entries) ?? {});
  });
  return [...new Set(keys)];
}

/** What a schema takes at a path of a value, through optional values, lists, records and choices. */
function schemasAt(schema: z.ZodType, path: Path, value: unknown): readonly z.ZodType[] {
  const def = definitionOf(schema);
  if (def.innerType !== undefined) return schemasAt(def.innerType, path, value);
  if (def.options !== undefined)
    return formsOf(def.options, def.discriminator, value).flatMap((option) => schemasAt(option, path, value));
  const [step, ...rest] = path;
  if (step === undefined) return [schema];
  const next = def.shape === undefined ? (def.element ?? def.valueType) : def.shape[String(step)];
  return next === undefined ? [] : schemasAt(next, rest, valueAt(value, [step]));
}

/** The form that a value says it has by the key that tells them apart, or all of them. */
function formsOf(
  options: readonly z.ZodType[],
  key: string | undefined,
  value: unknown,
): readonly z.ZodType[] {
  const said = key === undefined ? undefined : valueAt(value, [key]);
  const meant = options.filter((option) => {
    const form = definitionOf(option).shape?.[key ?? ''];
    return form !== undefined && definitionOf(form).values?.includes(said) === true;
  });
  return meant.length === 0 ? options : meant;
}

function definitionOf(schema: z.ZodType): Definition {
  return schema.def as Definition;
}

/** The parts of a schema's definition that lead to its keys. */
interface Definition {
  readonly innerType?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly element?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly keyType?: z.ZodType;
  readonly entries?: Readonly<Record<string, unknown>>;
  readonly values?: readonly unknown[];
  readonly discriminator?: string;
}
