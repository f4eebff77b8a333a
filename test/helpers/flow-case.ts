import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of the cases: `test/flow/<row of the catalogue>-<what>/` with `case.json` and the two artefacts. */
const FOLDER = fileURLToPath(new URL('../../flow', import.meta.url));

/** What every case says: the row that it shows, and the rule or metric that answers. */
interface Common {
  readonly name: string;
  readonly row: string;
  /** Files of the repository, by path; a number stands for so many lines of code. */
  readonly files: Readonly<Record<string, string | number>>;
  /** Lines of the configuration, and entries of the roster beside ada, that the case needs. */
  readonly config: readonly string[];
  readonly roster: readonly string[];
  /** Day as of which is judged. */
  readonly asOf: string;
  readonly pass: string;
  readonly fail: string;
}

/** A text that one rule judges: `path` is where a document lies, `fails` the problem codes that the failing artefact has. */
export interface RuleCase extends Common {
  readonly kind: 'commit' | 'pull-request' | 'document' | 'conversation';
  readonly rule: string;
  readonly path: string;
  readonly title: string;
  readonly fails: readonly string[];
}

/** Facts that one metric counts, with the state of its measure for each artefact: everybody's row, or that of `engineer`; `since` where the quarter is too short. */
export interface MetricCase extends Common {
  readonly kind: 'facts';
  readonly metric: string;
  readonly engineer: string;
  readonly since?: string;
  readonly states: { readonly pass: string; readonly fail: string };
}

export type FlowCase = RuleCase | MetricCase;

const DEFAULTS = {
  files: { 'src/session.ts': 30 },
  config: [],
  roster: [],
  asOf: '2026-11-02',
  title: 'feat: cache sessions',
  engineer: '*',
} as const;

/** Every case, sorted by name. */
export function flowCases(): readonly FlowCase[] {
  const folders = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.map(({ name }) => readCase(name)).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function readCase(name: string): FlowCase {
  const given = JSON.parse(readFileSync(join(FOLDER, name, 'case.json'), 'utf8')) as Partial<FlowCase>;
  const ending = endingOf(given);
  const artefact = (which: string): string => readFileSync(join(FOLDER, name, `${which}${ending}`), 'utf8');
  const row = name.slice(0, name.indexOf('-'));
  return { ...DEFAULTS, name, row, ...given, pass: artefact('pass'), fail: artefact('fail') } as FlowCase;
}

function endingOf(given: Partial<FlowCase>): string {
  if (given.kind === 'facts' || given.kind === 'conversation') return '.json';
  return given.kind === 'document' && given.path !== undefined ? extname(given.path) : '.md';
}
