import type { DerivedRow, DerivedSum, Tally, TallyInput } from '../define-metric.js';
import { startCounting } from '../tally-counter.js';
import { addDays, firstDayOf } from '../week.js';
import { noonOf, rowsOfLogin, worldWith } from './habit-counts.js';
import { weekPath } from './journal-path.js';

/** Counts the scores of one question of the self-assessment: their sum over the weeks that have one. A week without a score is in no count. */
export function scoreTally(
  input: TallyInput,
  metricId: string,
): readonly Tally[] | { readonly noData: string } {
  const world = worldWith(input);
  if ('noData' in world) return world;
  const question = world.programme.weekly?.questions.find(({ metric }) => metric === metricId);
  if (question === undefined) return { noData: 'the plan asks no such question' };
  const counter = startCounting();
  for (const record of world.training.weeks) {
    const { login, week, scores } = record;
    const monday = firstDayOf(week);
    const score = Object.hasOwn(scores, question.id) ? scores[question.id] : undefined;
    if (score === undefined || monday > world.asOf) continue;
    const id = weekPath(record);
    const isMissed = score < question.target;
    counter.add(rowsOfLogin(input, login, monday), noonOf(addDays(monday, 4)), {
      hits: score,
      of: 1,
      sample: id,
      miss: isMissed ? id : undefined,
    });
  }
  return counter.tallies();
}

/**
 * Puts beside a person's mean score how far it lies above what was observed of the same habit, in points of ten; below is less than
 * zero. A group's row has none, as it could tell about one of them.
 */
export function withGap(sum: Tally, { row, measureOf, programme }: DerivedRow, metricId: string): DerivedSum {
  const question = programme?.programme.weekly?.questions.find(({ metric }) => metric === metricId);
  if (question === undefined || sum.denominator === 0 || row.startsWith('*')) return { sum };
  const mean = sum.numerator / sum.denominator;
  for (const id of question.observed) {
    const twin = measureOf(id);
    if (twin?.value == null || twin.unit !== 'ratio') continue;
    const gap = Math.round((mean - twin.value * 10) * 10) / 10;
    return { sum: { ...sum, beside: { ...sum.beside, [`above ${id}`]: gap } } };
  }
  return { sum };
}
