import { defineRule, type Problem, saysOwn, type WaiverProblem, waiverRequests } from '@forethought/core';

/** An exception is a decision, and a decision has a name, a reason and an end. */
export default defineRule({
  id: 'waiver',
  lifecycle: 'experimental',
  question: 'Who agreed to this exception, and until when?',
  summary: 'Every exception that a change asks for names a rule and a reason, and is needed.',
  why: 'An exception that nobody can explain becomes the rule.',
  appliesTo: ['commit', 'pull-request'],
  needs: ['answers'],
  sections: [],
  options: {},
  problems: {
    'no-rule': {
      actual: 'a `Waive:` line that names no rule',
      expected: 'the rule that is to be let go, and why',
      fix: 'Write `Waive: <rule> - <reason>`, or take the line out.',
    },
    'unknown-rule': {
      actual: 'a waiver for {rule}, and there is no such rule',
      expected: 'the id of a rule, as it stands in brackets behind its findings',
      fix: 'Put the rule’s id right behind `Waive:`.',
    },
    'no-reason': {
      actual: 'a waiver for {rule} without a reason',
      expected: 'why the rule can be let go for this change',
      fix: 'Write `Waive: {rule} - <reason>`: whoever approves it judges by the reason.',
    },
    'hollow-reason': {
      actual: 'a waiver for {rule} with a reason that would fit every change: “{reason}”',
      expected: 'what is different about this change, or what was done instead',
      fix: 'Say what makes up for it here, e.g. where it was rehearsed, or who watches it.',
    },
    twice: {
      actual: 'a second waiver for {rule}',
      expected: 'one line a rule, so that one reason is approved',
      fix: 'Keep the line whose reason holds.',
    },
    idle: {
      actual: 'a waiver for {rule}, which passes here',
      expected: 'no exception where none is needed',
      fix: 'Take the line out: the evidence is there.',
    },
    lapsed: {
      actual: 'the exception for {rule} ran out on {until} ({at}), and the rule fails here',
      expected: 'the evidence, or an exception that somebody agreed to again',
      fix: 'Add the evidence, or ask {approver} whether it goes on, and until when.',
    },
  },
  check(evidence, _, { kind, answers }) {
    if (answers === undefined) return { needs: 'answers' };
    const { ruleIds, outcomes, lapsed } = answers;
    const { requests, problems: unread } = waiverRequests(evidence, ruleIds);
    const problems: Problem[] = unread.map(unreadable);
    const seen = new Set<string>();
    for (const { rule, reason, place } of requests) {
      if (seen.has(rule)) problems.push({ code: 'twice', data: { rule }, place });
      else if (!saysOwn(reason, rule, 1)) {
        problems.push({ code: 'hollow-reason', data: { rule, reason }, place });
      } else if (kind === 'commit' && outcomes.get(rule) === 'pass') {
        // What a pull request asks is for its commits too, so that only the gate can tell whether it is needed.
        problems.push({ code: 'idle', data: { rule }, place });
      }
      seen.add(rule);
    }
    for (const { rule, until, approver, at } of lapsed) {
      if (outcomes.get(rule) !== 'fail' || seen.has(rule)) continue;
      problems.push({ code: 'lapsed', data: { rule, until, approver, at: at ?? 'configuration' } });
    }
    if (problems.length > 0 || requests.length > 0) return { problems };
    return { notAsked: 'it asks for no exception' };
  },
  examples: [
    {
      name: 'a pull request that says why a rule can be let go',
      kind: 'pull-request',
      text: 'Moves the cache to its own cluster.\n\nWaive: pre-mortem - rehearsed on Thursday’s game day, notes in docs/game-days/12.md\n',
      outcomes: { 'pre-mortem': 'fail' },
      expect: 'pass',
    },
    {
      name: 'a commit that asks for an exception in a trailer',
      kind: 'commit',
      text: 'fix: close the tap before the cellar is full\n\nWaive: test-evidence - the valve is on site only, grace watched it close\n',
      outcomes: { 'test-evidence': 'fail' },
      expect: 'pass',
    },
    {
      name: 'a line without a rule',
      kind: 'pull-request',
      text: 'Moves the cache.\n\nWaive:\n',
      expect: ['no-rule'],
    },
    {
      name: 'a rule that does not exist',
      kind: 'commit',
      text: 'fix: close the tap\n\nWaive: test-evidnce - the valve is on site only\n',
      expect: ['unknown-rule'],
    },
    {
      name: 'a rule and nothing more',
      kind: 'commit',
      text: 'fix: close the tap\n\nWaive: test-evidence\n',
      outcomes: { 'test-evidence': 'fail' },
      expect: ['no-reason'],
    },
    {
      name: 'a reason that fits every change',
      kind: 'commit',
      text: 'fix: close the tap\n\nWaive: test-evidence - not needed\n',
      outcomes: { 'test-evidence': 'fail' },
      expect: ['hollow-reason'],
    },
    {
      name: 'two reasons for one rule',
      kind: 'pull-request',
      text: 'Moves the cache.\n\nWaive: pre-mortem - rehearsed on Thursday’s game day\nWaive: pre-mortem - the cluster is empty until Monday\n',
      outcomes: { 'pre-mortem': 'fail' },
      expect: ['twice'],
    },
    {
      name: 'an exception from a rule that passes',
      kind: 'commit',
      text: 'fix: close the tap\n\nTest Evidence:\n- closed it on the bench twelve times, no drop came through\n\nWaive: test-evidence - the valve is on site only\n',
      outcomes: { 'test-evidence': 'pass' },
      expect: ['idle'],
    },
    {
      name: 'an exception of the configuration that has run out',
      kind: 'commit',
      text: 'fix: close the tap\n',
      outcomes: { 'test-evidence': 'fail' },
      lapsed: [{ rule: 'test-evidence', until: '2026-10-31', approver: 'grace', at: 'forethought.yml:12' }],
      expect: ['lapsed'],
    },
    {
      name: 'a change that asks for nothing',
      kind: 'commit',
      text: 'style: sort imports\n',
      expect: 'not-applicable',
    },
  ],
});

function unreadable({ code, text, hint, place }: WaiverProblem): Problem {
  const [rule = ''] = text
    .trim()
    .replaceAll('`', '')
    .split(/[\s:–—]/, 1);
  return { code, data: { rule: `${rule}${hint.replaceAll('`', '')}` }, place };
}
