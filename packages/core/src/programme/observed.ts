import type { Measure } from '../schema/measure.js';
import { reaches, type Target } from '../target.js';
import { targetForm } from '../target-form.js';

/** Whether what was measured reaches what a mark, or an item of a review, asks for; null where that can't be told, and `why`. */
export interface Observed {
  readonly met: boolean | null;
  /** The value in words, `60 %` or `3`; empty where there is none. */
  readonly value: string;
  readonly why: string;
}

/**
 * Holds a measure against a target that is not the plan's own for the metric. A bare number above zero is at least, zero at most; too
 * small a sample, a dispute and missing facts leave it open.
 */
export function observedAgainst(measure: Measure | undefined, target: string): Observed {
  if (measure === undefined) return { met: null, value: '', why: 'not measured' };
  const { state, value, reason = '', unit } = measure;
  const words = value === null ? '' : inWords(value, unit);
  const hasVerdict = state === 'met' || state === 'missed' || state === 'uncertain';
  const goal = goalOf(target);
  if (!hasVerdict || value === null || goal === null)
    return { met: null, value: words, why: reason || state };
  return { met: reaches(value, goal), value: words, why: '' };
}

function goalOf(text: string): Target | null {
  const form = targetForm(text);
  if (form?.form === 'true') return { operator: '=', value: 1 };
  if (form?.form === 'range') return { operator: '>=', value: form.low };
  if (form?.form !== 'comparison') return null;
  const { operator, value, unit } = form;
  const bound = value === 0 ? '<=' : '>=';
  return { operator: operator === '=' ? bound : operator, value: unit === '%' ? value / 100 : value };
}

function inWords(value: number, unit: Measure['unit']): string {
  return unit === 'ratio' ? `${Math.round(value * 100)} %` : String(Math.round(value * 10) / 10);
}
