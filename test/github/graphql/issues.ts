import { hasRole } from '../access.js';
import { associationOf, nodeId } from '../shapes/account.js';
import type { EditState } from '../state/model.js';
import { actor } from './actors.js';
import { commentNode } from './comment-node.js';
import {
  type Args,
  type Context,
  connection,
  fields,
  type IssueNode,
  type Node,
  type Resolvers,
} from './node.js';
import { timeline } from './timeline.js';

type Field = (source: IssueNode, args: Args, context: Context) => unknown;

/** Fields that issues and pull requests share. */
export function issueFields(page: 'pull' | 'issues'): Readonly<Record<string, Field>> {
  const url: Field = ({ repository, value }, _, { links }) =>
    `${links.html}/${repository.owner}/${repository.name}/${page}/${value.number}`;
  return {
    id: ({ value }) => nodeId(page === 'pull' ? 'PullRequest' : 'Issue', value.id),
    databaseId: ({ value }) => value.id,
    fullDatabaseId: ({ value }) => String(value.id),
    number: ({ value }) => value.number,
    title: ({ value }) => value.title,
    body: ({ value }) => value.body,
    bodyText: ({ value }) => value.body,
    url,
    resourcePath: ({ repository, value }) =>
      `/${repository.owner}/${repository.name}/${page}/${value.number}`,
    author: ({ value }, _, { world }) => actor(world, value.author),
    authorAssociation: ({ repository, value }) => associationOf(repository, value.author),
    editor: ({ value }, _, { world }) => actor(world, value.edits.at(-1)?.by ?? null),
    createdAt: ({ value }) => value.createdAt,
    publishedAt: ({ value }) => value.createdAt,
    updatedAt: ({ value }) => value.updatedAt,
    closedAt: ({ value }) => value.closedAt,
    lastEditedAt: ({ value }) => value.edits.at(-1)?.at ?? null,
    includesCreatedEdit: ({ value }) => value.edits.length > 0,
    createdViaEmail: () => false,
    locked: ({ value }) => value.locked,
    activeLockReason: () => null,
    repository: ({ repository }) => ({ __typename: 'Repository', repository, value: repository }),
    labels: ({ repository, value }, args) =>
      connection(
        value.labels.map((name) => ({ __typename: 'Label', repository, value: name })),
        args,
      ),
    comments: ({ repository, value }, args) =>
      connection(
        value.comments.map((comment) => commentNode({ repository, value }, comment)),
        args,
      ),
    userContentEdits: ({ repository, value }, args) =>
      connection(
        [...value.edits]
          .reverse()
          .map((edit) => ({ __typename: 'UserContentEdit', repository, value: edit })),
        args,
      ),
  };
}

type Comment = ReturnType<typeof commentNode>;

const commentUrl = ({ repository, value, issue }: Comment, { links }: Context): string =>
  `${links.html}/${repository.owner}/${repository.name}/${'head' in issue ? 'pull' : 'issues'}/${issue.number}#issuecomment-${value.id}`;

function mayUpdate({ repository, value }: Comment, { token }: Context): boolean {
  if (token === null) return false;
  if (value.author === token.login) return true;
  return token.kind === 'pat' ? hasRole(repository, token.login, 'write') : !token.fork;
}

const reasons: Readonly<Record<string, string>> = {
  OUTDATED: 'outdated',
  RESOLVED: 'resolved',
  OFF_TOPIC: 'off-topic',
  SPAM: 'spam',
};

/** Issues, and the comments of issues and pull requests. */
export const issueResolvers: Resolvers = {
  Issue: fields<IssueNode>({
    ...issueFields('issues'),
    state: ({ value }) => (value.state === 'open' ? 'OPEN' : 'CLOSED'),
    closed: ({ value }) => value.state !== 'open',
    stateReason: ({ value }) => value.stateReason?.toUpperCase() ?? null,
    timelineItems: timeline,
    viewerDidAuthor: ({ value }, _, { token }) => token?.login === value.author,
  }),
  IssueComment: fields<Comment>({
    id: ({ value }) => nodeId('IssueComment', value.id),
    databaseId: ({ value }) => value.id,
    fullDatabaseId: ({ value }) => String(value.id),
    body: ({ value }) => value.body,
    bodyText: ({ value }) => value.body,
    author: ({ value }, _, { world }) => actor(world, value.author),
    authorAssociation: ({ repository, value }) => associationOf(repository, value.author),
    createdAt: ({ value }) => value.createdAt,
    publishedAt: ({ value }) => value.createdAt,
    updatedAt: ({ value }) => value.updatedAt,
    lastEditedAt: ({ value }) => (value.updatedAt === value.createdAt ? null : value.updatedAt),
    isMinimized: ({ value }) => value.minimised !== null,
    minimizedReason: ({ value }) =>
      value.minimised === null ? null : (reasons[value.minimised] ?? value.minimised),
    url: (source, _, context) => commentUrl(source, context),
    viewerDidAuthor: ({ value }, _, { token }) => token?.login === value.author,
    viewerCanUpdate: (source, _, context) => mayUpdate(source, context),
    viewerCanDelete: (source, _, context) => mayUpdate(source, context),
  }),
  UserContentEdit: fields<Node<EditState>>({
    id: ({ value }: Node<EditState>) => `UCE_${Buffer.from(value.at).toString('base64url')}`,
    createdAt: ({ value }: Node<EditState>) => value.at,
    editedAt: ({ value }: Node<EditState>) => value.at,
    updatedAt: ({ value }: Node<EditState>) => value.at,
    editor: ({ value }: Node<EditState>, _, { world }) => actor(world, value.by),
    deletedAt: () => null,
    deletedBy: () => null,
    diff: () => null,
  }),
};
