import type { Finding, Subject } from '../schema/finding.js';
import type { Report } from '../schema/report.js';
import { type FindingsInShort, inShort } from './in-short.js';
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

/** Of a report that is made of facts without texts. */
const NOTHING_JUDGED =
  'No text was at hand, so nothing is judged here: the measures count what was judged when it was collected.';

/**
 * Sentences of counts: what was judged and exempt, rule answers that are neither pass nor fail, and what would have been blocked. `told`
 * stands in place of the report's findings.
 */
export function countsLine(report: Report, told: FindingsInShort = inShort(report.findings)): string {
  const { counts } = report;
  const isCounted = report.measures.some(({ denominator }) => (denominator ?? 0) > 0);
  if (counts.subjects === 0 && isCounted) return NOTHING_JUDGED;
  const aside = ASIDE.flatMap(([outcome, words]) => {
    const count = told.counts.get(outcome) ?? 0;
    return count === 0 ? [] : [`${count} ${words}`];
  });
  const answers = aside.length === 0 ? '' : ` Other rule answers: ${aside.join(', ')}.`;
  const exempt = counts.exempt === 0 ? '' : `, ${counts.exempt} exempt`;
  const subjects = counted(counts.subjects, nounOf(told.kinds));
  return `${subjects}: ${counts.judged} judged${exempt}. Would have blocked ${counts.wouldBlock} of ${counts.judged}.${answers}`;
}

function nounOf(kinds: FindingsInShort['kinds']): string {
  const [only] = kinds;
  return only === undefined || kinds.size > 1 ? 'subject' : NOUNS[only];
}
