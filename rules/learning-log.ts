import {
  addDays,
  askedWeek,
  defineRule,
  exampleHabits,
  exampleWorld,
  firstDayOf,
  isDayOf,
  isLearnt,
  type Learning,
  type Problem,
} from '@forethought/core';

const world = exampleWorld(exampleHabits);
const WEEK = {
  kind: 'document',
  documentKind: 'weekly',
  path: 'weekly/2026-W47/ada.md',
  programme: world,
  asOf: '2026-11-23',
} as const;
const DOCS = 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/';

/** What documentation taught is written down with its day and its place, so that somebody else can look it up. */
export default defineRule({
  id: 'learning-log',
  lifecycle: 'experimental',
  question: 'What did the documentation teach, and where does it say so?',
  summary:
    'Every learning of the weekly file has its day, says what was learnt, and refers to where it stands.',
  why: 'What has a reference can be checked, found again, and passed on.',
  appliesTo: ['document'],
  sections: ['weekly-learnings'],
  options: {
    atLeast: { type: 'number', default: 1, words: 'How many learnings a week needs that is over.' },
  },
  problems: {
    'no-day': {
      actual: 'learnings without a day: {count}',
      expected: 'the day in front, as `- {day}: …`',
      fix: 'Put the day on which it was read in front of each.',
    },
    'other-week': {
      actual: 'a learning of {day} in the week from {from} to {to}',
      expected: 'a day of this week that has come',
      fix: 'Correct the day, or move the line to the file of its week.',
    },
    'no-reference': {
      actual: 'learnings that do not say where they stand: {count}',
      expected: 'an address, a path or a chapter behind each',
      fix: 'Add it in parentheses, as `(https://…)`.',
    },
    'says-nothing': {
      actual: 'learnings that do not say what was learnt: {count}',
      expected: 'a sentence that is useful without opening the page',
      fix: 'Write what is done otherwise from now on.',
    },
    repeated: {
      actual: 'learnings that stand there twice: {count}',
      expected: 'each once',
      fix: 'Take the copy out.',
    },
    'too-few': {
      actual: 'the week is over, and {count} learnings of it count',
      expected: 'at least {atLeast}',
      fix: 'Write down under Learnings what was read, as `- {day}: <what was learnt> (<address or path>)`.',
    },
    'unknown-path': {
      actual: '{path} does not exist here',
      expected: 'a path from the root of the repository, or an address',
      fix: 'Correct the path.',
    },
  },
  check(evidence, { atLeast }, context) {
    const asked = askedWeek(evidence, context);
    if ('notAsked' in asked) return asked;
    const { journal, week, isOver } = asked;
    const { learnings } = journal;
    const told = [
      ...lineProblems(learnings, week),
      ...dayProblems(learnings, week, context.asOf),
      ...(isOver && week !== undefined ? tooFew(learnings, week, atLeast, journal.places.learnings) : []),
    ];
    const paths = learnings.flatMap(({ references }) => references.filter(({ kind }) => kind === 'path'));
    if (paths.length === 0) return { problems: told };
    const { existingPaths } = context;
    if (existingPaths === undefined) return told.length === 0 ? { needs: 'paths' } : { problems: told };
    const unknown = paths.filter(({ target }) => !existingPaths.has(target));
    return {
      problems: [
        ...told,
        ...unknown.map(({ target, place }) => ({ code: 'unknown-path', data: { path: target }, place })),
      ],
    };
  },
  examples: [
    {
      name: 'learnings of two days',
      ...WEEK,
      text: week(
        `- 2026-11-17: a pod gets traffic only once it is ready (${DOCS})\n- 2026-11-18: roles limit which domains a certificate may name (docs/vault.md)\n`,
      ),
      existingPaths: ['docs/vault.md'],
      expect: 'pass',
    },
    {
      name: 'learnings below their day',
      ...WEEK,
      text: week(
        `### 2026-11-17\n\n- a pod gets traffic only once it is ready (${DOCS})\n- an init container runs before every other one (${DOCS})\n`,
      ),
      expect: 'pass',
    },
    {
      name: 'a learning without a day',
      ...WEEK,
      text: week(
        `- 2026-11-17: an init container runs before every other one (${DOCS})\n- a pod gets traffic only once it is ready (${DOCS})\n`,
      ),
      expect: ['no-day'],
    },
    {
      name: 'a learning of next week',
      ...WEEK,
      text: week(
        `- 2026-11-17: an init container runs before every other one (${DOCS})\n- 2026-11-25: a pod gets traffic only once it is ready (${DOCS})\n`,
      ),
      expect: ['other-week'],
    },
    {
      name: 'a learning that nobody could look up',
      ...WEEK,
      asOf: '2026-11-20',
      text: week('- 2026-11-17: a pod gets traffic only once it is ready\n'),
      expect: ['no-reference'],
    },
    {
      name: 'a page that was read, and nothing learnt from it',
      ...WEEK,
      asOf: '2026-11-20',
      text: week(`- 2026-11-17: read the docs (${DOCS})\n`),
      expect: ['says-nothing'],
    },
    {
      name: 'the same learning on two days',
      ...WEEK,
      text: week(
        `- 2026-11-17: a pod gets traffic only once it is ready (${DOCS})\n- 2026-11-18: a pod gets traffic only once it is ready (${DOCS})\n`,
      ),
      expect: ['repeated'],
    },
    { name: 'a week that taught nothing', ...WEEK, text: week(''), expect: ['too-few'] },
    {
      name: 'a path that is not there',
      ...WEEK,
      text: week('- 2026-11-18: roles limit which domains a certificate may name (docs/vualt.md)\n'),
      existingPaths: ['docs/vault.md'],
      expect: ['unknown-path'],
    },
    {
      name: 'a page of another kind',
      kind: 'document',
      text: '# How to begin\n\nClone it.\n',
      programme: world,
      expect: 'not-applicable',
    },
  ],
});

function week(learnings: string): string {
  return `# Week 47\n\n## Learnings\n\n${learnings}`;
}

/** What a line lacks, told once for all lines that lack it. */
function lineProblems(learnings: readonly Learning[], week: string | undefined): readonly Problem[] {
  const day = firstDayOf(week ?? '2026-W47');
  const dated = learnings.filter((learning) => learning.day !== null);
  const all = (code: string, lacking: readonly Learning[]): readonly Problem[] => {
    const [first] = lacking;
    return first === undefined ? [] : [{ code, data: { count: lacking.length, day }, place: first.place }];
  };
  return [
    ...all(
      'no-day',
      learnings.filter((learning) => learning.day === null),
    ),
    ...all(
      'no-reference',
      dated.filter(({ references, isRepeated }) => references.length === 0 && !isRepeated),
    ),
    ...all(
      'says-nothing',
      dated.filter(({ hasWords, isRepeated }) => !hasWords && !isRepeated),
    ),
    ...all(
      'repeated',
      dated.filter(({ isRepeated }) => isRepeated),
    ),
  ];
}

/** Days outside the week, and days that have not come. */
function dayProblems(
  learnings: readonly Learning[],
  week: string | undefined,
  asOf: string | undefined,
): readonly Problem[] {
  if (week === undefined) return [];
  const from = firstDayOf(week);
  const to = addDays(from, 6);
  return learnings.flatMap(({ day, place }): Problem[] => {
    if (day === null || (isDayOf(day, week) && (asOf === undefined || day <= asOf.slice(0, 10)))) return [];
    return [{ code: 'other-week', data: { day, from, to }, place }];
  });
}

function tooFew(
  learnings: readonly Learning[],
  week: string,
  atLeast: number,
  place: Problem['place'],
): readonly Problem[] {
  const count = learnings.filter((learning) => isLearnt(learning, week)).length;
  if (count >= atLeast) return [];
  const data = { count, atLeast, day: firstDayOf(week) };
  return [{ code: 'too-few', data, ...(place === undefined ? {} : { place }) }];
}
