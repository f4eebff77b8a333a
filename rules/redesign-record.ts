import {
  allEntries,
  defineRule,
  documentPart,
  type Evidence,
  type Problem,
  SECTION_OPTIONS,
  SECTION_WORDS,
  sectionProblems,
} from '@forethought/core';

const PULL_REQUEST = /(?:\/(?:pull|pulls|pull-requests|merge_requests)\/\d)|(?:^|[\s([])[\w./-]{0,80}[#!]\d/;

/** A service was thought anew, and the new thought was built. */
export default defineRule({
  id: 'redesign-record',
  lifecycle: 'experimental',
  question: 'Why is the new design better than the old one?',
  summary:
    'The record says what the service was, what it becomes, why that is better, and where it was built.',
  why: 'A redesign that stays on paper has never met what the old one had learned.',
  appliesTo: ['document'],
  sections: ['old-design', 'new-design', 'gain', 'implementation'],
  options: { ...SECTION_OPTIONS },
  problems: {
    ...SECTION_WORDS,
    'no-pull-request': {
      actual: 'no pull request is named that built it',
      expected: 'its number or its address',
      fix: 'Add `#` and the number below “Implementation”.',
    },
  },
  check(evidence, { minWords }, { documentKind, requiredSections }) {
    if (documentKind !== 'redesign') return { notAsked: 'the document records no redesign' };
    const described = requiredSections.filter(({ id }) => id !== 'implementation');
    const built = requiredSections.filter(({ id }) => id === 'implementation');
    const problems = [
      ...sectionProblems(evidence, described, { minWords }),
      ...sectionProblems(evidence, built, { minWords: 1 }),
    ];
    const isTold = problems.some(({ data }) => data['section'] === 'implementation');
    return { problems: isTold ? problems : [...problems, ...builtProblems(evidence)] };
  },
  examples: [
    {
      name: 'a redesign that was built',
      kind: 'document',
      documentKind: 'redesign',
      text: '# The importer, redesigned\n\n## Before\n\nOne process read all files in a row and began anew after a crash.\n\n## New design\n\nA worker per file takes its name from a queue and gives it back when it fails.\n\n## Why it is better\n\n- a crash costs one file, and an hour of import became nine minutes\n\n## Implementation\n\n#214\n',
      expect: 'pass',
    },
    {
      name: 'a redesign without a word on why',
      kind: 'document',
      documentKind: 'redesign',
      text: '# The importer\n\n## Before\n\nOne process read all files in a row.\n\n## New design\n\nA worker per file takes its name from a queue.\n\n## Implementation\n\nhttps://github.com/example/shop/pull/214\n',
      expect: ['missing-section'],
    },
    {
      name: 'a gain that is a promise',
      kind: 'document',
      documentKind: 'redesign',
      text: '# The importer\n\n## Before\n\nOne process read all files in a row.\n\n## New design\n\nA worker per file takes its name from a queue.\n\n## Why it is better\n\nTBD\n\n## Implementation\n\n#214\n',
      expect: ['unfilled-section'],
    },
    {
      name: 'a gain of two words',
      kind: 'document',
      documentKind: 'redesign',
      text: '# The importer\n\n## Before\n\nOne process read all files in a row.\n\n## New design\n\nA worker per file takes its name from a queue.\n\n## Why it is better\n\nMuch faster\n\n## Implementation\n\n#214\n',
      expect: ['thin-section'],
    },
    {
      name: 'a new design that is the old one',
      kind: 'document',
      documentKind: 'redesign',
      text: '# The importer\n\n## Before\n\nOne process reads all files in a row.\n\n## New design\n\nOne process reads all files in a row.\n\n## Why it is better\n\n- an hour of import became nine minutes\n\n## Implementation\n\n#214\n',
      expect: ['repeated-section'],
    },
    {
      name: 'a redesign on paper',
      kind: 'document',
      documentKind: 'redesign',
      text: '# The importer\n\n## Before\n\nOne process read all files in a row.\n\n## New design\n\nA worker per file takes its name from a queue.\n\n## Why it is better\n\n- a crash costs one file instead of all of them\n\n## Implementation\n\nNext quarter, when there is time.\n',
      expect: ['no-pull-request'],
    },
    {
      name: 'a page of another kind',
      kind: 'document',
      text: '# How to begin\n\nClone the repository.\n',
      expect: 'not-applicable',
    },
  ],
});

function builtProblems(evidence: Evidence): readonly Problem[] {
  const part = documentPart(evidence, 'implementation');
  const named = evidence.matterFields?.find(({ name }) => /^(?:pull-request|pull_request|pr)$/.test(name));
  const entries = part?.entries ?? allEntries(evidence);
  const isNamed = entries.some(({ text }) => PULL_REQUEST.test(text.slice(0, 2000)));
  if (isNamed || (named !== undefined && named.values.length > 0)) return [];
  return [
    { code: 'no-pull-request', data: { section: 'implementation' }, ...(part && { place: part.place }) },
  ];
}
