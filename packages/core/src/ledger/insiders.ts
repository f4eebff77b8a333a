import type { Facts } from '../schema/facts.js';
import type { IssueFact } from '../schema/forge.js';
import type { Account } from '../schema/pull.js';
import type { LabelEvent } from '../schema/pull-fact.js';
import type { Landing } from './changes.js';
import { isDefectLabel, labelNames } from './labels.js';
import type { LedgerOptions } from './ledger-of.js';

/**
 * Issues with their causes where somebody of the project stands behind them: who is on the roster, owns a landed change or merged one,
 * and wrote the issue or called it a defect. What a stranger writes charges nobody, nor does a label that a template or a robot set.
 */
export function vouchedIssues(
  { issues = [], pulls = [] }: Facts,
  landings: readonly Landing[],
  { engineerOf, isMachine, people = [] }: LedgerOptions,
): readonly IssueFact[] {
  const insiders = new Set(people.filter(({ isEnrolled }) => isEnrolled).map(({ id }) => id));
  for (const { change } of landings) if (change.owner !== null) insiders.add(change.owner);
  const personOf = (account: Account | null): string | undefined =>
    account === null || account.kind === 'bot' || isMachine(account.login)
      ? undefined
      : engineerOf(account.login);
  for (const { mergedAt, mergedBy } of pulls) {
    const merger = mergedAt === null ? undefined : personOf(mergedBy);
    if (merger !== undefined) insiders.add(merger);
  }
  const isInsider = (account: Account | null): boolean => insiders.has(personOf(account) ?? '');
  return issues.map((issue) => {
    if ((issue.causes ?? []).length === 0 || isInsider(issue.author)) return issue;
    const isVouched = issue.labelEvents?.some((event) => placesDefect(event) && isInsider(event.by)) === true;
    return isVouched ? issue : { ...issue, causes: [] };
  });
}

function placesDefect({ label, added }: LabelEvent): boolean {
  return (
    added &&
    (isDefectLabel(label) || ['cause', 'found-in'].some((family) => labelNames([label], family).length > 0))
  );
}
