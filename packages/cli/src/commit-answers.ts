import { type Facts, landedBodies } from '@forethought/core';

/** Whether a commit's message is the body of a pull request. */
export function landedBodyIn(facts: Facts): (sha: string) => boolean {
  const landed = landedBodies(facts.commits);
  return (sha) => landed.has(sha);
}

/** Whether the sources of a change are official, by sha or `#12`; null is unknown. */
export function officialIn({ commits, pulls = [] }: Facts): (id: string) => boolean | null {
  const known = new Map<string, boolean | null>();
  for (const { sha, official } of commits) if (official != null) known.set(sha, official);
  for (const { number, official } of pulls) if (official !== undefined) known.set(`#${number}`, official);
  return (id) => known.get(id) ?? null;
}

/**
 * Whether tests were recorded on the tree of a change, by sha or `#12`; null is unknown. A squash says of the trees of its pull request's commits what these said; what is known of those is
 * known of it.
 */
export function recordedIn({ commits, pulls = [] }: Facts): (id: string) => boolean | null {
  const known = new Map<string, boolean | null>();
  for (const { sha, recorded } of commits) if (recorded != null) known.set(sha, recorded);
  for (const { number, mergeCommit, recorded } of pulls) {
    if (recorded === undefined) continue;
    known.set(`#${number}`, recorded);
    if (mergeCommit !== null && known.get(mergeCommit) !== true) known.set(mergeCommit, recorded);
  }
  return (id) => known.get(id) ?? null;
}
