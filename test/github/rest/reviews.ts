import { lineCommentShape, reviewShape } from '../shapes/review.js';
import { ok, pullOf, type Route, reads } from './call.js';

/** Reviews and the comments on changed lines. */
export const reviewRoutes: Readonly<Record<string, Route>> = {
  'pulls/list-reviews': {
    need: reads('pull-requests'),
    answer: (call) => {
      const pull = pullOf(call);
      const seen = pull.reviews.filter(({ state }) => state !== 'PENDING');
      return ok(seen.map((review) => reviewShape(call, pull, review)));
    },
  },
  'pulls/list-review-comments': {
    need: reads('pull-requests'),
    answer: (call) => {
      const pull = pullOf(call);
      const all = pull.threads.flatMap((thread) =>
        thread.comments.map((comment) => lineCommentShape(call, pull, thread, comment)),
      );
      return ok(
        all.sort((one, other) => String(one['created_at']).localeCompare(String(other['created_at']))),
      );
    },
  },
};
