import { defineRule, namesLesson, sectionOf } from '@forethought/core';

const SECTION = 'lesson-recorded';
const KINDS = {
  'fix-forward': 'repairs',
  escape: 'repairs an issue of',
  rollback: 'follows the rollback of',
  revert: 'takes back',
  surprise: 'tells of a surprise in',
};

/** Every mistake that was paid for teaches somebody else. */
export default defineRule({
  id: 'lesson-recorded',
  lifecycle: 'experimental',
  question: 'What was learned from it, and where does that stand?',
  summary:
    'A change that repairs a confirmed miss leaves a lesson: a pattern, a document that names it, or a sentence.',
  why: 'A mistake is paid for once; without a lesson it is paid for again.',
  appliesTo: ['commit', 'pull-request'],
  asks: ['revert'],
  needs: ['lessons'],
  sections: [SECTION],
  options: {},
  problems: {
    missing: {
      actual: 'a change that {does} {change}, and no lesson from it',
      expected: 'a pattern or document that names the change, or a sentence on what would have shown it',
      fix: 'Add an entry that names {change} to the pattern library, or the lines below.',
    },
    hollow: {
      actual: 'a lesson that would fit every mistake',
      expected: 'what would have shown this one before, and where that is checked or written down now',
      fix: 'Name the test, the check, the page or the question that was missing.',
    },
  },
  check(evidence, _, { miss }) {
    if (miss === undefined) return { needs: 'lessons' };
    if (miss === null) return { notAsked: 'it repairs nothing that had landed' };
    const section = sectionOf(evidence, SECTION);
    if (miss.lessons.length > 0 || namesLesson(evidence)) return { problems: [] };
    if (section?.state === 'not-applicable') return { notApplicable: section.reason ?? '' };
    const data = { section: SECTION, change: miss.change, does: KINDS[miss.kind] };
    const isThere = section?.state === 'claimed' || section?.state === 'substantive';
    const place = section === undefined ? {} : { place: section.place };
    return { problems: [{ code: isThere ? 'hollow' : 'missing', data, ...place }] };
  },
  examples: [
    {
      name: 'a fix of an earlier change, with its lesson',
      kind: 'pull-request',
      title: 'Fix logins on hosts whose clock runs behind',
      text: 'Caused by #407.\n\n## Lesson\n\nNo test ran with two clocks; `session_clock_test` does now, and the pattern *two clocks* stands in the library.\n',
      miss: { change: '#407', kind: 'fix-forward', lessons: [] },
      expect: 'pass',
    },
    {
      name: 'a revert whose change a pattern names already',
      kind: 'commit',
      text: 'Revert "feat: cache sessions"\n\nThis reverts commit 5f2c1e8a90d3b47f6e1c2d3a4b5c6d7e8f901234.\n',
      miss: { change: '5f2c1e8a90d3', kind: 'revert', lessons: ['COMMON_PATTERNS.md'] },
      expect: 'pass',
    },
    {
      name: 'a fix, and nothing learned',
      kind: 'commit',
      text: 'fix: count expiry on the server\n\nFixes: 5f2c1e8a90d3 ("feat: cache sessions")\n',
      miss: { change: '5f2c1e8a90d3', kind: 'fix-forward', lessons: [] },
      expect: ['missing'],
    },
    {
      name: 'a lesson that would fit every mistake',
      kind: 'pull-request',
      text: 'Caused by #407.\n\n## Lesson\n\nBe more careful and double-check next time.\n',
      miss: { change: '#407', kind: 'escape', lessons: [] },
      expect: ['hollow'],
    },
    {
      name: 'a surprise that is told, and what it teaches',
      kind: 'pull-request',
      text: 'Moves sessions to Redis.\n\n## Surprises\n\n- The driver opens a connection per call.\n\n## Lesson\n\nThe driver pools only when it is asked to; `connection_count_test` watches it from now on.\n',
      miss: { change: '#412', kind: 'surprise', lessons: [] },
      expect: 'pass',
    },
    {
      name: 'a change that repairs nothing',
      kind: 'pull-request',
      text: 'Sessions are cached in Redis.\n',
      miss: null,
      expect: 'not-applicable',
    },
    {
      name: 'a reason why there is nothing to learn',
      kind: 'commit',
      text: 'fix: follow the new address of the registry\n\nFixes: 5f2c1e8a90d3 ("build: pin the registry")\n\nLesson: N/A: the registry moved without notice\n',
      miss: { change: '5f2c1e8a90d3', kind: 'fix-forward', lessons: [] },
      expect: 'not-applicable',
    },
  ],
});
