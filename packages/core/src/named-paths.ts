import { matches } from './patterns.js';
import type { Evidence } from './schema/evidence.js';
import type { Policy } from './schema/policy.js';

/** Repository paths that a text names as references, each once. */
export function namedPaths(evidence: Evidence): readonly string[] {
  const entries = [...evidence.sections.flatMap((section) => section.entries), ...evidence.prose];
  const references = entries.flatMap((entry) => entry.references);
  return [...new Set(references.filter((one) => one.kind === 'path').map((one) => one.target))];
}

/** An address of a file on a platform: what stands behind the revision is its path. */
const BLOB = /^https?:\/\/[^/\s]{1,200}\/[^/\s]{1,60}\/[^/\s]{1,100}\/blob\/[^/\s]{1,200}\/([^\s?#]{1,500})/;

/** Paths of documents of a known kind that a text names, from the root of the repository, each once. Code and quotations name nothing. */
export function namedDocuments(evidence: Evidence, kinds: Policy['documents']): readonly string[] {
  const found = new Set<string>();
  const entries = [...evidence.sections.flatMap((section) => section.entries), ...evidence.prose];
  for (const { kind: entry, references } of entries) {
    if (entry === 'code' || entry === 'quote') continue;
    for (const { kind, target, excluded } of references) {
      if (excluded !== undefined && excluded !== 'image') continue;
      const path = kind === 'path' ? target : BLOB.exec(target.slice(0, 1000))?.[1];
      const clean = path?.replace(/^\.?\/+/, '').replace(/[?#].*$/, '');
      if (clean !== undefined && kinds.some(({ paths }) => matches(paths, clean))) found.add(clean);
    }
  }
  return [...found];
}
