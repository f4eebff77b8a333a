import type { Entry } from '../schema/evidence.js';

/** Whether entries about testing hold something that can be repeated or checked. */
export function hasSubstance(entries: readonly Entry[]): boolean {
  return entries.some((entry) => entry.kind === 'code' || entry.text.length >= 60);
}
