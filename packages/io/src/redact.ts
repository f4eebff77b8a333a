import { createHmac, randomBytes } from 'node:crypto';
import type { Commit, Digest, Facts, Person } from '@forethought/core';

/** How texts and people become what may be stored. */
export interface Redaction {
  /** Section states and link hosts of a message: what stays of it. */
  readonly digestOf: (commit: Commit) => Omit<Digest, 'hash'>;
  /** Login of a person of the roster. */
  readonly loginOf?: (person: Person) => string | undefined;
  /** Secret by which addresses and messages are hashed. Keep one for a store, so that its parts agree; default: a new one. */
  readonly key?: string;
}

/**
 * The stored form of facts: no message, no name, no address. A person is `{name: login, email: ''}` where the login is public,
 * by the roster or by a no-reply address, and `{name: '', email: 'hmac:…'}` otherwise, equal for equal addresses under one key;
 * the addresses of machines stay. Hashes are keyed, as a plain hash of an address is found by trying addresses.
 */
export function redactFacts(facts: Facts, redaction: Redaction): Facts {
  const hash = keyed(redaction.key ?? randomBytes(32).toString('hex'));
  const hide = (person: Person): Person => hidden(person, redaction, hash);
  return { ...facts, commits: facts.commits.map((commit) => stored(commit, redaction, hide, hash)) };
}

function stored(
  commit: Commit,
  { digestOf }: Redaction,
  hide: (person: Person) => Person,
  hash: Hash,
): Commit {
  const { message, coAuthors, author, committer, ...rest } = commit;
  return {
    ...rest,
    author: hide(author),
    committer: hide(committer),
    ...(coAuthors === undefined ? {} : { coAuthors: coAuthors.map(hide) }),
    ...(message === undefined ? {} : { digest: { ...digestOf(commit), hash: hash(message) } }),
  };
}

const NOREPLY = /^(?:\d{1,20}\+)?([^+@\s]{1,100})@users\.noreply\.[^@\s]+$/i;

function hidden(person: Person, { loginOf }: Redaction, hash: Hash): Person {
  const login = loginOf?.(person) ?? NOREPLY.exec(person.email)?.[1];
  if (login !== undefined) return { name: login, email: '' };
  if (/^no-?reply@/i.test(person.email)) return { name: '', email: person.email.toLowerCase() };
  return { name: '', email: hash(person.email.toLowerCase()) };
}

type Hash = (text: string) => string;

function keyed(key: string): Hash {
  return (text) => `hmac:${createHmac('sha256', key).update(text).digest('hex').slice(0, 32)}`;
}
