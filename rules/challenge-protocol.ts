import {
  CHALLENGE_TITLES,
  CHALLENGES,
  type Challenge,
  challengesIn,
  defineRule,
  saidBy,
  standingApprovals,
} from '@forethought/core';

const SECTION = 'challenge-protocol';

/** An approval says what was questioned. */
export default defineRule({
  id: 'challenge-protocol',
  lifecycle: 'experimental',
  question: 'What is assumed here, what has to be there, what if it fails, and is there a simpler way?',
  summary: 'An approving review answers the four questions, in its text or in its comments.',
  why: 'An approval without a question finds what its reader stumbled over, and nothing else.',
  appliesTo: ['pull-request'],
  needs: ['conversation'],
  sections: [SECTION],
  options: {
    atLeast: {
      type: 'number',
      default: 4,
      words: 'How many of the four questions one approving reviewer answers.',
    },
  },
  problems: {
    unanswered: {
      actual: 'an approval that answers none of the four questions',
      expected: '{atLeast} of them answered, in a sentence each',
      fix: 'Edit the approving review and add the lines below, or answer in a comment on the changed lines.',
    },
    'too-few': {
      actual: '{answered} of the four questions answered; open: {open}',
      expected: '{atLeast} of them answered, in a sentence each',
      fix: 'Edit the approving review and add the lines that are missing; `N/A:` with the reason is an answer.',
    },
  },
  check(_, { atLeast }, { conversation }) {
    if (conversation?.reviews === undefined) return { needs: 'conversation' };
    const approvals = standingApprovals(conversation.reviews);
    if (approvals.length === 0) {
      return { notAsked: 'no approving review yet; branch protection asks for the review' };
    }
    const answers = approvals.map((review) => {
      const said = saidBy(review, conversation);
      return new Set(said.flatMap((evidence) => [...challengesIn(evidence)]));
    });
    const [fullest = new Set<Challenge>()] = answers.sort((one, other) => other.size - one.size);
    if (fullest.size >= atLeast) return { problems: [] };
    if (conversation.threads === undefined) return { needs: 'conversation' };
    const open = CHALLENGES.filter((challenge) => !fullest.has(challenge)).map(
      (challenge) => CHALLENGE_TITLES[challenge],
    );
    const data = { section: SECTION, answered: fullest.size, open, atLeast };
    return { problems: [{ code: fullest.size === 0 ? 'unanswered' : 'too-few', data }] };
  },
  examples: [
    {
      name: 'an approval that answers the four questions',
      kind: 'pull-request',
      text: 'Sessions are cached in Redis.\n',
      conversation: {
        author: 'ada',
        reviews: [
          {
            author: 'grace',
            state: 'approved',
            at: '2026-03-03T10:00:00Z',
            text: '## Challenge protocol\n\n- Assumptions: clocks of all hosts agree within a second, which chrony holds\n- Prerequisites: the secret exists in both clusters, the init container checks it\n- What if it fails: logins go to the database, as they do today\n- Simpler way: a cookie alone, but it could not be revoked\n',
          },
        ],
      },
      expect: 'pass',
    },
    {
      name: 'an approval whose questions stand in comments on the lines and in an earlier review',
      kind: 'pull-request',
      text: 'Sessions are cached in Redis.\n',
      conversation: {
        author: 'ada',
        reviews: [
          {
            author: 'grace',
            state: 'changes-requested',
            at: '2026-03-03T10:00:00Z',
            text: 'What happens when Redis is down for an hour? And could this just be a signed cookie?\n',
          },
          { author: 'grace', state: 'approved', at: '2026-03-04T15:00:00Z', text: 'Thanks, all answered.\n' },
        ],
        threads: [
          {
            path: 'src/session.ts',
            ends: 'resolved',
            comments: [
              {
                author: 'grace',
                at: '2026-03-03T10:00:00Z',
                text: 'This assumes that every host keeps the same time.',
              },
              {
                author: 'ada',
                at: '2026-03-03T12:00:00Z',
                text: 'It does no longer, expiry is counted by Redis.',
              },
            ],
          },
          {
            path: 'deploy/values.yaml',
            ends: 'outdated',
            comments: [
              {
                author: 'grace',
                at: '2026-03-03T10:00:00Z',
                text: 'The secret has to exist before the pod starts; nothing waits for it.',
              },
            ],
          },
        ],
      },
      expect: 'pass',
    },
    {
      name: 'an approval that says only that it is one',
      kind: 'pull-request',
      text: 'Sessions are cached in Redis.\n',
      conversation: {
        author: 'ada',
        reviews: [
          { author: 'grace', state: 'approved', at: '2026-03-03T10:00:00Z', text: 'LGTM, nice work!\n' },
        ],
      },
      expect: ['unanswered'],
    },
    {
      name: 'an approval with two answers and two lines of the form as they were',
      kind: 'pull-request',
      text: 'Sessions are cached in Redis.\n',
      conversation: {
        author: 'ada',
        reviews: [
          {
            author: 'grace',
            state: 'approved',
            at: '2026-03-03T10:00:00Z',
            text: 'Assumptions: <what is taken for granted, and where it holds>\nPrerequisites: the secret exists in both clusters\nWhat if it fails: TODO\nSimpler way: a cookie alone could not be revoked\n',
          },
        ],
      },
      expect: ['too-few'],
    },
    {
      name: 'two answers where the team asks for two',
      kind: 'pull-request',
      text: 'A line of the log is worded anew.\n',
      options: { atLeast: 2 },
      conversation: {
        author: 'ada',
        reviews: [
          {
            author: 'grace',
            state: 'approved',
            at: '2026-03-03T10:00:00Z',
            text: 'Assumes that nobody parses this line; I searched our dashboards. Simpler would be to drop it altogether.\n',
          },
        ],
      },
      expect: 'pass',
    },
    {
      name: 'no approval yet: a comment, a withdrawn approval and a bot',
      kind: 'pull-request',
      text: 'Sessions are cached in Redis.\n',
      conversation: {
        author: 'ada',
        reviews: [
          {
            author: 'linus',
            state: 'commented',
            at: '2026-03-03T09:00:00Z',
            text: 'I will read it tomorrow.\n',
          },
          { author: 'grace', state: 'dismissed', at: '2026-03-03T10:00:00Z', text: 'LGTM\n' },
          { author: 'scan[bot]', state: 'approved', at: '2026-03-03T10:00:00Z', text: 'No findings.\n' },
        ],
      },
      expect: 'not-applicable',
    },
  ],
});
