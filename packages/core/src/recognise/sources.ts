import type { Entry, Reference } from '../schema/evidence.js';

/** The references among entries that can be a source, and those that can't, with why. */
export interface Sources {
  /** Different ones, by target. Paths are among them only if they exist. */
  readonly counted: readonly Reference[];
  /** Paths of which nobody has looked up whether they exist. */
  readonly undecided: readonly Reference[];
  /** Paths that don't exist. */
  readonly missing: readonly string[];
  /** Reasons why others don't count, each once, e.g. `a review link`. */
  readonly refused: readonly string[];
}

const REFUSALS: Readonly<Record<string, string>> = {
  review: 'a link to a review',
  ci: 'a link to a CI run',
  image: 'a picture',
  template: 'a link of the template',
  localhost: 'an address that only its author can reach',
  search: 'a page of search results',
  unread: 'a source that was not read',
  credentials: 'a link that carries credentials',
  'own-change': 'a link to the change itself',
};

/**
 * Sorts the references of entries: links, specifications, manual pages, documents and issues count, paths only if they are
 * among `existingPaths` (`undefined`: nobody looked), commits never. An address without a page counts only if the whole host
 * is documentation, which `isWhole` says.
 */
export function sourcesIn(
  entries: readonly Entry[],
  existingPaths: ReadonlySet<string> | undefined,
  isWhole: (reference: Reference) => boolean = () => false,
): Sources {
  const counted = new Map<string, Reference>();
  const undecided = new Map<string, Reference>();
  const missing = new Set<string>();
  const refused = new Set<string>();
  for (const reference of entries.flatMap((entry) => entry.references)) {
    if (reference.excluded !== undefined) refused.add(REFUSALS[reference.excluded] ?? reference.excluded);
    else if (reference.kind === 'commit') refused.add('a commit');
    else if (isBare(reference) && !isWhole(reference)) refused.add('an address without a page');
    else if (reference.kind !== 'path' || existingPaths?.has(reference.target)) {
      counted.set(reference.target, reference);
    } else if (existingPaths === undefined) undecided.set(reference.target, reference);
    else {
      missing.add(reference.target);
      refused.add(`a path that does not exist (${reference.target})`);
    }
  }
  return {
    counted: [...counted.values()],
    undecided: [...undecided.values()],
    missing: [...missing],
    refused: [...refused],
  };
}

function isBare({ kind, target }: Reference): boolean {
  return kind === 'url' && /^[a-z]{4,5}:\/\/[^/?#]*\/?$/i.test(target);
}
