import type { Change, LapsedWaiver } from './change.js';
import { matches } from './patterns.js';
import type { Policy } from './schema/policy.js';

type Covered = Pick<Change, 'files'>;

/** The reason of a record of the configuration that lets a rule go for a change on a day: approved, not yet run out, and for all of its paths. */
export function waiverOf(ruleId: string, change: Covered, policy: Policy, day: string): string | undefined {
  const waiver = policy.waivers.find(
    (candidate) => candidate.rule === ruleId && candidate.until >= day && covers(candidate, change),
  );
  return waiver && `${waiver.reason} (approved by ${waiver.approver}, until ${waiver.until})`;
}

/** Records that would have covered a change and have run out, unless another one goes on in their place. */
export function lapsedWaivers(change: Covered, policy: Policy, day: string): readonly LapsedWaiver[] {
  return policy.waivers
    .filter((waiver) => waiver.until < day && covers(waiver, change))
    .filter(({ rule }) => waiverOf(rule, change, policy, day) === undefined)
    .map(({ rule, until, approver, at }) => ({ rule, until, approver, at }));
}

function covers({ paths }: Policy['waivers'][number], { files }: Covered): boolean {
  return paths === undefined || (files?.every((file) => matches(paths, file.path)) ?? false);
}
