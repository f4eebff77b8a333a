import { type Facts, landedBodies } from '@forethought/core';

/** Whether a commit's message is the body of a pull request. */
export function landedBodyIn(facts: Facts): (sha: string) => boolean {
  const landed = landedBodies(facts.commits);
  return (sha) => landed.has(sha);
}
