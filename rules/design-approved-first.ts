import {
  type Conversation,
  type DesignApproval,
  defineRule,
  designLinks,
  type Evidence,
  minuteOf,
  type Problem,
  sectionOf,
} from '@forethought/core';

const SECTION = 'design';

/** What is big is agreed upon before it is built. */
export default defineRule({
  id: 'design-approved-first',
  lifecycle: 'experimental',
  question: 'Who agreed to the design before the first commit?',
  summary: 'The change links a design that somebody else approved before the work began.',
  why: 'A design is cheap to change until the first line of it is built.',
  appliesTo: ['pull-request'],
  needs: ['conversation'],
  sections: [SECTION],
  options: {},
  problems: {
    missing: {
      actual: 'no design linked',
      expected: 'a design document or its pull request, approved before the first commit',
      fix: 'Link it under this name, or write `N/A:` with the reason why none was needed.',
    },
    elsewhere: {
      actual: 'the design at {design}, where nobody can look up who approved it',
      expected: 'a design in a repository, or the pull request that added it',
      fix: 'Link the file or the pull request in which it was approved.',
    },
    'not-approved': {
      actual: 'the design {design}, which nobody else has approved',
      expected: 'an approval before the first commit',
      fix: 'Ask somebody who knows the system to approve it before more is built on it.',
    },
    'approved-late': {
      actual: 'the design {design} approved at {approved}, and work begun at {started}',
      expected: 'the approval first',
      fix: 'Link the approval that came before, or write `N/A:` with the reason why the work could not wait.',
    },
  },
  check(evidence, _, { conversation }) {
    const section = sectionOf(evidence, SECTION);
    if (section?.state === 'not-applicable') return { notApplicable: section.reason ?? '' };
    if (conversation?.startedAt === undefined) return { needs: 'conversation' };
    const designs = designsOf(evidence, conversation);
    if (designs === undefined) return { needs: 'designs' };
    const problem = problemOf(designs, evidence, conversation.startedAt);
    if (problem === undefined) return { problems: [] };
    return { problems: [{ ...problem, ...(section === undefined ? {} : { place: section.place }) }] };
  },
  examples: [
    {
      name: 'a design approved on the day before',
      kind: 'pull-request',
      text: 'Sessions are cached in Redis.\n\nDesign: docs/designs/session-cache.md\n',
      conversation: {
        author: 'ada',
        startedAt: '2026-03-02T09:00:00Z',
        designs: [
          {
            reference: 'docs/designs/session-cache.md',
            approvedAt: '2026-03-01T16:20:00Z',
            approver: 'grace',
          },
        ],
      },
      expect: 'pass',
    },
    {
      name: 'the pull request that added the design, in a section',
      kind: 'pull-request',
      text: '## Design\n\nSecond step of #398, as agreed there.\n',
      conversation: {
        author: 'ada',
        designs: [{ reference: '#398', approvedAt: '2026-02-20T08:00:00Z', approver: 'grace' }],
      },
      expect: 'pass',
    },
    {
      name: 'no design',
      kind: 'pull-request',
      text: 'Sessions are cached in Redis.\n',
      conversation: { author: 'ada' },
      expect: ['missing'],
    },
    {
      name: 'a design on a board',
      kind: 'pull-request',
      text: 'Design: https://boards.acme.dev/sessions\n',
      conversation: { author: 'ada' },
      expect: ['elsewhere'],
    },
    {
      name: 'a design that nobody has approved',
      kind: 'pull-request',
      text: 'Design: docs/designs/session-cache.md\n',
      conversation: {
        author: 'ada',
        designs: [{ reference: 'docs/designs/session-cache.md', approvedAt: null, approver: null }],
      },
      expect: ['not-approved'],
    },
    {
      name: 'a design approved when half of it was built',
      kind: 'pull-request',
      text: 'Design: docs/designs/session-cache.md\n',
      conversation: {
        author: 'ada',
        startedAt: '2026-03-02T09:00:00Z',
        designs: [
          {
            reference: 'docs/designs/session-cache.md',
            approvedAt: '2026-03-05T11:00:00Z',
            approver: 'grace',
          },
        ],
      },
      expect: ['approved-late'],
    },
    {
      name: 'a reason why none was needed',
      kind: 'pull-request',
      text: '## Design\n\nN/A: generated from the schema that #398 added\n',
      conversation: { author: 'ada' },
      expect: 'not-applicable',
    },
  ],
});

/** Designs that count: those named as such, or else every one that the text mentions; undefined where one was not looked up. */
function designsOf(evidence: Evidence, { designs }: Conversation): readonly DesignApproval[] | undefined {
  const { named } = designLinks(evidence);
  if (designs === undefined || named.length === 0) return designs;
  const known = designs.filter(({ reference }) => named.includes(reference));
  return known.length < named.length ? undefined : known;
}

/** Of designs that are named each has to be approved in time; of those that are only mentioned, one. */
function problemOf(
  designs: readonly DesignApproval[],
  evidence: Evidence,
  startedAt: string,
): Problem | undefined {
  const { named, elsewhere } = designLinks(evidence);
  const data = { section: SECTION };
  if (designs.length === 0) {
    const [design] = elsewhere;
    if (design === undefined) return { code: 'missing', data };
    return { code: 'elsewhere', data: { ...data, design } };
  }
  const open = designs.filter(
    ({ approvedAt }) => approvedAt === null || Date.parse(approvedAt) >= Date.parse(startedAt),
  );
  const [first] = open;
  if (first === undefined || (named.length === 0 && open.length < designs.length)) return undefined;
  const { reference: design, approvedAt } = first;
  if (approvedAt === null) return { code: 'not-approved', data: { ...data, design } };
  const times = { approved: minuteOf(approvedAt), started: minuteOf(startedAt) };
  return { code: 'approved-late', data: { ...data, design, ...times } };
}
