import { lookupBy } from './lookup.js';
import type { Evidence, Reference } from './schema/evidence.js';
import type { Facts, FileChange } from './schema/facts.js';
import type { Policy } from './schema/policy.js';
import { type AddedTexts, type Technology, touchedTechnologies } from './technologies.js';

/** Sections whose references say what was read. */
const SOURCE_SECTIONS: readonly string[] = ['sources-consulted', 'documentation-reviewed'];

/** Kinds of references that are documentation of their own where a change touches no technology of the plan. */
const OWN_KINDS: readonly Reference['kind'][] = ['path', 'specification', 'manual', 'document'];

/** Whether the sources named in a change include official documentation of what it touches; `verdict` is `null` where that is unknown. */
export interface OfficialSources {
  readonly technologies: readonly Technology[];
  readonly official: readonly Reference[];
  readonly verdict: boolean | null;
}

/**
 * Official are references to the documentation of a technology that the change touches; repository documents,
 * specifications and manual pages only where it touches none. Without the changed files nothing is known; without
 * `existingPaths` a path is taken at its word, as the rule that found it has looked it up.
 */
export function officialSources(
  evidence: Evidence,
  files: readonly FileChange[] | undefined,
  policy: Policy,
  existingPaths?: ReadonlySet<string>,
  added?: AddedTexts,
): OfficialSources {
  if (files === undefined) return { technologies: [], official: [], verdict: null };
  const technologies = touchedTechnologies(files, policy, added);
  const known = technologies.length === 0 ? policy.technologies : technologies;
  const official = sourcesOf(evidence).filter(
    (reference) =>
      isOfficial(reference, known) || (technologies.length === 0 && isOwn(reference, existingPaths)),
  );
  return { technologies, official, verdict: official.length > 0 };
}

/** References in the sections that name sources, without those that can't be one. */
function sourcesOf(evidence: Evidence): readonly Reference[] {
  return evidence.sections
    .filter((section) => SOURCE_SECTIONS.includes(section.name))
    .flatMap((section) => section.entries)
    .flatMap((entry) => entry.references)
    .filter((reference) => reference.excluded === undefined);
}

function isOwn(reference: Reference, existingPaths: ReadonlySet<string> | undefined): boolean {
  if (!OWN_KINDS.includes(reference.kind)) return false;
  return reference.kind !== 'path' || existingPaths === undefined || existingPaths.has(reference.target);
}

/** Whether a link leads to the documentation of one of these technologies: same host, with or without `www.`, and below the path if one is given. */
export function isOfficial(
  reference: Reference,
  technologies: readonly { readonly docs: readonly string[] }[],
): boolean {
  if (reference.kind !== 'url' || reference.excluded !== undefined) return false;
  const address = bare(reference.target);
  return technologies.some(({ docs }) => docs.some((doc) => isBelow(address, bare(doc))));
}

/** `host/path` of an address in lower-case host, without scheme, `www.`, port, query, fragment and closing slashes. */
function bare(address: string): string {
  const scheme = address.indexOf('://');
  const afterScheme = scheme === -1 ? address : address.slice(scheme + 3);
  const end = afterScheme.search(/[?#]/);
  const whole = end === -1 ? afterScheme : afterScheme.slice(0, end);
  const slash = whole.indexOf('/');
  const host = (slash === -1 ? whole : whole.slice(0, slash)).toLowerCase().replace(/:\d{1,5}$/, '');
  const path = slash === -1 ? '' : whole.slice(slash);
  return `${host.startsWith('www.') ? host.slice(4) : host}${path.endsWith('/') ? path.slice(0, -1) : path}`;
}

function isBelow(address: string, doc: string): boolean {
  return address === doc || address.startsWith(`${doc}/`);
}

/** Whether the sources of a change are official by what was stored of it, by sha or `#12`; null is unknown. */
export function officialIn({ commits, pulls = [] }: Facts): (id: string) => boolean | null {
  const bySha = lookupBy(commits, ({ sha }) => sha);
  const ofPulls = new Map<string, boolean | null>();
  for (const { number, official } of pulls) if (official !== undefined) ofPulls.set(`#${number}`, official);
  return (id) => bySha.get(id)?.official ?? ofPulls.get(id) ?? null;
}
