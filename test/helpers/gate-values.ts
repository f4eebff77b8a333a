import { commentMarker, type Finding, type GateReport } from '@forethought/core';
import { findingValue, policyValue, reportValue, sourcesRule } from './values.js';

/** The hidden first line of every comment here. */
export const MARKER = commentMarker('gate', '7');

/**
 * A run of the gate with something in every part of comment and summary. Each text that somebody else may have written is a
 * fresh `word()`, some forty of them.
 */
export function gateValue(word: () => string, changes: Partial<GateReport> = {}): GateReport {
  const report = reportValue(findingsOf(word), { plan: word(), notices: [`${word()} one`] });
  return {
    title: word(),
    marker: MARKER,
    report,
    policy: policyValue(),
    rules: [sourcesRule],
    documentation: 'https://docs.example/',
    pull: {
      number: 7,
      title: word(),
      author: word(),
      isDraft: false,
      url: 'https://github.example/o/r/pull/7',
    },
    policySha: '3f9d2c41e8b7a6051d4c3b2a19f8e7d6c5b4a392',
    landing: {
      landing: 'both',
      bodyLands: null,
      commitsLand: null,
      commitsStay: null,
      squash: null,
      notices: [{ code: 'settings-unread' }],
    },
    patterns: [
      {
        entry: { category: word(), title: word(), problem: word(), prevention: word() },
        because: [word(), word()],
      },
    ],
    technologies: [{ id: 'helm', title: word(), paths: [], content: [], docs: ['helm.sh/docs', 'the wiki'] }],
    preview: previewOf(word),
    notices: [`${word()} two`, `the label ${word()} and the branch \`${word()}\` were read from the event`],
    requests: { rest: 3, graphql: 1, points: 1, retries: 0 },
    ...changes,
  };
}

function findingsOf(word: () => string): readonly Finding[] {
  const subject = (kind: Finding['subject']['kind'], id: string) => ({ kind, id, title: word() });
  const problem = { code: 'placeholder', data: { text: word() } };
  const doomed = { code: 'doomed', data: { title: word() }, place: { line: 3, column: 1 } };
  return [
    findingValue({ subject: subject('pull-request', '7'), problem }),
    findingValue({ subject: subject('commit', 'c1'), problem: doomed }),
    findingValue({ subject: subject('document', word()), problem }),
    findingValue({ subject: subject('message', 'message'), problem, severity: 'warn' }),
    findingValue({ subject: subject('commit', 'c2'), problem, reason: `waiver-requested: ${word()}` }),
    ...(['pass', 'exempt', 'waived', 'not-applicable', 'unknown', 'error'] as const).map((outcome) => {
      const { problem: _, ...rest } = findingValue({ subject: subject('commit', outcome), outcome });
      return outcome === 'pass' ? rest : { ...rest, reason: word() };
    }),
  ];
}

function previewOf(word: () => string): NonNullable<GateReport['preview']> {
  const changed = { subject: { kind: 'document' as const, id: word(), title: word() }, codes: [] };
  const rule = { newlyFail: [changed], newlyPass: [], newlyWarn: [changed], noLongerWarn: [], unknown: 0 };
  return {
    changes: [
      {
        ruleId: 'sources-consulted',
        kind: 'commit',
        aspect: word(),
        what: 'weaker',
        from: word(),
        to: word(),
      },
      { ruleId: word(), aspect: word(), what: 'changed', from: word(), to: word() },
    ],
    replay: {
      changes: 20,
      blockedBefore: 3,
      blockedAfter: 4,
      rules: [{ ruleId: 'sources-consulted', ...rule }],
    },
    problems: [word()],
  };
}
