import type { Metric } from '../define-metric.js';
import type { Measure } from '../schema/measure.js';
import { targetForm } from '../target-form.js';
import { percent, STATE_WORDS } from './scores.js';

/** A measure's value with its unit, empty where there is none: `92 %`, `3`, `4.5 h`, `2 d`. */
export function valueWords({ value, unit }: Pick<Measure, 'value' | 'unit'>): string {
  if (value === null) return '';
  if (unit === 'ratio') return percent(value);
  const number = String(Math.round(value * 10) / 10);
  if (unit === 'hours') return `${number} h`;
  return unit === 'days' ? `${number} d` : number;
}

/** What a value was counted from: `23/25` of a share, `in 14` of a count, `of 5` values of a median. */
export function countWords({ unit, numerator, denominator }: Measure): string {
  if (numerator === null || denominator === null) return '';
  if (unit === 'ratio') return `${numerator}/${denominator}`;
  return unit === 'count' ? `in ${denominator}` : `of ${denominator}`;
}

/** Verdict of a person's row of a metric whose verdict is a group's. */
export const COUNTS_ONLY = 'counts only';

/** A measure's state; one without a number to reach is a *trend*, and a person's row of a team's metric *counts only*. */
export function verdictWords(measure: Measure, metric: Pick<Metric, 'verdictFor'> | undefined): string {
  if (measure.state !== 'uncertain') return STATE_WORDS[measure.state];
  if (metric?.verdictFor === 'team' && !measure.engineer.startsWith('*')) return COUNTS_ONLY;
  return measure.target === null ? 'trend' : STATE_WORDS.uncertain;
}

const SIGNS = { '>=': '≥ ', '<=': '≤ ', '>': '> ', '<': '< ', '=': '' } as const;
const UNITS = { '': '', '%': ' %', d: ' d', h: ' h' } as const;

/** A plan's target for people: `≥ 80 %`, `0`, `< 28 d`, `2 to 3`, `trend`, `yes`. */
export function targetWords(target: string | null): string {
  const form = target === null ? undefined : targetForm(target);
  switch (form?.form) {
    case 'comparison':
      return `${SIGNS[form.operator]}${form.value}${UNITS[form.unit]}`;
    case 'range':
      return `${form.low} to ${form.high}`;
    case 'true':
      return 'yes';
    default:
      return 'trend';
  }
}

/** The target of a measure, as `targetWords` has it. */
export function goalWords({ target, unit }: Pick<Measure, 'target' | 'unit'>): string {
  if (target === null) return 'trend';
  const { operator, value } = target;
  const isBound =
    (value === 0 && operator === '<=') || (unit === 'ratio' && value === 1 && operator === '>=');
  return `${isBound ? '' : SIGNS[operator]}${value === 0 ? '0' : valueWords({ value, unit })}`;
}
