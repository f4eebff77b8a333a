import type { Programme } from '../schema/programme.js';

/** A new weekly file: the plan's goals, questions and review with nothing filled in, which no rule takes for an answer. */
export function weekTemplate(
  { weekly }: Pick<Programme, 'weekly'>,
  { login, week }: { readonly login: string; readonly week: string },
): string {
  return [
    `# Week ${week}: ${login}`,
    goalsBlock(weekly?.goals ?? []),
    learningsBlock(),
    scoresBlock(weekly?.questions ?? []),
    reviewBlock(weekly?.review ?? []),
  ]
    .join('\n\n')
    .concat('\n');
}

/**
 * A new daily file: the routines of the plan with their steps as open boxes, the questions about the day before, and a line for
 * minutes. What belongs to a deployment is added with the deployment, see `withRoutine`.
 */
export function dayTemplate(
  { routines, daily }: Pick<Programme, 'routines' | 'daily'>,
  { login, day }: { readonly login: string; readonly day: string },
): string {
  const prompts = daily?.prompts ?? [];
  return [
    `# ${day}: ${login}`,
    ...routines.filter(({ when }) => when !== 'deployment').map(routineBlock),
    ...(prompts.length === 0 ? [] : [promptsBlock(prompts)]),
    `## Practice\n\n- Minutes of deliberate practice:`,
  ]
    .join('\n\n')
    .concat('\n');
}

type Weekly = NonNullable<Programme['weekly']>;

/** The goals as open boxes below their heading. */
export function goalsBlock(goals: Weekly['goals']): string {
  return block(
    'Goals',
    goals.map(({ title }) => `- [ ] ${title}:`),
  );
}

/** The heading of the learnings, with the form of a line as a comment. */
export function learningsBlock(): string {
  return block('Learnings', ['<!-- A line for each: `- 2026-11-18: what was learnt (address or path)` -->']);
}

/** The questions of the self-assessment, each with its target. */
export function scoresBlock(questions: Weekly['questions']): string {
  return block(
    'Self-assessment',
    questions.map(({ title, target }) => `- ${title} (target ${target}):`),
  );
}

/** The hours of a week, by what they were spent on. */
export function hoursBlock(hours: readonly { readonly title: string }[]): string {
  return block(
    'Hours',
    hours.map(({ title }) => `- ${title}:`),
  );
}

/** The questions of the weekly review. */
export function reviewBlock(review: Weekly['review']): string {
  return block(
    'Review',
    review.map(({ title }) => `- ${title}:`),
  );
}

/** One routine: its heading with the minutes that it takes, and its steps as open boxes. */
export function routineBlock({ title, minutes, steps }: Programme['routines'][number]): string {
  const heading = minutes === undefined ? title : `${title} (${minutes} minutes)`;
  return block(
    heading,
    steps.map((step) => `- [ ] ${step.title}`),
  );
}

/** The questions about the day before. */
export function promptsBlock(prompts: readonly { readonly title: string }[]): string {
  return block(
    'Yesterday',
    prompts.map(({ title }) => `- ${title}:`),
  );
}

function block(title: string, lines: readonly string[]): string {
  return `## ${title}\n\n${lines.join('\n')}`;
}
