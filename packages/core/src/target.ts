import type { Metric } from './define-metric.js';
import type { Measure } from './schema/measure.js';
import { targetForm } from './target-form.js';

/** A target in numbers, in the metric's own unit: ratios from 0 to 1, days and hours as they are. */
export type Target = NonNullable<Measure['target']>;

/** A plan's target in numbers; `null` for a trend and for whatever names no number. A bare number is at least or at most that, by what is better; of a range the lower end has to be reached. */
export function parseTarget(text: string | null, metric: Pick<Metric, 'better' | 'unit'>): Target | null {
  const form = text === null ? undefined : targetForm(text);
  switch (form?.form) {
    case 'comparison': {
      const value = inUnit(form.value, form.unit, metric.unit);
      return { operator: form.operator === '=' ? better(metric) : form.operator, value };
    }
    case 'range':
      return { operator: '>=', value: form.low };
    case 'true':
      return { operator: '=', value: 1 };
    default:
      return null;
  }
}

function better(metric: Pick<Metric, 'better'>): Target['operator'] {
  return metric.better === 'higher' ? '>=' : '<=';
}

function inUnit(value: number, from: string, to: Metric['unit']): number {
  if (from === '%') return value / 100;
  if (from === 'd' && to === 'hours') return value * 24;
  return from === 'h' && to === 'days' ? value / 24 : value;
}

/** Whether a value reaches a target. */
export function reaches(value: number, target: Target): boolean {
  switch (target.operator) {
    case '>=':
      return value >= target.value;
    case '<=':
      return value <= target.value;
    case '>':
      return value > target.value;
    case '<':
      return value < target.value;
    case '=':
      return value === target.value;
  }
}
