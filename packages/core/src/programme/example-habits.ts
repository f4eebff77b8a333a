import type { Programme } from '../schema/programme.js';

type Field = { id: string; title: string; aliases: string[] };

/** What examples of weekly and daily files are asked by: the form that the plan gives them, with fewer routines. */
export const exampleHabits: Partial<Programme> = {
  weekly: {
    goals: fields({
      read: 'Read',
      practise: 'Practise',
      ship: 'Ship',
      document: 'Document',
      improve: 'Improve',
    }),
    review: fields({
      'went-well': 'What went well',
      improve: 'What needs improvement',
      lessons: 'Lessons learnt',
      'next-focus': 'Next focus',
    }),
    questions: [
      question('docs', 'Documentation before implementing', 10, ['documentation-coverage']),
      question('tests', 'Tests before committing', 10, ['first-try-green', 'test-evidence-coverage']),
      question('anticipation', 'Problems anticipated', 8, [
        'caught-before-deployment',
        'pre-mortem-coverage',
      ]),
      question('assumptions', 'Assumptions questioned', 8, ['challenge-protocol-share']),
      question('design', 'System design thought through', 7, ['design-before-code']),
    ],
    learningsPerDay: 3,
  },
  routines: [
    {
      id: 'morning',
      title: 'Morning',
      when: 'morning',
      minutes: 15,
      aliases: [],
      steps: fields({
        yesterday: "Yesterday's commits",
        patterns: 'Patterns that apply today',
        documentation: 'One section of official documentation',
        issues: 'Three potential issues',
      }),
    },
    {
      id: 'evening',
      title: 'Evening',
      when: 'evening',
      minutes: 10,
      aliases: [],
      steps: fields({
        patterns: 'The pattern library has what was learnt',
        'senior-review': "The changes would pass a senior's review",
        improvement: 'One improvement for tomorrow',
        progress: 'Progress on the plan is noted',
      }),
    },
  ],
  daily: {
    prompts: fields({
      missed: 'What should have been caught',
      pattern: 'Which pattern applies',
      library: 'What the pattern library gained',
    }),
  },
};

function fields(titles: Readonly<Record<string, string>>): Field[] {
  return Object.entries(titles).map(([id, title]) => ({ id, title, aliases: [] }));
}

function question(id: string, title: string, target: number, observed: string[]) {
  return { id, title, aliases: [], target, metric: `self-assessment-${id}`, observed };
}
