import { type DefaultLine, markFrom, startMarks } from './default-line.js';
import type { LandedChange, ProductionDeployment } from './ledger.js';
import type { Production, Rollout } from './production.js';

/** Steps that questions of ancestry may take off the default branch, all together: a million, and four for each commit. */
const STEPS = { free: 1_000_000, perCommit: 4 } as const;

/** Changes with the first deployment that holds them, and deployments with the changes that they were the first to hold. */
export interface Deployed {
  readonly changes: readonly LandedChange[];
  readonly deployments: readonly ProductionDeployment[];
}

/**
 * Takes changes without an answer. Finds the first deployment whose commit contains one of a change's. Deployments are followed oldest first, and each commit is
 * visited once. A change none of whose commits were read stays without an answer, unless one of them was deployed itself.
 */
export function deployChanges(
  changes: readonly LandedChange[],
  { source, rollouts }: Production,
  branch: DefaultLine,
): Deployed {
  if (source === null) return { changes, deployments: [] };
  if (source === 'merge') return deployedByMerge(changes, rollouts);
  const holders = holdersOf(rollouts, branch.bySha);
  const held: string[][] = rollouts.map(() => []);
  const deployed = changes.map((change): LandedChange => {
    const first = firstHolder(change.shas, holders);
    const rollout = first === undefined ? undefined : rollouts[first];
    if (first !== undefined) held[first]?.push(change.id);
    const isKnown = rollout !== undefined || change.shas.some((sha) => branch.bySha.has(sha));
    const none = isKnown ? null : undefined;
    return { ...change, deployedAt: rollout?.at ?? none, deployment: rollout?.id ?? none };
  });
  const turns = turnsOf(rollouts, branch);
  return {
    changes: deployed,
    deployments: rollouts.map(({ id, sha, at, url }, index) => ({
      id,
      sha,
      at,
      url,
      changes: held[index] ?? [],
      isRollback: turns.back.has(index),
      isRolledBack: turns.undone.has(index),
    })),
  };
}

/** Every change is a deployment of its own. */
function deployedByMerge(changes: readonly LandedChange[], rollouts: readonly Rollout[]): Deployed {
  return {
    changes: changes.map((change) => ({ ...change, deployedAt: change.landedAt, deployment: change.id })),
    deployments: rollouts.map(({ id, sha, at, url }) => ({
      id,
      sha,
      at,
      url,
      changes: [id],
      isRollback: false,
    })),
  };
}

/** Index of the first deployment that holds a commit. */
function holdersOf(
  rollouts: readonly Rollout[],
  bySha: DefaultLine['bySha'],
): (sha: string) => number | undefined {
  const holders = startMarks(bySha);
  const unread = new Map<string, number>();
  rollouts.forEach(({ sha }, index) => {
    const head = bySha.get(sha);
    if (head !== undefined) markFrom(head, bySha, holders, index);
    else if (!unread.has(sha)) unread.set(sha, index);
  });
  return (sha) => holders.get(sha) ?? unread.get(sha);
}

function firstHolder(
  shas: readonly string[],
  holderOf: (sha: string) => number | undefined,
): number | undefined {
  let first: number | undefined;
  for (const sha of shas) {
    const holder = holderOf(sha);
    if (holder !== undefined && (first === undefined || holder < first)) first = holder;
  }
  return first;
}

interface Turns {
  /** Deployments that went back. */
  readonly back: ReadonlySet<number>;
  /** Deployments that another one took back. */
  readonly undone: ReadonlySet<number>;
}

/** A deployment of an ancestor of what the environment had goes back, and takes back what came since. */
function turnsOf(rollouts: readonly Rollout[], branch: DefaultLine): Turns {
  const isAncestor = ancestry(branch);
  const back = new Set<number>();
  const undone = new Set<number>();
  const stacks = new Map<string, number[]>();
  rollouts.forEach(({ sha, environment }, index) => {
    const stack = stacks.get(environment) ?? [];
    stacks.set(environment, stack);
    const shaOf = (at: number | undefined): string => rollouts[at ?? -1]?.sha ?? '';
    const current = shaOf(stack.at(-1));
    if (current !== sha && isAncestor(sha, current)) {
      back.add(index);
      while (stack.length > 0 && shaOf(stack.at(-1)) !== sha && !isAncestor(shaOf(stack.at(-1)), sha))
        undone.add(stack.pop() ?? -1);
    }
    stack.push(index);
  });
  return { back, undone };
}

/** Whether one commit is among the ancestors of another: at once on the default branch, by a walk with an end elsewhere. */
function ancestry({ bySha, line, broughtBy }: DefaultLine): (older: string, newer: string) => boolean {
  let steps = STEPS.free + STEPS.perCommit * bySha.size;
  return (older, newer) => {
    const head = bySha.get(newer);
    if (older === newer || head === undefined || !bySha.has(older)) return false;
    const [to, from] = [broughtBy.get(newer), broughtBy.get(older)];
    if (to !== undefined && line[to]?.sha === newer) return from !== undefined && from <= to;
    if (steps <= 0) return false;
    const reached = startMarks(bySha);
    steps -= markFrom(head, bySha, reached, 0).length;
    return reached.has(older);
  };
}
