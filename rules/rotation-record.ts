import {
  defineRule,
  exampleTraining,
  exampleWorld,
  RECORD_WORDS,
  recordProblems,
  rotationFaults,
} from '@forethought/core';

const { unreadable, backwards, 'unknown-id': unknownId } = RECORD_WORDS;
const NONE = { profiles: [], weeks: [], days: [], surveys: [], unread: [] };
const ENROLLED = {
  started: '2026-01-05',
  prerequisites: {},
  modules: {},
  shadowShifts: [],
  simulations: [],
  supervised: [],
  incidents: [],
  signOffs: [],
};
const PERSON = { joined: '2025-06-02', attestations: {}, skills: {}, mentored: [] };
const PEOPLE = [
  { ...PERSON, login: 'ada', certificates: { 'on-call': { ...ENROLLED, certified: '2026-02-02' } } },
  { ...PERSON, login: 'grace', certificates: { 'on-call': ENROLLED } },
  {
    ...PERSON,
    login: 'alan',
    left: '2026-06-30',
    certificates: { 'on-call': { ...ENROLLED, certified: '2026-02-02' } },
  },
];
const CERTIFICATE = {
  title: 'On-Call Engineer Certified',
  modules: [],
  prerequisites: [],
  requirements: [],
  benefits: [],
  rotations: ['on-call'],
};
const world = exampleWorld(
  { ...exampleTraining, certificates: { 'on-call': CERTIFICATE } },
  { training: { ...NONE, people: PEOPLE } },
);
const RECORD = {
  kind: 'document',
  documentKind: 'rotation-record',
  path: 'training/rotation.yml',
  programme: world,
  asOf: '2026-11-22',
} as const;

/** Nobody is woken at night for what they were never prepared for. */
export default defineRule({
  id: 'rotation-record',
  lifecycle: 'experimental',
  question: 'Is everybody on this rotation certified for it?',
  summary:
    'Everybody on a rotation has a record, and from the first day the certificate that the rotation asks for.',
  why: 'Who is on call without training learns from the outage, and so does everybody who waits.',
  appliesTo: ['document'],
  needs: ['record'],
  sections: [],
  options: {},
  problems: {
    unreadable,
    backwards,
    'unknown-id': unknownId,
    'not-certified': {
      actual: '{login} is on {rotation}: {why}',
      expected: '{title}, with its evidence, by the first day',
      fix: 'Begin after the certificate, or write into the person’s record what shows it.',
    },
    left: {
      actual: '{login} left on {left} and is on the rotation',
      expected: 'a last day with `to:`',
      fix: 'Add `to:` with the last day on the rotation.',
    },
    twice: {
      actual: '{login} is on it twice at the same time, first from {from}',
      expected: 'each person once at a time',
      fix: 'Take one of the entries out, or give the first its last day.',
    },
  },
  check(_, __, { record, programme }) {
    if (record?.form !== 'rotation') return { notAsked: 'the file is no rotation' };
    const faults =
      record.value === null || programme === undefined ? [] : rotationFaults(record.value, programme);
    return { problems: recordProblems(record, faults) };
  },
  examples: [
    {
      name: 'somebody who is certified',
      ...RECORD,
      text: rotation('- { login: ada, from: 2026-02-09 }'),
      expect: 'pass',
    },
    {
      name: 'somebody who left, with a last day',
      ...RECORD,
      text: rotation('- { login: alan, from: 2026-02-09, to: 2026-06-26 }'),
      expect: 'pass',
    },
    {
      name: 'somebody in the middle of the training',
      ...RECORD,
      text: rotation('- { login: grace, from: 2026-02-09 }'),
      expect: ['not-certified'],
    },
    {
      name: 'a week before the certificate',
      ...RECORD,
      text: rotation('- { login: ada, from: 2026-01-26 }'),
      expect: ['not-certified'],
    },
    {
      name: 'a login that nobody has',
      ...RECORD,
      text: rotation('- { login: adda, from: 2026-02-09 }'),
      expect: ['unknown-id'],
    },
    {
      name: 'a last day before the first',
      ...RECORD,
      text: rotation('- { login: ada, from: 2026-02-09, to: 2026-02-02 }'),
      expect: ['backwards'],
    },
    {
      name: 'somebody who left',
      ...RECORD,
      text: rotation('- { login: alan, from: 2026-02-09 }'),
      expect: ['left'],
    },
    {
      name: 'one person twice',
      ...RECORD,
      text: rotation('- { login: ada, from: 2026-02-09 }\n      - { login: ada, from: 2026-03-02 }'),
      expect: ['twice'],
    },
    {
      name: 'a key that is misspelt',
      ...RECORD,
      text: rotation('- { login: ada, form: 2026-02-09 }'),
      expect: ['unreadable'],
    },
    {
      name: 'a page',
      kind: 'document',
      text: '# Who is on call\n\nAsk in the channel.\n',
      expect: 'not-applicable',
    },
  ],
});

function rotation(members: string): string {
  return `rotations:\n  on-call:\n    members:\n      ${members}\n`;
}
