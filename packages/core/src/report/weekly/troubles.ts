import { counted } from '../words.js';

/**
 * A file of the repository of which something is not counted as it was meant: where, and in `what` what is expected there, without a
 * word of the file itself. `addedAt`: when it was first committed.
 */
export interface FileTrouble {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly what: string;
  readonly addedAt?: string | undefined;
}

/** So many files are named; of the others it is said how many there are. */
const MOST = 3;

/** A line for each of the first files, and one for the rest; of a file the first trouble alone. */
export function troubleLines(troubles: readonly FileTrouble[]): readonly string[] {
  const files = [
    ...new Map([...troubles].reverse().map((trouble) => [trouble.path, trouble])).values(),
  ].reverse();
  const lines = files
    .slice(0, MOST)
    .map(({ path, line, column, what }) => `${path}:${line}:${column}: ${what}`);
  const rest = files.length - lines.length;
  return rest === 0 ? lines : [...lines, `${counted(rest, 'more file')} with the like`];
}

/** Those of files that were there by an instant. */
export function troublesBy(troubles: readonly FileTrouble[], asOf: string): readonly FileTrouble[] {
  const end = Date.parse(asOf);
  return troubles.filter(({ addedAt }) => addedAt === undefined || Date.parse(addedAt) <= end);
}
