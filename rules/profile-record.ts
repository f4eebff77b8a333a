import {
  defineRule,
  exampleHabits,
  exampleWorld,
  hasOpenMark,
  type Measure,
  type Programme,
  type ProgrammeWorld,
  profileFaults,
  RECORD_WORDS,
  recordProblems,
  shownFaults,
} from '@forethought/core';

const { unreadable, backwards, future, 'unknown-id': unknownId } = RECORD_WORDS;
const WORDS = { unreadable, backwards, future, 'unknown-id': unknownId };
const PROGRAMME: Partial<Programme> = {
  ...exampleHabits,
  profile: {
    strengths: [{ id: 'persistence', title: 'Persistence', stars: 4 }],
    growth: [
      {
        id: 'documentation-first',
        title: 'Documentation first',
        stars: 2,
        target: 5,
        metrics: ['documentation-coverage'],
      },
    ],
    level: { now: 7, target: 9, months: [6, 12] },
    marks: [
      {
        id: 'preventive-thinking',
        title: 'Preventive thinking of a senior',
        months: 3,
        metrics: [{ metric: 'pre-mortem-coverage', target: '100%' }],
      },
    ],
  },
  reading: [{ id: 'release-it', title: 'Release It!', group: 'book' }],
  projects: [{ id: 'gitops-policy', title: 'GitOps with enforced policy' }],
};
const FACTS = {
  training: {
    people: [],
    profiles: [],
    weeks: [],
    days: [],
    surveys: [],
    unread: [],
    existing: ['notes/release-it.md', 'docs/gitops.md'],
  },
};
const world: ProgrammeWorld = { ...exampleWorld(PROGRAMME, FACTS), merged: new Set([12]) };
const RECORD = {
  kind: 'document',
  documentKind: 'profile-record',
  path: 'profiles/ada.yml',
  programme: world,
  asOf: '2026-11-22',
} as const;

/** A profile says where somebody stands by the plan's own names, and shows what it claims. */
export default defineRule({
  id: 'profile-record',
  lifecycle: 'experimental',
  question: 'Which strength carries this, and which habit has to grow?',
  summary:
    'The profile names what the plan knows, in days that can be, and shows what was read, built and reached.',
  why: 'A profile that only claims is a wish; one that shows is a map.',
  appliesTo: ['document'],
  needs: ['record'],
  sections: [],
  options: {
    proofs: { type: 'boolean', default: true, words: 'Whether what was read and built has to be shown.' },
  },
  problems: {
    ...WORDS,
    'other-login': {
      actual: 'the record says {login}, and its path {expected}',
      expected: 'one login',
      fix: 'Write `login: {expected}`, or move the file.',
    },
    'target-below': {
      actual: '{id} is to go from {now} stars to {target}',
      expected: 'a target that is not below what is there',
      fix: 'Raise the target, or leave the habit out.',
    },
    'mark-not-met': {
      actual: '“{mark}” counts as reached, and {metric} is {value}',
      expected: '{target}',
      fix: 'Take the mark out until {metric} is there; the report shows what is missing.',
    },
    'no-proof': {
      actual: '“{title}” does not show {lacks}',
      expected: '{form}',
      fix: 'Add it, or leave the entry out until there is something to show.',
    },
    'missing-proof': {
      actual: '“{title}” points to {proof}, which {state}',
      expected: 'a path that exists, a merged pull request, or an address',
      fix: 'Correct it.',
    },
  },
  check(_evidence, { proofs }, { record, programme, asOf }) {
    if (record?.form !== 'profile') return { notAsked: 'the document is no profile' };
    const { value } = record;
    if (value === null) return { problems: recordProblems(record, []) };
    if (programme === undefined) return { needs: 'record' };
    const read = { ...record, value };
    const today = asOf ?? programme.asOf;
    const faults = profileFaults(read, programme, { login: record.login, today });
    const all = proofs ? [...faults, ...shownFaults(read, programme)] : faults;
    if (all.length === 0 && hasOpenMark(read, programme)) return { needs: 'measures' };
    return { problems: recordProblems(record, all) };
  },
  examples: [
    { name: 'a profile that shows what it says', ...RECORD, text: profile(), expect: 'pass' },
    {
      name: 'a mark whose metric was measured and reached',
      ...RECORD,
      programme: measured(1),
      text: profile('marks:\n  preventive-thinking: { reached: 2026-10-01 }\n'),
      expect: 'pass',
    },
    {
      name: 'a mark whose metric is not there yet',
      ...RECORD,
      programme: measured(0.6),
      text: profile('marks:\n  preventive-thinking: { reached: 2026-10-01 }\n'),
      expect: ['mark-not-met'],
    },
    {
      name: 'a mark whose metric nobody measured here',
      ...RECORD,
      text: profile('marks:\n  preventive-thinking: { reached: 2026-10-01 }\n'),
      expect: 'needs measures',
    },
    {
      name: 'six stars of five',
      ...RECORD,
      text: 'login: ada\nsince: 2026-06-01\nstrengths: { persistence: 6 }\n',
      expect: ['unreadable'],
    },
    {
      name: 'the profile of somebody else',
      ...RECORD,
      text: 'login: grace\nsince: 2026-06-01\n',
      expect: ['other-login'],
    },
    {
      name: 'a strength that the plan does not know',
      ...RECORD,
      text: 'login: ada\nsince: 2026-06-01\nstrengths: { persistance: 4 }\n',
      expect: ['unknown-id'],
    },
    {
      name: 'a book that was finished before it was begun',
      ...RECORD,
      text: profile(
        'reading:\n  release-it: { started: 2026-09-01, finished: 2026-08-01, notes: notes/release-it.md }\n',
      ),
      expect: ['backwards'],
    },
    {
      name: 'a mark of next year',
      ...RECORD,
      text: profile('marks:\n  preventive-thinking: { reached: 2027-03-01 }\n'),
      expect: ['future'],
    },
    {
      name: 'a habit that is to shrink',
      ...RECORD,
      text: 'login: ada\nsince: 2026-06-01\ngrowth:\n  documentation-first: { now: 4, target: 3 }\n',
      expect: ['target-below'],
    },
    {
      name: 'a book without a note, and a project without its document',
      ...RECORD,
      text: profile(
        'reading:\n  release-it: { finished: 2026-08-01 }\nprojects:\n  gitops-policy: { pull: 12 }\n',
      ),
      expect: ['no-proof'],
    },
    {
      name: 'notes that are not there, and a pull request that was never merged',
      ...RECORD,
      text: profile(
        'reading:\n  release-it: { finished: 2026-08-01, notes: notes/relase-it.md }\nprojects:\n  gitops-policy: { pull: 13, document: docs/gitops.md }\n',
      ),
      expect: ['missing-proof'],
    },
    {
      name: 'a page of another kind',
      kind: 'document',
      text: '# How to begin\n\nClone it.\n',
      expect: 'not-applicable',
    },
  ],
});

function profile(more = ''): string {
  const own =
    'login: ada\nsince: 2026-06-01\nstrengths: { persistence: 4 }\ngrowth:\n  documentation-first: { now: 2, target: 5 }\nlevel: { now: 7, target: 9 }\n';
  const shown =
    'reading:\n  release-it: { finished: 2026-08-01, notes: notes/release-it.md }\nprojects:\n  gitops-policy: { pull: 12, document: docs/gitops.md }\n';
  return `${own}${more === '' ? shown : more}`;
}

/** The same world after somebody measured how many changes had their pre-mortem. */
function measured(value: number): ProgrammeWorld {
  const measure: Measure = {
    metricId: 'pre-mortem-coverage',
    engineer: 'ada',
    window: { from: '2026-10-26', to: '2026-11-22' },
    state: value === 1 ? 'met' : 'missed',
    value,
    unit: 'ratio',
    numerator: 10 * value,
    denominator: 10,
    sample: [],
    misses: [],
    target: null,
    interval: null,
  };
  return { ...world, measures: [measure] };
}
