import { accountShape, GHOST, nodeId } from '../shapes/account.js';
import { commitShape } from '../shapes/commit.js';
import { apiOf, commentShape, labelShape } from '../shapes/issue.js';
import { reviewShape } from '../shapes/review.js';
import { commitsOf } from '../state/heads.js';
import type { EventState, PullState } from '../state/model.js';
import { isPull, issueOf, ok, type RepositoryCall, type Route, reads } from './call.js';

/** The timeline of issues and pull requests. https://docs.github.com/rest/issues/timeline */
export const timelineRoutes: Readonly<Record<string, Route>> = {
  'issues/list-events-for-timeline': {
    need: reads('issues', 'pull-requests'),
    answer: (call) => {
      const issue = issueOf(call);
      const comments = issue.comments.map((comment) => ({
        at: comment.createdAt,
        body: {
          ...commentShape(call, issue, comment, isPull(issue)),
          event: 'commented',
          actor: accountShape(call.world, call.links, comment.author ?? GHOST),
        },
      }));
      const events = issue.timeline.map((event) => ({ at: event.at, body: eventShape(call, event) }));
      const own = isPull(issue) ? pullEvents(call, issue) : [];
      const all = [...own, ...comments, ...events].sort((one, other) => one.at.localeCompare(other.at));
      return ok(all.map(({ body }) => body));
    },
  },
};

interface Entry {
  readonly at: string;
  readonly body: Record<string, unknown>;
}

function pullEvents(call: RepositoryCall, pull: PullState): readonly Entry[] {
  const commits = commitsOf(call.world, call.repository, pull).map((commit): Entry => {
    const { sha, node_id, html_url, parents, commit: inner } = commitShape(call, commit);
    const { author, committer, message, tree, verification, url } = inner as Record<string, unknown>;
    const body = {
      event: 'committed',
      sha,
      node_id,
      url,
      html_url,
      author,
      committer,
      message,
      tree,
      verification,
      parents,
    };
    return { at: new Date(commit.committer.date).toISOString(), body };
  });
  const reviews = pull.reviews.flatMap((review): Entry[] =>
    review.submittedAt === null
      ? []
      : [
          {
            at: review.submittedAt,
            body: {
              ...reviewShape(call, pull, review),
              event: 'reviewed',
              state: review.state.toLowerCase(),
            },
          },
        ],
  );
  return [...commits, ...reviews];
}

function eventShape(call: RepositoryCall, event: EventState): Record<string, unknown> {
  return {
    id: event.id,
    node_id: nodeId('Event', event.id),
    url: `${apiOf(call)}/issues/events/${event.id}`,
    actor: accountShape(call.world, call.links, event.actor ?? GHOST),
    event: event.kind,
    commit_id: event.kind === 'head_ref_force_pushed' ? (event.after ?? null) : null,
    commit_url: null,
    created_at: event.at,
    performed_via_github_app: null,
    ...(event.label === undefined ? {} : { label: labelShape(call, event.label) }),
    ...(event.kind === 'renamed' ? { rename: { from: event.before ?? '', to: event.after ?? '' } } : {}),
  };
}
