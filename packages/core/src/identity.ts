import { type Found, keysOf, type Seen } from './identity-keys.js';
import { distinctIds, maskedAddress } from './identity-names.js';
import { suggestMerges } from './identity-suggest.js';
import { type Machines, machinesOf } from './machines.js';
import type { RosterEntry } from './schema/config.js';
import type { Commit } from './schema/facts.js';
import type { PullFact } from './schema/pull-fact.js';

/** What identities are found in. `bots` and `agents` list logins, names or addresses. */
export interface IdentityInput {
  readonly commits: readonly Commit[];
  readonly pulls?: readonly PullFact[] | undefined;
  readonly roster: readonly RosterEntry[];
  readonly bots?: readonly string[];
  readonly agents?: readonly string[];
}

/** By what a person was found: the platform's account, the account in a no-reply address, the roster; nothing is *unresolved*. */
export type IdentityBasis = 'platform' | 'noreply' | 'roster' | 'unresolved';

/** One person behind changes. `addresses` are whole in memory and `hmac:…` where facts were stored: reports print them masked. */
export interface Identity {
  readonly id: string;
  readonly login: string | null;
  readonly basis: IdentityBasis;
  readonly isEnrolled: boolean;
  readonly names: readonly string[];
  readonly addresses: readonly string[];
  /** Commits that they are the author of, and pull requests that they own. */
  readonly changes: number;
}

/** Two identities that may be one person, by their ids. Nobody is merged by it: a roster or a mailmap decides. */
export interface MergeSuggestion {
  readonly keep: string;
  readonly merge: string;
  readonly because: 'pull-request' | 'same-name' | 'same-address-name';
}

/** Who stands behind what. Ids of changes are shas and `#12`. */
export interface Identities {
  /** Author and co-authors of a commit, or everybody who shares in a pull request; machines left out. */
  readonly engineersOf: (id: string) => readonly string[];
  /** Whose change it is: the author, and for an agent's pull request who merged it; null for a machine's or nobody's. */
  readonly ownerOf: (id: string) => string | null;
  /** Engineer behind a login, undefined for a machine. */
  readonly engineerOf: (login: string) => string | undefined;
  /** A bot or an agent, by the platform's word or a list. */
  readonly isMachine: (login: string) => boolean;
  /** The enrolled first, then in the order in which they were seen. */
  readonly people: readonly Identity[];
  /** Addresses without an account, masked, with the number of commits that carry them; most first. */
  readonly unresolved: readonly { readonly id: string; readonly changes: number }[];
  readonly suggestions: readonly MergeSuggestion[];
}

/**
 * Finds out who stands behind changes: the platform's account, a no-reply address, an address that the mailmap or the roster names,
 * else an *unresolved* identity. Nobody is merged by name alone, and one address never stands for two accounts.
 */
export function identify(input: IdentityInput): Identities {
  const machines = machinesOf(input);
  const keys = keysOf(input, machines);
  const ids = distinctIds(keys.seen);
  const idOf = (key: string): string => ids.get(key) ?? key;
  const loginIds = new Map<string, string>();
  for (const [key, { login }] of keys.seen) if (login !== null) loginIds.set(login.toLowerCase(), idOf(key));
  const named = (found: Found | undefined): string | undefined => found && idOf(found.key);
  const people = [...keys.seen].map(([key, seen]) => personOf(idOf(key), seen));
  return {
    engineersOf: (id) => keys.sharersOf(id).map(idOf),
    ownerOf: (id) => named(keys.ownerOf(id)) ?? null,
    engineerOf: engineerFinder(machines, loginIds),
    isMachine: machines.hasLogin,
    people,
    unresolved: unresolvedOf(keys.seen),
    suggestions: suggestMerges(people, keys.hints, idOf),
  };
}

/** By itself: it outlives the facts, and would keep all of them where it shared their scope. */
function engineerFinder(machines: Machines, loginIds: ReadonlyMap<string, string>): Identities['engineerOf'] {
  return (login) => (machines.hasLogin(login) ? undefined : (loginIds.get(login.toLowerCase()) ?? login));
}

function personOf(id: string, seen: Seen): Identity {
  const { login, basis, isEnrolled, names, addresses, authored } = seen;
  return {
    id,
    login,
    basis,
    isEnrolled,
    names: [...names],
    addresses: [...addresses].filter((address) => address !== ''),
    changes: authored,
  };
}

function unresolvedOf(seen: ReadonlyMap<string, Seen>): Identities['unresolved'] {
  const counts = new Map<string, number>();
  for (const { basis, carried, addresses } of seen.values()) {
    if (basis !== 'unresolved' || carried === 0) continue;
    const [address = ''] = addresses;
    const masked = maskedAddress(address);
    let id = masked;
    for (let number = 2; counts.has(id); number += 1) id = `${masked} ${number}`;
    counts.set(id, carried);
  }
  return [...counts]
    .map(([id, changes]) => ({ id, changes }))
    .sort((a, b) => b.changes - a.changes || (a.id < b.id ? -1 : 1));
}
