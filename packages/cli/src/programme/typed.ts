import { type Field, fieldNamed, fieldSaid } from '@forethought/core';
import { UsageError } from '../world.js';

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

/** Whether a text is a whole number from 1 to 10. */
export function isScore(text: string): boolean {
  return /^(?:[1-9]|10)$/.test(text);
}

function words(list: string | undefined): readonly string[] {
  return (list ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
}
