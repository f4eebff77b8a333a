import { type Exemption, isBot, type Policy, type PullRequest } from '@forethought/core';
import type { PolicySource } from 'forethought/engine';
import type { RangeCommits } from './cases.js';

/**
 * Why no rule asks anything of the text of a pull request, if there is a reason: only bots made it, told by the kind of account or
 * by the list and never by a name; or all of it is older than the policy.
 */
export function exemptionOfPull(
  pull: PullRequest,
  policy: Policy,
  { adoption }: PolicySource,
  range: RangeCommits,
): Exemption | undefined {
  if (isByBot(pull, policy) && !hasPersonsCommit(pull, policy, range)) {
    return { kind: 'bot', detail: pull.author?.login ?? '' };
  }
  if (adoption === undefined) return undefined;
  const isOlder = isOpenedBefore(pull, adoption.committedAt);
  const dates = [pull.bodyEditedAt ?? pull.createdAt, ...range.commits.map(({ committedAt }) => committedAt)];
  const limit = Date.parse(adoption.committedAt);
  const isUntouched = dates.every((date) => Date.parse(date) <= limit);
  return isOlder && isUntouched ? { kind: 'before-adoption', detail: '' } : undefined;
}

/** Whether a bot's account opened it. */
export function isByBot({ author }: Pick<PullRequest, 'author'>, policy: Policy): boolean {
  return author !== null && (author.kind === 'bot' || policy.bots.includes(author.login));
}

/** By the platform's clock, which nobody can set back. */
export function isOpenedBefore({ createdAt }: PullRequest, instant: string): boolean {
  return Date.parse(createdAt) < Date.parse(instant);
}

/** A commit by an account that is no bot's; where the platform knows no account, what its header says. Merges bring nothing of their own. */
function hasPersonsCommit(pull: PullRequest, policy: Policy, { commits }: RangeCommits): boolean {
  const logins = new Map(pull.commits.map(({ sha, login }) => [sha, login]));
  return commits.some(({ sha, parents, author }) => {
    if (parents.length > 1) return false;
    const login = logins.get(sha) ?? null;
    return login === null
      ? !isBot(author) && !policy.bots.includes(author.name)
      : !isBotLogin(login, pull, policy);
  });
}

function isBotLogin(login: string, { author }: PullRequest, { bots }: Policy): boolean {
  const bare = login.replace(/\[bot\]$/, '');
  return login !== bare || bare === author?.login || bots.includes(login);
}
