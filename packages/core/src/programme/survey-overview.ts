import type { SurveyRecord } from '../schema/training/group.js';
import { quarterName } from './overview.js';
import type { ProgrammeWorld } from './world.js';

/** Answers to the survey of a module in a quarter. `means` is null where there are too few answers to show. */
export interface SurveyOverview {
  readonly module: string;
  readonly title: string;
  readonly quarter: string;
  readonly answers: number;
  /** How many were asked; null where a record does not say. */
  readonly asked: number | null;
  readonly means:
    | readonly { readonly title: string; readonly mean: number; readonly answers: number }[]
    | null;
}

/** Surveys by module and quarter, the latest first; below the programme's minimum without their scores. */
export function surveyOverview(
  { training, programme }: ProgrammeWorld,
  until: string,
): readonly SurveyOverview[] {
  const groups = new Map<string, SurveyRecord[]>();
  for (const survey of training.surveys) {
    // Answers of the quarter that goes on still come in: two readings of it would tell what the last one said.
    if (survey.quarter >= quarterName(until)) continue;
    const key = `${survey.quarter}/${survey.module}`;
    groups.set(key, [...(groups.get(key) ?? []), survey]);
  }
  return [...groups.entries()]
    .sort(([a], [b]) => (a.slice(0, 7) === b.slice(0, 7) ? (a < b ? -1 : 1) : a < b ? 1 : -1))
    .flatMap(([, surveys]) => surveyOf(surveys, programme));
}

function surveyOf(
  surveys: readonly SurveyRecord[],
  programme: ProgrammeWorld['programme'],
): readonly SurveyOverview[] {
  const [first] = surveys;
  if (first === undefined) return [];
  const { module, quarter } = first;
  const answers = surveys.flatMap((survey) => survey.answers);
  const asked = surveys.map((survey) => survey.asked);
  const least = programme.survey?.minimum ?? 5;
  const questions = programme.survey?.questions ?? [];
  const means = questions.flatMap(({ id, title }) => {
    const scores = answers.flatMap(({ scores: given }) =>
      Object.hasOwn(given, id) ? (given[id] ?? []) : [],
    );
    if (scores.length < least) return [];
    return [
      { title, mean: scores.reduce((sum, score) => sum + score, 0) / scores.length, answers: scores.length },
    ];
  });
  const known = Object.hasOwn(programme.modules, module) ? programme.modules[module] : undefined;
  return [
    {
      ...{ module, quarter, title: known?.title ?? module, answers: answers.length },
      asked: asked.some((each) => each === undefined)
        ? null
        : asked.reduce<number>((sum, each) => sum + (each ?? 0), 0),
      means: answers.length < least ? null : means,
    },
  ];
}
