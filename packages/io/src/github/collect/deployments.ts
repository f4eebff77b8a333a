import type { DeploymentFact } from '@forethought/core';
import { idAt, listAt, maybeText, member, shaAt, textAt, timeAt } from '../value.js';
import { askPage } from './ask.js';
import { descend } from './descend.js';
import { pageOf } from './pulls.js';
import { deploymentsQuery } from './queries.js';
import { booked, type Records, type Run } from './run.js';

/** Reads the deployments that were made since they were read last or within the lag, as their state changes later. */
export async function collectDeployments(run: Run): Promise<void> {
  let size = 100;
  await descend<DeploymentFact>(run, {
    kind: 'deployments',
    atOnce: () => size,
    page: async (after) => {
      const answer = await booked(run, 'other', () => askPage(run, deploymentsQuery, { after }, size));
      size = answer.size;
      return pageOf(member(answer.data, 'repository', 'deployments'), (node) => {
        const item = deploymentFact(node);
        return { at: Date.parse(item.createdAt), item };
      });
    },
    take: async (deployments) => ({ records: { deployments } satisfies Records, isWhole: true }),
  });
}

interface Status {
  readonly state: string;
  readonly at: string;
  readonly url: string | null;
}

const OUTCOMES: Readonly<Record<string, DeploymentFact['state']>> = {
  SUCCESS: 'success',
  FAILURE: 'failure',
  ERROR: 'error',
};
const UNDER_WAY = ['PENDING', 'QUEUED', 'IN_PROGRESS', 'WAITING'];

/**
 * A deployment with its outcome: the newest of its statuses that is one. The platform sets `inactive` once a later deployment took its
 * place, which takes nothing back. https://docs.github.com/rest/deployments/statuses
 */
export function deploymentFact(node: unknown): DeploymentFact {
  const latest = member(node, 'latestStatus');
  const nodes = [
    ...listAt(node, 'statuses', 'nodes'),
    ...(latest === null || latest === undefined ? [] : [latest]),
  ];
  const statuses = nodes.map(statusOf).sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const outcome = statuses.filter(({ state }) => Object.hasOwn(OUTCOMES, state)).at(-1);
  const newest = outcome ?? statuses.at(-1);
  const state = stateOf(newest?.state);
  return {
    id: member(node, 'databaseId') === null ? idAt(node, 'id') : idAt(node, 'databaseId'),
    environment: maybeText(node, 'environment') ?? '',
    sha: shaAt(node, 'commitOid'),
    ref: maybeText(node, 'ref', 'name'),
    createdAt: timeAt(node, 'createdAt'),
    state,
    finishedAt: newest === undefined || state === 'pending' ? null : newest.at,
    url: newest?.url ?? null,
  };
}

function stateOf(state: string | undefined): DeploymentFact['state'] {
  if (state === undefined || UNDER_WAY.includes(state)) return 'pending';
  if (state === 'INACTIVE') return 'inactive';
  return (Object.hasOwn(OUTCOMES, state) ? OUTCOMES[state] : undefined) ?? 'unknown';
}

function statusOf(node: unknown): Status {
  return { state: textAt(node, 'state'), at: timeAt(node, 'createdAt'), url: maybeText(node, 'logUrl') };
}
