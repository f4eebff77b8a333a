import type { CheckRunState } from './checks-model.js';
import type { RepositoryState } from './model.js';

/** The check runs of one app and one workflow on one commit, oldest first. */
export interface Suite {
  readonly id: number;
  readonly sha: string;
  readonly app: string;
  readonly workflow: string | null;
  readonly runs: readonly CheckRunState[];
}

/** The suites of a commit, in the order in which they began. */
export function suitesOf(repository: RepositoryState, sha: string): readonly Suite[] {
  const suites = new Map<string, Suite & { readonly runs: CheckRunState[] }>();
  for (const run of repository.checkRuns) {
    if (run.sha !== sha) continue;
    const key = `${run.app}\n${run.workflow ?? ''}`;
    const known = suites.get(key);
    if (known !== undefined) known.runs.push(run);
    else suites.set(key, { id: run.id + 1_000_000, sha, app: run.app, workflow: run.workflow, runs: [run] });
  }
  return [...suites.values()];
}

/** The last run of each name: what was run again hides what was there before. */
export function latestRuns({ runs }: Pick<Suite, 'runs'>): readonly CheckRunState[] {
  return [...new Map(runs.map((run) => [run.name, run])).values()];
}
