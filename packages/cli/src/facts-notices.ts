import type { Facts } from '@forethought/core';

/** What the facts lack, a notice per reason. */
export function missingNotices(facts: Pick<Facts, 'sources'>): readonly string[] {
  const byReason = new Map<string, string[]>();
  for (const { missing } of facts.sources) {
    for (const { what, why } of missing) byReason.set(why, [...(byReason.get(why) ?? []), what]);
  }
  return [...byReason].map(([why, what]) => `${why}: ${what.join(', ')} could not be read`);
}
