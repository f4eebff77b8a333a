import type { IdentityBasis } from './identity.js';
import { startLanding } from './identity-shares.js';
import type { Machines } from './machines.js';
import { loginOfNoreply, rosterEntry } from './people.js';
import type { RosterEntry } from './schema/config.js';
import type { Commit, Person } from './schema/facts.js';
import type { Account } from './schema/pull.js';
import type { PullFact } from './schema/pull-fact.js';

/** One person by a key that is the same for one and differs between two: `@login`, or an address. */
export interface Found {
  readonly key: string;
  readonly login: string | null;
  readonly basis: IdentityBasis;
}

/** What was seen of one person. `carried` counts the commits that name them, `authored` what is theirs. */
export interface Seen extends Found {
  readonly isEnrolled: boolean;
  readonly names: Set<string>;
  readonly addresses: Set<string>;
  authored: number;
  carried: number;
}

/** Keys of the people behind changes, by sha and `#12`. */
export interface Keys {
  readonly seen: ReadonlyMap<string, Seen>;
  readonly sharersOf: (id: string) => readonly string[];
  readonly ownerOf: (id: string) => Found | undefined;
  /** Addresses that an account's own pull request landed with, as `[key of the address, key of the account]`. */
  readonly hints: readonly (readonly [string, string])[];
}

interface Given {
  readonly commits: readonly Commit[];
  readonly pulls?: readonly PullFact[] | undefined;
  readonly roster: readonly RosterEntry[];
}

/** Finds the key of everybody behind commits and pull requests, the enrolled first. */
export function keysOf({ commits, pulls = [], roster }: Given, machines: Machines): Keys {
  const people = peopleSeen(roster);
  const told = loginsBySha(pulls);
  const finder = finderOf(loginsByAddress(commits, told), roster, machines);
  const { land, sharersOf, ownerOf } = startLanding(commits, people.own);
  const hints: [string, string][] = [];
  const landedBy = new Map(pulls.map((pull) => [pull.mergeCommit ?? '', pull]));
  for (const commit of commits) {
    const author = finder.ofPerson(commit.author, commit.login ?? told.get(commit.sha));
    const account = author?.basis === 'unresolved' ? squasherOf(commit, landedBy, finder) : undefined;
    if (author !== undefined && account !== undefined) hints.push([author.key, account.key]);
    if (author !== undefined && account === undefined) people.note(author, commit.author);
    const helpers = (commit.coAuthors ?? []).flatMap((person) => {
      const found = finder.ofPerson(person, undefined);
      if (found !== undefined) people.note(found, person);
      return found === undefined ? [] : [found.key];
    });
    land(commit.sha, account ?? author, helpers);
  }
  const merges = pulls.length === 0 ? new Set<string>() : mergesAmong(commits);
  for (const pull of pulls)
    land(
      `#${pull.number}`,
      finder.ofOwner(pull),
      insideOf(pull, sharersOf, merges, (login) => people.meet(finder.ofLogin(login))),
    );
  people.claim(hints);
  return {
    seen: people.all,
    sharersOf: (id) => sharersOf(id) ?? [],
    ownerOf,
    hints,
  };
}

function mergesAmong(commits: readonly Commit[]): ReadonlySet<string> {
  return new Set(commits.filter(({ parents }) => parents.length > 1).map(({ sha }) => sha));
}

/** A squash is written by the platform as a commit of whoever opened the pull request; a merge is one of whoever pressed the button. */
function squasherOf(
  { sha, parents }: Commit,
  landedBy: ReadonlyMap<string, PullFact>,
  finder: Finder,
): Found | undefined {
  const pull = parents.length > 1 ? undefined : landedBy.get(sha);
  return pull === undefined ? undefined : finder.ofAccount(pull.author);
}

/** Who shares in a pull request by its commits. A merge on the default branch tells who merged, so it is passed over. */
function insideOf(
  { commits = [], mergeCommit }: PullFact,
  sharersOf: (id: string) => readonly string[] | undefined,
  merges: ReadonlySet<string>,
  keysOfLogin: (login: string) => readonly string[],
): readonly string[] {
  const inner = commits.flatMap(
    ({ sha, login }) => sharersOf(sha) ?? (login === null ? [] : keysOfLogin(login)),
  );
  const landed = mergeCommit === null || merges.has(mergeCommit) ? [] : (sharersOf(mergeCommit) ?? []);
  return [...inner, ...landed];
}

interface PeopleSeen {
  readonly all: ReadonlyMap<string, Seen>;
  /** A commit carries a name and an address. */
  readonly note: (found: Found, person: Person) => void;
  readonly own: (found: Found) => void;
  /** The key of somebody who is seen without a commit of theirs; none for nobody. */
  readonly meet: (found: Found | undefined) => readonly string[];
  /** An address that landed pull requests of one account and stands nowhere else is that account's. */
  readonly claim: (hints: readonly (readonly [address: string, account: string])[]) => void;
}

function peopleSeen(roster: readonly RosterEntry[]): PeopleSeen {
  const all = new Map<string, Seen>();
  const seenOf = (found: Found, isEnrolled = false): Seen => {
    const known = all.get(found.key);
    if (known !== undefined) return known;
    const fresh = {
      ...found,
      isEnrolled,
      names: new Set<string>(),
      addresses: new Set<string>(),
      authored: 0,
      carried: 0,
    };
    all.set(found.key, fresh);
    return fresh;
  };
  for (const { login } of roster) seenOf({ key: keyOfLogin(login), login, basis: 'roster' }, true);
  return {
    all,
    note: (found, { name, email }) => {
      const seen = seenOf(found);
      if (name !== '') seen.names.add(name);
      seen.addresses.add(email.toLowerCase());
      seen.carried += 1;
    },
    own: (found) => {
      seenOf(found).authored += 1;
    },
    meet: (found) => (found === undefined ? [] : [seenOf(found).key]),
    claim: (hints) => {
      const claimed = new Map<string, string | null>();
      for (const [address, account] of hints)
        claimed.set(address, (claimed.get(address) ?? account) === account ? account : null);
      for (const [address, account] of claimed)
        if (account !== null && !all.has(address)) all.get(account)?.addresses.add(address);
    },
  };
}

/** Ways to a person; undefined is a machine, or nobody. */
interface Finder {
  readonly ofPerson: (person: Person, login: string | null | undefined) => Found | undefined;
  readonly ofLogin: (login: string) => Found | undefined;
  readonly ofAccount: (account: Account | null) => Found | undefined;
  readonly ofOwner: (pull: PullFact) => Found | undefined;
}

function finderOf(
  logins: ReadonlyMap<string, string | null>,
  roster: readonly RosterEntry[],
  machines: Machines,
): Finder {
  const enrolled = new Map(roster.map(({ login }) => [login.toLowerCase(), login]));
  const account = (login: string, basis: IdentityBasis): Found => {
    const known = enrolled.get(login.toLowerCase());
    return { key: keyOfLogin(login), login: known ?? login, basis };
  };
  const ofLogin = (login: string): Found | undefined =>
    machines.hasLogin(login) && !enrolled.has(login.toLowerCase()) ? undefined : account(login, 'platform');
  const ofAddress = (person: Person): Found | undefined => {
    const entry = rosterEntry(roster, person.email);
    if (entry !== undefined) return account(entry.login, 'roster');
    const login = loginOfNoreply(person.email) ?? storedLogin(person);
    if (machines.hasPerson(person) || (login !== undefined && machines.hasLogin(login))) return undefined;
    if (login !== undefined) return account(login, 'noreply');
    const learned = logins.get(person.email.toLowerCase());
    if (typeof learned === 'string') return ofLogin(learned);
    return { key: person.email.toLowerCase() || person.name, login: null, basis: 'unresolved' };
  };
  const byPerson = new Map<string, Found | undefined>();
  const ofPerson = (person: Person): Found | undefined => {
    const whole = `${person.name}\0${person.email}`;
    if (!byPerson.has(whole)) byPerson.set(whole, ofAddress(person));
    return byPerson.get(whole);
  };
  const ofAccount = (who: Account | null): Found | undefined =>
    who === null || machines.hasAccount(who) ? undefined : account(who.login, 'platform');
  return {
    ofLogin,
    ofAccount,
    ofPerson: (person, login) => {
      const listed = login == null || enrolled.has(login.toLowerCase()) ? undefined : ofPerson(person);
      return login == null || listed?.basis === 'roster' ? ofPerson(person) : ofLogin(login);
    },
    ofOwner: ({ author, mergedBy }) =>
      author !== null && machines.isAgent(author) ? ofAccount(mergedBy) : ofAccount(author),
  };
}

/** Accounts of the authors of commits, by what the platform says of the commits of pull requests. */
function loginsBySha(pulls: readonly PullFact[]): ReadonlyMap<string, string> {
  const logins = new Map<string, string>();
  for (const { commits = [] } of pulls)
    for (const { sha, login } of commits) if (login !== null) logins.set(sha, login);
  return logins;
}

/** Accounts of addresses by what the platform says of commits; `null` where it names two for one address. */
function loginsByAddress(
  commits: readonly Commit[],
  told: ReadonlyMap<string, string>,
): ReadonlyMap<string, string | null> {
  const logins = new Map<string, string | null>();
  for (const { sha, login, author } of commits) {
    const said = login ?? told.get(sha);
    const address = author.email.toLowerCase();
    if (said === undefined || address === '') continue;
    const known = logins.get(address);
    logins.set(address, known === undefined || known?.toLowerCase() === said.toLowerCase() ? said : null);
  }
  return logins;
}

/** The stored form keeps a login in place of the name, and no address. */
function storedLogin({ name, email }: Person): string | undefined {
  return email === '' && /^[a-z0-9](?:[a-z0-9-]{0,99})(?:\[bot\])?$/i.test(name) ? name : undefined;
}

function keyOfLogin(login: string): string {
  return `@${login.toLowerCase()}`;
}
