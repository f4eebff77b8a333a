import {
  type AnyRule,
  type Commit,
  defineRule,
  type Facts,
  type Finding,
  type Measure,
  type Policy,
  type Report,
} from '@forethought/core';

/** A policy of one plan with four success metrics, two rules and two sections; everything may be replaced. */
export function policyValue(changes: Partial<Policy> = {}): Policy {
  return {
    schema: 1,
    plan: 'plan-x',
    mode: 'standard',
    engineer: null,
    asOf: '2026-11-22T12:00:00Z',
    rules: [
      {
        ruleId: 'sources-consulted',
        practiceId: 'A1.3',
        question: 'Which documentation was read before this was written?',
        kinds: ['commit', 'pull-request', 'document'],
        timeline: [{ from: null, severity: 'block' }],
        options: {},
        when: {},
        forbidNotApplicable: false,
      },
    ],
    metrics: [
      metricUse('documentation-coverage', 1, '100%'),
      metricUse('fix-forward', 2, '0'),
      metricUse('caught-before-deployment', 3, '>= 80%'),
      metricUse('test-evidence-coverage', null, '100%'),
      metricUse('rollbacks', null, '0'),
    ],
    planned: [],
    sections: {
      sections: {},
      parts: {},
      words: {
        'sources-consulted': {
          title: 'Sources Consulted',
          skeleton: ['- <url or path> - <what it says>'],
          parts: {},
        },
        'test-evidence': { title: 'Test Evidence', skeleton: ['- <command> - <what came out>'], parts: {} },
      },
    },
    technologies: [
      {
        id: 'helm',
        title: 'Helm',
        paths: [{ glob: 'charts/**', source: '^charts/.*$' }],
        content: [],
        docs: ['helm.sh/docs'],
      },
    ],
    documents: [],
    documentSections: {},
    paths: { documentation: [], lockFiles: [], generated: [], vendored: [], deployment: [] },
    bots: [],
    waivers: [],
    ...changes,
  };
}

function metricUse(metricId: string, success: number | null, target: string): Policy['metrics'][number] {
  return { metricId, practiceId: 'A1.3', unitId: 'unit', success, target, planned: false };
}

/** A rule with words of its own, so that a change in a shipped rule's wording is no change of the expected text. */
export const sourcesRule: AnyRule = defineRule({
  id: 'sources-consulted',
  lifecycle: 'stable',
  question: 'What was read?',
  summary: 'The change names what was read before it was made.',
  why: 'Reading is cheaper than an incident.',
  appliesTo: ['commit', 'pull-request', 'document'],
  sections: ['sources-consulted'],
  options: { minimum: { type: 'number', default: 1, words: 'how many sources are enough' } },
  problems: {
    missing: {
      actual: 'no {title} section',
      expected: 'at least {minimum} source',
      fix: 'Add the lines below.',
    },
    placeholder: {
      actual: 'only “{text}”',
      expected: 'a source',
      fix: 'Replace it by what was read.',
    },
  },
  check: () => ({ problems: [] }),
  examples: [
    {
      name: 'a link with what it says',
      kind: 'commit',
      text: 'Add retry\n\nSources Consulted:\n- https://helm.sh/docs - retries\n',
      expect: 'pass',
    },
  ],
});

/** A failing finding on a commit; everything may be replaced. */
export function findingValue(changes: Partial<Finding> = {}): Finding {
  return {
    ruleId: 'sources-consulted',
    outcome: 'fail',
    severity: 'block',
    subject: {
      kind: 'commit',
      id: '1a2b3c4d5e6f7a8b9c0d1a2b3c4d5e6f7a8b9c0d',
      title: 'Add retry to the client',
    },
    practiceId: 'A1.3',
    problem: { code: 'missing', data: { title: 'Sources Consulted', minimum: 1 } },
    asked: true,
    ...changes,
  };
}

/** A report with these findings; everything may be replaced. */
export function reportValue(findings: readonly Finding[], changes: Partial<Report> = {}): Report {
  return {
    schema: 1,
    tool: { name: 'forethought', version: '0.1.0' },
    asOf: '2026-11-22T12:00:00Z',
    plan: 'plan-x',
    mode: 'standard',
    verdict: 'fail',
    counts: { subjects: 52, judged: 40, exempt: 12, failed: 30, wouldBlock: 30 },
    findings: [...findings],
    measures: [],
    notices: [],
    ...changes,
  };
}

/** A commit of one author at one time. */
export function commitValue(sha: string, email: string, committedAt: string): Commit {
  const person = { name: email.split('@')[0] ?? email, email };
  return {
    sha,
    tree: `tree-${sha}`,
    parents: ['parent'],
    author: person,
    committer: person,
    authoredAt: committedAt,
    committedAt,
    message: `Change ${sha}`,
  };
}

/** Facts of one complete Git source. */
export function factsValue(commits: readonly Commit[], asOf = '2026-11-22T12:00:00Z'): Facts {
  return {
    schema: 1,
    asOf,
    repository: { name: 'repository', head: null },
    sources: [{ id: 'git', state: 'complete', missing: [] }],
    commits: [...commits],
    documents: [],
  };
}

/** What must not reach a terminal or a build log; a line end may. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the tests look for control characters
export const STEERING = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]|##\[|\p{Cs}/u;

/** One measured and two unmeasured success metrics for everybody and for so many engineers. */
export function measuresFor(engineers: number): Measure[] {
  const base = {
    window: { from: '2026-10-26', to: '2026-11-22' },
    unit: 'ratio' as const,
    sample: [],
    misses: [],
    target: { operator: '>=' as const, value: 1 },
  };
  const rows = [
    '*',
    ...Array.from({ length: engineers }, (_, index) => `engineer-${String(index).padStart(3, '0')}`),
  ];
  return rows.flatMap((engineer): Measure[] => [
    {
      ...base,
      metricId: 'documentation-coverage',
      engineer,
      state: 'missed',
      value: 0.5,
      numerator: 10,
      denominator: 20,
      interval: { low: 0.3, high: 0.7 },
    },
    ...['fix-forward', 'caught-before-deployment'].map(
      (metricId): Measure => ({
        ...base,
        metricId,
        engineer,
        state: 'not-measured',
        reason: 'metric not built',
        value: null,
        numerator: null,
        denominator: null,
        interval: null,
      }),
    ),
  ]);
}
