import type { TallyInput } from './define-metric.js';
import { stoodAt } from './documents-at.js';
import type { LandedChange } from './ledger/ledger.js';
import { lookupBy } from './lookup.js';
import type { DocumentFact } from './schema/document-fact.js';

/** Finds the documents that a change rests on: those that its texts name, those that it touches itself, and those of a pull request that it names as its design. */
export type DocumentsBehind = (change: LandedChange) => readonly DocumentFact[];

/** Prepares the look-up over documents that were there when a change landed. */
export function documentsBehind(
  { facts }: Pick<TallyInput, 'facts'>,
  documents: readonly DocumentFact[],
): DocumentsBehind {
  const byPath = new Map<string, DocumentFact[]>();
  for (const document of documents)
    byPath.set(document.path, [...(byPath.get(document.path) ?? []), document]);
  const commits = lookupBy(facts.commits, ({ sha }) => sha);
  const pulls = new Map((facts.pulls ?? []).map((pull) => [`#${pull.number}`, pull]));
  return ({ id, shas, paths = [], landedAt }) => {
    const pull = pulls.get(id);
    const references = (pull?.designs ?? []).map(({ reference }) => reference);
    const named = [
      ...paths,
      ...(pull?.documents ?? []),
      ...shas.flatMap((sha) => commits.get(sha)?.documents ?? []),
      ...references.map((reference) => pathOf(reference)),
      ...references.flatMap((reference) => pulls.get(numberOf(reference))?.paths ?? []),
    ];
    if (named.length === 0) return [];
    // A document that lands with the change, or a moment after it, is there in time.
    const until = new Date(Date.parse(landedAt) + 86_400_000).toISOString();
    return [...new Set(named)].flatMap((path) =>
      (byPath.get(path) ?? []).filter((each) => stoodAt(each, until)),
    );
  };
}

function pathOf(reference: string): string {
  const path = /\/blob\/[^/\s]{1,200}\/([^\s?#]{1,500})/.exec(reference.slice(0, 1000))?.[1] ?? reference;
  return path.replace(/^\.?\/+/, '');
}

function numberOf(reference: string): string {
  const number = /(?:^#|\/pull\/)(\d{1,7})/.exec(reference.slice(0, 500))?.[1];
  return number === undefined ? '' : `#${number}`;
}
