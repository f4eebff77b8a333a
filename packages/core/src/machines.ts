import { loginOfNoreply } from './people.js';
import { isBot } from './recognise/subject.js';
import type { Person } from './schema/facts.js';
import type { Account } from './schema/pull.js';
import type { PullFact } from './schema/pull-fact.js';

/** Accounts that are no people. */
export interface Machines {
  readonly hasLogin: (login: string) => boolean;
  readonly hasAccount: (account: Account) => boolean;
  readonly hasPerson: (person: Person) => boolean;
  /** An agent works for somebody: its pull request is that of whoever merged it. */
  readonly isAgent: (account: Account) => boolean;
}

/**
 * Tells machines by the lists of the team, and by the platform's word where pull requests name an account. A login that the
 * platform has used for a person as well stays that person's. `[bot]` at a login's end makes no difference to the lists.
 */
export function machinesOf(known: {
  readonly pulls?: readonly PullFact[] | undefined;
  readonly bots?: readonly string[];
  readonly agents?: readonly string[];
}): Machines {
  const agents = new Set((known.agents ?? []).map(bare));
  const listed = new Set([...(known.bots ?? []).map(bare), ...agents]);
  const told = toldBots(known.pulls ?? []);
  const hasLogin = (login: string): boolean =>
    listed.has(bare(login)) || told.has(login.toLowerCase()) || login.toLowerCase().endsWith('[bot]');
  return {
    hasLogin,
    hasAccount: ({ login, kind }) => kind === 'bot' || listed.has(bare(login)) || /\[bot\]$/i.test(login),
    hasPerson: (person) => {
      const names = [person.name, person.email, loginOfNoreply(person.email) ?? ''];
      if (names.some((name) => name !== '' && listed.has(bare(name)))) return true;
      return isBot(person) || /^(?:do-?not|no)-?reply@/i.test(person.email);
    },
    isAgent: ({ login }) => agents.has(bare(login)),
  };
}

function toldBots(pulls: readonly PullFact[]): ReadonlySet<string> {
  const bots = new Set<string>();
  const users = new Set<string>();
  const take = (account: Account | null): void => {
    if (account?.kind === 'bot') bots.add(account.login.toLowerCase());
    if (account?.kind === 'user') users.add(account.login.toLowerCase());
  };
  for (const { author, mergedBy, reviews, threads, labelEvents } of pulls) {
    take(author);
    take(mergedBy);
    for (const review of reviews ?? []) take(review.author);
    for (const thread of threads ?? []) take(thread.author);
    for (const { by } of labelEvents ?? []) take(by);
  }
  for (const user of users) bots.delete(user);
  return bots;
}

/** Lower case, without the `[bot]` that REST appends to an app's login. */
function bare(login: string): string {
  const lower = login.toLowerCase();
  return lower.endsWith('[bot]') ? lower.slice(0, -5) : lower;
}
