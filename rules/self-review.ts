import {
  CHALLENGE_TITLES,
  CHALLENGES,
  type Conversation,
  challengesIn,
  defineRule,
  type Evidence,
  firstReviewAt,
  isRemark,
  minuteOf,
  type OwnComment,
  ownComments,
  type Problem,
} from '@forethought/core';

const SECTION = 'self-review';
/** The four questions may stand under either name. */
const FORMS: readonly string[] = [SECTION, 'challenge-protocol'];

/** The author is the first reviewer. */
export default defineRule({
  id: 'self-review',
  lifecycle: 'experimental',
  question: 'What would a senior reviewer say about this?',
  summary:
    'The author reviewed the change before anybody else did: comments of the author’s own, settled, or the four questions answered.',
  why: 'What its author finds costs nobody else an hour.',
  appliesTo: ['pull-request'],
  needs: ['conversation'],
  sections: [SECTION],
  options: {
    comments: {
      type: 'number',
      default: 1,
      words: 'How many comments of the author’s own are made and settled before somebody else reviews.',
    },
  },
  problems: {
    missing: {
      actual: 'no comment of the author’s own that says something',
      expected: 'at least {comments}, before the first review by somebody else',
      fix: 'Read the diff as a stranger would, comment on the lines and settle what is found, or add the section below.',
    },
    late: {
      actual: 'the first comment of the author’s own at {found}, after somebody else’s review at {first}',
      expected: 'at least {comments} before that',
      fix: 'Answer the four questions in the section below, for what has changed since.',
    },
    unsettled: {
      actual: '{settled} of {count} comments of the author’s own settled; open: {open}',
      expected: 'at least {comments} resolved, or outdated by a later commit',
      fix: 'Mend what the comments point out, and resolve their threads.',
    },
    'questions-open': {
      actual: 'open under “{title}”: {open}',
      expected: 'the four questions answered, or comments on the changed lines',
      fix: 'Answer them in a sentence each; `N/A:` with the reason is an answer.',
    },
  },
  check(evidence, { comments }, { conversation }) {
    const form = formOf(evidence);
    if (form?.reason !== undefined) return { notApplicable: form.reason };
    if (form?.problem === undefined && form !== undefined) return { problems: [] };
    const { reviews, threads, author } = conversation ?? {};
    if (conversation === undefined || reviews === undefined || threads === undefined) {
      return { needs: 'conversation' };
    }
    if (author === null) return { notAsked: 'the author’s account is gone' };
    const problem = problemOf(conversation, comments, firstReviewAt(reviews));
    if (problem === undefined) return { problems: [] };
    return { problems: [problem.code === 'missing' ? (form?.problem ?? problem) : problem] };
  },
  examples: [
    {
      name: 'comments of the author’s own, settled before somebody else came',
      kind: 'pull-request',
      text: 'Sessions are cached in Redis.\n',
      conversation: {
        author: 'ada',
        threads: [
          {
            path: 'src/session.ts',
            ends: 'outdated',
            comments: [
              {
                author: 'ada',
                at: '2026-03-02T16:00:00Z',
                text: 'The key is built from the name, which may hold a colon. Has to be encoded.',
              },
            ],
          },
        ],
        reviews: [
          { author: 'grace', state: 'approved', at: '2026-03-03T10:00:00Z', text: 'Nothing to add.\n' },
        ],
      },
      expect: 'pass',
    },
    {
      name: 'the four questions answered in the body',
      kind: 'pull-request',
      text: 'Sessions are cached in Redis.\n\n## Self-review\n\n- Assumptions: one region, so that one Redis is near everybody\n- Prerequisites: the secret exists in both clusters, an init container waits for it\n- What if it fails: logins go to the database, as they do today\n- Simpler way: a signed cookie, but it could not be revoked\n',
      conversation: { author: 'ada' },
      expect: 'pass',
    },
    {
      name: 'nobody has commented yet',
      kind: 'pull-request',
      text: 'Sessions are cached in Redis.\n',
      conversation: { author: 'ada' },
      expect: ['missing'],
    },
    {
      name: 'a bot came first, and the author only said hello',
      kind: 'pull-request',
      text: 'Sessions are cached in Redis.\n',
      conversation: {
        author: 'ada',
        threads: [
          {
            path: 'src/session.ts',
            ends: 'resolved',
            comments: [{ author: 'ada', at: '2026-03-02T16:00:00Z', text: 'Looks good!' }],
          },
        ],
        reviews: [
          { author: 'scan[bot]', state: 'commented', at: '2026-03-02T15:00:00Z', text: 'No findings.\n' },
        ],
      },
      expect: ['missing'],
    },
    {
      name: 'the author comments after somebody else has reviewed',
      kind: 'pull-request',
      text: 'Sessions are cached in Redis.\n',
      conversation: {
        author: 'ada',
        reviews: [
          {
            author: 'grace',
            state: 'changes-requested',
            at: '2026-03-03T10:00:00Z',
            text: 'The key may hold a colon.\n',
          },
        ],
        threads: [
          {
            path: 'src/session.ts',
            ends: 'resolved',
            comments: [
              {
                author: 'ada',
                at: '2026-03-03T11:00:00Z',
                text: 'The time-out here should be configurable too.',
              },
            ],
          },
        ],
      },
      expect: ['late'],
    },
    {
      name: 'a comment of the author’s own whose thread is open',
      kind: 'pull-request',
      text: 'Sessions are cached in Redis.\n',
      conversation: {
        author: 'ada',
        threads: [
          {
            path: 'src/session.ts',
            ends: 'open',
            comments: [
              {
                author: 'ada',
                at: '2026-03-02T16:00:00Z',
                text: 'Nothing ends the connection when the pod stops.',
              },
            ],
          },
        ],
      },
      expect: ['unsettled'],
    },
    {
      name: 'a section with two of the four questions left open',
      kind: 'pull-request',
      text: '## Self-review\n\n- Assumptions: one region, so that one Redis is near everybody\n- Prerequisites: TODO\n- What if it fails: logins go to the database\n- Simpler way: <what was considered, and why not>\n',
      conversation: { author: 'ada' },
      expect: ['questions-open'],
    },
    {
      name: 'a reason why there is nothing to review',
      kind: 'pull-request',
      text: '## Self-review\n\nN/A: the release script moved the version number\n',
      conversation: { author: 'ada' },
      expect: 'not-applicable',
    },
  ],
});

/** What the section for it amounts to: a reason why it does not apply, a problem, or neither where all four are answered. */
function formOf(
  evidence: Evidence,
): { readonly reason?: string | undefined; readonly problem?: Problem } | undefined {
  const sections = evidence.sections.filter(({ name }) => FORMS.includes(name));
  const [section] = sections;
  if (section === undefined) return undefined;
  if (section.state === 'not-applicable') return { reason: section.reason ?? '' };
  const answered = challengesIn({ sections, prose: [], headings: evidence.headings });
  const open = CHALLENGES.filter((challenge) => !answered.has(challenge));
  if (open.length === 0) return {};
  const titles = open.map((challenge) => CHALLENGE_TITLES[challenge]);
  const data = { section: SECTION, title: section.title, open: titles };
  return { problem: { code: 'questions-open', data, place: section.place } };
}

/** What the author's comments lack; `first` is when somebody else reviewed. */
function problemOf(
  conversation: Conversation,
  comments: number,
  first: string | undefined,
): Problem | undefined {
  const own = ownComments(conversation).filter((comment) => isRemark(comment.evidence));
  const early = own.filter(({ at }) => first === undefined || Date.parse(at) < Date.parse(first));
  const settled = early.filter(({ isSettled }) => isSettled);
  if (settled.length >= comments) return undefined;
  const data = { section: SECTION, comments };
  if (early.length >= comments) {
    const open = [...new Set(early.filter((comment) => !comment.isSettled).flatMap(pathOf))];
    return { code: 'unsettled', data: { ...data, count: early.length, settled: settled.length, open } };
  }
  const [found] = own.map(({ at }) => at).sort((one, other) => Date.parse(one) - Date.parse(other));
  if (early.length > 0 || found === undefined || first === undefined) return { code: 'missing', data };
  return { code: 'late', data: { ...data, found: minuteOf(found), first: minuteOf(first) } };
}

function pathOf({ path }: OwnComment): readonly string[] {
  return path === undefined ? [] : [path];
}
