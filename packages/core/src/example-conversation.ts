import type { Conversation, DesignApproval, ReviewText } from './change.js';
import { fromText } from './evidence/text.js';
import type { Policy } from './schema/policy.js';
import type { Account, Thread } from './schema/pull.js';

/** One comment of an example, by the login of its author. */
export interface ExampleComment {
  readonly author: string;
  readonly at: string;
  readonly text: string;
}

/** What happened around a pull request of an example. A login that ends in `[bot]` is a bot's; a part that is left out was read and is empty. */
export interface ExampleConversation {
  readonly author: string;
  readonly startedAt?: string;
  readonly reviews?: readonly (ExampleComment & { readonly state: ReviewText['state'] })[];
  /** Threads on the changed lines, each with its comments, oldest first. `ends`: how it stands now. */
  readonly threads?: readonly {
    readonly path: string;
    readonly ends: 'open' | 'resolved' | 'outdated';
    readonly comments: readonly ExampleComment[];
  }[];
  readonly designs?: readonly DesignApproval[];
}

/** What a reviewer does by a review of each state. */
export const REVIEW_WORDS: Readonly<Record<ReviewText['state'], string>> = {
  approved: 'approves',
  'changes-requested': 'requests changes',
  commented: 'comments',
  dismissed: 'approves (dismissed later)',
};

/** When work on an example begins that does not say it. */
const STARTED = '2026-03-02T09:00:00Z';

/** The conversation that an example describes, as a platform would give it. */
export function conversationOf(example: ExampleConversation, policy: Policy): Conversation {
  const { author, startedAt = STARTED, reviews = [], threads = [], designs = [] } = example;
  return {
    author: accountOf(author),
    createdAt: startedAt,
    startedAt,
    reviews: reviews.map((review) => ({
      author: accountOf(review.author),
      isOwn: review.author === author,
      state: review.state,
      submittedAt: review.at,
      evidence: fromText(review.text, {
        kind: 'pull-request',
        index: policy.sections,
        hashHeadings: 'count',
      }),
      url: '',
    })),
    threads: threads.map(
      ({ path, ends, comments }, at): Thread => ({
        id: String(at),
        path,
        isResolved: ends === 'resolved',
        isOutdated: ends === 'outdated',
        comments: comments.map((comment) => ({
          author: accountOf(comment.author),
          body: comment.text,
          createdAt: comment.at,
          url: '',
        })),
      }),
    ),
    designs,
  };
}

function accountOf(name: string): Account {
  const login = name.replace(/\[bot\]$/, '');
  return { login, kind: login === name ? 'user' : 'bot' };
}
