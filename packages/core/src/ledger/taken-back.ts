import type { LandedChange, Ledger } from './ledger.js';

/** What became of a change: it stands, it was taken back in production, or before it got there. */
export type Standing = 'stands' | 'taken back' | 'before deployment';

/**
 * Whether a change was taken back: reverted by a change that stands, or alone in a deployment that a later one took back. Of several in
 * one deployment nothing tells which was meant. Where nothing says what was deployed, every revert takes back.
 */
export function standings({
  attributions,
  deployments,
  byId,
}: Pick<Ledger, 'attributions' | 'deployments' | 'byId'>): (change: LandedChange) => Standing {
  const revertedAt = new Map<string, string>();
  for (const { culprit, isRevert, isUndone, at } of attributions) {
    const before = revertedAt.get(culprit);
    if (isRevert && !isUndone && (before === undefined || Date.parse(before) < Date.parse(at)))
      revertedAt.set(culprit, at);
  }
  const rolledBack = new Set<string>();
  for (const { isRolledBack, changes } of deployments) {
    const [only, ...others] = changes.filter((id) => byId.has(id));
    if (isRolledBack === true && only !== undefined && others.length === 0) rolledBack.add(only);
  }
  return ({ id, deployedAt }) => {
    if (rolledBack.size > 0 && rolledBack.has(id)) return 'taken back';
    const at = revertedAt.get(id);
    if (at === undefined) return 'stands';
    if (deployedAt === undefined) return 'taken back';
    return deployedAt !== null && Date.parse(deployedAt) <= Date.parse(at)
      ? 'taken back'
      : 'before deployment';
  };
}
