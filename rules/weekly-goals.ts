import {
  askedWeek,
  defineRule,
  exampleHabits,
  exampleWorld,
  type Problem,
  type WeekJournal,
} from '@forethought/core';

const world = exampleWorld(exampleHabits);
const WEEK = {
  kind: 'document',
  documentKind: 'weekly',
  path: 'weekly/2026-W47/ada.md',
  programme: world,
} as const;

/** A week begins with goals that can be met, and ends with what it taught. */
export default defineRule({
  id: 'weekly-goals',
  lifecycle: 'experimental',
  question: 'What should be different at the end of this week?',
  summary:
    'The weekly file has every goal of the plan in words, and once the week is over every answer of its review.',
  why: 'A goal that nobody wrote down is met by whatever happened.',
  appliesTo: ['document'],
  sections: ['weekly-goals', 'weekly-review'],
  options: {
    review: {
      type: 'boolean',
      default: true,
      words: 'Whether the review is asked for once the week is over.',
    },
  },
  problems: {
    path: {
      actual: '{path} belongs to nobody and to no week',
      expected: '`weekly/<year>-W<week>/<login>.md`, with a week that there is',
      fix: 'Move the file, as to `weekly/2026-W47/ada.md`.',
    },
    'other-owner': {
      actual: 'the front matter says {field} {value}',
      expected: '{expected}, as the path does',
      fix: 'Take the line out: the path alone says whose week it is.',
    },
    'missing-goals': {
      actual: '{count} of {of} goals have no words: {names}',
      expected: 'a box with words for each, or `N/A:` with a reason',
      fix: 'Write under Goals, as `- [ ] {first}: <what will be there at the end of the week>`.',
    },
    repeated: {
      actual: '{names} {say} the same as {first}',
      expected: 'a goal of its own for each, or `N/A:` with a reason',
      fix: 'Write under Goals, as `- [ ] {next}: <what will be there at the end of the week>`.',
    },
    'no-box': {
      actual: 'the goal “{name}” has no box',
      expected: '`- [ ] {name}: …`, so that it can be ticked',
      fix: 'Put `[ ]` in front of it.',
    },
    'missing-answers': {
      actual: 'the week is over, and {count} of {of} questions of its review have no answer: {names}',
      expected: 'a sentence for each',
      fix: 'Write under Review, as `- {first}: <what was seen>`.',
    },
  },
  check(evidence, { review }, context) {
    const asked = askedWeek(evidence, context);
    if ('notAsked' in asked) return asked;
    const { journal, isOver, misplaced } = asked;
    return {
      problems: [
        ...misplaced,
        ...goalProblems(journal),
        ...(review && isOver ? answerProblems(journal) : []),
      ],
    };
  },
  examples: [
    { name: 'five goals on Monday', ...WEEK, asOf: '2026-11-16', text: week(), expect: 'pass' },
    {
      name: 'a week that is over, with its review',
      ...WEEK,
      asOf: '2026-11-23',
      text: week({
        review:
          '- What went well: the rollback was rehearsed\n- What needs improvement: tests came late\n- Lessons learnt: probes gate traffic\n- Next focus: failure cases first\n',
      }),
      expect: 'pass',
    },
    {
      name: 'a goal that does not apply, with the reason',
      ...WEEK,
      asOf: '2026-11-16',
      text: week({ ship: 'N/A: on call all week' }),
      expect: 'pass',
    },
    {
      name: 'a template that nobody filled in',
      ...WEEK,
      asOf: '2026-11-16',
      text: '## Goals\n\n- [ ] Read:\n- [ ] Practise:\n- [ ] Ship:\n- [ ] Document:\n- [ ] Improve:\n',
      expect: ['missing-goals'],
    },
    {
      name: 'one goal in the place of three',
      ...WEEK,
      asOf: '2026-11-16',
      text: week({ ship: 'a thing' }).replace(/(Document|Improve): .*/g, '$1: A thing.'),
      expect: ['repeated'],
    },
    {
      name: 'a goal that can not be ticked',
      ...WEEK,
      asOf: '2026-11-16',
      text: week().replace('- [ ] Ship', '- Ship'),
      expect: ['no-box'],
    },
    {
      name: 'a week that is over without a review',
      ...WEEK,
      asOf: '2026-11-23',
      text: week(),
      expect: ['missing-answers'],
    },
    {
      name: 'a week that there is not',
      ...WEEK,
      path: 'weekly/2026-W60/ada.md',
      asOf: '2026-11-16',
      text: week(),
      expect: ['path'],
    },
    {
      name: 'front matter that says somebody else',
      ...WEEK,
      asOf: '2026-11-16',
      text: `---\nlogin: grace\n---\n\n${week()}`,
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

/** A week whose goals are set, with some of it said otherwise. */
function week({ ship = 'retries of the queue, with their runbook', review = '' } = {}): string {
  const goals = [
    '- [ ] Read: the chapter on stability patterns',
    '- [x] Practise: a pre-mortem for both deployments',
    `- [ ] Ship: ${ship}`,
    '- [ ] Document: the pattern of the late secret',
    '- [ ] Improve: tests before the commit, not after',
  ];
  return `# Week 47\n\n## Goals\n\n${goals.join('\n')}\n\n## Review\n\n${review}`;
}

function goalProblems({ goals, places }: WeekJournal): readonly Problem[] {
  const open = goals.filter(({ state }) => state === 'absent' || state === 'empty');
  const boxless = goals.filter(({ state, hasBox }) => state === 'open' && !hasBox);
  return [
    ...missing('missing-goals', open, goals.length, places.goals),
    ...repeated(goals),
    ...boxless.map(({ title, place }) => ({
      code: 'no-box',
      data: { name: title },
      ...(place && { place }),
    })),
  ];
}

/** Goals that say what an earlier one says are that one. */
function repeated(goals: WeekJournal['goals']): readonly Problem[] {
  const firsts = [...new Set(goals.flatMap(({ repeats }) => repeats ?? []))];
  return firsts.flatMap((first): readonly Problem[] => {
    const again = goals.filter(({ repeats }) => repeats === first);
    const [next] = again;
    if (next === undefined) return [];
    const names = again.map(({ title }) => title).join(', ');
    const data = { names, say: again.length === 1 ? 'says' : 'say', first, next: next.title };
    return [{ code: 'repeated', data, ...(next.place && { place: next.place }) }];
  });
}

function answerProblems({ review, places }: WeekJournal): readonly Problem[] {
  const open = review.filter(({ state }) => state === 'absent' || state === 'empty');
  return missing('missing-answers', open, review.length, places.review);
}

function missing(
  code: string,
  open: readonly { readonly title: string; readonly place?: Problem['place'] }[],
  of: number,
  heading: Problem['place'],
): readonly Problem[] {
  const [first] = open;
  if (first === undefined) return [];
  const place = first.place ?? heading;
  const data = {
    count: open.length,
    of,
    names: open.map(({ title }) => title).join(', '),
    first: first.title,
  };
  return [{ code, data, ...(place === undefined ? {} : { place }) }];
}
