import type { Identity, MergeSuggestion } from './identity.js';

/** Beginnings of addresses that belong to a place and not to a person. */
const SHARED_ADDRESSES =
  /^(?:admin|contact|dev|git|github|hello|info|mail|me|office|root|team|test|user|work)$/;
/** Shorter beginnings are initials, which many people share. */
const SHORTEST = 4;

/**
 * Identities that may be one person: an address that landed an account's own pull requests, the same full name (two words or
 * more), or the same beginning of the address. Only identities without an account are offered for merging, each once.
 */
export function suggestMerges(
  people: readonly Identity[],
  hints: readonly (readonly [string, string])[],
  idOf: (key: string) => string,
): readonly MergeSuggestion[] {
  const found = new Map<string, MergeSuggestion>();
  const byId = new Map(people.map((person) => [person.id, person]));
  const suggest = (keep: string, merge: string, because: MergeSuggestion['because']): void => {
    const isOpen = byId.get(merge)?.basis === 'unresolved' && (byId.get(merge)?.changes ?? 0) > 0;
    if (isOpen && keep !== merge && !found.has(merge)) found.set(merge, { keep, merge, because });
  };
  for (const [address, account] of hints) suggest(idOf(account), idOf(address), 'pull-request');
  const ways = [
    ['same-name', fullNames],
    ['same-address-name', addressNames],
  ] as const;
  for (const [because, keysOf] of ways)
    for (const group of groupsBy(people, keysOf)) {
      const keep = surest(group);
      for (const { id } of group) if (!found.has(keep.id)) suggest(keep.id, id, because);
    }
  return [...found.values()];
}

function groupsBy(
  people: readonly Identity[],
  keysOf: (person: Identity) => readonly string[],
): readonly (readonly [Identity, ...Identity[]])[] {
  const groups = new Map<string, [Identity, ...Identity[]]>();
  for (const person of people)
    for (const key of new Set(keysOf(person))) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [person]);
      else group.push(person);
    }
  return [...groups.values()].filter((group) => group.length > 1);
}

function fullNames({ names }: Identity): readonly string[] {
  return names
    .map((name) => name.normalize('NFKC').toLowerCase().trim().split(/\s+/).slice(0, 10))
    .filter((words) => words.length > 1)
    .map((words) => words.join(' '));
}

function addressNames({ login, addresses }: Identity): readonly string[] {
  const begins = addresses
    .filter((address) => !address.startsWith('hmac:'))
    .map((address) => address.slice(0, Math.max(0, address.lastIndexOf('@'))).split('+', 1)[0] ?? '');
  return [...begins, ...(login === null ? [] : [login.toLowerCase()])].filter(
    (name) => name.length >= SHORTEST && !SHARED_ADDRESSES.test(name),
  );
}

/** The enrolled before accounts, accounts before addresses, and whoever has more changes. */
function surest(group: readonly [Identity, ...Identity[]]): Identity {
  const weight = ({ isEnrolled, login }: Identity): number => (isEnrolled ? 2 : 0) + (login === null ? 0 : 1);
  return group.reduce((best, person) => {
    const more = weight(person) - weight(best) || person.changes - best.changes;
    return more > 0 ? person : best;
  });
}
