import type { Account } from '@forethought/core';
import { GitHubError } from './error.js';

/** What stands under these keys, one inside the other; undefined where something on the way is no object. */
export function member(value: unknown, ...keys: readonly string[]): unknown {
  let at = value;
  for (const key of keys) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined;
    at = Reflect.get(at, key);
  }
  return at;
}

/** Text under the keys. Throws `GitHubError` (`malformed`) when there is none. */
export function textAt(value: unknown, ...keys: readonly string[]): string {
  const found = member(value, ...keys);
  return typeof found === 'string' ? found : malformed(keys, 'text');
}

/** Text under the keys, or null where the platform says null or leaves it out. */
export function maybeText(value: unknown, ...keys: readonly string[]): string | null {
  const found = member(value, ...keys);
  return found === null || found === undefined ? null : textAt(value, ...keys);
}

/** A whole number from 0. Throws `GitHubError` (`malformed`) when there is none. */
export function countAt(value: unknown, ...keys: readonly string[]): number {
  const found = member(value, ...keys);
  return typeof found === 'number' && Number.isSafeInteger(found) && found >= 0
    ? found
    : malformed(keys, 'a number');
}

/** True or false. Throws `GitHubError` (`malformed`) when it is neither. */
export function truthAt(value: unknown, ...keys: readonly string[]): boolean {
  const found = member(value, ...keys);
  return typeof found === 'boolean' ? found : malformed(keys, 'true or false');
}

/** A list. Throws `GitHubError` (`malformed`) when there is none. */
export function listAt(value: unknown, ...keys: readonly string[]): readonly unknown[] {
  const found = keys.length === 0 ? value : member(value, ...keys);
  return Array.isArray(found) ? found : malformed(keys, 'a list');
}

/** One of the words. Throws `GitHubError` (`malformed`) when it is another. */
export function wordAt<Word extends string>(value: unknown, words: readonly Word[], key: string): Word {
  const found = member(value, key);
  return words.find((word) => word === found) ?? malformed([key], `one of ${words.join(', ')}`);
}

/** An id, which may be a number of any size, as text. */
export function idAt(value: unknown, key: string): string {
  const found = member(value, key);
  return ['string', 'number', 'bigint'].includes(typeof found) ? String(found) : malformed([key], 'an id');
}

/** An instant as the platform writes it. Throws `GitHubError` (`malformed`) when it is none. */
export function timeAt(value: unknown, ...keys: readonly string[]): string {
  const found = textAt(value, ...keys);
  return /^\d{4}-\d\d-\d\dT[\d:.]{8,16}(?:Z|[+-]\d\d:\d\d)$/.test(found) ? found : malformed(keys, 'a time');
}

/** An instant, or null where the platform says null or leaves it out. */
export function maybeTime(value: unknown, ...keys: readonly string[]): string | null {
  const found = member(value, ...keys);
  return found === null || found === undefined ? null : timeAt(value, ...keys);
}

/** The full name of a commit, SHA-1 or SHA-256. */
export function shaAt(value: unknown, ...keys: readonly string[]): string {
  const found = textAt(value, ...keys);
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(found) ? found : malformed(keys, 'a sha');
}

const KINDS: Readonly<Record<string, Account['kind']>> = {
  User: 'user',
  EnterpriseUserAccount: 'user',
  Bot: 'bot',
  Organization: 'organization',
  Mannequin: 'mannequin',
};

/** An account of GraphQL (`__typename`) or REST (`type`); null is a deleted one. The `[bot]` that REST appends goes. */
export function accountOf(value: unknown): Account | null {
  if (value === null || value === undefined) return null;
  const type = member(value, '__typename') ?? member(value, 'type');
  const kind = typeof type === 'string' && Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
  const login = textAt(value, 'login');
  return { login: kind === 'bot' ? withoutSuffix(login) : login, kind: kind ?? 'unknown' };
}

/** The name of an app's account as GraphQL writes it. */
export function withoutSuffix(login: string): string {
  return login.endsWith('[bot]') ? login.slice(0, -5) : login;
}

function malformed(keys: readonly string[], wanted: string): never {
  const place = keys.length === 0 ? 'the reply' : keys.join('.');
  throw new GitHubError(
    'malformed',
    `GitHub's answer does not hold ${wanted} in ${place}`,
    'run the job again; if it stays, look at https://www.githubstatus.com or at a proxy between',
  );
}
