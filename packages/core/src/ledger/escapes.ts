import type { Lookup } from '../lookup.js';
import type { Landing } from './changes.js';
import type { Attribution, Defect, LandedChange } from './ledger.js';

/** Defects of changes, parted by whether they came to light before the change reached production or after. */
export interface Parted {
  readonly before: readonly Defect[];
  readonly after: readonly Defect[];
}

/** Parts defects by time. Where nothing tells what is deployed, or it is not known of the change, a defect is on neither side. */
export function partByDeployment(defects: readonly Defect[], byId: Lookup<LandedChange>): Parted {
  const before: Defect[] = [];
  const after: Defect[] = [];
  for (const defect of defects) {
    const change = byId.get(defect.change);
    if (change?.deployedAt === undefined) continue;
    const isAfter = change.deployedAt !== null && Date.parse(defect.foundAt) >= Date.parse(change.deployedAt);
    (isAfter ? after : before).push(defect);
  }
  return { before, after };
}

/**
 * Defects that repairs and reverts tell of, found when their pull request was opened. A revert that was taken back tells of none,
 * nor does a repair of what an issue reports already (`reported`, as `fix culprit`).
 */
export function repairDefects(
  attributions: readonly Attribution[],
  landings: Lookup<Landing>,
  reported: ReadonlySet<string>,
): readonly Defect[] {
  return attributions
    .filter(({ isUndone, fix, culprit }) => !isUndone && !reported.has(`${fix} ${culprit}`))
    .map(({ fix, culprit, isRevert, at }) => {
      const landing = landings.get(fix);
      return {
        id: fix,
        change: culprit,
        kind: isRevert ? ('revert' as const) : ('fix-forward' as const),
        foundAt: landing?.pull?.createdAt ?? at,
        url: landing?.change.url ?? null,
        stage: 'production',
      };
    });
}
