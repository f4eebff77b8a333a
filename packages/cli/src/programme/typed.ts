import { type Field, fieldNamed, fieldSaid, hoursIn } from '@forethought/core';
import { UsageError } from '../world.js';
import { isScore } from './replaced.js';

/** Words by the id of their field, from options such as `--goal read="a chapter"`. Throws `UsageError` for a name that there is not. */
export function saidBy(
  option: string,
  fields: readonly Field[],
  typed: readonly string[] = [],
): readonly { readonly id: string; readonly words: string }[] {
  return typed.map((each) => {
    const said = fieldSaid(fields, each);
    if ('problem' in said) throw new UsageError(`--${option} ${each}: ${said.problem}`);
    return said;
  });
}

/** Ids from a list such as `--done read,ship`; with `isNumbered` also by their number from 1, as `--done 1,2`. */
export function namedBy(
  option: string,
  fields: readonly Field[],
  typed: string | undefined,
  isNumbered = false,
): readonly string[] {
  return words(typed).map((each) => {
    const numbered = isNumbered && /^\d{1,3}$/.test(each) ? fields[Number(each) - 1] : undefined;
    if (numbered !== undefined) return numbered.id;
    const named = fieldNamed(fields, each);
    if ('id' in named) return named.id;
    const range = isNumbered ? `, or 1 to ${fields.length}` : '';
    throw new UsageError(`--${option} ${each}: ${named.problem}${range}`);
  });
}

/** Scores by the id of their question, from `docs=9,tests=8`. */
export function scoresBy(
  questions: readonly Field[],
  typed: string | undefined,
): Readonly<Record<string, number>> {
  const scores: Record<string, number> = {};
  for (const { id, words: score } of saidBy('scores', questions, words(typed))) {
    if (!isScore(score))
      throw new UsageError(`--scores ${id}=${score}: a score is a whole number from 1 to 10`);
    if (scores[id] !== undefined && scores[id] !== Number(score))
      throw new UsageError(`--scores names ${id} twice; leave one of them out`);
    scores[id] = Number(score);
  }
  return scores;
}

/** Hours by what they were spent on, from `design=6,coding=4.5`. */
export function hoursBy(
  fields: readonly Field[],
  typed: string | undefined,
): Readonly<Record<string, number>> {
  if (typed !== undefined && fields.length === 0)
    throw new UsageError(
      '--hours: the plan tells no hours apart; programme.weekly.hours in the team’s own plan does',
    );
  const hours: Record<string, number> = {};
  for (const { id, words: said } of saidBy('hours', fields, words(typed))) {
    const read = hoursIn(said);
    if (read === undefined)
      throw new UsageError(
        `--hours ${id}=${said}: hours of a week are a number from 0 to 168, such as 6 or 4.5`,
      );
    if (hours[id] !== undefined && hours[id] !== read)
      throw new UsageError(`--hours names ${id} twice; leave one of them out`);
    hours[id] = read;
  }
  return hours;
}

function words(list: string | undefined): readonly string[] {
  return (list ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
}
