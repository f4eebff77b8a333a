import type { Tally, TallyInput } from './define-metric.js';
import { documentsOf, rowsOfPerson, stoodAt, verdictOn, weekEnds } from './documents-at.js';
import type { DocumentFact } from './schema/document-fact.js';
import { startCounting } from './tally-counter.js';

type NoData = { readonly noData: string };

/** Which documents are counted, and which of them are as they should be. */
export interface DocumentCoverage {
  /** Rule that says which documents are asked, and what they answer. */
  readonly rule: string;
  /** What a document needs in place of the rule's answer; null is unknown. */
  readonly covered?: (document: DocumentFact) => boolean | null;
}

/**
 * Counts the documents that a rule had to ask, and those of them that are as they should be, in the week in which each was added and in
 * the row of who added it first. Deleted ones are left out, and so are those from before the team began.
 */
export function documentCoverage(input: TallyInput, what: DocumentCoverage): readonly Tally[] | NoData {
  const documents = documentsOf(input.facts);
  if ('noData' in documents) return documents;
  const counter = startCounting();
  for (const document of documents) {
    const standing = verdictOn(document, what.rule);
    if (standing === 'not-asked' || document.removedAt !== undefined) continue;
    const rows = rowsOfPerson(input, document.addedBy);
    const { path, addedAt, counts } = document;
    const isCovered = coveredBy(document, standing, what);
    const at = addedAt ?? input.facts.asOf;
    if (counts?.['beforeAdoption'] === 1) counter.add(rows, at, { excluded: 'exempt' });
    else if (isCovered === null || addedAt === undefined) counter.add(rows, at, { excluded: 'unknown' });
    else
      counter.add(rows, at, {
        of: 1,
        hits: isCovered ? 1 : 0,
        sample: path,
        miss: isCovered ? undefined : path,
      });
  }
  return counter.tallies();
}

function coveredBy(
  document: DocumentFact,
  standing: ReturnType<typeof verdictOn>,
  { covered }: DocumentCoverage,
): boolean | null {
  if (covered !== undefined) return covered(document);
  return standing === 'unknown' ? null : standing === 'passes';
}

/**
 * Counts how many records of one kind stand at the end of each week against all documents that do: each in the row of who added it, the
 * documents in everybody's.
 */
export function recordCount(
  input: TallyInput,
  isCounted: (document: DocumentFact) => boolean,
  isMissed: (document: DocumentFact) => boolean,
): readonly Tally[] | NoData {
  const documents = documentsOf(input.facts);
  if ('noData' in documents) return documents;
  const counter = startCounting();
  const begun = documents.map(({ addedAt }) => addedAt);
  for (const at of weekEnds(input.facts.asOf, begun)) {
    counter.add(['*'], at, {});
    for (const document of documents.filter((each) => stoodAt(each, at))) {
      const rows = rowsOfPerson(input, document.addedBy);
      if (rows.length === 0) continue;
      const { path } = document;
      const hits = isCounted(document) ? 1 : 0;
      const miss = isMissed(document) ? path : undefined;
      counter.add(rows, at, { of: 1, hits, sample: path, miss });
    }
  }
  return counter.tallies();
}
