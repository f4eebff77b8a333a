import { defineRule, revertReason, saysRevert, sectionOf } from '@forethought/core';

const SECTION = 'revert-reason';

/** What is taken back says what went wrong with it, and what happens instead. */
export default defineRule({
  id: 'revert-explained',
  lifecycle: 'experimental',
  question: 'What went wrong with the change that is taken back, and what happens instead?',
  summary: 'A revert says in a sentence why it is made, and what comes next or where that is tracked.',
  why: 'Whoever tries the same change again needs to know what it broke.',
  appliesTo: ['commit', 'pull-request'],
  asks: ['revert'],
  sections: [SECTION],
  options: {
    words: { type: 'number', default: 4, words: 'How many different words the reason needs at least.' },
    next: {
      type: 'boolean',
      default: true,
      words: 'Whether it has to say what comes instead, or to link the incident or issue.',
    },
  },
  problems: {
    'no-cause': {
      actual: 'no reason beside what every revert says',
      expected: 'what went wrong, in a sentence, and what happens instead or where that is tracked',
      fix: 'Write what broke and where it was seen.',
    },
    'no-next': {
      actual: 'a reason, and nothing on what happens instead',
      expected: 'the next step, or a link to the incident or issue',
      fix: 'Add what is done instead or before the next attempt; “for good” is an answer too.',
    },
  },
  check(evidence, { words, next }, { isRevert }) {
    if (!(isRevert ?? saysRevert(evidence))) return { notAsked: 'not a revert' };
    const section = sectionOf(evidence, SECTION);
    if (section?.state === 'not-applicable') return { notApplicable: section.reason ?? '' };
    const found = revertReason(evidence);
    const code = found.words < words ? 'no-cause' : next && !found.hasNext ? 'no-next' : undefined;
    if (code === undefined) return { problems: [] };
    const place = section === undefined ? {} : { place: section.place };
    return { problems: [{ code, data: { section: SECTION }, ...place }] };
  },
  examples: [
    {
      name: 'a commit with cause and next step in prose',
      kind: 'commit',
      text: 'Revert "feat: cache sessions"\n\nThis reverts commit 5f2c1e8a90d3b47f6e1c2d3a4b5c6d7e8f901234.\n\nLogins failed on hosts whose clock runs behind. It comes back once expiry is\ncounted on the server, see #412.\n',
      expect: 'pass',
    },
    {
      name: 'a commit with its reason in a section',
      kind: 'commit',
      text: 'Take back the session cache\n\nThis reverts commit 5f2c1e8a90d3b47f6e1c2d3a4b5c6d7e8f901234.\n\nReason for revert:\n- Cause: logins failed on hosts whose clock runs behind\n- Next: expiry is going to be counted on the server\n',
      expect: 'pass',
    },
    {
      name: 'a pull request by its title, with the incident linked',
      kind: 'pull-request',
      title: 'Revert "Cache sessions"',
      text: 'Reverts acme/shop#407\n\nLogins failed on hosts whose clock runs behind: https://status.acme.dev/incidents/88\n',
      expect: 'pass',
    },
    {
      name: 'a commit with nothing but what git writes',
      kind: 'commit',
      text: 'Revert "feat: cache sessions"\n\nThis reverts commit 5f2c1e8a90d3b47f6e1c2d3a4b5c6d7e8f901234.\n',
      expect: ['no-cause'],
    },
    {
      name: 'a pull request whose form for the reason was left empty',
      kind: 'pull-request',
      title: 'Revert "Cache sessions"',
      text: 'Reverts acme/shop#407\n\n## Reason for revert\n\n- Cause: <what broke, and where it was seen>\n',
      expect: ['no-cause'],
    },
    {
      name: 'a commit with a cause, and then?',
      kind: 'commit',
      text: 'Revert "feat: cache sessions"\n\nThis reverts commit 5f2c1e8a90d3b47f6e1c2d3a4b5c6d7e8f901234.\n\nLogins failed on hosts whose clock runs behind.\n',
      expect: ['no-next'],
    },
    {
      name: 'a commit that has “Revert” in its subject and names no commit',
      kind: 'commit',
      text: 'Revert to the default of 30 seconds\n\nThe service sheds load earlier than that.\n',
      expect: 'not-applicable',
    },
    {
      name: 'a pull request that brings something back',
      kind: 'pull-request',
      title: 'Reapply "Cache sessions"',
      text: 'Expiry is counted on the server now.\n',
      expect: 'not-applicable',
    },
  ],
});
