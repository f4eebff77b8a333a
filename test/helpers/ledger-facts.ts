import {
  type CheckFact,
  type Commit,
  type DeploymentFact,
  type Facts,
  type IssueFact,
  identify,
  type LabelEvent,
  type Ledger,
  type LedgerOptions,
  ledgerOf,
  type PullFact,
  type ReviewFact,
  type RosterEntry,
  type ThreadFact,
} from '@forethought/core';

const ADDRESS = 'https://github.com/example/example';

/** `2026-10-05T12:00:00Z` of `5`, and of `5.5` midnight after it: a time for tests to reckon with, by the day of a long October. */
export function day(number: number): string {
  return new Date(Date.UTC(2026, 9, 1, 12) + (number - 1) * 86_400_000).toISOString();
}

/** A sha that begins with these letters and digits. */
export function sha(start: string): string {
  return start.padEnd(40, '0');
}

/** A commit of ada's, by the beginning of its sha and of its parents'. */
export function landedCommit(
  start: string,
  at: number,
  parents: readonly string[] = [],
  changes: Partial<Commit> = {},
): Commit {
  const ada = { name: 'Ada Example', email: 'ada@users.noreply.github.com' };
  return {
    sha: sha(start),
    tree: '',
    parents: parents.map(sha),
    author: ada,
    committer: ada,
    authoredAt: day(at),
    committedAt: day(at),
    ...changes,
  };
}

/** A pull request of ada's that landed as one squashed commit on that day; everything may be replaced. */
export function landedPull(number: number, at: number, changes: Partial<PullFact> = {}): PullFact {
  return {
    number,
    url: `${ADDRESS}/pull/${number}`,
    author: { login: 'ada', kind: 'user' },
    createdAt: day(at - 2),
    readyAt: day(at - 2),
    updatedAt: day(at),
    mergedAt: day(at),
    closedAt: day(at),
    state: 'merged',
    isDraft: false,
    mergedBy: { login: 'lin', kind: 'user' },
    base: 'main',
    head: { ref: 'topic', sha: sha(`f${number}f`) },
    mergeCommit: sha(`a${number}a`),
    labels: [],
    type: 'feat',
    added: 20,
    deleted: 1,
    fileCount: 1,
    commitCount: 1,
    readAt: day(60),
    missing: [],
    ...changes,
  };
}

/** An issue that lin opened on that day. */
export function issueFact(number: number, at: number, changes: Partial<IssueFact> = {}): IssueFact {
  return {
    number,
    url: `${ADDRESS}/issues/${number}`,
    author: { login: 'lin', kind: 'user' },
    createdAt: day(at),
    updatedAt: day(at),
    closedAt: null,
    state: 'open',
    isNotPlanned: false,
    labels: [],
    closedBy: null,
    readAt: day(60),
    missing: [],
    ...changes,
  };
}

/** A successful deployment of a commit to production. */
export function rollout(
  id: string,
  start: string,
  at: number,
  changes: Partial<DeploymentFact> = {},
): DeploymentFact {
  return {
    id,
    environment: 'production',
    sha: sha(start),
    ref: null,
    createdAt: day(at),
    state: 'success',
    finishedAt: day(at),
    url: null,
    ...changes,
  };
}

/** A check that ran on a commit on that day. */
export function checkFact(
  name: string,
  start: string,
  at: number,
  conclusion: CheckFact['conclusion'],
): CheckFact {
  return { name, app: 'ci', sha: sha(start), conclusion, startedAt: day(at), completedAt: day(at) };
}

/** A thread on `src/a.ts` whose lines changed since. */
export function threadFact(login: string, at: number, changes: Partial<ThreadFact> = {}): ThreadFact {
  return {
    id: `${login}-${at}`,
    path: 'src/a.ts',
    author: { login, kind: 'user' },
    createdAt: day(at),
    commit: null,
    isResolved: true,
    isOutdated: true,
    url: `${ADDRESS}/pull/1#thread`,
    ...changes,
  };
}

/** A review that asks for changes. */
export function reviewFact(login: string, at: number, changes: Partial<ReviewFact> = {}): ReviewFact {
  return {
    id: `${login}-${at}`,
    author: { login, kind: 'user' },
    state: 'changes-requested',
    submittedAt: day(at),
    canPush: true,
    commit: null,
    url: `${ADDRESS}/pull/1#review`,
    ...changes,
  };
}

/** Somebody set a label. */
export function labelled(label: string, login: string, at: number): LabelEvent {
  return { label, added: true, by: { login, kind: 'user' }, at: day(at) };
}

/** Says that a change repairs another one. */
export function repairs(target: number | string, rung: 'trailer' | 'prose' | 'revert' = 'trailer') {
  return typeof target === 'number'
    ? { rung, target: { kind: 'number' as const, number: target } }
    : { rung, target: { kind: 'commit' as const, sha: target } };
}

/** Facts of a repository of which everything was read that is given, as of the sixtieth day. */
export function forgeFacts(given: Partial<Facts>): Facts {
  return {
    schema: 1,
    asOf: day(60),
    repository: { name: 'example/example', head: null },
    sources: [],
    commits: [],
    documents: [],
    defaultBranch: 'main',
    ...given,
  };
}

/** The ledger of facts, with everybody found by `identify`. */
export function ledgerIn(
  given: Partial<Facts>,
  options: Partial<LedgerOptions> & {
    readonly roster?: readonly RosterEntry[];
    readonly bots?: readonly string[];
    readonly agents?: readonly string[];
  } = {},
): Ledger {
  const { roster = [], bots = [], agents = [], ...rest } = options;
  const facts = forgeFacts(given);
  const who = identify({ commits: facts.commits, pulls: facts.pulls, roster, bots, agents });
  return ledgerOf(facts, { ...who, ...rest });
}

/** Squashed commits of these pull requests on one line, oldest first. */
export function lineOf(pulls: readonly PullFact[]): Commit[] {
  return pulls.map(({ number, mergedAt }, at) => ({
    ...landedCommit(`a${number}a`, 1, at === 0 ? [] : [`a${pulls[at - 1]?.number}a`]),
    committedAt: mergedAt ?? day(1),
  }));
}

/** The ledger of pull requests on one line of which the first was deployed on day 12; the account `helper` is a bot. */
export function deployedLedger(pulls: readonly PullFact[], given: Partial<Facts> = {}): Ledger {
  const deployments = [rollout('d1', `a${pulls[0]?.number}a`, 12)];
  return ledgerIn({ pulls: [...pulls], commits: lineOf(pulls), deployments, ...given }, { bots: ['helper'] });
}
