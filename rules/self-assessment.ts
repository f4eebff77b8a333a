import {
  askedWeek,
  defineRule,
  exampleHabits,
  exampleWorld,
  type Problem,
  type WeekScore,
} from '@forethought/core';

const world = exampleWorld(exampleHabits);
const WEEK = {
  kind: 'document',
  documentKind: 'weekly',
  path: 'weekly/2026-W47/ada.md',
  programme: world,
} as const;

/** Once a week somebody says how far each habit was kept, before anybody else says it. */
export default defineRule({
  id: 'self-assessment',
  lifecycle: 'experimental',
  question: 'How far was each habit kept this week?',
  summary:
    'The weekly file gives a whole number from 1 to 10 to each question of the plan, once the week is over.',
  why: 'The distance between what was felt and what was observed is where the next habit grows.',
  appliesTo: ['document'],
  sections: ['weekly-assessment'],
  options: {
    wholeWeek: {
      type: 'boolean',
      default: true,
      words:
        'Whether scores are only asked for once the week is over; otherwise they are from its first day on.',
    },
  },
  problems: {
    'missing-scores': {
      actual: '{count} of {of} questions have no score: {names}',
      expected: 'a whole number from 1 to 10 for each, or `N/A:` with a reason',
      fix: 'Write under Self-assessment, as `- {first}: 7/10`.',
    },
    'not-a-score': {
      actual: '“{name}” has “{text}” for a score',
      expected: 'a whole number from 1 to 10, as `7`, `7/10` or `7 of 10`',
      fix: 'Replace it by the number that fits best.',
    },
    'two-scores': {
      actual: '“{name}” has the scores {text}',
      expected: 'one score',
      fix: 'Keep the one that was given last.',
    },
  },
  check(evidence, { wholeWeek }, context) {
    const asked = askedWeek(evidence, context);
    if ('notAsked' in asked) return asked;
    const { scores, places } = asked.journal;
    const isDue = asked.isOver || !wholeWeek;
    if (!isDue && scores.every(({ state }) => state === 'absent' || state === 'empty'))
      return { notAsked: 'the week is not over' };
    return {
      problems: [...scores.flatMap(wrongScore), ...(isDue ? missingScores(scores, places.assessment) : [])],
    };
  },
  examples: [
    { name: 'five scores, each in another form', ...WEEK, asOf: '2026-11-23', text: week(), expect: 'pass' },
    {
      name: 'scores in a table',
      ...WEEK,
      asOf: '2026-11-23',
      text: '## Self-assessment\n\n| Question | Score |\n| --- | --- |\n| Documentation before implementing | 9 |\n| Tests before committing | 10/10 |\n| Problems anticipated | 8 |\n| Assumptions questioned | 7 |\n| System design thought through | 6 |\n',
      expect: 'pass',
    },
    {
      name: 'two questions without a score',
      ...WEEK,
      asOf: '2026-11-23',
      text: week({ tests: '', design: '?/10' }),
      expect: ['missing-scores'],
    },
    {
      name: 'eleven of ten',
      ...WEEK,
      asOf: '2026-11-23',
      text: week({ tests: '11/10' }),
      expect: ['not-a-score'],
    },
    {
      name: 'half a point',
      ...WEEK,
      asOf: '2026-11-23',
      text: week({ design: '7.5' }),
      expect: ['not-a-score'],
    },
    {
      name: 'a question that was answered twice',
      ...WEEK,
      asOf: '2026-11-23',
      text: `${week()}- System design thought through: 3\n`,
      expect: ['two-scores'],
    },
    {
      name: 'no deployment, so nothing to anticipate',
      ...WEEK,
      asOf: '2026-11-23',
      text: week({ anticipation: 'N/A: nothing was changed this week' }),
      expect: 'pass',
    },
    {
      name: 'a week that is not over',
      ...WEEK,
      asOf: '2026-11-19',
      text: week({ docs: '', tests: '', anticipation: '', assumptions: '', design: '' }),
      expect: 'not-applicable',
    },
  ],
});

/** A week with its self-assessment, with some scores in place of these. */
function week(changed: Readonly<Record<string, string>> = {}): string {
  const scores: Readonly<Record<string, string>> = {
    docs: '9/10',
    tests: '10',
    anticipation: '8 of 10, the quota was a surprise',
    assumptions: '**7**/10',
    design: '6/10',
    ...changed,
  };
  const lines = (exampleHabits.weekly?.questions ?? []).map(
    ({ id, title, target }) => `- ${title} (target ${target}): ${scores[id]}\n`,
  );
  return `# Week 47\n\n## Self-assessment\n\n${lines.join('')}`;
}

function wrongScore({ title, state, text, place }: WeekScore): readonly Problem[] {
  if (state !== 'invalid' && state !== 'twice') return [];
  const code = state === 'twice' ? 'two-scores' : 'not-a-score';
  return [
    { code, data: { name: title, text: text.slice(0, 60) }, ...(place === undefined ? {} : { place }) },
  ];
}

function missingScores(scores: readonly WeekScore[], heading: Problem['place']): readonly Problem[] {
  const open = scores.filter(({ state }) => state === 'absent' || state === 'empty');
  const [first] = open;
  if (first === undefined) return [];
  const place = first.place ?? heading;
  const names = open.map(({ title }) => title).join(', ');
  const data = { count: open.length, of: scores.length, names, first: first.title };
  return [{ code: 'missing-scores', data, ...(place === undefined ? {} : { place }) }];
}
