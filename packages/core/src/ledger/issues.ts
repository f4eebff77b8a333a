import type { Lookup } from '../lookup.js';
import type { IssueFact } from '../schema/forge.js';
import type { IssueLinks } from './issue-links.js';
import { isDefectLabel, labelNames, lastSet } from './labels.js';
import type { Defect, LandedChange, TriagedIssue } from './ledger.js';
import type { LedgerOptions } from './ledger-of.js';

/** What issues are read by: the changes, what is known to repair what, and who is who. */
export interface IssueReader extends Pick<LedgerOptions, 'engineerOf' | 'isMachine'> {
  readonly byId: Lookup<LandedChange>;
  readonly links: IssueLinks;
  readonly culpritsByFix: ReadonlyMap<string, readonly string[]>;
}

/** Ids of the changes that caused an issue: those that it names, else those that whatever closed it says to repair. */
export function culpritsOf(issue: IssueFact, { links, culpritsByFix }: IssueReader): readonly string[] {
  const own = links.culpritsOf(issue);
  if (own.length > 0) return own;
  return [...new Set(links.fixesOf(issue).flatMap((fix) => culpritsByFix.get(fix) ?? []))];
}

/** Issues with a `cause:…` label that somebody set who does not own the change that caused them. */
export function triagedIssues(issues: readonly IssueFact[], reader: IssueReader): readonly TriagedIssue[] {
  return issues.flatMap((issue) => {
    const change = culpritsOf(issue, reader)
      .map((id) => reader.byId.get(id))
      .find((found) => found !== undefined);
    const owner = change?.owner ?? null;
    const causes = labelNames(issue.labels, 'cause').filter((name) => {
      const by = lastSet(issue.labelEvents, 'cause', name)?.by ?? null;
      if (by === null || by.kind === 'bot' || reader.isMachine(by.login)) return false;
      return owner === null || reader.engineerOf(by.login) !== owner;
    });
    if (causes.length === 0) return [];
    return [
      {
        id: `#${issue.number}`,
        url: issue.url,
        at: issue.createdAt,
        causes,
        isDefect: issue.labels.some(isDefectLabel),
        owner,
        change: change?.id ?? null,
      },
    ];
  });
}

/**
 * Defects that issues report, by the change that caused them: those labelled as a bug or an incident, and those that a
 * `found-in:…` label places, unless they were closed as not planned.
 */
export function issueDefects(issues: readonly IssueFact[], reader: IssueReader): readonly Defect[] {
  return issues.flatMap((issue) => {
    const stage = stageOf(issue, reader);
    if (issue.isNotPlanned || (stage === undefined && !issue.labels.some(isDefectLabel))) return [];
    return culpritsOf(issue, reader).map((change) => ({
      id: `#${issue.number}`,
      change,
      kind: stage === undefined || stage === 'production' ? ('issue' as const) : ('label' as const),
      foundAt: issue.createdAt,
      url: issue.url,
      stage: stage ?? 'production',
    }));
  });
}

function stageOf(issue: IssueFact, { isMachine }: IssueReader): string | undefined {
  return labelNames(issue.labels, 'found-in').find((name) => {
    const by = lastSet(issue.labelEvents, 'found-in', name)?.by ?? null;
    return by !== null && by.kind !== 'bot' && !isMachine(by.login);
  });
}
