import { fold } from '../evidence/fold.js';
import { didYouMean } from '../nearest.js';
import { type Field, fieldNames } from './journal-fields.js';

export type { Field };

/** The id of a field by what somebody typed: its id, title or another of its names. Or what would be right. */
export function fieldNamed(
  fields: readonly Field[],
  typed: string,
): { readonly id: string } | { readonly problem: string } {
  const ids = fields.map(({ id }) => id);
  const wanted = typed.trim();
  const id = ids.find((each) => each === wanted) ?? fieldNames(fields).get(fold(wanted));
  if (id !== undefined) return { id };
  const meant = didYouMean(wanted, ids);
  return { problem: `${meant === '' ? `there are ${ids.join(', ')}` : `there is no ${wanted}${meant}`}` };
}

/** `id=words` as typed, the id by any of the field's names. Or what would be right. */
export function fieldSaid(
  fields: readonly Field[],
  typed: string,
): { readonly id: string; readonly words: string } | { readonly problem: string } {
  const at = typed.indexOf('=');
  const first = fields[0]?.id ?? 'name';
  if (at === -1) return { problem: `it is written ${first}=<words>` };
  const field = fieldNamed(fields, typed.slice(0, at));
  if ('problem' in field) return field;
  const words = typed.slice(at + 1).trim();
  return words === '' ? { problem: `there are no words behind ${field.id}=` } : { id: field.id, words };
}
