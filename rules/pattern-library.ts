import {
  defineRule,
  PATTERN_LIMITS,
  type PatternEntry,
  type PatternProblem,
  type Problem,
  patternLibraryIn,
  saysNothing,
  wordCount,
} from '@forethought/core';

/** A lesson stands where the next person finds it: what went wrong, and what prevents it. */
export default defineRule({
  id: 'pattern-library',
  lifecycle: 'experimental',
  question: 'Which pattern would have prevented this, and is it written down?',
  summary:
    'Every entry of the pattern library stands in a category and goes from a problem to what prevents it.',
  why: 'An entry without a prevention tells that it hurt, and helps nobody the next time.',
  appliesTo: ['document'],
  sections: [],
  options: {
    minWords: { type: 'number', default: 3, words: 'How many words a prevention needs.' },
    atMost: { type: 'number', default: PATTERN_LIMITS.entries, words: 'How many entries are read.' },
  },
  problems: {
    empty: {
      actual: 'no entry',
      expected:
        'categories as `## Race conditions`, with entries `- <problem> → <prevention>` or headings below them',
      fix: 'Write down the last thing that went wrong, and what would have prevented it.',
    },
    'no-problem': {
      actual: 'the entry “{title}” does not say what went wrong',
      expected: 'a line `Problem: …`',
      fix: 'Add what was seen, so that it is recognised the next time.',
    },
    'no-prevention': {
      actual: 'the entry “{title}” does not say what prevents it',
      expected: 'a line `Prevention: …`, or `→` and the prevention',
      fix: 'Add what to do or to check before.',
    },
    thin: {
      actual: 'the entry “{title}” has for its {part} only “{text}”',
      expected: 'words by which somebody else could act',
      fix: 'Say what is done, checked or built in.',
    },
    'duplicate-id': {
      actual: 'the entry “{title}” stands twice in its category',
      expected: 'each entry once, so that it can be cited',
      fix: 'Join the two, or give one another name.',
    },
    'empty-category': {
      actual: 'the category “{title}” has no entry',
      expected: 'at least one entry, or no category',
      fix: 'Add an entry, or take the heading out.',
    },
    'no-category': {
      actual: 'the entry “{title}” stands in no category',
      expected: 'a heading of the second level above it',
      fix: 'Move it below a category such as `## Validation issues`.',
    },
    'too-large': {
      actual: 'the library has more entries than are read',
      expected: 'at most {atMost}',
      fix: 'Take out what never came again.',
    },
  },
  check(evidence, { minWords, atMost }, { documentKind }) {
    if (documentKind !== 'common-patterns') return { notAsked: 'the document is no pattern library' };
    const { entries, problems } = patternLibraryIn(evidence);
    if (entries.length === 0) return { problems: [{ code: 'empty', data: {} }] };
    const isLarge = entries.length > atMost || problems.some(({ code }) => code === 'too-large');
    return {
      problems: [
        ...(isLarge ? [{ code: 'too-large', data: { atMost }, place: { line: 1, column: 1 } }] : []),
        ...problems.filter(({ code }) => code !== 'too-large').map(toProblem),
        ...entries.flatMap((entry) => thinProblems(entry, minWords)),
      ].sort((a, b) => (a.place?.line ?? 0) - (b.place?.line ?? 0)),
    };
  },
  examples: [
    {
      name: 'a library with both forms of entries',
      kind: 'document',
      documentKind: 'common-patterns',
      text: '# Common patterns\n\n## Race conditions\n\n- a secret is mounted before it exists → an init container waits for it\n\n## Validation issues\n\n### The chart needs a newer cluster\n\nProblem: the chart installs and its hooks fail on 1.24.\n\nPrevention: `helm template --kube-version` in the pipeline, with the version of production.\n\nApplies to: `charts/**`\n',
      expect: 'pass',
    },
    {
      name: 'a library without entries',
      kind: 'document',
      documentKind: 'common-patterns',
      text: '# Common patterns\n\nHere we collect what we learn.\n',
      expect: ['empty'],
    },
    {
      name: 'an entry that only says that it hurt',
      kind: 'document',
      documentKind: 'common-patterns',
      text: '# Common patterns\n\n## Race conditions\n\n### A secret comes too late\n\nProblem: the pod starts before its secret exists.\n',
      expect: ['no-prevention'],
    },
    {
      name: 'an entry that only says what to do',
      kind: 'document',
      documentKind: 'common-patterns',
      text: '# Common patterns\n\n## Race conditions\n\n### Secrets\n\nPrevention: an init container waits for the secret.\n',
      expect: ['no-problem'],
    },
    {
      name: 'a prevention that anybody would promise',
      kind: 'document',
      documentKind: 'common-patterns',
      text: '# Common patterns\n\n## Race conditions\n\n- a secret is mounted before it exists → be careful\n- names are asked for before DNS is there → TODO\n',
      expect: ['thin'],
    },
    {
      name: 'an entry that stands twice, and a category with none',
      kind: 'document',
      documentKind: 'common-patterns',
      text: '# Common patterns\n\n## Race conditions\n\n- a secret is mounted too early → an init container waits for it\n- A secret is mounted too early. → the deployment waits for it\n\n## Validation issues\n',
      expect: ['duplicate-id', 'empty-category'],
    },
    {
      name: 'an entry above every category',
      kind: 'document',
      documentKind: 'common-patterns',
      text: '# Common patterns\n\n### A secret comes too late\n\nProblem: the pod starts before its secret exists.\n\nPrevention: an init container waits for the secret.\n',
      expect: ['no-category'],
    },
    {
      name: 'a library with more entries than are read',
      kind: 'document',
      documentKind: 'common-patterns',
      options: { atMost: 1 },
      text: '# Common patterns\n\n## Race conditions\n\n- a secret is mounted too early → an init container waits for it\n- a name is asked for too early → the pods of DNS are checked first\n',
      expect: ['too-large'],
    },
    {
      name: 'a page that is no library',
      kind: 'document',
      text: '# How to begin\n\nClone the repository.\n',
      expect: 'not-applicable',
    },
  ],
});

function toProblem({ code, title, place }: PatternProblem): Problem {
  return { code, data: { title }, place };
}

/** A prevention of too few words, and a side that is a placeholder. What is missing is told elsewhere. */
function thinProblems(
  { title, problem, prevention, place }: PatternEntry,
  minWords: number,
): readonly Problem[] {
  const thin = (part: string, text: string): Problem => ({
    code: 'thin',
    data: { title, part, text },
    place,
  });
  const isNothing = (text: string): boolean => text !== '' && saysNothing(text);
  if (isNothing(problem)) return [thin('problem', problem)];
  const isShort = prevention !== '' && wordCount(prevention) < minWords;
  return isShort || isNothing(prevention) ? [thin('prevention', prevention)] : [];
}
