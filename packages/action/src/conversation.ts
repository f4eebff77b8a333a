import {
  type Conversation,
  designReferences,
  type Evidence,
  fromText,
  type Policy,
  type PullRequest,
} from '@forethought/core';
import type { GitHub } from '@forethought/io/github';

/**
 * What happened around a pull request, as rules read it. A part that could not be read is left out, never empty. Designs are
 * looked up only where a rule in force asks for them. `body`: the pull request's own, as it was read.
 */
export async function conversationOf(
  hub: GitHub | undefined,
  pull: PullRequest,
  policy: Policy,
  body: Evidence,
): Promise<Conversation> {
  const missing = new Set(pull.missing.map(({ what }) => what));
  const read = (text: string) =>
    fromText(text, { kind: 'pull-request', index: policy.sections, hashHeadings: 'count' });
  const dates = [pull.createdAt, ...pull.commits.map(({ committedAt }) => committedAt)];
  return {
    author: pull.author,
    createdAt: pull.createdAt,
    startedAt: missing.has('commits') ? undefined : earliest(dates),
    reviews: missing.has('reviews')
      ? undefined
      : pull.reviews.map((review) => ({
          author: review.author,
          isOwn: review.author !== null && review.author.login === pull.author?.login,
          state: review.state,
          submittedAt: review.submittedAt,
          evidence: read(review.body),
          url: review.url,
        })),
    threads: missing.has('threads') ? undefined : pull.threads,
    designs: await designsOf(hub, pull, policy, body),
  };
}

async function designsOf(
  hub: GitHub | undefined,
  pull: PullRequest,
  policy: Policy,
  body: Evidence,
): Promise<Conversation['designs']> {
  if (!policy.rules.some(({ ruleId }) => ruleId === 'design-approved-first')) return undefined;
  const references = designReferences(body, policy.documents);
  if (references.length === 0) return [];
  if (hub === undefined) return undefined;
  const { lookUpDesigns } = await import('./designs.js');
  return lookUpDesigns(hub, references, pull.author);
}

function earliest(dates: readonly string[]): string | undefined {
  return [...dates].sort((a, b) => Date.parse(a) - Date.parse(b))[0];
}
