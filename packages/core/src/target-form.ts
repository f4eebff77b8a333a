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
