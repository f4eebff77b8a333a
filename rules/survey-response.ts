import {
  defineRule,
  exampleTraining,
  exampleWorld,
  namesInSurvey,
  type Problem,
  RECORD_WORDS,
  recordProblems,
  surveyFaults,
} from '@forethought/core';

const { unreadable, 'unknown-id': unknownId } = RECORD_WORDS;
const PERSON = { joined: '2025-06-02', certificates: {}, attestations: {}, skills: {}, mentored: [] };
const world = exampleWorld(exampleTraining, {
  training: {
    people: [{ ...PERSON, login: 'ada' }],
    profiles: [],
    weeks: [],
    days: [],
    surveys: [],
    unread: [],
  },
});
const RECORD = {
  kind: 'document',
  documentKind: 'survey-record',
  path: 'training/surveys/foundations/2026-q1.yml',
  programme: world,
} as const;
const ANSWER = '{ content: 5, instructor: 4, hands-on: 4 }';

/** What people think of a module is asked without asking who they are. */
export default defineRule({
  id: 'survey-response',
  lifecycle: 'experimental',
  question: 'What would have made this module better?',
  summary: 'The survey answers the programme’s questions from 1 to 5 about one module, and names nobody.',
  why: 'An answer with a name beside it is polite; one without is useful.',
  appliesTo: ['document'],
  needs: ['record'],
  sections: [],
  options: {},
  problems: {
    unreadable,
    'unknown-id': unknownId,
    'names-somebody': {
      actual: '{what} says who answered, or names somebody',
      expected: 'scores and suggestions, and nothing of people',
      fix: 'Take it out, from the history too if it was committed.',
    },
    'other-module': {
      actual: 'the survey says {module} and lies below {expected}',
      expected: 'the module of its folder',
      fix: 'Correct the module, or move the file.',
    },
    'more-answers': {
      actual: '{answers} answers of {asked} people',
      expected: 'at most one each',
      fix: 'Correct `asked:`, or take out what stands there twice.',
    },
  },
  check(_, __, { record, programme }) {
    if (record?.form !== 'survey') return { notAsked: 'the file is no survey' };
    const names = namesInSurvey(record.text, programme);
    const told = new Set(names.map(({ place }) => place?.line));
    // A field with a name is no field of a survey either: one finding is enough.
    const others = recordProblems(record, surveyFaults(record, programme)).filter(
      ({ place }: Problem) => !told.has(place?.line),
    );
    return { problems: [...names, ...others] };
  },
  examples: [
    {
      name: 'two answers of six people',
      ...RECORD,
      text: survey(
        [`- scores: ${ANSWER}`, `- scores: ${ANSWER}\n    suggestions: more time for the drills`],
        'asked: 6\n',
      ),
      expect: 'pass',
    },
    {
      name: 'a score of seven',
      ...RECORD,
      text: survey(['- scores: { content: 7 }']),
      expect: ['unreadable'],
    },
    {
      name: 'who answered',
      ...RECORD,
      text: survey([`- login: ada\n    scores: ${ANSWER}`]),
      expect: ['names-somebody'],
    },
    {
      name: 'an address among the suggestions',
      ...RECORD,
      text: survey([`- scores: ${ANSWER}\n    suggestions: write to trainer@example.com`]),
      expect: ['names-somebody'],
    },
    {
      name: 'a question that nobody asks',
      ...RECORD,
      text: survey(['- scores: { contents: 4 }']),
      expect: ['unknown-id'],
    },
    {
      name: 'another module than its folder',
      ...RECORD,
      text: survey([`- scores: ${ANSWER}`]).replace('foundations', 'architecture'),
      expect: ['other-module'],
    },
    {
      name: 'more answers than people',
      ...RECORD,
      text: survey([`- scores: ${ANSWER}`, `- scores: ${ANSWER}`], 'asked: 1\n'),
      expect: ['more-answers'],
    },
    { name: 'a page', kind: 'document', text: '# Feedback\n\nThank you.\n', expect: 'not-applicable' },
  ],
});

function survey(answers: readonly string[], more = ''): string {
  return `module: foundations\nquarter: 2026-Q1\n${more}answers:\n  ${answers.join('\n  ')}\n`;
}
