import {
  type Change,
  type Evidence,
  fromText,
  judge,
  type Outcome,
  type Policy,
  type Section,
  sectionOf,
} from '@forethought/core';
import { rules } from '@forethought/rules';
import { type Score, scoreOf } from './evaluate-score.js';

/** Rules that ask for a section, with a line that would do for it; a pre-mortem takes more than a line. */
const ASKED: Readonly<Record<string, { readonly title: string; readonly line: string }>> = {
  'sources-consulted': {
    title: 'Sources Consulted',
    line: '- https://nodejs.org/api/worker_threads.html: a worker has an event loop of its own',
  },
  'documentation-reviewed': {
    title: 'Documentation Reviewed',
    line: '- https://nodejs.org/api/os.html: the pool is as large as there are cores that may be used',
  },
  'test-evidence': { title: 'Test Evidence', line: '- ran `npm test -- pool`: 212 passed, none failed' },
};
const FILLED = Object.keys(ASKED);
const REFUSED = [...FILLED, 'pre-mortem'];

/** Whether templates as they stand satisfy nothing, and whether one line of substance per section satisfies everything; the rules know the template. */
export function scoreTemplates(
  templates: readonly { readonly id: string; readonly text: string }[],
  policy: Policy,
): { readonly templatesRefused: Score; readonly templatesFilled: Score } {
  const asking = alwaysAsking(policy);
  const rows = templates.map(({ id, text }) => ({
    id,
    asItIs: outcomesOf(text, text, asking, REFUSED),
    filled: outcomesOf(filledIn(text, policy), text, asking, FILLED),
  }));
  return {
    templatesRefused: shareOf(
      rows.map(({ id, asItIs }) => ({ id, got: asItIs.every((each) => each === 'fail') })),
    ),
    templatesFilled: shareOf(
      rows.map(({ id, filled }) => ({ id, got: filled.every((each) => each === 'pass') })),
    ),
  };
}

function shareOf(answers: readonly { readonly id: string; readonly got: boolean }[]): Score {
  const right = answers.filter(({ got }) => got).length;
  const counts = { hits: right, said: right, n: answers.length, positives: answers.length };
  const wrong = answers.filter(({ got }) => !got).map(({ id }) => ({ id, expected: true, got: false }));
  return scoreOf({ ...counts, disagreements: wrong });
}

/** The rules ask every pull request, whatever the plan says of commits, paths and sizes. */
function alwaysAsking(policy: Policy): Policy {
  const settings = policy.rules.filter(({ ruleId }) => REFUSED.includes(ruleId));
  return { ...policy, rules: settings.map((setting) => ({ ...setting, kinds: ['pull-request'], when: {} })) };
}

function outcomesOf(
  text: string,
  template: string,
  policy: Policy,
  asked: readonly string[],
): readonly (Outcome | undefined)[] {
  const options = { kind: 'pull-request', index: policy.sections, hashHeadings: 'count', template } as const;
  const { findings } = judge(changeOf(fromText(text, options)), policy, rules);
  return asked.map((rule) => findings.find(({ ruleId }) => ruleId === rule)?.outcome);
}

/** A pull request that is large enough for every rule to ask. */
function changeOf(evidence: Evidence): Change {
  return {
    subject: { kind: 'pull-request', id: '#1', title: 'feat: pool workers' },
    evidence,
    files: [{ path: 'src/pool.ts', status: 'M', added: 200, deleted: 0 }],
    linesRead: true,
    attributesRead: true,
    labels: [],
    draft: false,
  };
}

/** The template with a line below each section that is asked for; a section that it lacks comes at its end. */
function filledIn(text: string, policy: Policy): string {
  const evidence = fromText(text, { kind: 'pull-request', index: policy.sections, hashHeadings: 'count' });
  const lines = text.split('\n');
  const wanted = Object.entries(ASKED).map(([section, each]) => ({
    ...each,
    found: sectionOf(evidence, section),
  }));
  const there = wanted.flatMap(({ line, found }) =>
    found === undefined ? [] : [{ line, after: lastLine(found) }],
  );
  for (const { line, after } of there.sort((a, b) => b.after - a.after)) lines.splice(after, 0, '', line, '');
  const absent = wanted.filter(({ found }) => found === undefined);
  return [...lines, ...absent.flatMap(({ title, line }) => ['', `## ${title}`, '', line]), ''].join('\n');
}

/** The line of a section's name, with the one that underlines it. */
function lastLine({ place, style }: Section): number {
  return style === 'setext' ? place.line + 1 : place.line;
}
