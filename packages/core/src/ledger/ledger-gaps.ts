import type { Facts } from '../schema/facts.js';
import type { PullFact } from '../schema/pull-fact.js';
import type { Landing } from './changes.js';
import type { Ledger, LedgerGaps } from './ledger.js';

/** Says of each part of a ledger that is not there why, in the words of whoever could not read it where there are some. */
export function ledgerGaps(
  facts: Facts,
  landings: readonly Landing[],
  source: Ledger['deploymentSource'],
): LedgerGaps {
  const pulls = landings.flatMap(({ pull }) => (pull === undefined ? [] : [pull]));
  const unread = (what: string): string => reasonOf(facts, what) ?? `${what} were not read`;
  const inside = (what: 'reviews' | 'threads' | 'checks'): string | undefined => {
    if (facts.pulls === undefined) return unread('pull requests');
    if (pulls.length === 0 || pulls.some((pull) => isThere(pull, what))) return undefined;
    const why = pulls.flatMap(({ missing }) => missing.filter((gap) => gap.what === what))[0]?.why;
    return why ?? unread(what);
  };
  const gaps: Record<keyof LedgerGaps, string | undefined> = {
    pulls: facts.pulls === undefined ? unread('pull requests') : undefined,
    reviews: inside('reviews'),
    threads: inside('threads'),
    checks: inside('checks'),
    issues: facts.issues === undefined ? unread('issues') : undefined,
    deployments:
      source === null
        ? (reasonOf(facts, 'deployments') ??
          'nothing tells what is in production: no deployment, release or workflow run')
        : undefined,
    patterns: facts.patterns === undefined ? unread('patterns') : undefined,
  };
  return Object.fromEntries(Object.entries(gaps).filter(([, why]) => why !== undefined));
}

function isThere(pull: PullFact, what: 'reviews' | 'threads' | 'checks'): boolean {
  return pull[what] !== undefined && !pull.missing.some((gap) => gap.what === what);
}

function reasonOf({ sources }: Facts, what: string): string | undefined {
  return sources.flatMap(({ missing }) => missing).find((gap) => gap.what === what)?.why;
}
