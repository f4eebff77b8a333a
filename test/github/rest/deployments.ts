import { accountShape, nodeId } from '../shapes/account.js';
import { apiOf } from '../shapes/issue.js';
import type { DeploymentState } from '../state/checks-model.js';
import { notFound } from '../wire.js';
import { ok, type RepositoryCall, type Route, reads } from './call.js';

/** Deployments with their statuses, the newest first. https://docs.github.com/rest/deployments/deployments */
export const deploymentRoutes: Readonly<Record<string, Route>> = {
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
