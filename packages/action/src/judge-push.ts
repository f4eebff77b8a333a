import { auditLanding, fromText, type LostSection, saysBot } from '@forethought/core';
import { readCommits } from '@forethought/io';
import { type GitHub, readLanded } from '@forethought/io/github';
import type { PolicySource } from 'forethought/engine';
import { sparingPushed } from './before-adoption.js';
import {
  type JudgedSubject,
  judgeRange,
  policyAt,
  policyOfAuthor,
  type Range,
  type RangeCommits,
  readRange,
} from './cases.js';
import { isByBot } from './pull-exempt.js';
import type { Session } from './session.js';

/** A landed commit that lost sections of its pull request's body. */
export interface Loss {
  readonly sha: string;
  readonly number: number;
  readonly lost: readonly LostSection[];
}

/** What a push brought, a list of findings per commit, and the evidence that did not arrive. */
export interface JudgedPush {
  readonly subjects: readonly JudgedSubject[];
  readonly source: PolicySource;
  readonly losses: readonly Loss[];
  readonly notices: readonly string[];
}

/**
 * Judges what landed by the policy that was in force before it landed, and compares each landed message with the body of its
 * pull request.
 */
export async function judgePush(session: Session, pushed: Range): Promise<JudgedPush> {
  const range = await readRange(session, pushed);
  const { source, notices } = await sparingPushed(session, await policyAt(session, range.base), range);
  const machines = await madeByBots(session, source, range);
  const subjects = await judgeRange(session, source, range, undefined, (sha) => !machines.has(sha));
  if (session.hub === undefined) {
    const blind = 'without a token nobody can say whether the evidence of pull requests arrived';
    const told = machines.size === 0 ? [] : [unsureWords(machines.size)];
    return { subjects, source, losses: [], notices: [...notices, blind, ...told] };
  }
  return { subjects, source, losses: await lossesOf(session, session.hub, source, range), notices };
}

function unsureWords(count: number): string {
  const what = count === 1 ? '1 commit counts as a bot’s' : `${count} commits count as bots’`;
  return `without a token ${what} by the address in its header, which anybody could write`;
}

/** The address that the platform gives to a bot. https://docs.github.com/account-and-profile/reference/email-addresses-reference */
const BOT_ADDRESS = /^\d{1,12}\+[\w.-]{1,100}\[bot\]@users\.noreply\.[\w.-]{1,100}$/;

/**
 * Commits that a bot's pull request landed, as the platform says; a header alone makes nobody a bot. Only those are asked about whose
 * header names one. Without a token the address has to do.
 */
async function madeByBots(
  { hub }: Session,
  source: PolicySource,
  { commits }: RangeCommits,
): Promise<ReadonlySet<string>> {
  const named = commits.filter((commit) => saysBot(commit, source.policyOf(commit.author)));
  if (named.length === 0) return new Set();
  if (hub === undefined)
    return new Set(named.flatMap(({ sha, author }) => (BOT_ADDRESS.test(author.email) ? [sha] : [])));
  const landed = await readLanded(
    hub,
    named.map(({ sha }) => sha),
  );
  return new Set(
    [...landed].flatMap(([sha, { author }]) =>
      isByBot({ author }, policyOfAuthor(source, author)) ? [sha] : [],
    ),
  );
}

/**
 * Compares squashed messages with the bodies of the pull requests that they came from. A merge and several commits of one pull
 * request carry their own evidence.
 */
async function lossesOf(
  { repo, world }: Session,
  hub: GitHub,
  source: PolicySource,
  { base, head }: Range,
): Promise<readonly Loss[]> {
  const messages = new Map<string, string>();
  const query = { repo, revs: [`${base}..${head}`], firstParent: true, withFiles: 'none' } as const;
  for await (const { sha, message, parents } of readCommits({ ...query, signal: world.signal })) {
    if (parents.length < 2) messages.set(sha, message ?? '');
  }
  const landed = await readLanded(hub, [...messages.keys()]);
  const numbers = [...landed.values()].map(({ number }) => number);
  return [...messages].flatMap(([sha, message]) => {
    const pull = landed.get(sha);
    if (pull === undefined || numbers.filter((number) => number === pull.number).length > 1) return [];
    const policy = policyOfAuthor(source, pull.author);
    const read = { kind: 'pull-request', index: policy.sections, hashHeadings: 'count' } as const;
    const lost = auditLanding(message, fromText(pull.body, read), policy);
    return lost.length === 0 ? [] : [{ sha, number: pull.number, lost }];
  });
}
