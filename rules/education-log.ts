import {
  defineRule,
  educationFaults,
  exampleTraining,
  exampleWorld,
  RECORD_WORDS,
  recordProblems,
} from '@forethought/core';

const PERSON = { joined: '2025-06-02', certificates: {}, attestations: {}, skills: {}, mentored: [] };
const world = exampleWorld(exampleTraining, {
  training: {
    people: [
      { ...PERSON, login: 'ada' },
      { ...PERSON, login: 'grace' },
    ],
    profiles: [],
    weeks: [],
    days: [],
    surveys: [],
    unread: [],
  },
});
const RECORD = {
  kind: 'document',
  documentKind: 'education-record',
  path: 'training/education.yml',
  programme: world,
  asOf: '2026-11-22',
} as const;
const COURSE = [
  'login: ada',
  'title: Kubernetes administrator',
  'requested: 2026-03-02',
  'benefit: the clusters are ours to run from May on',
  'cost: 600',
];
const APPROVED = [
  'managerApproval: { by: grace, on: 2026-03-04 }',
  'budgetApproval: { by: grace, on: 2026-03-06 }',
];

/** Learning that goes on is written down: what was held, who came, what it cost, and who heard of it afterwards. */
export default defineRule({
  id: 'education-log',
  lifecycle: 'experimental',
  question: 'What will be tried out after this, and who will hear of it?',
  summary:
    'People and topics of the education log are known, and external training was asked for, approved, attended and shared in this order.',
  why: 'What one person learnt and nobody heard of is paid for again.',
  appliesTo: ['document'],
  needs: ['record'],
  sections: [],
  options: {
    shareWithinDays: {
      type: 'number',
      default: 30,
      words: 'Within how many days after external training its learnings are shared.',
    },
  },
  problems: {
    ...RECORD_WORDS,
    'other-quarter': {
      actual: 'a workshop of quarter {quarter} was held on {on}, in quarter {real}',
      expected: 'the quarter in which it was held',
      fix: 'Correct the day or the quarter.',
    },
    'not-approved': {
      actual: '“{title}” was attended without {name}',
      expected: '`{key}: { by: <login>, on: <day> }` before attending',
      fix: 'Write down who approved it, and when.',
    },
    'shared-before': {
      actual: '“{title}” was shared and not attended',
      expected: 'the day of attending',
      fix: 'Add `attended:`, or take the share-out out.',
    },
    'no-share-out': {
      actual: '“{title}” was attended on {attended}, and nothing of it was shared',
      expected: 'a share-out within {days} days',
      fix: 'Tell the team what it taught, and add `shareOut: { on: <day>, link: <where> }`.',
    },
    'over-budget': {
      actual: '{login} has {sum} {currency} in {year}',
      expected: 'at most {budget} {currency} per engineer and year',
      fix: 'Move it to another year, or raise the budget in the curriculum.',
    },
  },
  check(_, { shareWithinDays }, { record, programme, asOf }) {
    if (record?.form !== 'education') return { notAsked: 'the file is no education log' };
    const faults =
      record.value === null || programme === undefined
        ? []
        : educationFaults(record.value, programme, { asOf, shareWithinDays });
    return { problems: recordProblems(record, faults) };
  },
  examples: [
    {
      name: 'a session and a workshop',
      ...RECORD,
      text: 'sessions:\n  - { on: 2026-01-30, topic: trends, attended: [ada, grace] }\nworkshops:\n  - { on: 2026-02-12, quarter: 1, attended: [ada] }\n',
      expect: 'pass',
    },
    {
      name: 'a course that was approved, attended and shared',
      ...RECORD,
      text: course([
        ...APPROVED,
        'attended: 2026-04-13',
        'shareOut: { on: 2026-04-24, link: notes/kubernetes.md }',
      ]),
      expect: 'pass',
    },
    { name: 'a request that waits', ...RECORD, text: course([]), expect: 'pass' },
    {
      name: 'a topic that is misspelt',
      ...RECORD,
      text: 'sessions:\n  - { on: 2026-01-30, topic: trend, attended: [ada] }\n',
      expect: ['unknown-id'],
    },
    {
      name: 'a session of next year',
      ...RECORD,
      text: 'sessions:\n  - { on: 2027-01-29, topic: trends, attended: [ada] }\n',
      expect: ['future'],
    },
    {
      name: 'a workshop in another quarter',
      ...RECORD,
      text: 'workshops:\n  - { on: 2026-05-12, quarter: 1, attended: [ada] }\n',
      expect: ['other-quarter'],
    },
    {
      name: 'attended without approvals',
      ...RECORD,
      asOf: '2026-04-20',
      text: course(['attended: 2026-04-13']),
      expect: ['not-approved'],
    },
    {
      name: 'approved by the person who goes',
      ...RECORD,
      text: course(['managerApproval: { by: ada, on: 2026-03-04 }']),
      expect: ['own-word'],
    },
    {
      name: 'approved after the course',
      ...RECORD,
      asOf: '2026-04-20',
      text: course([
        'managerApproval: { by: grace, on: 2026-04-15 }',
        'budgetApproval: { by: grace, on: 2026-03-06 }',
        'attended: 2026-04-13',
      ]),
      expect: ['backwards'],
    },
    {
      name: 'half a year later nobody has heard of it',
      ...RECORD,
      text: course([...APPROVED, 'attended: 2026-04-13']),
      expect: ['no-share-out'],
    },
    {
      name: 'shared and never attended',
      ...RECORD,
      text: course([...APPROVED, 'shareOut: { on: 2026-04-24 }']),
      expect: ['shared-before'],
    },
    {
      name: 'more than the budget of a year',
      ...RECORD,
      text: course([]).replace('600', '2400'),
      expect: ['over-budget'],
    },
    {
      name: 'a day that does not exist',
      ...RECORD,
      text: 'sessions:\n  - { on: 2026-02-30, topic: trends }\n',
      expect: ['unreadable'],
    },
    {
      name: 'a page',
      kind: 'document',
      text: '# Sessions\n\nOn the last Friday.\n',
      expect: 'not-applicable',
    },
  ],
});

function course(more: readonly string[]): string {
  return `external:\n  - ${[...COURSE, ...more].join('\n    ')}\n`;
}
