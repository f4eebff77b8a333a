/** Everything that a command may touch, so that tests and the entry point hand over the same thing. */
export interface World {
  readonly out: NodeJS.WritableStream & { readonly isTTY?: boolean; readonly columns?: number };
  readonly err: NodeJS.WritableStream & { readonly isTTY?: boolean };
  readonly in: NodeJS.ReadableStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** The instant that stands for *now*, ISO 8601. */
  readonly now: string;
  /** Aborted on SIGINT and SIGTERM. */
  readonly signal: AbortSignal;
}

/** Exit codes of every command. 0 says that nothing that blocks was found. */
export const EXIT = { pass: 0, violations: 1, configuration: 2, couldNotEvaluate: 3 } as const;

/** A mistake in how the command was called. The message says what would be right; exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Colours are used on a terminal, unless `NO_COLOR` is set (https://no-color.org) or the terminal is dumb. */
export function wantsColor(world: World): boolean {
  return world.out.isTTY === true && !world.env['NO_COLOR'] && world.env['TERM'] !== 'dumb';
}

/** Columns that a terminal has; where none reads, those that `COLUMNS` names (https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap08.html), else 100. */
export function columnsOf({ out, env }: Pick<World, 'out' | 'env'>): number {
  const named = Number(env['COLUMNS']);
  return out.columns ?? (Number.isInteger(named) && named >= LEAST_COLUMNS ? named : 100);
}

/** Fewer are taken for a mistake. */
const LEAST_COLUMNS = 40;

/** Says on standard error that `--as-of` has no say where commits are judged: each is, as of its committer date. */
export function sayDated(world: World, asOf: string | undefined): void {
  if (asOf === undefined) return;
  world.err.write('forethought: --as-of has no effect here: a commit is judged as of its committer date\n');
}
