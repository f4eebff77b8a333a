import type { Finding, Policy, Verdict } from '@forethought/core';
import { openRepository, type Repository } from '@forethought/io';
import { rules } from '@forethought/rules';
import type { CheckOptions } from './check.js';
import { loadPolicies, type PolicySource } from './policy-source.js';
import { findingsOf, openSink, type SharedFindings, type Sink } from './sink.js';
import { type Counts, countSubject, exitCodeFor, noCounts, reportOf, verdictOf } from './verdict.js';
import type { World } from './world.js';

/** What every check works with: the repository, its policies, and the one answer that is being written. */
export interface CheckContext {
  readonly world: World;
  readonly options: CheckOptions;
  readonly repo: Repository;
  readonly source: PolicySource;
  readonly sink: Sink;
  readonly notices: string[];
}

/** Opens the repository and its policies before anything is judged, so that a configuration error comes first and alone. */
export async function policyNow(world: World, options: CheckOptions): Promise<CheckContext> {
  const repo = await openRepository(world.cwd, options.repo);
  const source = await loadPolicies(world, repo, { ...options, adoptionLater: options.from !== undefined });
  const policy: Policy = source.policyOf(null);
  const sink = openSink(world, options.format, { rules, policy });
  return { world, options, repo, source, sink, notices: [] };
}

/** Keeps the sums of a check while its subjects go by. */
export interface Tallying {
  readonly add: (findings: readonly Finding[]) => Promise<void>;
  /** The same for a list that many subjects of one kind share. */
  readonly addShared: (list: SharedFindings, subject: Finding['subject']) => Promise<void>;
  /** Writes the answer and gives the exit code. */
  readonly end: () => Promise<number>;
}

/** What one subject adds. */
interface Sums {
  readonly counts: Readonly<Counts>;
  readonly verdict: Verdict;
}

/** Starts counting. The verdict only ever gets worse: *pass*, *fail*, *error*. */
export function startTally(context: CheckContext): Tallying {
  const counts = noCounts();
  let verdict: Verdict = 'pass';
  const add = (more: Sums): void => {
    for (const name of Object.keys(counts) as (keyof Counts)[]) counts[name] += more.counts[name];
    if (more.verdict === 'error' || verdict === 'pass') verdict = more.verdict;
  };
  const sumsOf = (findings: readonly Finding[]): Sums => {
    const own = noCounts();
    countSubject(own, findings, context.source);
    return { counts: own, verdict: verdictOf(findings) };
  };
  const shared = new Map<SharedFindings, Sums>();
  return {
    add: (findings) => {
      add(sumsOf(findings));
      return context.sink.add(findings);
    },
    addShared: (list, subject) => {
      const sums = shared.get(list) ?? sumsOf(findingsOf(list, subject));
      shared.set(list, sums);
      add(sums);
      return context.sink.addShared(list, subject);
    },
    end: async () => {
      const report = reportOf(
        context.source,
        { findings: [], counts },
        { notices: context.notices, verdict },
      );
      await context.sink.end(report);
      return exitCodeFor(verdict);
    },
  };
}
