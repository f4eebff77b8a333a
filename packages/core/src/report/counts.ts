import type { Finding, Subject } from '../schema/finding.js';
import type { Report } from '../schema/report.js';
import { counted } from './words.js';

const ASIDE: readonly (readonly [Finding['outcome'], string])[] = [
  ['not-applicable', 'not applicable'],
  ['waived', 'waived'],
  ['unknown', 'unknown'],
  ['error', 'could not be evaluated'],
];

const NOUNS: Readonly<Record<Subject['kind'], string>> = {
  commit: 'commit',
  message: 'message',
  'pull-request': 'pull request',
  document: 'document',
};

/** Sentences of counts: what was judged and exempt, rule answers that are neither pass nor fail, and what would have been blocked. */
export function countsLine(report: Report): string {
  const { counts } = report;
  const aside = ASIDE.flatMap(([outcome, words]) => {
    const count = report.findings.filter((finding) => finding.outcome === outcome).length;
    return count === 0 ? [] : [`${count} ${words}`];
  });
  const answers = aside.length === 0 ? '' : ` Other rule answers: ${aside.join(', ')}.`;
  const exempt = counts.exempt === 0 ? '' : `, ${counts.exempt} exempt`;
  const subjects = counted(counts.subjects, nounOf(report.findings));
  return `${subjects}: ${counts.judged} judged${exempt}. Would have blocked ${counts.wouldBlock} of ${counts.judged}.${answers}`;
}

function nounOf(findings: readonly Finding[]): string {
  const kinds = new Set(findings.map(({ subject }) => subject.kind));
  const [only] = kinds;
  return only === undefined || kinds.size > 1 ? 'subject' : NOUNS[only];
}
