import { nodeId } from '../shapes/account.js';
import { apiOf, htmlOf } from '../shapes/issue.js';
import { repositoryShape } from '../shapes/repository.js';
import type { RunState, WorkflowState } from '../state/checks-model.js';
import { notFound } from '../wire.js';
import { type Answer, ok, type RepositoryCall, type Route, reads } from './call.js';

/** GitHub tells of no more runs than these, whatever their count, where a search narrows them. https://docs.github.com/rest/actions/workflow-runs */
const RUN_CAP = 1000;

/** Workflows with their runs. https://docs.github.com/rest/actions/workflows */
export const workflowRoutes: Readonly<Record<string, Route>> = {
  'actions/list-repo-workflows': {
    need: reads('actions'),
    answer: (call) => {
      const workflows = call.repository.workflows.map((workflow) => workflowShape(call, workflow));
      return ok({ total_count: workflows.length, workflows }, { list: 'workflows' });
    },
  },
  'actions/list-workflow-runs-for-repo': { need: reads('actions'), answer: (call) => listRuns(call) },
  'actions/list-workflow-runs': {
    need: reads('actions'),
    answer: (call) => {
      const asked = call.values['workflow_id'] ?? '';
      const found = call.repository.workflows.find(
        ({ id, path }) => String(id) === asked || path.endsWith(`/${asked}`),
      );
      if (found === undefined) throw notFound();
      return listRuns(call, found.path);
    },
  },
};

function workflowShape(call: RepositoryCall, workflow: WorkflowState): Record<string, unknown> {
  const file = workflow.path.split('/').at(-1) ?? '';
  return {
    id: workflow.id,
    node_id: nodeId('Workflow', workflow.id),
    name: workflow.name,
    path: workflow.path,
    state: workflow.state,
    created_at: call.repository.createdAt,
    updated_at: call.repository.createdAt,
    url: `${apiOf(call)}/actions/workflows/${workflow.id}`,
    html_url: `${htmlOf(call)}/blob/${call.repository.defaultBranch}/${workflow.path}`,
    badge_url: `${htmlOf(call)}/actions/workflows/${file}/badge.svg`,
  };
}

const SEARCHED = ['actor', 'branch', 'event', 'status', 'created', 'head_sha'];

function listRuns(call: RepositoryCall, workflow?: string): Answer {
  const { query, repository } = call;
  const isIn = window(query.get('created'));
  const fits = (run: RunState): boolean =>
    (workflow ?? run.workflow) === run.workflow &&
    (query.get('branch') ?? run.branch) === run.branch &&
    (query.get('event') ?? run.event) === run.event &&
    (query.get('head_sha') ?? run.sha) === run.sha &&
    [run.status, run.conclusion].includes(query.get('status') ?? run.status) &&
    isIn(Date.parse(run.createdAt));
  const found = repository.runs
    .filter(fits)
    .sort((a, b) => b.createdAt.localeCompare(a.createdAt) || b.id - a.id);
  const isSearch = SEARCHED.some((name) => query.has(name));
  const told = isSearch ? found.slice(0, RUN_CAP) : found;
  const runs = told.map((run, index) => () => runShape(call, run, found.length - index));
  return ok({ total_count: found.length, workflow_runs: runs }, { list: 'workflow_runs' });
}

/** `created` as GitHub reads it: `>=A`, `<=B`, `A..B` with both ends in it, a day as its whole day. https://docs.github.com/search-github/getting-started-with-searching-on-github/understanding-the-search-syntax#query-for-dates */
function window(created: string | null): (at: number) => boolean {
  if (created === null) return () => true;
  const start = (text: string): number => Date.parse(text);
  const end = (text: string): number =>
    text.length === 10 ? Date.parse(text) + 86_399_999 : Date.parse(text);
  const [from = '', to] = created.split('..');
  if (to !== undefined) {
    return (at) => (from === '*' || at >= start(from)) && (to === '*' || at <= end(to));
  }
  const value = created.replace(/^[<>]=?/, '');
  if (created.startsWith('>=')) return (at) => at >= start(value);
  if (created.startsWith('<=')) return (at) => at <= end(value);
  if (created.startsWith('>')) return (at) => at > end(value);
  if (created.startsWith('<')) return (at) => at < start(value);
  return (at) => at >= start(value) && at <= end(value);
}

function runShape(call: RepositoryCall, run: RunState, number: number): Record<string, unknown> {
  const url = `${apiOf(call)}/actions/runs/${run.id}`;
  const workflow = call.repository.workflows.find(({ path }) => path === run.workflow);
  const commit = call.history.commit(run.sha);
  const repository = repositoryShape(call.world, call.links, call.repository);
  return {
    id: run.id,
    name: workflow?.name ?? run.workflow,
    node_id: nodeId('WorkflowRun', run.id),
    head_branch: run.branch,
    head_sha: run.sha,
    path: run.workflow,
    display_title: commit?.message.split('\n')[0] ?? '',
    run_number: number,
    event: run.event,
    status: run.status,
    conclusion: run.conclusion,
    workflow_id: workflow?.id ?? 0,
    url,
    html_url: `${htmlOf(call)}/actions/runs/${run.id}`,
    run_attempt: run.attempt,
    created_at: run.createdAt,
    run_started_at: run.createdAt,
    updated_at: run.updatedAt,
    pull_requests: [],
    ...Object.fromEntries(
      ['jobs', 'logs', 'artifacts', 'cancel', 'rerun'].map((name) => [`${name}_url`, `${url}/${name}`]),
    ),
    check_suite_url: `${apiOf(call)}/check-suites/${run.id}`,
    workflow_url: `${apiOf(call)}/actions/workflows/${workflow?.id ?? 0}`,
    head_commit:
      commit === undefined
        ? null
        : {
            id: commit.sha,
            tree_id: commit.tree,
            message: commit.message,
            timestamp: commit.committer.date,
            author: { name: commit.author.name, email: commit.author.email },
            committer: { name: commit.committer.name, email: commit.committer.email },
          },
    repository,
    head_repository: repository,
  };
}
