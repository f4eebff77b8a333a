import type { Partly, Tally, TallyInput } from './define-metric.js';
import type { LandedChange, Ledger, LedgerGaps } from './ledger/ledger.js';
import type { CheckFact, PullFact } from './schema/pull-fact.js';
import { rowsOf } from './tally-counter.js';

/** What came of the changes, or why a metric that needs these parts of it cannot count. */
export function ledgerWith(
  { ledger }: Pick<TallyInput, 'ledger'>,
  ...needs: readonly (keyof LedgerGaps)[]
): Ledger | { readonly noData: string } {
  if (ledger === undefined) return { noData: 'what came of the changes was not looked up' };
  const gaps = needs.flatMap((need) => ledger.gaps[need] ?? []);
  return gaps.length === 0 ? ledger : { noData: [...new Set(gaps)].join('; ') };
}

/** Counts of what texts say of causes: without pull requests theirs were not read, and what is not found is not known to be none. */
export function knownByWords({ gaps }: Ledger, tallies: readonly Tally[]): readonly Tally[] | Partly {
  return gaps.pulls === undefined
    ? tallies
    : { tallies, uncertain: `texts of pull requests may name more: ${gaps.pulls}` };
}

/** Rows that an outcome of a change counts in: its owner's, those of the owner's groups and everybody's; none for a machine's change. */
export function outcomeRows(
  input: Pick<TallyInput, 'groupsOf' | 'hasRow'>,
  change: Pick<LandedChange, 'owner' | 'isMachine'>,
): readonly string[] {
  if (change.isMachine) return [];
  return rowsOf(input, change.owner === null ? [] : [change.owner]);
}

/** Counted beside a value: a change that counts for everybody alone, as nobody knows whose it is. */
export function unowned({
  owner,
  isMachine,
}: Pick<LandedChange, 'owner' | 'isMachine'>): Readonly<Record<string, number>> | undefined {
  return owner === null && !isMachine ? { 'without a known owner': 1 } : undefined;
}

/** Hours from one instant to a later one. */
export function hoursBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 3_600_000;
}

/** Pull requests by the ids that changes go by, `#12`. */
export function pullsById({ facts }: Pick<TallyInput, 'facts'>): ReadonlyMap<string, PullFact> {
  return new Map((facts.pulls ?? []).map((pull) => [`#${pull.number}`, pull]));
}

/** The checks of a pull request; undefined where they were not read, or not all of them. */
export function checksRead({ checks, missing }: PullFact): readonly CheckFact[] | undefined {
  return missing.some(({ what }) => what === 'checks') ? undefined : checks;
}
