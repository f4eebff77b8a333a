import { accountShape, nodeId } from '../shapes/account.js';
import { apiOf } from '../shapes/issue.js';
import { repositoryShape } from '../shapes/repository.js';
import type { StatusState } from '../state/checks-model.js';
import { invalid, Refusal } from '../wire.js';
import { ok, type RepositoryCall, type Route, reads, textOf } from './call.js';
import { revision } from './commits.js';

const LIMIT = 1000;
const DESCRIPTION = 140;

/** Commit statuses, newest first. https://docs.github.com/rest/commits/statuses */
export const statusRoutes: Readonly<Record<string, Route>> = {
  'repos/create-commit-status': { need: { scopes: ['statuses'], level: 'write' }, answer: create },
  'repos/list-commit-statuses-for-ref': {
    need: reads('statuses'),
    answer: (call) =>
      ok(statusesOf(call, revision(call, call.values['ref'] ?? '').sha).map((one) => statusShape(call, one))),
  },
  'repos/get-combined-status-for-ref': { need: reads('statuses'), answer: combined },
};

function statusesOf({ repository }: RepositoryCall, sha: string): readonly StatusState[] {
  return repository.statuses.filter((status) => status.sha === sha).reverse();
}

function create(call: RepositoryCall) {
  const sha = call.values['sha'] ?? '';
  if (call.history.commit(sha) === undefined) throw new Refusal(422, `No commit found for SHA: ${sha}`);
  const context = textOf(call.body, 'context') ?? 'default';
  const description = textOf(call.body, 'description');
  if ((description?.length ?? 0) > DESCRIPTION) {
    throw invalid([
      {
        resource: 'Status',
        code: 'custom',
        field: 'description',
        message: `description is too long (maximum is ${DESCRIPTION} characters)`,
      },
    ]);
  }
  if (statusesOf(call, sha).filter((one) => one.context === context).length >= LIMIT) {
    const message = 'This SHA and context has reached the maximum number of statuses.';
    throw invalid([{ resource: 'Status', code: 'custom', field: 'base', message }]);
  }
  const status: StatusState = {
    id: call.world.id(),
    sha,
    context,
    state: call.body['state'] as StatusState['state'],
    description,
    targetUrl: textOf(call.body, 'target_url'),
    creator: call.token?.login ?? call.repository.owner,
    createdAt: call.world.instant(),
  };
  call.repository.statuses.push(status);
  return { status: 201, body: statusShape(call, status) };
}

function statusShape(call: RepositoryCall, status: StatusState): Record<string, unknown> {
  const creator = accountShape(call.world, call.links, status.creator);
  return {
    url: `${apiOf(call)}/statuses/${status.sha}`,
    avatar_url: creator?.['avatar_url'] ?? null,
    id: status.id,
    node_id: nodeId('StatusContext', status.id),
    state: status.state,
    description: status.description,
    target_url: status.targetUrl,
    context: status.context,
    created_at: status.createdAt,
    updated_at: status.createdAt,
    creator,
  };
}

function combined(call: RepositoryCall) {
  const { sha } = revision(call, call.values['ref'] ?? '');
  const newest = new Map([...statusesOf(call, sha)].reverse().map((status) => [status.context, status]));
  const states = [...newest.values()].map(({ state }) => state);
  const isFailed = states.some((state) => state === 'failure' || state === 'error');
  const isGreen = states.length > 0 && states.every((state) => state === 'success');
  return ok({
    state: isFailed ? 'failure' : isGreen ? 'success' : 'pending',
    statuses: [...newest.values()].map((status) => statusShape(call, status)),
    sha,
    total_count: newest.size,
    repository: repositoryShape(call.world, call.links, call.repository),
    commit_url: `${apiOf(call)}/commits/${sha}`,
    url: `${apiOf(call)}/commits/${sha}/status`,
  });
}
