import { wilson } from '../wilson.js';
import type { LandedChange, Ledger } from './ledger.js';
import { standings } from './taken-back.js';

/** How often something happened to changes, with the Wilson interval at 95 % of the share. */
export interface Share {
  readonly hits: number;
  readonly n: number;
  readonly interval: { readonly low: number; readonly high: number } | null;
}

/** What came of changes with a practice and without it. It is an association: who follows a practice may differ in other ways. */
export interface Association {
  readonly ruleId: string;
  readonly outcome: 'escape' | 'fix-forward' | 'rollback';
  readonly with: Share;
  readonly without: Share;
}

const DAY = 86_400_000;
/** A repair counts as a fix-forward for so many days after the landing. */
const FIX_FORWARD_DAYS = 14;
/** What comes of younger changes is not known yet. */
const LAG_DAYS = { escape: 30, 'fix-forward': FIX_FORWARD_DAYS, rollback: FIX_FORWARD_DAYS } as const;

/**
 * Practice against outcome for every rule given: changes whose rule passed beside those that it had to ask and that did not. With
 * `asOf` only changes old enough for the outcome count; escapes and rollbacks are those of changes that were deployed, rollbacks as
 * the metric of that name counts them (see `standings`). Machines'
 * changes are left out, and those that `isOwner` does not take.
 */
export function associations(
  ledger: Ledger,
  ruleIds: readonly string[],
  asOf?: string,
  isOwner: (engineer: string | null) => boolean = () => true,
): readonly Association[] {
  const now = asOf === undefined ? Number.POSITIVE_INFINITY : Date.parse(asOf);
  const outcomes = outcomesOf(ledger).map(({ outcome, hit, isAtRisk }) => ({
    outcome,
    hit,
    changes: ledger.changes.filter(
      (change) =>
        !change.isMachine &&
        isOwner(change.owner) &&
        isAtRisk(change) &&
        Date.parse(change.landedAt) <= now - LAG_DAYS[outcome] * DAY,
    ),
  }));
  return ruleIds.flatMap((ruleId) =>
    outcomes.map(({ outcome, hit, changes }): Association => {
      const answered = (answers: readonly string[]): Share =>
        shareOf(
          changes.filter(({ practices }) => answers.includes(practices[ruleId] ?? '')),
          hit,
        );
      return { ruleId, outcome, with: answered(['pass']), without: answered(['fail', 'waived']) };
    }),
  );
}

interface Risk {
  readonly outcome: Association['outcome'];
  readonly hit: ReadonlySet<string>;
  readonly isAtRisk: (change: LandedChange) => boolean;
}

function outcomesOf(ledger: Ledger): readonly Risk[] {
  const { attributions, escapes, changes } = ledger;
  const standing = attributions.filter(({ isUndone }) => !isUndone);
  const fixed = standing.filter(({ isRevert, days }) => !isRevert && days <= FIX_FORWARD_DAYS);
  const standingOf = standings(ledger);
  const takenBack = changes.filter((change) => standingOf(change) === 'taken back').map(({ id }) => id);
  const isDeployed = ({ deployedAt }: LandedChange): boolean => typeof deployedAt === 'string';
  return [
    { outcome: 'escape', hit: new Set(escapes.map(({ change }) => change)), isAtRisk: isDeployed },
    { outcome: 'fix-forward', hit: new Set(fixed.map(({ culprit }) => culprit)), isAtRisk: () => true },
    { outcome: 'rollback', hit: new Set(takenBack), isAtRisk: isDeployed },
  ];
}

function shareOf(changes: readonly LandedChange[], hit: ReadonlySet<string>): Share {
  const hits = changes.filter(({ id }) => hit.has(id)).length;
  return { hits, n: changes.length, interval: wilson(hits, changes.length) };
}
