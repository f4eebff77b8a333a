import {
  compareConfigs,
  comparePolicies,
  PlanError,
  type PolicyChange,
  type PolicyPreview,
} from '@forethought/core';
import { ConfigPlaceError, readCommits } from '@forethought/io';
import { GitHubError, readLanded } from '@forethought/io/github';
import { rules } from '@forethought/rules';
import { loadPolicies, type PolicySource, replayHistory, UsageError } from 'forethought/engine';
import { policyAt } from './cases.js';
import type { JudgedPull } from './judge-pull.js';
import type { Session } from './session.js';

/** So many merged changes are judged again. */
const LAST = 20;

/**
 * What a pull request's own edit of the policy would do once it is merged: the policies of base and head side by side, and the
 * last merged changes under both. Nothing of it is applied to the pull request itself.
 */
export async function previewOf(session: Session, { source, range }: JudgedPull): Promise<PolicyPreview> {
  try {
    const after = await policyAt(session, range.head);
    const { repo, world } = session;
    const query = { repo, before: source, after, rev: range.base, last: LAST, signal: world.signal };
    const landed = await landedBodies(session, range.base);
    return {
      changes: [
        ...compareFor(await insidersAt(session, range.base), await insidersAt(session, range.head)),
        ...compareConfigs(source.config, after.config),
      ],
      replay: await replayHistory({ ...query, ...(landed === undefined ? {} : { landed }) }),
    };
  } catch (error) {
    if (error instanceof PlanError || error instanceof UsageError) {
      return { changes: [], problems: [error.message] };
    }
    if (error instanceof ConfigPlaceError)
      return { changes: [], problems: [`${error.message}; ${error.fix}`] };
    throw error;
  }
}

/** The policies of a revision for people whom the roster lets in: an outsider's are softened already, so that nothing shows. */
function insidersAt({ world, repo, inputs: { config } }: Session, rev: string): Promise<PolicySource> {
  const named = config === undefined ? {} : { config };
  return loadPolicies(world, repo, { policyFrom: rev, local: true, withoutAdoption: true, ...named });
}

/** What differs for everybody, and then what differs for single people of the roster besides. */
function compareFor(before: PolicySource, after: PolicySource): readonly PolicyChange[] {
  const day = before.asOf.slice(0, 10);
  const compare = (login: string | null): readonly PolicyChange[] => {
    const person = login === null ? null : { name: login, email: login };
    return comparePolicies(before.policyOf(person), after.policyOf(person), day, rules);
  };
  const all = compare(null);
  const known = new Set(all.map((change) => JSON.stringify(change)));
  const stayed = (before.config?.roster ?? []).filter(({ login }) =>
    after.config?.roster.some((entry) => entry.login === login),
  );
  const own = new Map<string, { readonly change: PolicyChange; readonly logins: string[] }>();
  for (const { login } of stayed) {
    for (const change of compare(login)) {
      const key = JSON.stringify(change);
      if (known.has(key)) continue;
      const row = own.get(key) ?? { change, logins: [] };
      row.logins.push(login);
      own.set(key, row);
    }
  }
  return [...all, ...[...own.values()].map(({ change, logins }) => ofPeople(change, logins))];
}

function ofPeople(change: PolicyChange, [first = '', ...others]: readonly string[]): PolicyChange {
  const who = others.length === 0 ? first : `${first} and ${others.length} more`;
  return { ...change, aspect: `${change.aspect} of ${who}` };
}

/** The pull requests that the last changes of a branch landed, where the platform can be asked. */
async function landedBodies({ repo, world, hub }: Session, rev: string) {
  if (hub === undefined) return undefined;
  const shas: string[] = [];
  const query = { repo, revs: [rev], firstParent: true, max: LAST, withFiles: 'none' } as const;
  for await (const { sha } of readCommits({ ...query, signal: world.signal })) shas.push(sha);
  try {
    return await readLanded(hub, shas);
  } catch (error) {
    if (error instanceof GitHubError) return undefined;
    throw error;
  }
}
