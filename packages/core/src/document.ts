import { fold } from './evidence/fold.js';
import { frontMatter, frontMatterOf } from './evidence/front-matter.js';
import type { ReadOptions } from './evidence/read.js';
import { linesOf } from './evidence/source.js';
import { matches } from './patterns.js';
import type { RequiredSection } from './recognise/document-part.js';
import type { Policy, SectionIndex } from './schema/policy.js';

type DocumentKind = Policy['documents'][number];

/** Front matter that begins and ends within so many characters is read for the kind. */
const MATTER_LENGTH = 20_000;

/**
 * The kind of a document: the one named, or else that of its front matter (`kind:`), or else the first whose patterns match one
 * of its paths. A name that is no kind decides nothing.
 */
export function documentKindOf(
  policy: Pick<Policy, 'documents'>,
  text: string,
  paths: readonly string[],
  named?: string,
): DocumentKind | undefined {
  const kindNamed = (name: string | undefined): DocumentKind | undefined =>
    name === undefined ? undefined : policy.documents.find(({ kind }) => kind === name);
  return (
    kindNamed(named) ??
    kindNamed(kindInMatter(text)) ??
    policy.documents.find((kind) => paths.some((path) => matches(kind.paths, path)))
  );
}

function kindInMatter(text: string): string | undefined {
  if (!text.startsWith('---') && !text.startsWith('\ufeff---')) return undefined;
  const matter = frontMatterOf(linesOf(text.slice(0, MATTER_LENGTH)));
  return matter === null ? undefined : frontMatter(matter.lines)['kind'];
}

const required = new WeakMap<DocumentKind, readonly RequiredSection[]>();
const NONE: readonly RequiredSection[] = [];

/** The sections that a kind of document must have, with their titles. */
export function requiredSections(policy: Policy, kind: DocumentKind | undefined): readonly RequiredSection[] {
  if (kind === undefined) return NONE;
  const titleOf = (id: string): string =>
    policy.documentSections[id]?.title ?? policy.sections.words[id]?.title ?? id;
  const made = required.get(kind) ?? kind.sections.map((id) => ({ id, title: titleOf(id) }));
  required.set(kind, made);
  return made;
}

/** How a document of a kind is read: a kind that names sections has those and no others. */
export function documentOptions(policy: Policy, kind: DocumentKind | undefined): ReadOptions {
  return { kind: 'document', index: indexOf(policy, kind), hashHeadings: 'count' };
}

const indexes = new WeakMap<DocumentKind, SectionIndex>();

/** Worked out once for each kind, and kept as long as the policy. */
function indexOf(policy: Policy, kind: DocumentKind | undefined): SectionIndex {
  const names = kind === undefined ? [] : [...kind.optional, ...kind.sections];
  if (kind === undefined || names.length === 0) return policy.sections;
  const known = indexes.get(kind) ?? makeIndex(policy, names);
  indexes.set(kind, known);
  return known;
}

/** Of two sections that share a name the one that must be there has it. */
function makeIndex({ documentSections, sections }: Policy, names: readonly string[]): SectionIndex {
  const folded: Record<string, string> = {};
  const parts: Record<string, Record<string, string>> = {};
  const words: SectionIndex['words'] = {};
  const common = Object.entries(sections.sections);
  for (const name of names) {
    const own = Object.hasOwn(documentSections, name) ? documentSections[name] : undefined;
    const aliases = own?.names ?? common.filter(([, section]) => section === name).map(([alias]) => alias);
    for (const alias of [fold(name), ...aliases]) folded[alias] = name;
    if (own === undefined && sections.parts[name]) parts[name] = sections.parts[name];
    words[name] =
      own === undefined
        ? (sections.words[name] ?? { title: name, skeleton: [], parts: {} })
        : { title: own.title, skeleton: own.skeleton, parts: {} };
  }
  return { sections: folded, parts, words };
}
