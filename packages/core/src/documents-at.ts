import type { TallyInput } from './define-metric.js';
import type { DocumentFact } from './schema/document-fact.js';
import type { Facts } from './schema/facts.js';
import { rowsOf } from './tally-counter.js';
import { addDays, weekStart } from './week.js';

/** So many weeks back a state is told; facts are kept about as long. */
const MOST_WEEKS = 60;
/** Days after which what is written about failure is stale, where nobody says otherwise. */
export const FRESH_DAYS = 180;

/** The documents of facts, or why nobody knows them. */
export function documentsOf({
  documents,
  sources,
}: Facts): readonly DocumentFact[] | { readonly noData: string } {
  const source = sources.find(({ id }) => id === 'documents');
  if (source?.state === 'missing') return { noData: source.missing[0]?.why ?? 'documents were not read' };
  if (source === undefined && documents.every(({ verdicts }) => verdicts === undefined))
    return { noData: 'documents were not read' };
  return documents;
}

/**
 * The instants at which a state is told: the last one of each ISO week in which any of `begun` (instants) had begun, oldest first, and
 * for the running week when the facts were read. Of what nobody knows the beginning is not asked.
 */
export function weekEnds(asOf: string, begun: readonly (string | undefined)[]): readonly string[] {
  const known = begun.flatMap((at) => (at === undefined ? [] : [Date.parse(at)]));
  const earliest = known.reduce((a, b) => Math.min(a, b), Date.parse(asOf));
  const first = addDays(weekStart(asOf), -7 * (MOST_WEEKS - 1));
  const ends: string[] = [];
  for (let monday = weekStart(asOf); monday >= first; monday = addDays(monday, -7)) {
    const end = `${addDays(monday, 6)}T23:59:59Z`;
    const at = Date.parse(end) < Date.parse(asOf) ? end : asOf;
    if (Date.parse(at) < earliest) break;
    ends.push(at);
  }
  return ends.reverse();
}

/** Whether a document was there at an instant; one of which nobody knows since when always was. */
export function stoodAt(
  { addedAt, removedAt }: Pick<DocumentFact, 'addedAt' | 'removedAt'>,
  at: string,
): boolean {
  const time = Date.parse(at);
  return (
    (addedAt === undefined || Date.parse(addedAt) <= time) &&
    (removedAt === undefined || Date.parse(removedAt) > time)
  );
}

/**
 * Whether a document was looked at again in the days before an instant: it says so itself, or Git knows a change. Null where neither
 * tells. A day of its own on which it is to be read again counts besides.
 */
export function freshAt(
  document: DocumentFact,
  at: string,
  days = document.counts?.['freshDays'] ?? FRESH_DAYS,
): boolean | null {
  const time = Date.parse(at);
  const { changedOn = [], updatedAt, addedAt } = document;
  const [reviewed, next] = [dayIn(document, 'reviewed'), dayIn(document, 'next-review')];
  const isNow = updatedAt === undefined || Date.parse(updatedAt) <= time;
  // What it says of itself today it did not say before its last change.
  if (isNow && next !== undefined && Date.parse(next) + 86_400_000 <= time) return false;
  const known =
    isNow && reviewed !== undefined
      ? [reviewed]
      : [...changedOn, updatedAt, addedAt].flatMap((each) => (each === undefined ? [] : [each]));
  const last = Math.max(...known.map((each) => Date.parse(each)).filter((each) => each <= time + 86_400_000));
  return Number.isFinite(last) ? time - last <= days * 86_400_000 : null;
}

function dayIn({ fields }: DocumentFact, name: string): string | undefined {
  const value = fields?.[name];
  return typeof value === 'string' ? value : undefined;
}

/** The values of a list that a document's fields hold, or the one text. */
export function fieldValues({ fields }: Pick<DocumentFact, 'fields'>, name: string): readonly string[] {
  const value = fields?.[name] ?? [];
  return typeof value === 'string' ? [value] : value;
}

/** What a rule says of a document: it was not asked, it could not tell, or it passes or misses. A waived document was asked and misses. */
export function verdictOn(
  { verdicts = [] }: Pick<DocumentFact, 'verdicts'>,
  rule: string,
): 'passes' | 'misses' | 'not-asked' | 'unknown' {
  const verdict = verdicts.find((each) => each.rule === rule);
  if (verdict === undefined || verdict.asked === false) return 'not-asked';
  if (verdict.outcome === 'pass') return 'passes';
  if (verdict.outcome === 'not-applicable' || verdict.outcome === 'exempt') return 'not-asked';
  return verdict.outcome === 'unknown' || verdict.outcome === 'error' || verdict.asked === null
    ? 'unknown'
    : 'misses';
}

/** Rows that something of one person's counts in; none for a machine's. Nobody's counts for everybody alone. */
export function rowsOfPerson(
  input: Pick<TallyInput, 'groupsOf' | 'engineerOf'>,
  person: string | undefined,
): readonly string[] {
  if (person === undefined || person === '') return rowsOf(input, []);
  const engineer = input.engineerOf === undefined ? person : input.engineerOf(person);
  return engineer === undefined ? [] : rowsOf(input, [engineer]);
}
