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
  { adoption, isBeforeAdoption }: PolicySource,
  range: RangeCommits,
): Exemption | undefined {
  if (isByBot(pull, policy) && personsCommits(pull, policy, range).size === 0) {
    return { kind: 'bot', detail: pull.author?.login ?? '' };
  }
  if (adoption === undefined || !isOpenedBefore(pull, adoption.committedAt)) return undefined;
  const isEdited = Date.parse(pull.bodyEditedAt ?? pull.createdAt) > Date.parse(adoption.committedAt);
  const isUntouched = !isEdited && range.commits.every(({ sha }) => isBeforeAdoption(sha));
  return isUntouched ? { kind: 'before-adoption', detail: '' } : undefined;
}

/** Whether a bot's account opened it. */
export function isByBot({ author }: Pick<PullRequest, 'author'>, policy: Policy): boolean {
  return author !== null && (author.kind === 'bot' || policy.bots.includes(author.login));
}

/** By the platform's clock, which nobody can set back. */
export function isOpenedBefore({ createdAt }: PullRequest, instant: string): boolean {
  return Date.parse(createdAt) < Date.parse(instant);
}

/**
 * The commits of a bot's pull request that count as a person's: those of other accounts, and those that only say they are the bot's.
 * An address can be written by anybody, so the platform's own signature has to be there; for a bot of the policy's list its name
 * will do, as the team vouches for it. Where the platform's list could not be read, the header decides. Merges bring nothing of
 * their own.
 */
export function personsCommits(
  pull: PullRequest,
  policy: Policy,
  { commits }: RangeCommits,
): ReadonlySet<string> {
  const told = new Map(pull.commits.map((commit) => [commit.sha, commit]));
  const isListed = pull.author !== null && policy.bots.includes(pull.author.login);
  const isPersons = ({ sha, parents, author }: RangeCommits['commits'][number]): boolean => {
    if (parents.length > 1) return false;
    const known = told.get(sha);
    const saysBot = isBot(author) || policy.bots.includes(author.name);
    if (known === undefined) return !saysBot;
    if (known.login === null) return !(isListed && saysBot);
    return !isBotLogin(known.login, pull, policy) || !(isListed || known.isPlatformMade === true);
  };
  return new Set(commits.filter(isPersons).map(({ sha }) => sha));
}

function isBotLogin(login: string, { author }: PullRequest, { bots }: Policy): boolean {
  const bare = login.replace(/\[bot\]$/, '');
  return login !== bare || bare === author?.login || bots.includes(login);
}
