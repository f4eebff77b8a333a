import { canSee, hasRole } from '../access.js';
import { nodeId } from '../shapes/account.js';
import type { ProtectionState } from '../state/checks-model.js';
import type { IssueState, PullState, RepositoryState } from '../state/model.js';
import { actor } from './actors.js';
import { objectNode } from './commits.js';
import { shippedFields } from './deployments.js';
import {
  type Args,
  type Context,
  connection,
  fields,
  type Node,
  type Resolvers,
  sortedConnection,
} from './node.js';
import { demandRead } from './permission.js';
import { GraphqlRefusal } from './refusal.js';

type Source = Node<RepositoryState>;

const fullName = ({ repository }: Source): string => `${repository.owner}/${repository.name}`;

function findPull({ repository }: Source, args: Args, context: Context): unknown {
  demandRead(context.token, repository, 'pull-requests');
  const value = repository.pulls.find(({ number }) => number === args['number']);
  if (value !== undefined) return { __typename: 'PullRequest', repository, value };
  throw new GraphqlRefusal(
    'NOT_FOUND',
    `Could not resolve to a PullRequest with the number of ${args['number']}.`,
  );
}

function findIssue({ repository }: Source, args: Args, context: Context): unknown {
  demandRead(context.token, repository, 'issues');
  const value = repository.issues.find(({ number }) => number === args['number']);
  if (value !== undefined) return { __typename: 'Issue', repository, value };
  throw new GraphqlRefusal(
    'NOT_FOUND',
    `Could not resolve to an Issue with the number of ${args['number']}.`,
  );
}

function refOf({ repository }: Source, name: string, { world }: Context): unknown {
  const refs = world.history(repository).refs();
  const found = [name, `refs/heads/${name}`, `refs/tags/${name}`].find((candidate) => refs.has(candidate));
  if (found === undefined) return null;
  return { __typename: 'Ref', repository, value: { name: found, sha: refs.get(found) } };
}

/** A page of a list in the order that is asked for; its cursors stay where they are when something before them moves. */
function listed<Item extends Node<IssueState>>(items: readonly Item[], args: Args): unknown {
  const order = args['orderBy'] as { field: string; direction: string } | undefined | null;
  const key = order?.field === 'UPDATED_AT' ? 'updatedAt' : 'createdAt';
  const place = ({ value }: Item): string => `${value[key]} ${String(value.number).padStart(9, '0')}`;
  return sortedConnection(items, args, { place, isFalling: order?.direction === 'DESC' });
}

function pulls({ repository }: Source, args: Args, context: Context): unknown {
  demandRead(context.token, repository, 'pull-requests');
  const states = args['states'] as readonly string[] | undefined | null;
  const labels = args['labels'] as readonly string[] | undefined | null;
  const fits = (pull: PullState): boolean =>
    (states ?? [pull.state.toUpperCase()]).includes(pull.state.toUpperCase()) &&
    (args['baseRefName'] ?? pull.base.ref) === pull.base.ref &&
    (args['headRefName'] ?? pull.head.ref) === pull.head.ref &&
    (labels === undefined || labels === null || labels.some((label) => pull.labels.includes(label)));
  return listed(
    repository.pulls.filter(fits).map((value) => ({ __typename: 'PullRequest', repository, value })),
    args,
  );
}

function issues({ repository }: Source, args: Args, context: Context): unknown {
  demandRead(context.token, repository, 'issues');
  const states = args['states'] as readonly string[] | undefined | null;
  const filter = (args['filterBy'] ?? {}) as { since?: string | null; labels?: readonly string[] | null };
  const word = ({ state }: IssueState): string => (state === 'open' ? 'OPEN' : 'CLOSED');
  const seen = repository.issues.filter(
    (issue) =>
      (states ?? [word(issue)]).includes(word(issue)) &&
      (filter.labels ?? []).every((label) => issue.labels.includes(label)) &&
      Date.parse(issue.updatedAt) >= Date.parse(filter.since ?? '1970-01-01'),
  );
  return listed(
    seen.map((value) => ({ __typename: 'Issue', repository, value })),
    args,
  );
}

/** GitHub gives the merge settings to who can read the repository, unlike REST. */
const settings = {
  squashMergeAllowed: ({ value }: Source) => value.settings.squash,
  mergeCommitAllowed: ({ value }: Source) => value.settings.merge,
  rebaseMergeAllowed: ({ value }: Source) => value.settings.rebase,
  squashMergeCommitTitle: ({ value }: Source) => value.settings.squashTitle,
  squashMergeCommitMessage: ({ value }: Source) => value.settings.squashMessage,
  mergeCommitTitle: ({ value }: Source) => value.settings.mergeTitle,
  mergeCommitMessage: ({ value }: Source) => value.settings.mergeMessage,
  squashPrTitleUsedAsDefault: ({ value }: Source) => value.settings.squashTitle === 'PR_TITLE',
  deleteBranchOnMerge: ({ value }: Source) => value.settings.deleteBranchOnMerge,
};

function permission({ repository }: Source, { token }: Context): string | null {
  if (token === null || token.kind !== 'pat') return null;
  const found = (['admin', 'maintain', 'write', 'triage', 'read'] as const).find((role) =>
    hasRole(repository, token.login, role),
  );
  return found?.toUpperCase() ?? 'READ';
}

/** Repositories, refs and the protection of branches. */
export const repositoryResolvers: Resolvers = {
  Repository: fields<Source>({
    ...settings,
    id: ({ value }) => nodeId('Repository', value.id),
    databaseId: ({ value }) => value.id,
    name: ({ value }) => value.name,
    nameWithOwner: fullName,
    owner: ({ value }, _, { world }) => actor(world, value.owner),
    url: (source, _, { links }) => `${links.html}/${fullName(source)}`,
    isPrivate: ({ value }) => value.isPrivate,
    isFork: ({ value }) => value.isFork,
    isArchived: () => false,
    visibility: ({ value }) => (value.isPrivate ? 'PRIVATE' : 'PUBLIC'),
    hasIssuesEnabled: ({ value }) => value.hasIssues,
    createdAt: ({ value }) => value.createdAt,
    viewerPermission: (source, _, context) => permission(source, context),
    viewerCanAdminister: (source, _, context) => permission(source, context) === 'ADMIN',
    defaultBranchRef: (source, _, context) => refOf(source, source.value.defaultBranch, context),
    ref: (source, args, context) => refOf(source, String(args['qualifiedName']), context),
    refs: ({ repository }, args, { world }) => {
      const prefix = String(args['refPrefix']);
      const found = [...world.history(repository).refs()].filter(([name]) => name.startsWith(prefix));
      return connection(
        found.map(([name, sha]) => ({ __typename: 'Ref', repository, value: { name, sha } })),
        args,
      );
    },
    object: ({ repository }, args, { world }) =>
      objectNode(world, repository, String(args['expression'] ?? args['oid'] ?? repository.defaultBranch)),
    pullRequest: findPull,
    pullRequests: pulls,
    issue: findIssue,
    issueOrPullRequest: (source, args, context) =>
      source.repository.pulls.some(({ number }: PullState) => number === args['number'])
        ? findPull(source, args, context)
        : findIssue(source, args, context),
    issues,
    ...shippedFields,
    branchProtectionRules: ({ repository }, args) =>
      connection(
        Object.entries(repository.protection).map(([pattern, value]) => ({
          __typename: 'BranchProtectionRule',
          repository,
          value,
          pattern,
        })),
        args,
      ),
  }),
  Ref: fields<Node<{ readonly name: string; readonly sha: string }>>({
    id: ({ value }) => `REF_${Buffer.from(value.name).toString('base64url')}`,
    name: ({ value }) => value.name.split('/').slice(2).join('/'),
    prefix: ({ value }) => `${value.name.split('/').slice(0, 2).join('/')}/`,
    target: ({ repository, value }, _, { world }) => objectNode(world, repository, value.sha),
    repository: ({ repository }) => ({ __typename: 'Repository', repository, value: repository }),
    associatedPullRequests: ({ repository, value }, args, context) => {
      const headRefName = value.name.split('/').slice(2).join('/');
      return pulls(
        { __typename: 'Repository', repository, value: repository },
        { ...args, headRefName },
        context,
      );
    },
    branchProtectionRule: ({ repository, value }) => {
      const pattern = value.name.split('/').slice(2).join('/');
      const found = repository.protection[pattern];
      return found === undefined
        ? null
        : { __typename: 'BranchProtectionRule', repository, value: found, pattern };
    },
  }),
  BranchProtectionRule: fields<Node<ProtectionState> & { readonly pattern: string }>({
    id: ({ pattern }) => `BPR_${Buffer.from(pattern).toString('base64url')}`,
    pattern: ({ pattern }) => pattern,
    isAdminEnforced: ({ value }) => value.enforceAdmins,
    requiresApprovingReviews: ({ value }) => value.reviews !== null,
    requiredApprovingReviewCount: ({ value }) => value.reviews?.count ?? null,
    requiresCodeOwnerReviews: ({ value }) => value.reviews?.codeOwners ?? false,
    dismissesStaleReviews: ({ value }) => value.reviews?.dismissStale ?? false,
    requiresStatusChecks: ({ value }) => value.checks !== null,
    requiredStatusCheckContexts: ({ value }) =>
      value.checks?.map(({ context }: { context: string }) => context) ?? [],
  }),
};

/** The repository of a query; GitHub says the same of what is not there and of what may not be seen. */
export function findRepository(args: Args, { world, token }: Context): Source {
  const found = world.repository(String(args['owner']), String(args['name']));
  if (found !== undefined && canSee(token, found))
    return { __typename: 'Repository', repository: found, value: found };
  const name = `${args['owner']}/${args['name']}`;
  throw new GraphqlRefusal('NOT_FOUND', `Could not resolve to a Repository with the name '${name}'.`);
}
