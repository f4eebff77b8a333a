/** The three stages of testing, in their order. */
export const STAGES = ['isolation', 'integration', 'failure'] as const;
export type Stage = (typeof STAGES)[number];

/** A run of a command that `forethought test` recorded. */
export interface TestedRun {
  readonly schema: 1;
  /** The words of the command, secrets masked. */
  readonly command: readonly string[];
  /** Exit code as a shell reports it: 128 and the signal's number where a signal ended it. */
  readonly exit: number;
  /** Name of the signal that ended it. */
  readonly signal?: string;
  readonly result: 'passed' | 'failed';
  readonly startedAt: string;
  readonly durationMs: number;
  readonly stage?: Stage;
  /** Tree of the index when the command began, as it would have been committed. */
  readonly tree: string;
  /** Tree of the tracked files as they lay in the work tree, which is what was tested: `tree` where nothing was unstaged. */
  readonly tested: string;
  /** Untracked files, folders of them counted once, that Git does not ignore. */
  readonly untracked: number;
  /** The command left other trees behind than it found. */
  readonly changedFiles: boolean;
}

/** A run as it was stored, or undefined where the text is no such record. */
export function testedRunOf(text: string): TestedRun | undefined {
  try {
    const run: Partial<TestedRun> = JSON.parse(text);
    const isRun =
      run.schema === 1 &&
      Array.isArray(run.command) &&
      run.command.every((word) => typeof word === 'string') &&
      [run.tree, run.tested, run.startedAt].every((value) => typeof value === 'string') &&
      [run.exit, run.durationMs, run.untracked].every((value) => typeof value === 'number') &&
      (run.stage === undefined || STAGES.includes(run.stage)) &&
      /^[0-9a-f]{40,64}$/.test(run.tested ?? '');
    return isRun ? (run as TestedRun) : undefined;
  } catch {
    return undefined;
  }
}

/** The newest run of a command on a tree, and how often the same command had passed and failed there before. */
export interface RunOnTree extends TestedRun {
  readonly earlier: { readonly passed: number; readonly failed: number };
}

/** The newest run of each command and stage that tested exactly this tree, stage by stage; those without one come last. */
export function runsOn(runs: readonly TestedRun[], tree: string): readonly RunOnTree[] {
  const newest = new Map<string, RunOnTree>();
  const byTime = [...runs].sort((a, b) => (a.startedAt < b.startedAt ? -1 : 1));
  for (const run of byTime) {
    if (run.tested !== tree) continue;
    const key = JSON.stringify([run.stage, run.command]);
    const before = newest.get(key);
    newest.delete(key);
    newest.set(key, { ...run, earlier: earlierOf(before) });
  }
  const rank = ({ stage }: TestedRun): number =>
    stage === undefined ? STAGES.length : STAGES.indexOf(stage);
  return [...newest.values()].sort((a, b) => rank(a) - rank(b));
}

function earlierOf(before: RunOnTree | undefined): RunOnTree['earlier'] {
  if (before === undefined) return { passed: 0, failed: 0 };
  const { passed, failed } = before.earlier;
  return before.exit === 0 ? { passed: passed + 1, failed } : { passed, failed: failed + 1 };
}
