import type { Seen } from './identity-keys.js';
import { loginOfNoreply } from './people.js';

/**
 * Ids that can be printed, by key: a login where there is one, else the name. People who share a name get the beginning of their
 * address beside it, and what is still the same gets a number.
 */
export function distinctIds(seen: ReadonlyMap<string, Seen>): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  const others: [key: string, plain: string, address: string][] = [];
  for (const [key, { login, isEnrolled, names, addresses }] of seen) {
    const [[name = ''], [address = '']] = [[...names], [...addresses]];
    if (login !== null && isEnrolled) ids.set(key, login);
    else others.push([key, login ?? (name.trim() || maskedAddress(address)), login === null ? address : '']);
  }
  const uses = new Map<string, number>();
  for (const [, plain] of others) uses.set(plain, (uses.get(plain) ?? 0) + 1);
  const taken = new Set(ids.values());
  for (const [key, plain, address] of others) {
    const isShared = (uses.get(plain) ?? 0) > 1 || taken.has(plain);
    const isAccount = address === '' || loginOfNoreply(address) !== undefined;
    const free = firstFree(isShared && !isAccount ? `${plain} (${maskedAddress(address)})` : plain, taken);
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

/** `ada@example.org` as `a…@example.org`, and the hash of a stored address by its beginning. */
export function maskedAddress(address: string): string {
  if (address.startsWith('hmac:')) return `address ${address.slice(5, 13)}`;
  const at = address.lastIndexOf('@');
  return at < 1 ? `${address.slice(0, 1)}…` : `${address.slice(0, 1)}…${address.slice(at)}`;
}
