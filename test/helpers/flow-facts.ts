import type { Facts, IssueFact, PersonRecord, PullFact, TrainingFacts } from '@forethought/core';
import { day, forgeFacts, issueFact, landedPull, lineOf, rollout, sha } from './ledger-facts.js';

/** Facts as a case writes them: pull requests and issues by number and day, deployments by the pull request that they bring, records that several people have alike. */
export interface FlowFacts {
  readonly pulls?: readonly ({ readonly number: number; readonly day: number } & Partial<PullFact>)[];
  readonly issues?: readonly ({ readonly number: number; readonly day: number } & Partial<IssueFact>)[];
  readonly deployments?: readonly { readonly pull: number; readonly day: number }[];
  readonly trainees?: readonly {
    readonly logins: readonly string[];
    readonly record: Omit<PersonRecord, 'login'>;
  }[];
  readonly training?: Partial<TrainingFacts>;
  readonly rest?: Partial<Facts>;
}

/** Nobody said anything, and everything was read. */
const QUIET: Partial<PullFact> = { reviews: [], threads: [], checks: [], labelEvents: [], surprises: 0 };

/** Whole facts: everything that a case leaves out is read, and there is nothing of it. */
export function flowFacts(given: FlowFacts): Facts {
  const { pulls = [], issues = [], deployments = [], rest = {} } = given;
  const landed = pulls.map(({ number, day: at, ...more }) => landedPull(number, at, { ...QUIET, ...more }));
  return forgeFacts({
    sources: [
      { id: 'git', state: 'complete', missing: [] },
      { id: 'github', state: 'complete', missing: [] },
      { id: 'documents', state: 'complete', missing: [] },
    ],
    commits: lineOf(landed).map((commit) => ({ ...commit, message: 'feat: change\n' })),
    pulls: landed,
    issues: issues.map(({ number, day: at, ...more }) =>
      issueFact(number, at, { labelEvents: [], surprises: 0, ...more }),
    ),
    deployments: deployments.map(({ pull, day: at }, index) =>
      rollout(`d${index}`, landed.find(({ number }) => number === pull)?.mergeCommit ?? sha('0'), at),
    ),
    releases: [],
    workflowRuns: [],
    asOf: day(60),
    ...trainingOf(given),
    ...rest,
  });
}

/** Nothing about people where the case says nothing about them. */
function trainingOf({ trainees, training }: FlowFacts): Pick<Facts, 'training'> {
  if (trainees === undefined && training === undefined) return {};
  const people = (trainees ?? []).flatMap(({ logins, record }) =>
    logins.map((login) => ({ ...record, login })),
  );
  const none = { profiles: [], weeks: [], days: [], surveys: [], unread: [], existing: [], approvals: [] };
  return { training: { ...none, people, ...training } };
}
