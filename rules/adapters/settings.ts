import type { AnyRule, Kind, OptionSpec, OptionValue } from '@forethought/core';
import { rules } from '../index.js';

/** The built rules by id. */
export const rulesById: ReadonlyMap<string, AnyRule> = new Map(rules.map((rule: AnyRule) => [rule.id, rule]));

/** Whether a rule can decide anything in a linter: what happened around a text never gets there. */
export function isForLinters(rule: AnyRule): boolean {
  return (rule.needs ?? []).every((need) => need === 'record' && rule.sections.length > 0);
}

/** What a linter's configuration may tell beside a rule's own options, as a linter looks nothing up. */
export interface DoorFacts {
  /** What the texts are; a pull-request body saved in a file is `pull-request`. */
  readonly kind?: Kind;
  /** Paths that exist in the repository: with them a path named in a text counts as a source or not; without them it decides nothing. */
  readonly existingPaths?: readonly string[];
  /** Paths that the change touches: from them follow the technologies whose documentation may be asked for. */
  readonly changedFiles?: readonly string[];
  /** Kind of document, where its path does not say it. */
  readonly documentKind?: string;
  /** The instant as of which documents are judged, and when they were last changed: a linter looks at no clock and no history. */
  readonly asOf?: string;
  readonly changedAt?: string;
}

/** A rule's settings in a linter, checked: values of the rule's own options, and facts. */
export interface DoorSettings {
  readonly options: Readonly<Record<string, OptionValue>>;
  readonly facts: DoorFacts;
}

/** Types of the settings that every rule takes in every linter. No rule has an option of such a name. */
export const FACT_TYPES = {
  kind: 'string',
  existingPaths: 'strings',
  changedFiles: 'strings',
  documentKind: 'string',
  asOf: 'string',
  changedAt: 'string',
} as const;

const KINDS: readonly string[] = ['commit', 'pull-request', 'document'] satisfies readonly Kind[];

/** Sorts a linter's settings of a rule into options and facts. An unknown name or a value of the wrong type throws, and says what is valid. */
export function readSettings(ruleId: string, given: unknown): DoorSettings {
  if (given === undefined || given === null || given === true) return { options: {}, facts: {} };
  if (typeof given !== 'object' || Array.isArray(given)) {
    throw new TypeError(`forethought/${ruleId}: options are an object, not ${JSON.stringify(given)}`);
  }
  const specs: Readonly<Record<string, OptionSpec>> = rulesById.get(ruleId)?.options ?? {};
  const options: Record<string, OptionValue> = {};
  const facts: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    const type = Object.hasOwn(specs, name) ? specs[name]?.type : factType(name);
    if (type === undefined) throw new TypeError(unknownName(ruleId, name, specs));
    if (!isOf(type, value) || (name === 'kind' && !KINDS.includes(String(value)))) {
      throw new TypeError(
        `forethought/${ruleId}: ${name} is ${expectedValue(name, type)}, not ${JSON.stringify(value)}`,
      );
    }
    if (Object.hasOwn(specs, name)) options[name] = value;
    else facts[name] = value;
  }
  return { options, facts };
}

function factType(name: string): OptionSpec['type'] | undefined {
  return Object.hasOwn(FACT_TYPES, name) ? FACT_TYPES[name as keyof typeof FACT_TYPES] : undefined;
}

function unknownName(ruleId: string, name: string, specs: Readonly<Record<string, OptionSpec>>): string {
  const valid = [...Object.keys(specs), ...Object.keys(FACT_TYPES)].join(', ');
  return `forethought/${ruleId}: no option ${JSON.stringify(name)}; it takes ${valid}`;
}

function expectedValue(name: string, type: OptionSpec['type']): string {
  if (name === 'kind') return KINDS.join(' or ');
  if (type === 'patterns') return 'a list of RE2 patterns';
  return type === 'strings' ? 'a list of strings' : `a ${type}`;
}

function isOf(type: OptionSpec['type'], value: unknown): value is OptionValue {
  if (type !== 'strings' && type !== 'patterns') return typeof value === type;
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}
