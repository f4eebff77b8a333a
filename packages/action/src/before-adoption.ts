import { type PullRequest, pushedBefore, type Sighting } from '@forethought/core';
import { type Adoption, CONFIG_PATHS, readAdoption, readUnderWay } from '@forethought/io';
import { type GitHub, GitHubError, type LandedPull, readLanded, readSightings } from '@forethought/io/github';
import type { PolicySource } from 'forethought/engine';
import type { RangeCommits } from './cases.js';
import { isOpenedBefore } from './pull-exempt.js';
import type { Session } from './session.js';

/** A policy that leaves alone what is older, and what nobody could say about that. */
export interface Sparing {
  readonly source: PolicySource;
  readonly notices: readonly string[];
}

/**
 * The policy for a pull request that was opened before it was adopted: what was on the platform by then is left alone. Dates in
 * commits are the word of whoever made them, so besides an early date a commit needs a trace of the platform's: a check suite, a
 * review, a forced push. Undefined for a pull request that is younger than the policy.
 */
export async function sparingPolicy(
  session: Session,
  source: PolicySource,
  pull: PullRequest,
  range: RangeCommits,
): Promise<Sparing | undefined> {
  const adoption = await adoptionAt(session, range.base, source);
  if (adoption === undefined || !isOpenedBefore(pull, adoption.committedAt)) return undefined;
  const older = await readUnderWay(session.repo, adoption, range, session.world);
  const { seen, why } =
    older.size === 0 ? { seen: [], why: undefined } : await sightingsOf(session.hub, pull);
  const there = pushedBefore(range.commits, seen, adoption.committedAt);
  const isBeforeAdoption = (sha: string): boolean => older.has(sha) && there.has(sha);
  const doubtful = [...older].filter((sha) => !there.has(sha)).length;
  return {
    source: { ...source, adoption, isBeforeAdoption },
    notices: doubtful === 0 ? [] : [doubtWords(doubtful, why)],
  };
}

/** So many pull requests are asked about; commits of more count as new. */
const MOST_PULLS = 10;

/**
 * The policy for what a push landed: commits dated before it was adopted are left alone where a pull request brought them that was
 * opened before, and where they were on the platform by then. Without a token the dates have to do.
 */
export async function sparingPushed(
  session: Session,
  source: PolicySource,
  range: RangeCommits,
): Promise<Sparing> {
  const adoption = await adoptionAt(session, range.base, source);
  if (adoption === undefined) return { source, notices: [] };
  const older = await readUnderWay(session.repo, adoption, range, session.world);
  const there = await thereBefore(session.hub, range, older, adoption.committedAt);
  const isBeforeAdoption = (sha: string): boolean => older.has(sha) && there.has(sha);
  const trusted = session.hub === undefined ? older.size : 0;
  const what = trusted === 1 ? '1 commit is' : `${trusted} commits are`;
  return {
    source: { ...source, adoption, isBeforeAdoption },
    notices:
      trusted === 0 ? [] : [`${what} left alone by the date in its header, as there is no token to ask with`],
  };
}

async function thereBefore(
  hub: GitHub | undefined,
  { commits }: RangeCommits,
  older: ReadonlySet<string>,
  adoptedAt: string,
): Promise<ReadonlySet<string>> {
  if (hub === undefined || older.size === 0) return older;
  const landed = await readLanded(hub, [...older]);
  const isOlder = ({ createdAt }: LandedPull): boolean => Date.parse(createdAt) < Date.parse(adoptedAt);
  const numbers = new Set([...landed.values()].filter(isOlder).map(({ number }) => number));
  const seen: Sighting[] = [];
  for (const number of [...numbers].slice(0, MOST_PULLS))
    seen.push(...(await readSightings(hub, number)).seen);
  return pushedBefore(commits, seen, adoptedAt);
}

/** The commit that brought the policy to a branch. */
export async function adoptionAt(
  { repo, inputs, world: { signal } }: Session,
  rev: string,
  { config }: Pick<PolicySource, 'config'>,
): Promise<Adoption | undefined> {
  if (config === undefined) return undefined;
  return readAdoption(repo, inputs.config ?? CONFIG_PATHS[0], { from: rev, to: rev, signal });
}

async function sightingsOf(
  hub: GitHub | undefined,
  { number, reviews }: PullRequest,
): Promise<{ readonly seen: readonly Sighting[]; readonly why?: string | undefined }> {
  const reviewed = reviews.flatMap(({ commit, submittedAt }) =>
    commit === null ? [] : [{ sha: commit, at: submittedAt }],
  );
  if (hub === undefined) return { seen: reviewed, why: 'there is no token' };
  try {
    const { seen, why } = await readSightings(hub, number);
    return { seen: [...reviewed, ...seen], why };
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    return { seen: reviewed, why: error.message };
  }
}

function doubtWords(count: number, why: string | undefined): string {
  const what = count === 1 ? '1 commit is' : `${count} commits are`;
  const because = why === undefined ? '' : ` (${why})`;
  return `${what} dated before the policy was adopted, and no check suite, review or forced push shows that it was pushed by then${because}: judged like any other. Check suites take \`checks: read\``;
}
