/** docs/examples/*.md: what the gate writes about made-up pull requests, judged by the real rules and the built-in plan. */
import {
  adviseFindings,
  commentMarker,
  fromText,
  gateTitle,
  judge,
  landingOf,
  policyFor,
  readPatternLibrary,
  renderComment,
  renderSummary,
  touchedTechnologies,
} from '@forethought/core';
import { builtInPlans, rules } from '@forethought/rules';
import { HALF, PATTERNS, SOURCES, TESTS, WHOLE } from './gate-texts.mjs';

const AS_OF = '2026-11-20T09:30:00Z';
const FILES = [
  ['charts/queue/templates/deployment.yaml', 14, 3],
  ['services/queue/retry.go', 61, 12],
  ['services/queue/retry_test.go', 88, 0],
];
const SETTINGS = {
  squash: true,
  merge: false,
  rebase: false,
  squashTitle: 'PR_TITLE',
  squashMessage: 'PR_BODY',
};
const COMMITS = [
  {
    sha: '7c1e0d94a2b8f3365e1940ad7b2c8f5e6a90d1b3',
    subject: 'feat(queue): return the job of a worker that went away',
    body: `${SOURCES}\n\n${TESTS}`,
  },
  {
    sha: 'b40a9f21c6d7e8530f2a1b4c9d8e7f60a5b3c2d1',
    subject: 'test(queue): kill the worker while the job runs',
    body: SOURCES,
  },
];
const AUTHOR = { login: 'mira', kind: 'user' };
const CONVERSATION = {
  author: AUTHOR,
  createdAt: '2026-11-19T16:00:00Z',
  startedAt: '2026-11-19T15:00:00Z',
  reviews: [],
  threads: [
    {
      id: '1',
      path: 'services/queue/retry.go',
      isResolved: true,
      isOutdated: false,
      comments: [
        {
          author: AUTHOR,
          body: 'Two queues may return the same job at once here; the update has to name the worker.',
          createdAt: '2026-11-19T17:00:00Z',
          url: 'https://github.example/team/queue/pull/214#discussion_r1',
        },
      ],
    },
  ],
  designs: [],
};
const PULL = {
  number: 214,
  title: 'Return a job to the queue when its worker goes away',
  author: 'mira',
  isDraft: false,
  url: 'https://github.example/team/queue/pull/214',
};

/** What the team of the examples asks: the four sections, and that reviews ask back. All of the plan would be a page too long to read. */
const ASKED = [
  'sources-consulted',
  'documentation-reviewed',
  'pre-mortem',
  'test-evidence',
  'challenge-protocol',
  'self-review',
  'design-approved-first',
  'revert-explained',
];

/** @param {string} mode @param {Record<string, unknown>} [changes] */
function policyOf(mode, changes = {}) {
  const [plan] = builtInPlans.filter((candidate) => candidate.plan === 'devops-elite');
  if (plan === undefined) throw new Error('devops-elite is not built in');
  const made = policyFor({ plan, config: undefined, mode, rules, engineer: null, asOf: AS_OF });
  return { ...made, rules: made.rules.filter(({ ruleId }) => ASKED.includes(ruleId)), ...changes };
}

/** @param {string} text @param {string} kind @param {{ id: string, title: string }} subject */
function judged(text, kind, { id, title }, policy, draft = false) {
  const files = FILES.map(([path, added, deleted]) => ({ path, status: 'M', added, deleted }));
  const change = {
    subject: { kind, id, title },
    evidence: fromText(text, { kind, index: policy.sections, hashHeadings: 'count' }),
    files,
    linesRead: true,
    attributesRead: true,
    labels: [],
    draft,
    existingPaths: new Set(['docs/queue.md']),
    conversation: CONVERSATION,
  };
  return judge(change, policy, rules).findings;
}

/** @param {boolean} isWhole @param {Record<string, unknown>} [changes] */
function gateOf(isWhole, changes = {}) {
  const body = isWhole ? WHOLE : HALF;
  const policy = policyOf('strict');
  const commits = COMMITS.map((commit) => ({
    sha: commit.sha,
    parents: 1,
    message: `${commit.subject}\n\n${isWhole ? `${SOURCES}\n\n${TESTS}` : commit.body}\n`,
    login: PULL.author,
    committedAt: '2026-11-19T15:00:00Z',
  }));
  const landing = landingOf(SETTINGS, { commits, title: PULL.title, body }, 'auto');
  const findings = adviseFindings(
    [
      ...judged(body, 'pull-request', { id: String(PULL.number), title: PULL.title }, policy),
      ...commits.flatMap(({ sha, message }) =>
        judged(message, 'commit', { id: sha, title: message.slice(0, message.indexOf('\n')) }, policy),
      ),
    ],
    landing,
    policy,
  );
  const isFailing = findings.some(({ outcome, severity }) => outcome === 'fail' && severity === 'block');
  const report = {
    schema: 1,
    tool: { name: 'forethought', version: '0.1.0' },
    asOf: AS_OF,
    plan: policy.plan,
    mode: policy.mode,
    verdict: isFailing ? 'fail' : 'pass',
    counts: { subjects: 3, judged: 3, exempt: 0, failed: isFailing ? 3 : 2, wouldBlock: isFailing ? 3 : 2 },
    findings,
    measures: [],
    notices: [],
  };
  const files = FILES.map(([path]) => ({ path, status: 'M', added: null, deleted: null }));
  const { entries } = readPatternLibrary(PATTERNS);
  return {
    title: gateTitle(report, PULL.isDraft),
    marker: commentMarker('gate', String(PULL.number)),
    report,
    policy,
    rules,
    documentation: 'https://docs.example/',
    pull: PULL,
    policySha: '3f9d2c41e8b7a6051d4c3b2a19f8e7d6c5b4a392',
    landing,
    patterns: entries.map((entry) => ({ entry, because: ['queue', 'worker', 'services/queue/retry.go'] })),
    technologies: touchedTechnologies(files, policy),
    notices: [],
    requests: { rest: 3, graphql: 1, points: 1, retries: 0 },
    ...changes,
  };
}

const subject = (id, title) => ({ subject: { kind: 'pull-request', id, title }, codes: [] });

const PREVIEW = {
  changes: [
    {
      ruleId: 'pre-mortem',
      kind: 'pull-request',
      aspect: 'severity',
      what: 'weaker',
      from: 'block',
      to: 'warn',
    },
    {
      ruleId: 'test-evidence',
      kind: 'pull-request',
      aspect: 'condition paths',
      what: 'weaker',
      from: 'none',
      to: 'services/**',
    },
    {
      ruleId: 'sources-consulted',
      kind: 'commit',
      aspect: 'option atLeast',
      what: 'stronger',
      from: '1',
      to: '2',
    },
  ],
  replay: {
    changes: 20,
    blockedBefore: 6,
    blockedAfter: 4,
    rules: [
      {
        ruleId: 'pre-mortem',
        newlyFail: [],
        newlyPass: [
          subject('198', 'Move the cache'),
          subject('203', 'Split the chart'),
          subject('207', 'Read replicas'),
        ],
        newlyWarn: [],
        noLongerWarn: [],
        unknown: 0,
      },
      {
        ruleId: 'sources-consulted',
        newlyFail: [subject('211', 'Pin the base image')],
        newlyPass: [],
        newlyWarn: [],
        noLongerWarn: [],
        unknown: 1,
      },
    ],
  },
};

/** @returns {Map<string, string>} */
export function generate() {
  return new Map([
    ['docs/examples/comment-missing.md', renderComment(gateOf(false))],
    ['docs/examples/comment-passing.md', renderComment(gateOf(true))],
    ['docs/examples/comment-policy-change.md', renderComment(gateOf(true, { preview: PREVIEW }))],
    ['docs/examples/summary-missing.md', renderSummary(gateOf(false))],
  ]);
}
