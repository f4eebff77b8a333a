import type { Need } from '../access.js';
import { hasRole } from '../access.js';
import { commentShape } from '../shapes/issue.js';
import type { CommentState, IssueState } from '../state/model.js';
import { invalid, notFound, Refusal } from '../wire.js';
import { isPull, issueOf, ok, type RepositoryCall, type Route, reads, textOf } from './call.js';

/** The longest comment that GitHub takes, in characters; its error names this number. */
export const COMMENT_LIMIT = 65_536;

/** Comments of issues and of the conversation of pull requests. https://docs.github.com/rest/issues/comments */
export const commentRoutes: Readonly<Record<string, Route>> = {
  'issues/list-comments': {
    need: reads('issues', 'pull-requests'),
    answer: (call) => {
      const issue = issueOf(call);
      const since = call.query.get('since');
      const seen = issue.comments.filter(({ updatedAt }) => since === null || updatedAt >= since);
      return ok(seen.map((comment) => commentShape(call, issue, comment, isPull(issue))));
    },
  },
  'issues/get-comment': {
    need: reads('issues', 'pull-requests'),
    answer: (call) => {
      const { issue, comment } = findComment(call);
      return ok(commentShape(call, issue, comment, isPull(issue)));
    },
  },
  'issues/create-comment': { need: writesTo((call) => issueOf(call)), answer: createComment },
  'issues/update-comment': { need: writesTo((call) => findComment(call).issue), answer: updateComment },
  'issues/delete-comment': {
    need: writesTo((call) => findComment(call).issue),
    answer: (call) => {
      const { issue, comment } = findComment(call);
      demandAuthor(call, comment);
      issue.comments.splice(issue.comments.indexOf(comment), 1);
      return { status: 204 };
    },
  },
};

/** Writing into a pull request takes another permission than writing into an issue. */
function writesTo(find: (call: RepositoryCall) => IssueState): (call: RepositoryCall) => Need {
  return (call) => ({
    scopes: [isPull(find(call)) ? 'pull-requests' : 'issues'],
    level: 'write',
    open: true,
  });
}

function findComment(call: RepositoryCall): { issue: IssueState; comment: CommentState } {
  const id = Number(call.values['comment_id']);
  for (const issue of [...call.repository.pulls, ...call.repository.issues]) {
    const comment = issue.comments.find((candidate) => candidate.id === id);
    if (comment !== undefined) return { issue, comment };
  }
  throw notFound();
}

function createComment(call: RepositoryCall) {
  const issue = issueOf(call);
  if (issue.locked && !mayModerate(call))
    throw new Refusal(403, 'Unable to create comment because issue is locked.');
  const at = call.world.instant();
  const comment: CommentState = {
    id: call.world.id(),
    body: bodyOf(call),
    author: call.token?.login ?? null,
    createdAt: at,
    updatedAt: at,
    minimised: null,
  };
  issue.comments.push(comment);
  issue.updatedAt = at;
  const shape = commentShape(call, issue, comment, isPull(issue));
  return { status: 201, body: shape, headers: { location: String(shape['url']) } };
}

function updateComment(call: RepositoryCall) {
  const { issue, comment } = findComment(call);
  demandAuthor(call, comment);
  comment.body = bodyOf(call);
  comment.updatedAt = call.world.instant();
  return ok(commentShape(call, issue, comment, isPull(issue)));
}

function bodyOf(call: RepositoryCall): string {
  const body = textOf(call.body, 'body') ?? '';
  if (body.trim() === '') {
    throw invalid([{ resource: 'IssueComment', code: 'custom', field: 'body', message: 'body is required' }]);
  }
  if ([...body].length > COMMENT_LIMIT) {
    const message = `body is too long (maximum is ${COMMENT_LIMIT} characters)`;
    throw invalid([{ resource: 'IssueComment', code: 'custom', field: 'body', message }]);
  }
  return body;
}

/** The author may change a comment, and so may who can write to the repository. */
function demandAuthor(call: RepositoryCall, comment: CommentState): void {
  if (comment.author === call.token?.login || mayModerate(call)) return;
  throw new Refusal(403, 'Must have admin rights to Repository.');
}

function mayModerate({ token, repository }: RepositoryCall): boolean {
  return token !== null && (token.kind === 'pat' ? hasRole(repository, token.login, 'write') : !token.fork);
}
