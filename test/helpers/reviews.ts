import { type Change, type Conversation, fromText, judge, type Review } from '@forethought/core';
import { rules } from '@forethought/rules';
import { policy } from './policy.js';

/** A text of a pull request as Evidence. */
export const read = (text: string) =>
  fromText(text, { kind: 'pull-request', index: policy.sections, hashHeadings: 'count' });

/** Ada's pull request, of which everything was read and nothing happened. */
export const CONVERSATION: Conversation = {
  author: { login: 'ada', kind: 'user' },
  createdAt: '2026-03-02T09:00:00Z',
  startedAt: '2026-03-02T09:00:00Z',
  reviews: [],
  threads: [],
  designs: [],
};

/** A review; `null`: its account is gone. */
export function review(login: string | null, state: Review['state'], at: string, text = '') {
  const author = login === null ? null : { login, kind: 'user' as const };
  return { author, isOwn: login === 'ada', state, submittedAt: at, evidence: read(text), url: '' };
}

/** The outcome of one rule on a pull request that changes code, judged as strictly as can be. */
export function answerOf(
  ruleId: string,
  conversation: Conversation | undefined,
  more: Partial<Change> & { readonly text?: string } = {},
) {
  const { text = 'Sessions are cached in Redis.\n', ...rest } = more;
  const change: Change = {
    subject: { kind: 'pull-request', id: '12', title: 'Cache sessions' },
    evidence: read(text),
    files: [{ path: 'src/session.ts', status: 'M', added: 900, deleted: 0 }],
    linesRead: true,
    attributesRead: true,
    labels: [],
    draft: false,
    ...(conversation === undefined ? {} : { conversation }),
    ...rest,
  };
  const { findings, needs } = judge(change, policy, rules);
  const found = findings.find((finding) => finding.ruleId === ruleId);
  return { outcome: found?.outcome, code: found?.problem?.code, reason: found?.reason, needs };
}
