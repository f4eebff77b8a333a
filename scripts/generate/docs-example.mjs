import { fromText, judge, policyFor, renderFindings } from '@forethought/core';
import { builtInPlans, rules } from '@forethought/rules';
import { fence } from './zones.mjs';

/** The message that the README shows being rejected. */
const MESSAGE = `feat(api): retry when the server answers 429

Test Evidence:
- npm test: 214 passed, the new case waits for the time that the header names
`;

/** What the hook prints for a commit of code without sources, in *standard* mode. */
export function rejectionZone() {
  const plan = builtInPlans.find((candidate) => candidate.plan === 'devops-elite');
  if (plan === undefined) throw new Error('the plan devops-elite is not built in');
  const asOf = '2026-11-22T00:00:00Z';
  const policy = policyFor({ plan, config: undefined, mode: 'standard', rules, engineer: null, asOf });
  const evidence = fromText(MESSAGE, { kind: 'commit', index: policy.sections, hashHeadings: 'doomed' });
  const change = {
    subject: /** @type {const} */ ({ kind: 'message', id: 'message', title: evidence.title }),
    evidence,
    files: [{ path: 'src/client.ts', status: /** @type {const} */ ('M'), added: 40, deleted: 3 }],
    linesRead: true,
    attributesRead: true,
    labels: [],
    draft: false,
  };
  const { findings } = judge(change, policy, rules);
  const shown = renderFindings(findings, { rules, policy, color: false, width: 100 });
  return fence(shown, 'text');
}
