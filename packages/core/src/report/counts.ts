import type { Finding } from '../schema/finding.js';
import type { Report } from '../schema/report.js';

const ASIDE: readonly (readonly [Finding['outcome'], string])[] = [
  ['not-applicable', 'not applicable'],
  ['waived', 'waived'],
  ['unknown', 'unknown'],
  ['error', 'could not be evaluated'],
];

/** One sentence of counts: subjects judged and exempt, answers that are neither pass nor fail, and what would have been blocked. */
export function countsLine(report: Report): string {
  const { counts } = report;
  const aside = ASIDE.flatMap(([outcome, words]) => {
    const count = report.findings.filter((finding) => finding.outcome === outcome).length;
    return count === 0 ? [] : [`${count} ${words}`];
  });
  const answers = aside.length === 0 ? '' : ` Other answers: ${aside.join(', ')}.`;
  const exempt = counts.exempt === 0 ? '' : `, ${counts.exempt} exempt`;
  return `${counts.judged} judged of ${counts.subjects}${exempt}.${answers} Would have blocked ${counts.wouldBlock} of ${counts.judged}.`;
}
