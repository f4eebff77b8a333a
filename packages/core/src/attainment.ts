import type { Metric } from './define-metric.js';
import type { Measure } from './schema/measure.js';
import { reaches } from './target.js';

/** How many stars there are to reach. */
export const MOST_STARS = 5;

/**
 * How much of its target a measure reaches, from 0 to 1: one where it is reached, else the value's part of it, or for what should be
 * low the target's part of the value. Nothing where there is no number to reach, no verdict, or none for one person.
 */
export function attainment(measure: Measure, metric: Pick<Metric, 'verdictFor'> | undefined): number | null {
  const { state, value, target, denominator, unit } = measure;
  const hasVerdict = state === 'met' || state === 'missed' || state === 'uncertain' || state === 'disputed';
  const isOthers = metric?.verdictFor === 'team' && !measure.engineer.startsWith('*');
  if (!hasVerdict || isOthers || value === null || target === null) return null;
  if (reaches(value, target)) return 1;
  if (target.operator.startsWith('>') || (target.operator === '=' && value < target.value))
    return target.value === 0 ? 0 : clamp(value / target.value);
  if (target.value > 0) return clamp(target.value / value);
  const whole = unit === 'ratio' ? 1 : (denominator ?? 0);
  return whole === 0 ? 0 : clamp(1 - value / whole);
}

/** Stars for several measures: all five only where every target is reached, at least one; nothing where nothing is measured. */
export function starsOf(shares: readonly number[]): number | null {
  if (shares.length === 0) return null;
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  const most = shares.every((share) => share === 1) ? MOST_STARS : MOST_STARS - 1;
  return Math.max(1, Math.min(most, Math.round(mean * MOST_STARS)));
}

function clamp(share: number): number {
  return Math.max(0, Math.min(1, share));
}
