import { nodeId } from '../shapes/account.js';
import type { DeploymentState, ReleaseState } from '../state/checks-model.js';
import type { RepositoryState } from '../state/model.js';
import { actor } from './actors.js';
import { commitNode } from './commit-node.js';
import { type Args, type Context, connection, fields, type Node, type Resolvers } from './node.js';
import { demandRead } from './permission.js';

type Source = Node<RepositoryState>;
type Status = Node<DeploymentState['statuses'][number]> & { readonly of: DeploymentState };

function inOrder<Item extends { readonly createdAt: string; readonly id: number }>(
  items: readonly Item[],
  args: Args,
): readonly Item[] {
  const order = args['orderBy'] as { direction: string } | undefined | null;
  const rising = [...items].sort(
    (one, other) => one.createdAt.localeCompare(other.createdAt) || one.id - other.id,
  );
  return order?.direction === 'DESC' ? rising.reverse() : rising;
}

function deployments({ repository }: Source, args: Args, { token }: Context): unknown {
  demandRead(token, repository, 'deployments');
  const environments = args['environments'] as readonly string[] | undefined | null;
  const seen = repository.deployments.filter(({ environment }) =>
    (environments ?? [environment]).includes(environment),
  );
  return connection(
    inOrder(seen, args).map((value) => ({ __typename: 'Deployment', repository, value })),
    args,
  );
}

/** Drafts are told only to who may write. */
function releases({ repository }: Source, args: Args): unknown {
  const seen = repository.releases.filter(({ isDraft }) => !isDraft);
  return connection(
    inOrder(seen, args).map((value) => ({ __typename: 'Release', repository, value })),
    args,
  );
}

/** What a repository tells of how it reaches its users. */
export const shippedFields = { deployments, releases };

/** Statuses of a deployment, the newest first, as GitHub lists them. */
function statuses({ repository, value }: Node<DeploymentState>): readonly Status[] {
  return value.statuses
    .map((status) => ({ __typename: 'DeploymentStatus', repository, value: status, of: value }))
    .reverse();
}

const constant = (word: string): string => word.toUpperCase();

/** The state of a deployment by its last status: a success is active. https://docs.github.com/graphql/reference/enums#deploymentstate */
function stateOf({ statuses }: DeploymentState): string {
  const last = statuses.at(-1)?.state;
  return last === undefined ? 'PENDING' : last === 'success' ? 'ACTIVE' : constant(last);
}

/** Deployments with their statuses, and releases. */
export const deploymentResolvers: Resolvers = {
  Deployment: fields<Node<DeploymentState>>({
    id: ({ value }) => nodeId('Deployment', value.id),
    databaseId: ({ value }) => value.id,
    environment: ({ value }) => value.environment,
    originalEnvironment: ({ value }) => value.environment,
    latestEnvironment: ({ value }) => value.environment,
    commitOid: ({ value }) => value.sha,
    commit: ({ repository, value }, _, { world }) => commitNode(world, repository, value.sha),
    createdAt: ({ value }) => value.createdAt,
    updatedAt: ({ value }) => value.statuses.at(-1)?.at ?? value.createdAt,
    creator: ({ value }, _, { world }) => actor(world, value.creator),
    description: () => null,
    state: ({ value }) => stateOf(value),
    task: () => 'deploy',
    ref: ({ repository, value }, _, { world }) => {
      const name = `refs/heads/${value.ref}`;
      const sha = world.history(repository).refs().get(name);
      return sha === undefined ? null : { __typename: 'Ref', repository, value: { name, sha } };
    },
    latestStatus: (source) => statuses(source)[0] ?? null,
    statuses: (source, args) => connection(statuses(source), args),
  }),
  DeploymentStatus: fields<Status>({
    id: ({ value }) => nodeId('DeploymentStatus', value.id),
    state: ({ value }) => constant(value.state),
    createdAt: ({ value }) => value.at,
    updatedAt: ({ value }) => value.at,
    creator: ({ of }, _, { world }) => actor(world, of.creator),
    description: () => null,
    environment: ({ of }) => of.environment,
    environmentUrl: () => null,
    logUrl: ({ repository, of }, _, { links }) =>
      `${links.html}/${repository.owner}/${repository.name}/deployments/${of.id}`,
    deployment: ({ repository, of }) => ({ __typename: 'Deployment', repository, value: of }),
  }),
  Release: fields<Node<ReleaseState>>({
    id: ({ value }) => nodeId('Release', value.id),
    databaseId: ({ value }) => value.id,
    name: ({ value }) => value.name,
    description: ({ value }) => value.body,
    tagName: ({ value }) => value.tag,
    tagCommit: ({ repository, value }, _, { world }) =>
      value.sha === null ? null : commitNode(world, repository, value.sha),
    isDraft: ({ value }) => value.isDraft,
    isPrerelease: ({ value }) => value.isPrerelease,
    createdAt: ({ value }) => value.createdAt,
    updatedAt: ({ value }) => value.publishedAt ?? value.createdAt,
    publishedAt: ({ value }) => value.publishedAt,
    author: ({ value }, _, { world }) => ({ __typename: 'User', account: world.account(value.author) }),
    url: ({ repository, value }, _, { links }) =>
      `${links.html}/${repository.owner}/${repository.name}/releases/tag/${encodeURIComponent(value.tag)}`,
  }),
};
