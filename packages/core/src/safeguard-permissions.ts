import type { Gap } from './gap.js';
import type { GateJob } from './safeguard-workflow.js';
import type { Permissions } from './schema/workflow.js';

/** What the gate reads, whatever it is asked to write. */
const READS: Readonly<Record<string, string>> = { contents: 'read', 'pull-requests': 'read' };
/** What each input writes with. */
const WRITES: readonly (readonly [input: string, scope: string])[] = [
  ['comment', 'pull-requests'],
  ['check-run', 'checks'],
  ['commit-status', 'statuses'],
];
const LEVELS = ['none', 'read', 'write'];

/** What the gate's job may do beyond its inputs, and what it needs and may not. A job's own permissions replace those above it. */
export function permissionGaps({ workflow, job, step }: GateJob): readonly Gap[] {
  const place = `${workflow.path}:${job.line}`;
  const granted = job.permissions ?? workflow.permissions;
  if (granted === null) return [{ code: 'default-permissions', level: 'gap', data: {}, place }];
  if (step === undefined || !/forethought|^\.\/?$/i.test(step.uses)) return [];
  const needed = neededBy(step.with);
  const wide = granted === 'write-all' ? ['write-all'] : wider(granted, needed);
  const narrow = Object.entries(needed).filter(
    ([scope, level]) => rank(levelOf(granted, scope)) < rank(level),
  );
  return [
    ...(wide.length === 0
      ? []
      : [{ code: 'wide-permissions', level: 'gap', data: { scopes: wide.join(', ') }, place } as const]),
    ...(narrow.length === 0
      ? []
      : [{ code: 'narrow-permissions', level: 'gap', data: { scopes: written(narrow) }, place } as const]),
  ];
}

/** Permissions by what the step is told to do. */
function neededBy(inputs: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const isOn = (input: string): boolean => !['', 'false'].includes((inputs[input] ?? '').toLowerCase());
  const writes = WRITES.filter(([input]) => isOn(input)).map(([, scope]) => [scope, 'write']);
  return { ...READS, ...Object.fromEntries(writes) };
}

/** Reading more than is needed gives nothing away that the pull request does not show; writing does. */
function wider(
  granted: Exclude<Permissions, null | 'write-all'>,
  needed: Readonly<Record<string, string>>,
): readonly string[] {
  if (granted === 'read-all') return [];
  return Object.entries(granted)
    .filter(([scope, level]) => level === 'write' && needed[scope] !== 'write')
    .map(([scope, level]) => `${scope}: ${level}`);
}

function levelOf(granted: Exclude<Permissions, null>, scope: string): string {
  if (granted === 'write-all') return 'write';
  return granted === 'read-all' ? 'read' : (granted[scope] ?? 'none');
}

function rank(level: string): number {
  return LEVELS.indexOf(level);
}

function written(entries: readonly (readonly [string, string])[]): string {
  return entries.map(([scope, level]) => `${scope}: ${level}`).join(', ');
}
