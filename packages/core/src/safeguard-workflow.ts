import type { Gap } from './gap.js';
import { permissionGaps } from './safeguard-permissions.js';
import type { Workflow, WorkflowJob, WorkflowStep } from './schema/workflow.js';

/** A job that runs the gate. `step` is absent where a reusable workflow holds it. */
export interface GateJob {
  readonly workflow: Workflow;
  readonly job: WorkflowJob;
  readonly step?: WorkflowStep;
}

/** Without one of these an edit, a push or the end of a draft leaves an old verdict standing. */
const NEEDED_TYPES = ['opened', 'edited', 'synchronize', 'reopened', 'ready_for_review'];
/** What the platform takes where no types are named. */
const USUAL_TYPES = ['opened', 'synchronize', 'reopened'];
const LABEL_TYPES = ['labeled', 'unlabeled'];
/** Filters under which a required check is never reported. */
const STALLING = ['paths', 'paths-ignore'];
const SHA = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;
/** Events whose workflow runs with the token of the base. */
const TRUSTED_EVENTS = ['pull_request_target', 'workflow_run'];
/** Inputs of a checkout that lead to what a stranger wrote. */
const HEAD = /pull_request\.head|github\.head_ref|workflow_run\.head_|pull_request\.number|refs\/pull\//;

/** The jobs that run the gate, by the name of the Action, a local use of it, or the command `forethought check`. */
export function gateJobs(workflows: readonly Workflow[], repository: string): readonly GateJob[] {
  const isHome = /forethought/i.test(repository);
  return workflows
    .filter(({ events }) => events.some(({ name }) => /^(?:pull_request|merge_group)/.test(name)))
    .flatMap((workflow) =>
      workflow.jobs.flatMap((job): readonly GateJob[] => {
        if (isGate(job.uses, false)) return [{ workflow, job }];
        const step = job.steps.find(
          ({ uses, run }) => isGate(uses, isHome) || /\bforethought\s+check\b/.test(run),
        );
        return step === undefined ? [] : [{ workflow, job, step }];
      }),
    );
}

function isGate(uses: string, isHome: boolean): boolean {
  const [name = ''] = uses.split('@', 1);
  if (isHome && /^\.\/?$/.test(name)) return true;
  return name
    .split('/')
    .slice(1)
    .some((part) => /forethought/i.test(part));
}

/** What in the workflow files lets a change by: of the gate's own files everything, of the others what hands strangers a token. */
export function workflowGaps(
  workflows: readonly Workflow[],
  jobs: readonly GateJob[],
  hasQueue: boolean,
): readonly Gap[] {
  const own = [...new Set(jobs.map(({ workflow }) => workflow))];
  return [
    ...events(own, hasQueue),
    ...jobs.flatMap(conditions),
    ...jobs.flatMap(permissionGaps),
    ...workflows.flatMap(checkouts),
    ...workflows.flatMap((workflow) => unpinned(workflow, own.includes(workflow))),
  ];
}

function events(own: readonly Workflow[], hasQueue: boolean): readonly Gap[] {
  if (own.length === 0) return [];
  const all = own.flatMap((workflow) => workflow.events.map((event) => ({ ...event, workflow })));
  const pulls = all.filter(({ name }) => ['pull_request', 'pull_request_target'].includes(name));
  const [first] = own;
  const place = `${first?.path ?? ''}:1`;
  const types = new Set(pulls.flatMap((event) => event.types ?? USUAL_TYPES));
  const lacking = (wanted: readonly string[]): string => wanted.filter((type) => !types.has(type)).join(', ');
  const [missing, labels] = [lacking(NEEDED_TYPES), lacking(LABEL_TYPES)];
  const stalled = pulls.filter(({ filters }) => filters.some((filter) => STALLING.includes(filter)));
  return [
    ...(pulls.length === 0
      ? [{ code: 'event-missing', level: 'gap', data: {}, place } as const]
      : [
          ...(missing === ''
            ? []
            : [{ code: 'type-missing', level: 'gap', data: { types: missing }, place } as const]),
          ...(labels === ''
            ? []
            : [{ code: 'label-types', level: 'advice', data: { types: labels }, place } as const]),
        ]),
    ...(hasQueue && !all.some(({ name }) => name === 'merge_group')
      ? [{ code: 'queue-event-missing', level: 'gap', data: {}, place } as const]
      : []),
    ...stalled.map(({ name, filters, workflow }): Gap => {
      const data = { event: name, filters: filters.join(', ') };
      return { code: 'filtered-event', level: 'gap', data, place: `${workflow.path}:1` };
    }),
  ];
}

/** A job that is skipped, or that may fail, reports success; one that is cancelled reports nothing that counts. */
function conditions({ workflow, job, step }: GateJob): readonly Gap[] {
  const at = (line: number): string => `${workflow.path}:${line}`;
  const skips = [
    { condition: job.condition, place: at(job.line) },
    ...(step === undefined ? [] : [{ condition: step.condition, place: at(step.line) }]),
  ].filter(
    ({ condition }) =>
      condition !== '' && !/^(?:\$\{\{\s*)?(?:always|!\s*cancelled)\(\)(?:\s*\}\})?$/.test(condition),
  );
  return [
    ...skips.map(({ condition, place }): Gap => {
      const code = /draft/i.test(condition) ? 'draft-condition' : 'condition';
      return { code, level: 'gap', data: { condition }, place };
    }),
    ...(job.mayFail || step?.mayFail === true
      ? [{ code: 'may-fail', level: 'gap', data: {}, place: at(step?.line ?? job.line) } as const]
      : []),
    ...(workflow.cancels || job.cancels
      ? [{ code: 'cancelled-run', level: 'gap', data: {}, place: at(job.cancels ? job.line : 1) } as const]
      : []),
  ];
}

/** The head of a pull request beside the token of the base: whatever runs next may be the stranger's. */
function checkouts({ path, events: started, jobs }: Workflow): readonly Gap[] {
  const event = started.find(({ name }) => TRUSTED_EVENTS.includes(name));
  if (event === undefined) return [];
  const heads = jobs.flatMap(({ steps }) =>
    steps.filter(
      (step) =>
        (/^actions\/checkout(?:@|$)/.test(step.uses) &&
          HEAD.test(`${step.with['ref'] ?? ''} ${step.with['repository'] ?? ''}`)) ||
        /\bgh\s+pr\s+checkout\b|\bgit\s+(?:fetch|checkout)\b.*refs\/pull\//.test(step.run),
    ),
  );
  return heads.map(({ line }) => ({
    code: 'head-checkout',
    level: 'gap',
    data: { event: event.name },
    place: `${path}:${line}`,
  }));
}

/** What is used by a name that can be moved. Parts of this repository and images named by their digest can't. */
function unpinned({ path, jobs }: Workflow, isOwn: boolean): readonly Gap[] {
  const used = jobs.flatMap((job) => [
    { uses: job.uses, line: job.line },
    ...job.steps.map(({ uses, line }) => ({ uses, line })),
  ]);
  const loose = used.filter(({ uses }) => uses !== '' && !isPinned(uses));
  const [first] = loose;
  if (first === undefined) return [];
  const names = [...new Set(loose.map(({ uses }) => uses))].join(', ');
  const level = isOwn ? 'gap' : 'advice';
  return [{ code: 'unpinned', level, data: { names }, place: `${path}:${first.line}` }];
}

function isPinned(uses: string): boolean {
  if (uses.startsWith('./') || uses.startsWith('$/')) return true;
  if (uses.startsWith('docker://')) return uses.includes('@sha256:');
  return SHA.test(uses.slice(uses.lastIndexOf('@') + 1));
}
