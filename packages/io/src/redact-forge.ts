import type { IssueFact, PullFact } from '@forethought/core';

/** A pull request without the words of anybody; its digest hashes the body under the key of the store. */
export function redactPull(pull: PullFact, hash: (text: string) => string): PullFact {
  const { title, body, commits, reviews, threads, digest, ...rest } = pull;
  return {
    ...rest,
    ...(commits && { commits: commits.map(withoutMessage) }),
    ...(reviews && { reviews: reviews.map(withoutBody) }),
    ...(threads && { threads: threads.map(withoutBody) }),
    ...(digest && { digest: body === undefined ? digest : { ...digest, hash: hash(body) } }),
  };
}

/** An issue without title and body. */
export function redactIssue({ title, body, ...rest }: IssueFact): IssueFact {
  return rest;
}

function withoutBody<Some extends { readonly body?: string | undefined }>({
  body,
  ...rest
}: Some): Omit<Some, 'body'> {
  return rest;
}

function withoutMessage<Some extends { readonly message?: string | undefined }>({
  message,
  ...rest
}: Some): Omit<Some, 'message'> {
  return rest;
}
