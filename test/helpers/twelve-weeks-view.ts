import type { EventState, IssueState, PullState, RepositoryState } from '../github/state/model.js';

/** What a repository held at an instant: what came later is not there, and what was closed later is open. Works on copies. */
export function repositoryAt(
  full: RepositoryState,
  at: string,
): Pick<RepositoryState, 'pulls' | 'issues' | 'checkRuns' | 'deployments' | 'releases' | 'runs'> {
  const came = <Item extends { readonly createdAt: string }>(items: readonly Item[]): Item[] =>
    items.filter(({ createdAt }) => createdAt <= at);
  return {
    pulls: came(full.pulls).map((pull) => pullAt(pull, at)),
    issues: came(full.issues).map((issue) => issueAt(issue, at)),
    checkRuns: full.checkRuns.filter(({ startedAt }) => startedAt <= at),
    deployments: came(full.deployments).map((one) => ({
      ...one,
      statuses: one.statuses.filter((status) => status.at <= at),
    })),
    releases: full.releases.filter(({ publishedAt }) => publishedAt !== null && publishedAt <= at),
    runs: came(full.runs),
  };
}

function issueAt<Issue extends IssueState>(issue: Issue, at: string): Issue {
  const timeline = issue.timeline.filter((event) => event.at <= at);
  const comments = issue.comments.filter(({ createdAt }) => createdAt <= at);
  const isOver = issue.closedAt !== null && issue.closedAt <= at;
  const instants = [
    issue.createdAt,
    ...timeline.map((event) => event.at),
    ...comments.map(({ updatedAt }) => updatedAt),
  ];
  return {
    ...issue,
    ...(isOver ? {} : { state: 'open', stateReason: null, closedAt: null }),
    timeline,
    comments,
    labels: labelsAfter(timeline),
    updatedAt: latest(instants),
  };
}

function pullAt(pull: PullState, at: string): PullState {
  const issue = issueAt(pull, at);
  const reviews = pull.reviews.filter(({ submittedAt }) => submittedAt !== null && submittedAt <= at);
  const threads = pull.threads.filter(({ comments }) => (comments[0]?.createdAt ?? '') <= at);
  const landed = issue.state === 'merged' ? {} : { mergeCommit: null, mergedAt: null, mergedBy: null };
  const instants = [issue.updatedAt, ...reviews.map(({ submittedAt }) => submittedAt ?? '')];
  return { ...issue, ...landed, reviews, threads, updatedAt: latest(instants) };
}

function latest(instants: readonly string[]): string {
  return instants.reduce((last, one) => (one > last ? one : last), '');
}

/** Labels come and go by events alone here. */
function labelsAfter(timeline: readonly EventState[]): string[] {
  const labels = new Set<string>();
  for (const { kind, label } of timeline) {
    if (label === undefined) continue;
    if (kind === 'labeled') labels.add(label);
    if (kind === 'unlabeled') labels.delete(label);
  }
  return [...labels];
}
