import {
  defineMetric,
  exampleRecords,
  exampleTraining,
  exampleWorld,
  noonOf,
  type ProgrammeWorld,
  type SurveyRecord,
  startCounting,
  type TallyInput,
  worldWith,
} from '@forethought/core';

/** Answers to the survey of one module in the third quarter, all of them the same. */
function worldOf(count: number, scores: SurveyRecord['answers'][number]['scores']): ProgrammeWorld {
  const answers = Array.from({ length: count }, () => ({ scores }));
  const survey = { module: 'foundations', quarter: '2026-Q3', answers };
  return exampleWorld(exampleTraining, exampleRecords({ surveys: count === 0 ? [] : [survey] }));
}

/** What trainees say of the modules. */
export default defineMetric({
  id: 'survey-scores',
  rule: 'survey-response',
  summary: 'Trainees find the content, the instructor and the hands-on practice good.',
  why: 'Those who were just taught know best what was missing.',
  unit: 'score',
  better: 'higher',
  counting: 'census',
  verdictFor: 'team',
  tier: 'E4',
  formula:
    'mean of all scores from 1 to 5 of modules that have five answers or more in a quarter; in the last week of the quarter, for everybody together',
  windowDays: 364,
  lagDays: 0,
  minimumSample: { person: 5, team: 5 },
  noData: 'no module has five answers in a quarter; fewer are withheld, as they could tell who said what',
  whenEmpty: 'no-data',
  gaming: 'Asking only those who were pleased.',
  counterMeasure:
    'How many were asked stands beside where the record says it, and the scores are a trend without a number to reach.',
  tally,
  examples: [
    {
      name: 'six answers',
      programme: worldOf(6, { content: 4, instructor: 5, 'hands-on': 3 }),
      row: '*',
      expect: { state: 'uncertain', numerator: 72, denominator: 18, value: 4 },
    },
    {
      name: 'four answers are withheld',
      programme: worldOf(4, { content: 1 }),
      row: '*',
      expect: { state: 'no-data', numerator: null, denominator: null },
    },
    {
      name: 'nobody answered',
      programme: worldOf(0, {}),
      row: '*',
      expect: { state: 'no-data', numerator: null, denominator: null },
    },
  ],
});

const LAST_DAYS: Readonly<Record<string, string>> = { Q1: '03-31', Q2: '06-30', Q3: '09-30', Q4: '12-31' };

function tally(input: TallyInput) {
  const world = worldWith(input);
  if ('noData' in world) return world;
  const least = world.programme.survey?.minimum ?? 5;
  const groups = new Map<string, SurveyRecord[]>();
  for (const survey of world.training.surveys) {
    const key = `${survey.module}/${survey.quarter}`;
    groups.set(key, [...(groups.get(key) ?? []), survey]);
  }
  const counter = startCounting();
  for (const [key, surveys] of groups) {
    const answers = surveys.flatMap((survey) => survey.answers);
    const day = lastDayOf(surveys[0]?.quarter ?? '');
    if (answers.length < least || day > world.asOf) continue;
    for (const score of answers.flatMap(({ scores }) => Object.values(scores))) {
      counter.add(['*'], noonOf(day), { hits: score, of: 1, sample: key });
    }
  }
  return counter.tallies();
}

function lastDayOf(quarter: string): string {
  const [year = '', which = ''] = quarter.split('-');
  return `${year}-${LAST_DAYS[which] ?? '12-31'}`;
}
