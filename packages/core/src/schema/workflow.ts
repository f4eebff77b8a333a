import type { SettingsFile } from '../safeguards.js';
import { readYaml, type YamlSource } from './yaml.js';

/** What starts a workflow. `types: null` is what the platform takes when none are named; `filters` are keys such as `paths`. */
export interface WorkflowEvent {
  readonly name: string;
  readonly types: readonly string[] | null;
  readonly filters: readonly string[];
}

/** What a token may do: levels by scope, one word for all scopes, or null where nothing is said and the repository's default holds. */
export type Permissions = Readonly<Record<string, string>> | 'read-all' | 'write-all' | null;

/** One step, as far as it can weaken a check. `line` counts from 1. */
export interface WorkflowStep {
  readonly uses: string;
  readonly condition: string;
  readonly run: string;
  readonly with: Readonly<Record<string, string>>;
  readonly mayFail: boolean;
  readonly line: number;
}

/** One job. `uses` is set where it calls a reusable workflow, whose steps stand elsewhere. */
export interface WorkflowJob {
  readonly id: string;
  /** The name that its check goes by: its own, or its id. */
  readonly name: string;
  readonly uses: string;
  readonly condition: string;
  readonly permissions: Permissions;
  readonly cancels: boolean;
  readonly mayFail: boolean;
  readonly steps: readonly WorkflowStep[];
  readonly line: number;
}

/** A workflow file as it was written. https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax */
export interface Workflow {
  readonly path: string;
  readonly events: readonly WorkflowEvent[];
  readonly permissions: Permissions;
  readonly cancels: boolean;
  readonly jobs: readonly WorkflowJob[];
}

/** A workflow, or where and why its file is none. */
export type WorkflowRead =
  | { readonly workflow: Workflow }
  | { readonly path: string; readonly problem: string };

const MOST_CHARACTERS = 1_048_576;
const MOST_ALIASES = 100;

/** Reads a workflow file. What is missing or of another kind counts as not written; only broken YAML and endless aliases are a problem. */
export function readWorkflow(file: SettingsFile): WorkflowRead {
  try {
    return workflowOf(file);
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    return { path: file.path, problem: 'its aliases lead nowhere or stand for too much' };
  }
}

function workflowOf({ path, text }: SettingsFile): WorkflowRead {
  const source = readYaml(text, MOST_CHARACTERS, MOST_ALIASES);
  const [problem] = source.problems;
  if (problem !== undefined) return { path, problem: `line ${problem.line}: ${problem.message}` };
  const root = mapOf(source.value);
  const workflow: Workflow = {
    path,
    events: eventsOf(root['on']),
    permissions: permissionsOf(root['permissions']),
    cancels: cancelsOf(root['concurrency']),
    jobs: Object.entries(mapOf(root['jobs'])).map(([id, job]) => jobOf(id, mapOf(job), source)),
  };
  return { workflow };
}

function eventsOf(on: unknown): readonly WorkflowEvent[] {
  const names = typeof on === 'string' ? [on] : listOf(on);
  if (names.length > 0) return names.map((name) => ({ name: textOf(name), types: null, filters: [] }));
  return Object.entries(mapOf(on)).map(([name, value]) => {
    const { types, ...filters } = mapOf(value);
    const listed = typeof types === 'string' ? [types] : listOf(types).map(textOf);
    return { name, types: types === undefined ? null : listed, filters: Object.keys(filters) };
  });
}

function jobOf(id: string, job: Readonly<Record<string, unknown>>, source: YamlSource): WorkflowJob {
  return {
    id,
    name: textOf(job['name']) || id,
    uses: textOf(job['uses']),
    condition: textOf(job['if']),
    permissions: permissionsOf(job['permissions']),
    cancels: cancelsOf(job['concurrency']),
    mayFail: isSet(job['continue-on-error']),
    steps: listOf(job['steps']).map((step, at) => stepOf(mapOf(step), id, at, source)),
    line: source.placeOf(['jobs', id], 'key').line,
  };
}

function stepOf(
  step: Readonly<Record<string, unknown>>,
  job: string,
  at: number,
  source: YamlSource,
): WorkflowStep {
  const inputs = Object.entries(mapOf(step['with'])).map(([name, value]) => [name, textOf(value)]);
  return {
    uses: textOf(step['uses']),
    condition: textOf(step['if']),
    run: textOf(step['run']),
    with: Object.fromEntries(inputs),
    mayFail: isSet(step['continue-on-error']),
    line: source.placeOf(['jobs', job, 'steps', at], 'value').line,
  };
}

function permissionsOf(value: unknown): Permissions {
  if (value === 'read-all' || value === 'write-all') return value;
  if (value === undefined || value === null) return null;
  return Object.fromEntries(Object.entries(mapOf(value)).map(([scope, level]) => [scope, textOf(level)]));
}

/** An expression may come out true, so it counts as set. */
function cancelsOf(concurrency: unknown): boolean {
  return isSet(mapOf(concurrency)['cancel-in-progress']);
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false && value !== 'false';
}

function textOf(value: unknown): string {
  return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : '';
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function mapOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
}
