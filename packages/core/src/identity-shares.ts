import type { Found } from './identity-keys.js';
import { lookupBy } from './lookup.js';
import type { Commit } from './schema/facts.js';

/** Who owns and shares in what. Of most changes there is an owner and nobody else: then the owner tells both. */
export function startLanding(commits: readonly Commit[], own: (owner: Found) => void) {
  const owners = startOwners(commits);
  const sharers = new Map<string, readonly string[]>();
  return {
    ownerOf: (id: string) => owners.get(id),
    sharersOf: (id: string): readonly string[] | undefined => {
      const owner = owners.get(id);
      return sharers.get(id) ?? (owner && [owner.key]);
    },
    land: (id: string, owner: Found | undefined, others: readonly string[]): void => {
      if (owner !== undefined) owners.set(id, owner);
      if (owner !== undefined) own(owner);
      if (owner === undefined || others.length > 0)
        sharers.set(id, [...new Set([...(owner === undefined ? [] : [owner.key]), ...others])]);
    },
  };
}

/** Owners by sha and `#12`; those of commits by the place of the commit. */
function startOwners(commits: readonly Commit[]) {
  const { placeOf } = lookupBy(commits, ({ sha }) => sha);
  const byPlace: (Found | undefined)[] = Array.from(commits, () => undefined);
  const others = new Map<string, Found>();
  return {
    get: (id: string): Found | undefined => {
      const place = placeOf(id);
      return place === undefined ? others.get(id) : byPlace[place];
    },
    set: (id: string, owner: Found): void => {
      const place = placeOf(id);
      if (place === undefined) others.set(id, owner);
      else byPlace[place] = owner;
    },
  };
}
