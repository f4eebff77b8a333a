import {
  askedDay,
  type DayJournal,
  defineRule,
  exampleHabits,
  exampleWorld,
  type Problem,
  type Programme,
} from '@forethought/core';

const world = exampleWorld(exampleHabits);
const DAY = {
  kind: 'document',
  documentKind: 'daily',
  path: 'daily/2026-11-18/ada.md',
  programme: world,
} as const;

/** A day has its routines with every step, and says once what the day before should have caught. Ticks and minutes are no matter of the rule. */
export default defineRule({
  id: 'daily-log',
  lifecycle: 'experimental',
  question: 'What will be done better today than yesterday?',
  summary:
    'The daily file has the routines of the plan with all their steps, and once the day is over the questions about the day before are answered.',
  why: 'A step that is left out without a word is the one that was needed.',
  appliesTo: ['document'],
  sections: [],
  options: {
    routines: {
      type: 'strings',
      default: ['morning', 'evening'] as string[],
      words: 'Routines, by id, that a day has; the others may stand there.',
    },
    prompts: {
      type: 'boolean',
      default: true,
      words: 'Whether the questions about the day before are asked.',
    },
  },
  problems: {
    path: {
      actual: '{path} belongs to nobody and to no day',
      expected: '`daily/<year>-<month>-<day>/<login>.md`, with a day that there is',
      fix: 'Move the file, as to `daily/2026-11-18/ada.md`.',
    },
    'other-owner': {
      actual: 'the front matter says {field} {value}',
      expected: '{expected}, as the path does',
      fix: 'Take the line out: the path alone says whose day it is.',
    },
    'missing-routine': {
      actual: 'no heading “{title}”',
      expected: 'the routine with its steps as boxes',
      fix: 'Add `## {title}` with a box for each step: {steps}.',
    },
    'missing-steps': {
      actual: '“{title}” lacks {count} of its {of} steps: {steps}',
      expected: 'a box for each, ticked or not',
      fix: 'Put them back; what was not done stays open.',
    },
    'missing-answers': {
      actual: 'the day is over, and {count} of {of} questions about the day before have no answer: {names}',
      expected: 'a few words for each, or `N/A:` with a reason',
      fix: 'Write, as `- {first}: <what it was>`.',
    },
  },
  check(evidence, { routines, prompts }, context) {
    const asked = askedDay(evidence, context);
    if ('notAsked' in asked) return asked;
    const { journal, programme, isOver, misplaced } = asked;
    return {
      problems: [
        ...misplaced,
        ...programme.routines
          .filter(({ id }) => routines.includes(id))
          .flatMap((routine) => missingRoutine(journal, routine)),
        ...missingSteps(journal),
        ...(prompts && isOver ? missingAnswers(journal) : []),
      ],
    };
  },
  examples: [
    {
      name: 'a day with its routines, half of it done',
      ...DAY,
      asOf: '2026-11-18',
      text: day(),
      expect: 'pass',
    },
    {
      name: 'a day that is over',
      ...DAY,
      asOf: '2026-11-19',
      text: day({
        yesterday:
          '- What should have been caught: the quota of the namespace\n- Which pattern applies: limits are read before they are set\n- What the pattern library gained: N/A: it has that pattern\n',
      }),
      expect: 'pass',
    },
    {
      name: 'a day that is over without its questions',
      ...DAY,
      asOf: '2026-11-19',
      text: day(),
      expect: ['missing-answers'],
    },
    {
      name: 'a step that was taken out',
      ...DAY,
      asOf: '2026-11-18',
      text: day().replace('- [ ] Three potential issues\n', ''),
      expect: ['missing-steps'],
    },
    {
      name: 'no evening',
      ...DAY,
      asOf: '2026-11-18',
      text: day().replace('## Evening (10 minutes)', '## Notes'),
      expect: ['missing-routine'],
    },
    {
      name: 'a day that there is not',
      ...DAY,
      path: 'daily/2026-02-30/ada.md',
      asOf: '2026-11-18',
      text: day(),
      expect: ['path'],
    },
    {
      name: 'front matter that says another day',
      ...DAY,
      asOf: '2026-11-18',
      text: `---\nday: 2026-11-17\n---\n\n${day()}`,
      expect: ['other-owner'],
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

/** A day with both routines, and what is said of the day before. */
function day({ yesterday = '' } = {}): string {
  return `# 2026-11-18\n\n## Morning (15 minutes)\n\n- [x] Yesterday's commits\n- [x] Patterns that apply today: limits are read before they are set\n- [ ] One section of official documentation\n- [ ] Three potential issues\n\n## Evening (10 minutes)\n\n- [ ] The pattern library has what was learnt\n- [ ] The changes would pass a senior's review\n- [ ] One improvement for tomorrow\n- [ ] Progress on the plan is noted\n\n## Yesterday\n\n${yesterday}`;
}

type Routine = Programme['routines'][number];

function missingRoutine({ routines }: DayJournal, { id, title, steps }: Routine): readonly Problem[] {
  if (routines.some((routine) => routine.id === id)) return [];
  return [{ code: 'missing-routine', data: { title, steps: steps.map((step) => step.title).join(', ') } }];
}

function missingSteps({ routines }: DayJournal): readonly Problem[] {
  return routines.flatMap(({ title, absent, of, place }): Problem[] => {
    const data = { title, count: absent.length, of, steps: absent.join(', ') };
    return absent.length === 0 ? [] : [{ code: 'missing-steps', data, place }];
  });
}

function missingAnswers({ prompts }: DayJournal): readonly Problem[] {
  const open = prompts.filter(({ state }) => state !== 'answered');
  const [first] = open;
  if (first === undefined) return [];
  const names = open.map(({ title }) => title).join(', ');
  const data = { count: open.length, of: prompts.length, names, first: first.title };
  return [{ code: 'missing-answers', data, ...(first.place === undefined ? {} : { place: first.place }) }];
}
