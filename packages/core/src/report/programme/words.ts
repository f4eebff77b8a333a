import { MONTHS } from '../weekly/words.js';
import type { Heads } from './view.js';

/** In place of a figure about too few people to show. */
export const TOO_FEW_PEOPLE = 'too few people to show a number';

/** So many people: `12`; `3 by name and a few more` where the others are fewer than five. */
export function headsWords({ shown, others }: Heads): string {
  if (others !== null) return String(shown + others);
  return shown === 0 ? 'a few' : `${shown} and a few more`;
}

/** A day for people: `22 November 2026`. */
export function dayWords(day: string): string {
  return `${Number(day.slice(8, 10))} ${MONTHS[Number(day.slice(5, 7)) - 1] ?? ''} ${day.slice(0, 4)}`;
}
