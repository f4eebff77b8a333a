import { dayIn, instantOf } from './dates.js';
import type { DocumentField } from './document-fields.js';

/** Names under which the day of the last review stands. */
export const REVIEWED_FIELDS: readonly string[] = [
  'reviewed',
  'reviewed-on',
  'last-reviewed',
  'last-review',
  'updated',
  'last-updated',
  'last-update',
  'last-verified',
  'zuletzt-geprüft',
  'dernière-revue',
  'última-revisión',
  '最終更新',
  '最后更新',
];

/** Names under which the day of the next review stands. */
export const NEXT_FIELDS: readonly string[] = [
  'next-review',
  'review-by',
  'review-due',
  'nächste-prüfung',
  'prochaine-revue',
  '下次审查',
];

/** What a document says of when it was read again last, and when it is to be read again. */
export interface ReviewFields {
  readonly reviewed: DocumentField | undefined;
  readonly next: DocumentField | undefined;
}

/** Finds both among the fields of a document. */
export function reviewFields(fields: readonly DocumentField[]): ReviewFields {
  return {
    reviewed: fields.find(({ name }) => REVIEWED_FIELDS.includes(name)),
    next: fields.find(({ name }) => NEXT_FIELDS.includes(name)),
  };
}

/** Milliseconds of the instant or day that a field names; undefined where there is no such day. */
export function fieldTime({ value }: DocumentField): number | undefined {
  const day = dayIn(value);
  return instantOf(value) ?? (day === undefined ? undefined : instantOf(day));
}
