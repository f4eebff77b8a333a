import type { Found } from './identity-keys.js';

/** Who owns and shares in what. Of most changes there is an owner and nobody else: then the owner tells both. */
export function startLanding(own: (owner: Found) => void) {
  const owners = new Map<string, Found>();
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
