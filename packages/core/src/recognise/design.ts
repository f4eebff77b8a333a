import { matches } from '../patterns.js';
import type { Entry, Evidence, Reference, Section } from '../schema/evidence.js';
import type { Policy } from '../schema/policy.js';

const SECTION = 'design';

/** Designs that a text links. */
export interface DesignLinks {
  /** Named under *Design*: paths, `#12`, or addresses of a file or pull request. */
  readonly named: readonly string[];
  /** Paths of the document kind `design` anywhere else. */
  readonly mentioned: readonly string[];
  /** Named under *Design*, and where nobody can look up who approved them. */
  readonly elsewhere: readonly string[];
}

/** Sorts the designs that a text links. What it only mentions is found where the policy's kinds of documents are given. */
export function designLinks(evidence: Evidence, documents: Policy['documents'] = []): DesignLinks {
  const designs = documents.find(({ kind }) => kind === SECTION)?.paths ?? [];
  const own = evidence.sections.filter(({ name }) => name === SECTION).flatMap(namingEntries);
  const naming = new Set(own);
  const others = evidence.sections.flatMap(({ entries }) => entries).filter((entry) => !naming.has(entry));
  const linked = referencesIn(own);
  const named = linked.filter(isReadable).map(({ target }) => target);
  return {
    named: [...new Set(named)],
    mentioned: [
      ...new Set(
        referencesIn([...evidence.prose, ...others])
          .filter(({ kind, target }) => kind === 'path' && matches(designs, target))
          .map(({ target }) => target),
      ),
    ],
    elsewhere: [...new Set(linked.filter((reference) => !isReadable(reference)).map(({ target }) => target))],
  };
}

/**
 * The designs of which a caller has to look up who approved them, as the text names them: those under *Design*, or else the
 * design documents that it mentions, which are found by the policy's kinds of documents.
 */
export function designReferences(evidence: Evidence, documents: Policy['documents'] = []): readonly string[] {
  const { named, mentioned } = designLinks(evidence, documents);
  return named.length > 0 ? named : mentioned;
}

/** Where a label has its design on the same line, paragraphs behind it only belong to it by their place. */
function namingEntries({ entries, place }: Section): readonly Entry[] {
  const [first] = entries;
  const isWhole = first !== undefined && first.place.line === place.line && first.references.length > 0;
  return isWhole ? [first] : entries;
}

function referencesIn(entries: readonly Entry[]): readonly Reference[] {
  return entries
    .filter(({ kind }) => kind !== 'code' && kind !== 'quote')
    .flatMap(({ references }) => references)
    .filter(({ excluded, kind }) => excluded === undefined && kind !== 'commit');
}

const NUMBERED = /^(?:[\w.-]{1,60}\/[\w.-]{1,100})?#\d{1,7}$/;
const ON_PLATFORM = /^https?:\/\/[^/\s]{1,200}\/[^/\s]{1,60}\/[^/\s]{1,100}\/(?:pull\/\d|issues\/\d|blob\/)/;

/** A file of a repository or something with a number: only of those a platform knows who approved them. */
function isReadable({ kind, target }: Reference): boolean {
  return kind === 'path' || NUMBERED.test(target) || ON_PLATFORM.test(target.slice(0, 500));
}
