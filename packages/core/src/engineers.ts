import { loginOfNoreply, rosterEntry } from './people.js';
import { isBot } from './recognise/subject.js';
import type { RosterEntry } from './schema/config.js';
import type { Commit, Person } from './schema/facts.js';

/** The people behind commits, by ids that can be printed: a login, a name, never a whole address. */
export interface People {
  /** Author and co-authors of a commit, bots left out. */
  readonly engineersOf: (sha: string) => readonly string[];
  /** Whose rows to show, in alphabetical order. */
  readonly rows: readonly string[];
  /** People with commits of their own who have no row. */
  readonly left: number;
}

/** Rows shown unless everybody is asked for. */
const MOST_ROWS = 20;

/**
 * Finds out who stands behind commits. One person is one roster entry, one account of the platform, or one address; the same
 * name twice is two people until a roster or a mailmap says otherwise. Without a roster the rows are the authors, the 20 with
 * the most commits; people who only helped get rows when `all` are asked for. `bots` lists logins, names or addresses.
 */
export function peopleOf(
  commits: readonly Commit[],
  roster: readonly RosterEntry[],
  which: 'some' | 'all',
  bots: readonly string[] = [],
): People {
  const known = identities(roster, new Set(bots.map((bot) => bot.toLowerCase())));
  const keysBySha = new Map<string, readonly string[]>();
  const authored = new Map<string, number>();
  for (const { sha, author, coAuthors } of commits) {
    const keys = [author, ...(coAuthors ?? [])].map(known.keyOf);
    keysBySha.set(sha, [...new Set(keys.filter((key) => key !== undefined))]);
    const [first] = keys;
    if (first !== undefined) authored.set(first, (authored.get(first) ?? 0) + 1);
  }
  const ids = known.ids();
  const idOf = (key: string): string => ids.get(key) ?? key;
  const enrolled = roster.map((entry) => rosterKey(entry.login));
  const others = [...authored.keys()].filter((key) => !enrolled.includes(key));
  const busiest = others.sort((a, b) => (authored.get(b) ?? 0) - (authored.get(a) ?? 0)).slice(0, MOST_ROWS);
  const some = roster.length > 0 ? enrolled : busiest;
  const shown = which === 'all' ? [...new Set([...enrolled, ...ids.keys()])] : some;
  return {
    engineersOf: (sha) => (keysBySha.get(sha) ?? []).map(idOf),
    rows: shown.map(idOf).sort(alphabetically),
    left: which === 'all' ? 0 : others.filter((key) => !some.includes(key)).length,
  };
}

interface Identities {
  /** What is the same for one person and differs between two; undefined for bots. */
  readonly keyOf: (person: Person) => string | undefined;
  /** Printable id by key. */
  readonly ids: () => ReadonlyMap<string, string>;
}

function identities(roster: readonly RosterEntry[], bots: ReadonlySet<string>): Identities {
  const keys = new Map<string, string | undefined>();
  const people = new Map<string, Person>();
  const find = (person: Person): string | undefined => {
    const entry = rosterEntry(roster, person.email);
    if (entry !== undefined) return rosterKey(entry.login);
    if (isMachine(person, bots)) return undefined;
    const login = loginOfNoreply(person.email);
    return login === undefined ? person.email.toLowerCase() || person.name : rosterKey(login);
  };
  const keyOf = (person: Person): string | undefined => {
    const whole = `${person.name}\0${person.email}`;
    if (!keys.has(whole)) keys.set(whole, find(person));
    const key = keys.get(whole);
    if (key !== undefined && !people.has(key)) people.set(key, person);
    return key;
  };
  return { keyOf, ids: () => distinctIds(people, roster) };
}

/** Key of an account of the platform; no address starts like this. */
function rosterKey(login: string): string {
  return `@${login.toLowerCase()}`;
}

/** An account that says itself to be no human, one that is listed, or an address that nobody reads. */
function isMachine(person: Person, bots: ReadonlySet<string>): boolean {
  const names = [person.name, person.email, loginOfNoreply(person.email) ?? ''];
  const isListed = names.some((name) => name !== '' && bots.has(name.toLowerCase()));
  return isListed || isBot(person) || /^(?:do-?not|no)-?reply@/i.test(person.email);
}

/** A login where there is one, else the name; people who share a name get the beginning of their address beside it. */
function distinctIds(
  people: ReadonlyMap<string, Person>,
  roster: readonly RosterEntry[],
): ReadonlyMap<string, string> {
  const ids = new Map<string, string>(roster.map(({ login }) => [rosterKey(login), login]));
  const plain = new Map<string, string>();
  for (const [key, person] of people) {
    if (ids.has(key)) continue;
    plain.set(key, loginOfNoreply(person.email) ?? (person.name.trim() || masked(person.email)));
  }
  const taken = new Set(ids.values());
  for (const [key, id] of plain) {
    const isShared = [...plain.values()].filter((other) => other === id).length > 1 || taken.has(id);
    const email = people.get(key)?.email ?? '';
    const wanted = isShared && loginOfNoreply(email) === undefined ? `${id} (${masked(email)})` : id;
    const free = firstFree(wanted, taken);
    taken.add(free);
    ids.set(key, free);
  }
  return ids;
}

function firstFree(wanted: string, taken: ReadonlySet<string>): string {
  let free = wanted;
  for (let number = 2; taken.has(free); number += 1) free = `${wanted} ${number}`;
  return free;
}

/** `ada@example.org` as `a…@example.org`. */
function masked(email: string): string {
  const at = email.lastIndexOf('@');
  return at < 1 ? `${email.slice(0, 1)}…` : `${email.slice(0, 1)}…${email.slice(at)}`;
}

function alphabetically(a: string, b: string): number {
  const [left, right] = [a.toLowerCase(), b.toLowerCase()];
  if (left === right) return a < b ? -1 : 1;
  return left < right ? -1 : 1;
}
