import type { Sighting } from '@forethought/core';
import type { GitHub } from './connect.js';
import { faultError } from './graphql.js';
import { listAt, maybeText, member, shaAt, timeAt, truthAt } from './value.js';

/** When commits of a pull request were seen, and what kept that from being read whole. */
export interface Sightings {
  readonly seen: readonly Sighting[];
  readonly why?: string;
}

const MOST_PAGES = 10;

const QUERY = `query Sightings($owner: String!, $repo: String!, $number: Int!, $after: String) {
  rateLimit { cost }
  repository(owner: $owner, name: $repo) { pullRequest(number: $number) {
    timelineItems(last: 100, itemTypes: [HEAD_REF_FORCE_PUSHED_EVENT]) {
      nodes { ... on HeadRefForcePushedEvent { createdAt beforeCommit { oid } afterCommit { oid } } }
    }
    commits(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { commit {
      oid checkSuites(first: 5) { nodes { createdAt } }
    } } }
  } }
}`;

/**
 * When the platform had commits of a pull request: a check suite begins once a commit is pushed, and a forced push names what was
 * there. A server keeps no time of a push itself. What the token may not read (suites want `checks: read`) is said in `why`.
 * https://docs.github.com/graphql/reference/objects#checksuite
 */
export async function readSightings(hub: GitHub, number: number): Promise<Sightings> {
  const seen: Sighting[] = [];
  let after: string | null = null;
  for (let page = 0; page < MOST_PAGES; page++) {
    const { data, faults } = await hub.query(QUERY, { number, after });
    const pull = member(data, 'repository', 'pullRequest');
    if (page === 0) seen.push(...forced(pull));
    seen.push(...checked(pull));
    const [fault] = faults;
    if (fault !== undefined) return { seen, why: faultError(fault).message };
    if (!truthAt(pull, 'commits', 'pageInfo', 'hasNextPage')) return { seen };
    after = maybeText(pull, 'commits', 'pageInfo', 'endCursor');
  }
  return { seen, why: `there are more than ${MOST_PAGES * 100} commits` };
}

function forced(pull: unknown): readonly Sighting[] {
  const events = member(pull, 'timelineItems', 'nodes');
  return Array.isArray(events)
    ? events.flatMap((event) =>
        ['beforeCommit', 'afterCommit']
          .filter((key) => typeof member(event, key, 'oid') === 'string')
          .map((key) => ({ sha: shaAt(event, key, 'oid'), at: timeAt(event, 'createdAt') })),
      )
    : [];
}

function checked(pull: unknown): readonly Sighting[] {
  const nodes = member(pull, 'commits', 'nodes');
  return (Array.isArray(nodes) ? nodes : []).flatMap((node) => {
    const commit = member(node, 'commit');
    if (member(commit, 'checkSuites', 'nodes') === undefined) return [];
    const suites = listAt(commit, 'checkSuites', 'nodes');
    return suites.map((suite) => ({ sha: shaAt(commit, 'oid'), at: timeAt(suite, 'createdAt') }));
  });
}
