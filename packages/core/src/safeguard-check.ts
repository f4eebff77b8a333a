import { ownersOf, readCodeOwners } from './code-owners.js';
import type { Gap } from './gap.js';
import { type GateJob, gateJobs, workflowGaps } from './safeguard-workflow.js';
import type { BranchRules, Part, Protection, RequiredCheck, Safeguards } from './safeguards.js';
import { readWorkflow } from './schema/workflow.js';

/** What is asked of the safeguards of one repository, besides what was read of them. */
export interface SafeguardQuestion {
  readonly safeguards: Safeguards;
  /** Name of the repository without its owner; a step that uses `./` in the Action's own repository runs the gate. */
  readonly repository: string;
  /** Path of the configuration on the default branch, or null where there is none. */
  readonly policyPath: string | null;
  /** The check that stands for the gate, where the workflow that makes it can't be seen here. */
  readonly check?: string | undefined;
}

/** What can be said of the settings around the gate; `gate` lists the jobs that run it, as `path: check`. */
export interface Diagnosis {
  readonly gate: readonly string[];
  readonly gaps: readonly Gap[];
}

/** Judges what guards the default branch: the gaps that only settings and workflow files can close. Nothing unread counts as closed. */
export function checkSafeguards(question: SafeguardQuestion): Diagnosis {
  const { safeguards, repository, policyPath } = question;
  const reads = (safeguards.workflows.value ?? []).map(readWorkflow);
  const workflows = reads.flatMap((read) => ('workflow' in read ? [read.workflow] : []));
  const jobs = gateJobs(workflows, repository);
  const gaps = [
    ...reads.flatMap((read) => ('problem' in read ? [unread(read.path, read.problem)] : [])),
    ...presence(question, jobs),
    ...(policyPath === null ? [gap('no-policy')] : []),
    ...requirement(question, jobs),
    ...ownership(question, jobs),
    ...squash(safeguards, jobs),
    ...workflowGaps(workflows, jobs, safeguards.rules.value?.mergeQueue ?? false),
  ];
  const first = new Map(gaps.map((each) => [JSON.stringify(each), each]));
  return {
    gate: jobs.map(({ workflow, job }) => `${workflow.path}: ${job.name}`),
    gaps: [...first.values()],
  };
}

function gap(code: Gap['code'], data: Gap['data'] = {}, level: Gap['level'] = 'gap'): Gap {
  return { code, level, data };
}

function unread(what: string, why: string): Gap {
  return gap('unread', { what, why }, 'unread');
}

/** Whether anything runs the gate at all. A workflow that a ruleset requires may stand in another repository. */
function presence({ safeguards, check }: SafeguardQuestion, jobs: readonly GateJob[]): readonly Gap[] {
  if (jobs.length > 0 || check !== undefined) return [];
  const elsewhere = safeguards.rules.value?.workflows ?? [];
  if (elsewhere.length > 0)
    return [gap('required-elsewhere', { workflows: elsewhere.map(({ path }) => path).join(', ') }, 'unread')];
  const { workflows } = safeguards;
  return workflows.why === undefined ? [gap('no-gate')] : [unread('the workflow files', workflows.why)];
}

/** The names that the gate's checks go by: of its jobs, of the check run and of the status that it writes. */
function contextsOf(jobs: readonly GateJob[], check: string | undefined): readonly string[] {
  const own = jobs.flatMap(({ job, step }) => {
    const written = ['check-run', 'commit-status'].flatMap((input) => {
      const value = step?.with[input] ?? 'false';
      if (value === '' || value.toLowerCase() === 'false') return [];
      return [value.toLowerCase() === 'true' ? 'forethought' : value];
    });
    return [job.name, ...written];
  });
  return check === undefined ? own : [...own, check];
}

/** Called jobs show as `caller / called`; a matrix appends its values in brackets. */
function isContext(context: string, names: readonly string[]): boolean {
  return names.some(
    (name) => context === name || context.startsWith(`${name} / `) || context.startsWith(`${name} (`),
  );
}

function requirement({ safeguards, check }: SafeguardQuestion, jobs: readonly GateJob[]): readonly Gap[] {
  const { rules, protection } = safeguards;
  const names = contextsOf(jobs, check);
  const isByWorkflow = isRequiredWorkflow(rules, jobs);
  if (names.length === 0 && !isByWorkflow) return [];
  const required = [...(rules.value?.checks ?? []), ...checksOf(protection)].filter(({ context }) =>
    isContext(context, names),
  );
  const hidden = hiddenParts(rules, protection);
  if (required.length === 0 && isByWorkflow) return staleness(rules, hidden);
  if (required.length === 0)
    return hidden.length > 0 ? hidden : [gap('not-required', { checks: names.join(', ') })];
  // A context that is required twice is as strict as the stricter of the two.
  const sure = new Set(required.filter(({ app }) => app !== null).map(({ context }) => context));
  const loose = required.filter(({ context }) => !sure.has(context)).map(({ context }) => context);
  return [...new Set(loose)].map((context) => gap('any-source', { check: context }));
}

/** The platform ignores `types` there: it runs when a pull request is opened, pushed to and reopened, and in a queue. */
function staleness(rules: Part<BranchRules>, hidden: readonly Gap[]): readonly Gap[] {
  if (rules.value?.mergeQueue === true) return [];
  return hidden.length > 0 ? hidden : [gap('required-workflow-types')];
}

function isRequiredWorkflow(rules: Part<BranchRules>, jobs: readonly GateJob[]): boolean {
  const paths = jobs.map(({ workflow }) => workflow.path);
  return (rules.value?.workflows ?? []).some(({ path }) => paths.includes(path) || /forethought/i.test(path));
}

function checksOf(protection: Part<Protection | 'none'>): readonly RequiredCheck[] {
  return protection.value === null || protection.value === 'none' ? [] : protection.value.checks;
}

function hiddenParts(rules: Part<BranchRules>, protection: Part<Protection | 'none'>): readonly Gap[] {
  return [
    ...(rules.why === undefined ? [] : [unread('the rules of the default branch', rules.why)]),
    ...(protection.why === undefined ? [] : [unread('the protection of the default branch', protection.why)]),
  ];
}

/** Who has to agree when the policy, or the workflow that runs the gate, changes. */
function ownership({ safeguards, policyPath }: SafeguardQuestion, jobs: readonly GateJob[]): readonly Gap[] {
  const { codeowners, rules, protection } = safeguards;
  if (codeowners.why !== undefined) return [unread('CODEOWNERS', codeowners.why)];
  const lines = codeowners.value === 'none' ? [] : readCodeOwners(codeowners.value.text);
  const file = codeowners.value === 'none' ? '.github/CODEOWNERS' : codeowners.value.path;
  const guarded = [policyPath ?? 'forethought.yml', '.github/workflows/', file];
  const open = guarded.filter(
    (path) => ownersOf(lines, path.endsWith('/') ? `${path}any.yml` : path).length === 0,
  );
  const asked = asksOwners(rules, protection);
  // Where nobody can say whether owners are asked, the unread part says so already.
  const isSafe = open.length === 0 && asked !== false;
  return [
    ...(open.length === 0 ? [] : [gap('policy-unowned', { paths: open.join(', ') })]),
    ...(open.length === 0 && asked === false ? [gap('owners-not-asked')] : []),
    ...(open.length === 0 && asked === null ? hiddenParts(rules, protection) : []),
    ...editable(rules, jobs, isSafe),
  ];
}

/** Whether somebody whom CODEOWNERS names has to approve; null where nobody can say. */
function asksOwners(rules: Part<BranchRules>, protection: Part<Protection | 'none'>): boolean | null {
  const byRules = rules.value?.reviews.some(({ codeOwners }) => codeOwners) ?? false;
  const { value } = protection;
  const byProtection = value !== null && value !== 'none' && value.reviews?.codeOwners === true;
  if (byRules || byProtection) return true;
  return rules.why === undefined && protection.why === undefined ? false : null;
}

/** Under `pull_request` the file that runs the gate comes from the pull request itself. */
function editable(rules: Part<BranchRules>, jobs: readonly GateJob[], isOwned: boolean): readonly Gap[] {
  const open = jobs.filter(({ workflow }) => workflow.events.some(({ name }) => name === 'pull_request'));
  if (open.length === 0 || isRequiredWorkflow(rules, jobs)) return [];
  const paths = [...new Set(open.map(({ workflow }) => workflow.path))].join(', ');
  return [gap('editable-workflow', { workflows: paths }, isOwned ? 'advice' : 'gap')];
}

/** Settings under which evidence that was judged is not what stays. */
function squash({ settings }: Safeguards, jobs: readonly GateJob[]): readonly Gap[] {
  if (settings.value === null) return [unread('the merge settings', settings.why)];
  const { squash: isAllowed, squashMessage } = settings.value;
  if (!isAllowed) return [];
  if (squashMessage === 'BLANK') return [gap('squash-blank')];
  const landing = squashMessage === 'PR_BODY' ? 'pr-body' : 'commits';
  return jobs.flatMap(({ workflow, step }) => {
    const judged = step?.with['landing'] ?? 'auto';
    if (!['pr-body', 'commits'].includes(judged) || judged === landing) return [];
    return [
      { ...gap('squash-other-text', { judged, landing }), place: `${workflow.path}:${step?.line ?? 1}` },
    ];
  });
}
