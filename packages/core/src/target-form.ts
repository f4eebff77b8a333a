import type { Metric } from './define-metric.js';

/** A target as it is written: a comparison, a range of both ends included, a wished direction, or a yes. */
export type TargetForm =
  | {
      readonly form: 'comparison';
      readonly operator: '>=' | '<=' | '>' | '<' | '=';
      readonly value: number;
      readonly unit: '' | '%' | 'd' | 'h';
    }
  | { readonly form: 'range'; readonly low: number; readonly high: number }
  | { readonly form: 'trend' }
  | { readonly form: 'true' };

const COMPARISON = /^(>=|<=|>|<|=)? ?([0-9]{1,9}(?:\.[0-9]{1,6})?) ?(%|d|h)?$/;
const RANGE = /^([0-9]{1,9})-([0-9]{1,9})$/;

/** Every form of a target, for messages. */
export const TARGET_FORMS = '`>= 80%`, `0`, `> 90%`, `< 28d`, `<= 4h`, `2-3`, `trend`, `true`';

/** Reads a target such as `>= 80%`, `0`, `< 28d`, `2-3`, `trend` or `true`; a bare number is `=`. `undefined` for anything else. */
export function targetForm(text: string): TargetForm | undefined {
  const trimmed = text.trim();
  if (trimmed === 'trend' || trimmed === 'true') return { form: trimmed };
  const range = RANGE.exec(trimmed);
  if (range !== null) {
    const [low, high] = [Number(range[1]), Number(range[2])];
    return low <= high ? { form: 'range', low, high } : undefined;
  }
  const match = COMPARISON.exec(trimmed);
  if (match === null) return undefined;
  const unit = match[3] === '%' || match[3] === 'd' || match[3] === 'h' ? match[3] : '';
  return { form: 'comparison', operator: operatorOf(match[1]), value: Number(match[2]), unit };
}

function operatorOf(text: string | undefined): '>=' | '<=' | '>' | '<' | '=' {
  return text === '>=' || text === '<=' || text === '>' || text === '<' ? text : '=';
}

/**
 * What is wrong with a target of a metric of that unit (`undefined`: not built yet, any form), or nothing. Shares are written in
 * per cent, and only they are; the number alone would be a hundred times too much.
 */
export function targetProblem(text: string, unit: Metric['unit'] | undefined): string | undefined {
  const form = targetForm(text);
  if (form === undefined) return `\`${text}\` is no target; valid forms: ${TARGET_FORMS}`;
  if (unit === undefined || form.form === 'trend' || form.form === 'true') return undefined;
  if (form.form === 'range') {
    return unit === 'ratio' ? `\`${text}\` is no share; write it as \`>= ${form.low}%\`` : undefined;
  }
  const { operator, value, unit: written } = form;
  const sign = operator === '=' ? '' : `${operator} `;
  if (unit === 'ratio') {
    const share = value > 0 && value <= 1 && written === '' ? Number((value * 100).toFixed(6)) : value;
    return written === '%' || (written === '' && value === 0)
      ? undefined
      : `\`${text}\` is no share; write it in per cent: \`${sign}${share}%\``;
  }
  const fits = written === '' || (written !== '%' && (unit === 'days' || unit === 'hours'));
  return fits ? undefined : `\`${text}\`: this metric counts ${COUNTED[unit]}; write \`${sign}${value}\``;
}

const COUNTED: Readonly<Record<Exclude<Metric['unit'], 'ratio'>, string>> = {
  count: 'things',
  days: 'days',
  hours: 'hours',
  score: 'points',
};
