import { withoutAttributes } from './attribute-free.js';
import type { DeletedLines } from './deleted-lines.js';
import { type GitPlace, git } from './git.js';
import { NEUTRAL_CONFIG } from './neutral.js';
import type { LookupOptions } from './tree.js';

/** A commit that lines go back to. */
export interface Origin {
  readonly sha: string;
  /** Unix time of its committer, in seconds. */
  readonly seconds: number;
  readonly lines: number;
}

/** Where a blame begins and how far back it goes. */
export interface BlameQuery extends LookupOptions {
  readonly rev: string;
  /** Unix time in seconds; what is older is not looked for. */
  readonly since: number;
  /** Full shas of commits whose changes are looked through. */
  readonly ignored: readonly string[];
}

const HEAD = /^([0-9a-f]{40,64}) \d{1,10} \d{1,10}(?: \d{1,10})?$/;
/** Command lines have an end. */
const MOST_RANGES = 500;

/** Which commits since then the lines of a file go back to, white space apart. https://git-scm.com/docs/git-blame#_the_porcelain_format */
export async function blame(
  repo: GitPlace,
  { path, lines }: DeletedLines,
  { rev, since, ignored, signal }: BlameQuery,
): Promise<readonly Origin[]> {
  const ranges = rangesOf(lines).slice(0, MOST_RANGES);
  if (ranges.length === 0) return [];
  const output = await git(
    await withoutAttributes(repo),
    [
      ...NEUTRAL_CONFIG,
      'blame',
      '--no-ignore-revs-file',
      '--porcelain',
      '-w',
      '--root',
      `--since=${since}`,
      ...ignored.map((sha) => `--ignore-rev=${sha}`),
      ...ranges.map(([first, last]) => `-L${first},${last}`),
      rev,
      '--',
      path,
    ],
    { signal },
  );
  return originsIn(output.toString('latin1'));
}

/** Consecutive numbers as first and last ones. */
function rangesOf(lines: readonly number[]): readonly (readonly [number, number])[] {
  const ranges: [number, number][] = [];
  for (const line of lines) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] + 1 === line) last[1] = line;
    else ranges.push([line, line]);
  }
  return ranges;
}

/** A commit is described where it comes first; what git looked no further back for is a boundary. */
function originsIn(text: string): readonly Origin[] {
  const found = new Map<string, { sha: string; seconds: number; lines: number; isBoundary: boolean }>();
  let origin = { sha: '', seconds: 0, lines: 0, isBoundary: false };
  for (const line of text.split('\n')) {
    if (line.startsWith('\t')) continue;
    const sha = HEAD.exec(line)?.[1];
    if (sha !== undefined) {
      origin = found.get(sha) ?? { sha, seconds: 0, lines: 0, isBoundary: false };
      origin.lines++;
      found.set(sha, origin);
    } else if (line.startsWith('committer-time ')) origin.seconds = Number(line.slice(15));
    else if (line === 'boundary') origin.isBoundary = true;
  }
  return [...found.values()]
    .filter(({ isBoundary }) => !isBoundary)
    .map(({ sha, seconds, lines }) => ({ sha, seconds, lines }));
}
