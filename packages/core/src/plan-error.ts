/** One thing that is wrong in a file that people wrote: where, what, and what would be valid. Lines and columns from 1. */
export interface PlanProblem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/**
 * A plan or a configuration that its author can mend. `message` lists every problem, a line each: `file:line:column: what is wrong;
 * what would be valid`. Where other files lead to the file, a last line names them all in their order.
 */
export class PlanError extends Error {
  override readonly name = 'PlanError';
  readonly file: string;
  readonly problems: readonly PlanProblem[];

  constructor(file: string, problems: readonly PlanProblem[], chain: readonly string[] = []) {
    const lines = problems.map(({ line, column, message }) => `${file}:${line}:${column}: ${message}`);
    super([...lines, ...(chain.length > 1 ? [`  (${chain.join(' builds on ')})`] : [])].join('\n'));
    this.file = file;
    this.problems = problems;
  }
}
