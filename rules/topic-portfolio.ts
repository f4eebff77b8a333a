import {
  type DocumentFact,
  defineRule,
  exampleWorld,
  type Programme,
  type ProgrammeWorld,
  topicProblems,
} from '@forethought/core';

const PROGRAMME: Partial<Programme> = {
  topics: [
    {
      id: 'security',
      title: 'Security hardening',
      items: [
        { id: 'threat-model', title: 'Threat model of each service', document: 'threat-model' },
        { id: 'zero-trust', title: 'Zero-trust architecture', document: 'zero-trust' },
      ],
    },
    {
      id: 'platform',
      title: 'Platform engineering',
      items: [{ id: 'gitops', title: 'GitOps workflow', document: 'gitops' }],
    },
    {
      id: 'performance',
      title: 'Performance optimisation',
      items: [{ id: 'profiling', title: 'Profiling', document: 'profiling' }],
    },
    {
      id: 'kubernetes',
      title: 'Kubernetes deep dive',
      items: [{ id: 'operators', title: 'An operator', document: 'operator' }],
    },
  ],
  topicsToPick: [2, 3],
};
const DOCUMENTS: readonly DocumentFact[] = [
  {
    path: 'docs/threats.md',
    kind: 'threat-model',
    verdicts: [{ rule: 'required-sections', outcome: 'pass', asked: true }],
  },
  {
    path: 'docs/gitops.md',
    kind: 'gitops',
    verdicts: [{ rule: 'required-sections', outcome: 'pass', asked: true }],
  },
  {
    path: 'docs/zero.md',
    kind: 'zero-trust',
    verdicts: [{ rule: 'required-sections', outcome: 'fail', asked: true }],
  },
  { path: 'forethought.yml', kind: '' },
];
const world: ProgrammeWorld = exampleWorld(PROGRAMME, {
  training: {
    people: [],
    profiles: [],
    weeks: [],
    days: [],
    surveys: [],
    unread: [],
    existing: DOCUMENTS.map(({ path }) => path),
  },
  documents: [...DOCUMENTS],
});
const RECORD = {
  kind: 'document',
  documentKind: 'profile-record',
  path: 'profiles/ada.yml',
  programme: world,
} as const;

/** Two or three topics are chosen, and what was worked through stands in documents. */
export default defineRule({
  id: 'topic-portfolio',
  lifecycle: 'experimental',
  question: 'Which two or three topics will matter most here?',
  summary:
    'The profile chooses as many advanced topics as the plan asks for, and every item it names is a document that passes its rules.',
  why: 'Depth in two topics is seen in a design; a glance at four is seen nowhere.',
  appliesTo: ['document'],
  needs: ['record'],
  sections: [],
  options: {
    complete: {
      type: 'boolean',
      default: false,
      words: 'Whether every item of a chosen topic must have its document already.',
    },
  },
  problems: {
    'too-few': {
      actual: 'topics chosen: {count}',
      expected: '{least} to {most}, of: {known}',
      fix: 'Add under `topics:` those that will matter most, each with the documents that there are.',
    },
    'too-many': {
      actual: 'topics chosen: {count}',
      expected: '{least} to {most}, so that each gets deep',
      fix: 'Leave out those that can wait.',
    },
    'unknown-item': {
      actual: '{topic} names `{item}`, which is none of its items',
      expected: 'one of: {known}',
      fix: 'Take one of these names.',
    },
    'missing-items': {
      actual: '{topic} has no document for: {items}',
      expected: 'a document for each item',
      fix: 'Write them, or leave the topic out.',
    },
    'missing-document': {
      actual: '{path} does not exist',
      expected: 'a document of the kind {kind}',
      fix: 'Correct the path.',
    },
    'other-kind': {
      actual: '{path} is of the kind {found}',
      expected: 'the kind {kind}',
      fix: 'Move it to where documents of that kind lie, or write `kind: {kind}` into its front matter.',
    },
    'no-kind': {
      actual: '{path} is no document of a known kind',
      expected: 'a document of the kind {kind}',
      fix: 'Name the document itself, or write `kind: {kind}` into its front matter.',
    },
    'failing-document': {
      actual: '{path} does not pass {rules}',
      expected: 'a document that passes the rules of its kind',
      fix: 'Run `forethought check {path}`; it says what is missing.',
    },
  },
  check(_evidence, { complete }, { record, programme }) {
    if (record?.form !== 'profile' || record.value === null)
      return { notAsked: 'there is no profile to read' };
    if (programme === undefined) return { needs: 'record' };
    if (programme.programme.topics.length === 0) return { notAsked: 'the plan has no topics to choose from' };
    return { problems: topicProblems({ ...record, value: record.value }, programme, complete) };
  },
  examples: [
    {
      name: 'two topics, one of them on its way',
      ...RECORD,
      text: profile(
        '  security: { threat-model: docs/threats.md }\n  platform: { gitops: docs/gitops.md }\n',
      ),
      expect: 'pass',
    },
    {
      name: 'one topic',
      ...RECORD,
      text: profile('  platform: { gitops: docs/gitops.md }\n'),
      expect: ['too-few'],
    },
    {
      name: 'all topics',
      ...RECORD,
      text: profile('  platform: {}\n  security: {}\n  performance: {}\n  kubernetes: {}\n'),
      expect: ['too-many'],
    },
    {
      name: 'an item of another topic',
      ...RECORD,
      text: profile('  platform: { operators: docs/gitops.md }\n  security: {}\n'),
      expect: ['unknown-item'],
    },
    {
      name: 'an item without its document, where all are asked for',
      ...RECORD,
      options: { complete: true },
      text: profile(
        '  security: { threat-model: docs/threats.md }\n  platform: { gitops: docs/gitops.md }\n',
      ),
      expect: ['missing-items'],
    },
    {
      name: 'a document that is not there',
      ...RECORD,
      text: profile('  security: { threat-model: docs/threat.md }\n  platform: {}\n'),
      expect: ['missing-document'],
    },
    {
      name: 'a document of another kind',
      ...RECORD,
      text: profile('  security: { threat-model: docs/gitops.md }\n  platform: {}\n'),
      expect: ['other-kind'],
    },
    {
      name: 'a file that is no document',
      ...RECORD,
      text: profile('  security: { threat-model: forethought.yml }\n  platform: {}\n'),
      expect: ['no-kind'],
    },
    {
      name: 'a document with half of its sections',
      ...RECORD,
      text: profile('  security: { zero-trust: docs/zero.md }\n  platform: {}\n'),
      expect: ['failing-document'],
    },
    {
      name: 'a page of another kind',
      kind: 'document',
      text: '# How to begin\n\nClone it.\n',
      expect: 'not-applicable',
    },
  ],
});

function profile(topics: string): string {
  return `login: ada\nsince: 2026-06-01\ntopics:\n${topics}`;
}
