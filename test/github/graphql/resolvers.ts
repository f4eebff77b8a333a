import { instantOf } from '../state/world.js';
import { actorResolvers } from './actors.js';
import { checkResolvers } from './checks.js';
import { commitResolvers } from './commits.js';
import { deploymentResolvers } from './deployments.js';
import { findNode } from './find-node.js';
import { issueResolvers } from './issues.js';
import { fields, type Resolvers } from './node.js';
import { pullResolvers } from './pulls.js';
import { findRepository, repositoryResolvers } from './repository.js';
import { reviewResolvers } from './reviews.js';
import { timelineResolvers } from './timeline.js';

/** Every resolver that the emulator has. */
export const resolvers: Resolvers = {
  ...actorResolvers,
  ...checkResolvers,
  ...commitResolvers,
  ...deploymentResolvers,
  ...issueResolvers,
  ...pullResolvers,
  ...repositoryResolvers,
  ...reviewResolvers,
  ...timelineResolvers,
  Query: fields<unknown>({
    repository: (_, args, context) => findRepository(args, context),
    viewer: (_, _args, { world, token }) => ({
      __typename: 'User',
      account: world.account(token?.login ?? 'ghost'),
    }),
    node: (_, args, context) => findNode(String(args['id']), context),
    user: (_, args, { world }) => ({ __typename: 'User', account: world.account(String(args['login'])) }),
    rateLimit: (_, _args, { token, points, nodes }) => {
      if (token === null) return null;
      const { limit, used, reset } = token.graphql;
      return {
        cost: points,
        nodeCount: nodes,
        limit,
        used,
        remaining: Math.max(0, limit - used),
        resetAt: instantOf(reset * 1000),
      };
    },
  }),
};
