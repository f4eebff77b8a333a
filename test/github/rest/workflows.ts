import { accountShape, nodeId } from '../shapes/account.js';
import { apiOf, htmlOf } from '../shapes/issue.js';
import { repositoryShape } from '../shapes/repository.js';
import type { DeploymentState, RunState, WorkflowState } from '../state/checks-model.js';
import { notFound } from '../wire.js';
import { ok, type RepositoryCall, type Route, reads } from './call.js';

/** Workflows with their runs, and deployments. https://docs.github.com/rest/actions/workflows */
export const workflowRoutes: Readonly<Record<string, Route>> = {
  'actions/list-repo-workflows': {
    need: reads('actions'),
    answer: (call) => {
      const workflows = call.repository.workflows.map((workflow) => workflowShape(call, workflow));
      return ok({ total_count: workflows.length, workflows }, { list: 'workflows' });
    },
  },
  'actions/list-workflow-runs-for-repo': { need: reads('actions'), answer: listRuns },
  'repos/list-deployments': {
    need: reads('deployments'),
    answer: (call) => {
      const asked = (['sha', 'ref', 'environment'] as const).filter((name) => call.query.has(name));
      const seen = call.repository.deployments.filter((one) =>
        asked.every((name) => one[name] === call.query.get(name)),
      );
      return ok(seen.map((one) => deploymentShape(call, one)).reverse());
    },
  },
  'repos/list-deployment-statuses': { need: reads('deployments'), answer: listDeploymentStatuses },
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

function listRuns(call: RepositoryCall) {
  const { query, repository } = call;
  const fits = (run: RunState): boolean =>
    (query.get('branch') ?? run.branch) === run.branch &&
    (query.get('event') ?? run.event) === run.event &&
    (query.get('head_sha') ?? run.sha) === run.sha &&
    [run.status, run.conclusion].includes(query.get('status') ?? run.status);
  const runs = repository.runs.filter(fits).map((run, index) => runShape(call, run, index + 1));
  return ok({ total_count: runs.length, workflow_runs: runs.reverse() }, { list: 'workflow_runs' });
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
    created_at: run.createdAt,
    updated_at: run.createdAt,
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

function deploymentShape(call: RepositoryCall, one: DeploymentState): Record<string, unknown> {
  const url = `${apiOf(call)}/deployments/${one.id}`;
  return {
    url,
    id: one.id,
    node_id: nodeId('Deployment', one.id),
    sha: one.sha,
    ref: one.ref,
    task: 'deploy',
    payload: {},
    original_environment: one.environment,
    environment: one.environment,
    description: null,
    creator: accountShape(call.world, call.links, one.creator),
    created_at: one.createdAt,
    updated_at: one.statuses.at(-1)?.at ?? one.createdAt,
    statuses_url: `${url}/statuses`,
    repository_url: apiOf(call),
  };
}

function listDeploymentStatuses(call: RepositoryCall) {
  const found = call.repository.deployments.find(({ id }) => id === Number(call.values['deployment_id']));
  if (found === undefined) throw notFound();
  const url = `${apiOf(call)}/deployments/${found.id}`;
  const shapes = found.statuses.map((status) => ({
    url: `${url}/statuses/${status.id}`,
    id: status.id,
    node_id: nodeId('DeploymentStatus', status.id),
    state: status.state,
    creator: accountShape(call.world, call.links, found.creator),
    description: '',
    environment: found.environment,
    target_url: url,
    created_at: status.at,
    updated_at: status.at,
    deployment_url: url,
    repository_url: apiOf(call),
  }));
  return ok(shapes.reverse());
}
