import { type FileTrouble, describe as wordsOf } from '@forethought/core';
import { rules } from '@forethought/rules';
import type { Settled } from '../settle.js';

const BROKEN = 'expected front matter of `key: value` lines that can be read';

/** What keeps an incident from being counted as it was meant, where it is to be mended: what is expected there, and no word of it. */
export function incidentTroubles(
  { change, policy, findings }: Pick<Settled, 'change' | 'policy' | 'findings'>,
  addedAt: string | undefined,
): readonly FileTrouble[] {
  const at = { path: change.subject.id, line: 1, column: 1, addedAt };
  const [broken] = change.evidence.matterProblems ?? [];
  if (broken !== undefined) return [{ ...at, ...broken.place, what: BROKEN }];
  return findings
    .filter(({ ruleId, outcome }) => ruleId === 'incident-record' && outcome === 'fail')
    .map((finding) => ({
      ...at,
      ...finding.problem?.place,
      what: `expected ${wordsOf(finding, { rules, policy }).expected}`,
    }));
}
