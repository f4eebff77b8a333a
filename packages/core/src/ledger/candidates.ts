import type { CandidateFact } from '../schema/forge.js';
import { attributableOf, type Landing } from './changes.js';
import type { Attribution } from './ledger.js';

const DAY = 86_400_000;
/** A label that says that a change repairs an earlier one; which one, the lines that both touch tell. */
const CONFIRMING = 'fix-forward';

/**
 * Pairs of changes whose lines both touch, beside those that are confirmed. A fix with the label `fix-forward` and one candidate
 * alone confirms it, as rung `label`.
 */
export function candidatesOf(
  facts: readonly CandidateFact[],
  landings: readonly Landing[],
  confirmed: readonly Attribution[],
): { readonly attributions: readonly Attribution[]; readonly candidates: readonly Attribution[] } {
  const known = new Set(confirmed.map(pairOf));
  const found = new Map<string, Attribution>();
  for (const attribution of attributionsOf(facts, landings))
    if (!known.has(pairOf(attribution))) found.set(pairOf(attribution), attribution);
  const counts = new Map<string, number>();
  for (const { fix } of found.values()) counts.set(fix, (counts.get(fix) ?? 0) + 1);
  const labelled = new Set(
    landings
      .filter(({ change }) => change.labels.some((label) => label.toLowerCase() === CONFIRMING))
      .map(({ change }) => change.id),
  );
  const isConfirmed = ({ fix }: Attribution): boolean => labelled.has(fix) && counts.get(fix) === 1;
  const all = [...found.values()];
  const byLabel = all.filter(isConfirmed).map((pair) => ({ ...pair, rung: 'label' as const }));
  return {
    attributions: byLabel.length === 0 ? confirmed : [...confirmed, ...byLabel],
    candidates: all.filter((pair) => !isConfirmed(pair)),
  };
}

/** Pairs of commits as pairs of the changes that brought them, where both are known and the culprit landed before. */
function attributionsOf(
  facts: readonly CandidateFact[],
  landings: readonly Landing[],
): readonly Attribution[] {
  if (facts.length === 0) return [];
  const bySha = new Map(
    landings.flatMap((landing) => attributableOf(landing).shas.map((sha) => [sha, landing.change] as const)),
  );
  return facts.flatMap((candidate) => {
    const [fix, culprit] = [bySha.get(candidate.fix), bySha.get(candidate.culprit)];
    if (fix === undefined || culprit === undefined || fix.id === culprit.id) return [];
    const days = (Date.parse(fix.landedAt) - Date.parse(culprit.landedAt)) / DAY;
    if (days <= 0) return [];
    const at = fix.landedAt;
    return [
      { fix: fix.id, culprit: culprit.id, rung: 'candidate', at, days, isRevert: false, isUndone: false },
    ];
  });
}

function pairOf({ fix, culprit }: Attribution): string {
  return `${fix} ${culprit}`;
}
