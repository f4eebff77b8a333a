import type { GitHub } from '../connect.js';
import { GitHubError } from '../error.js';
import { maybeText, textAt, truthAt } from '../value.js';
import { askPage } from './ask.js';
import type { ForgeKind, ForgeQuery, ForgeSummary } from './batch.js';
import { collectDeployments } from './deployments.js';
import { collectIssues } from './issues.js';
import { collectPulls } from './pulls.js';
import { repositoryQuery } from './queries.js';
import { collectReleases } from './releases.js';
import { booked, note, type Run, readAt, startRun } from './run.js';
import { collectWorkflowRuns } from './workflow-runs.js';

interface Part {
  readonly kind: ForgeKind;
  readonly collect: (run: Run, repository: string) => Promise<void>;
  /** What the job has to be granted for it. */
  readonly permission: string;
}

/** In the order in which they are read, the most wanted first. */
const PARTS: readonly Part[] = [
  { kind: 'pulls', collect: collectPulls, permission: 'pull-requests: read' },
  { kind: 'issues', collect: collectIssues, permission: 'issues: read' },
  { kind: 'deployments', collect: collectDeployments, permission: 'deployments: read' },
  { kind: 'releases', collect: collectReleases, permission: 'contents: read' },
  { kind: 'workflowRuns', collect: collectWorkflowRuns, permission: 'actions: read' },
];
/** Trouble that ends the whole run: whatever else is asked would get the same answer. */
const FATAL: readonly GitHubError['kind'][] = ['unauthorised'];

/**
 * Reads what GitHub keeps of a repository and hands it over batch by batch, each with the watermark to store beside it. What cannot
 * be read is a gap in the summary, a used-up limit too: then the rest waits for the next run. Throws `GitHubError` when the
 * repository itself can't be read, and whatever `onBatch` throws.
 */
export async function collectForge(hub: GitHub, query: ForgeQuery): Promise<ForgeSummary> {
  const run = startRun(hub, query);
  const { data } = await booked(run, 'other', () => askPage(run, repositoryQuery));
  const repository = textAt(data, 'repository', 'nameWithOwner');
  noteRenamed(run, repository);
  const isRead: Partial<Record<ForgeKind, string>> = {};
  let stop: string | undefined;
  for (const { kind, collect, permission } of PARTS) {
    if (kind === 'workflowRuns' && run.workflow === undefined) continue;
    if (stop !== undefined) note(run, kind, stop);
    else {
      const trouble = await orTrouble(() => collect(run, repository));
      if (trouble === undefined) isRead[kind] = readAt(run);
      else note(run, kind, wordsOf(trouble, permission));
      if (trouble?.kind === 'rate-limited') stop = wordsOf(trouble, permission);
    }
  }
  const requests = hub.requests();
  return {
    repository,
    isPublic: !truthAt(data, 'repository', 'isPrivate'),
    defaultBranch: maybeText(data, 'repository', 'defaultBranchRef', 'name'),
    counts: run.counts,
    requests,
    points: Object.values(run.points).reduce((sum, points) => sum + points, 0),
    pointsFor: run.points,
    gaps: run.gaps,
    readAt: isRead,
  };
}

function noteRenamed(run: Run, repository: string): void {
  const { owner, repo } = run.hub.where;
  if (`${owner}/${repo}`.toLowerCase() === repository.toLowerCase()) return;
  note(
    run,
    'repository',
    `${owner}/${repo} is called ${repository} now; what is written by its old name still leads there`,
  );
}

/** Does work; trouble with the platform is handed back unless it ends everything. */
async function orTrouble(work: () => Promise<void>): Promise<GitHubError | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof GitHubError && !FATAL.includes(error.kind)) return error;
    throw error;
  }
}

function wordsOf(trouble: GitHubError, permission: string): string {
  if (trouble.kind === 'forbidden' || trouble.kind === 'not-found') {
    return `${trouble.message}; grant the job ${permission}`;
  }
  return `${trouble.message}; ${trouble.fix}`;
}
