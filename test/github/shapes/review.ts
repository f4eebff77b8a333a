import type { PullState, ReviewState, ThreadCommentState, ThreadState } from '../state/model.js';
import { accountShape, associationOf, GHOST, nodeId } from './account.js';
import { apiOf, htmlOf, type Place } from './issue.js';

/** One review as REST writes it. */
export function reviewShape(place: Place, pull: PullState, review: ReviewState): Record<string, unknown> {
  const html = `${htmlOf(place)}/pull/${pull.number}#pullrequestreview-${review.id}`;
  const url = `${apiOf(place)}/pulls/${pull.number}`;
  return {
    id: review.id,
    node_id: nodeId('PullRequestReview', review.id),
    user: accountShape(place.world, place.links, review.author),
    body: review.body,
    state: review.state,
    html_url: html,
    pull_request_url: url,
    author_association: associationOf(place.repository, review.author),
    _links: { html: { href: html }, pull_request: { href: url } },
    ...(review.submittedAt === null ? {} : { submitted_at: review.submittedAt }),
    commit_id: review.commit,
  };
}

/** One comment on a changed line. */
export function lineCommentShape(
  place: Place,
  pull: PullState,
  thread: ThreadState,
  comment: ThreadCommentState,
): Record<string, unknown> {
  const url = `${apiOf(place)}/pulls/comments/${comment.id}`;
  const html = `${htmlOf(place)}/pull/${pull.number}#discussion_r${comment.id}`;
  const pullUrl = `${apiOf(place)}/pulls/${pull.number}`;
  const first = thread.comments[0];
  return {
    url,
    pull_request_review_id: comment.review,
    id: comment.id,
    node_id: nodeId('PullRequestReviewComment', comment.id),
    diff_hunk: '@@ -1 +1 @@',
    path: thread.path,
    commit_id: pull.head.sha,
    original_commit_id: pull.head.sha,
    user: accountShape(place.world, place.links, comment.author ?? GHOST),
    body: comment.body,
    created_at: comment.createdAt,
    updated_at: comment.createdAt,
    html_url: html,
    pull_request_url: pullUrl,
    author_association: associationOf(place.repository, comment.author),
    _links: { self: { href: url }, html: { href: html }, pull_request: { href: pullUrl } },
    line: thread.line,
    original_line: thread.line,
    side: 'RIGHT',
    subject_type: 'line',
    ...(first === undefined || first.id === comment.id ? {} : { in_reply_to_id: first.id }),
  };
}
