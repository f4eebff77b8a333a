import { withoutAttributes } from './attribute-free.js';
import { type GitPlace, git } from './git.js';
import { GitError } from './git-error.js';
import { NEUTRAL_CONFIG, NEUTRAL_DIFF } from './neutral.js';
import { type LookupOptions, readObjects } from './tree.js';

const PATCH: readonly string[] = [
  ...NEUTRAL_CONFIG,
  'diff-tree',
  '--stdin',
  '-r',
  '--root',
  '--diff-merges=first-parent',
  '--patch',
  '--unified=3',
  '--text',
  '--no-prefix',
  ...NEUTRAL_DIFF,
];

/** What a message says: this commit (full sha) takes back the one of that name. */
export interface Claim {
  readonly sha: string;
  readonly reverted: string;
}

/**
 * Shas of those commits that do take back what they name: it is part of the history that they were made in, and of every file that they
 * change they change the same lines the other way round, wherever these stand by now. A commit may take back some files of many.
 */
export async function readInverses(
  repo: GitPlace,
  claims: readonly Claim[],
  { signal }: LookupOptions = {},
): Promise<ReadonlySet<string>> {
  const found = await readObjects(
    repo,
    claims.map(({ reverted }) => `${reverted}^{commit}`),
    signal,
  );
  const known = claims.flatMap(({ sha }, at) => {
    const commit = found[at];
    return commit?.type === 'commit' && commit.id !== sha ? [{ sha, id: commit.id }] : [];
  });
  if (known.length === 0) return new Set();
  const strange = await unreachable(repo, known, signal);
  const pairs = known.filter(({ id }) => !strange.has(id));
  const place = await withoutAttributes(repo);
  const [made, reversed] = await Promise.all([
    patchesOf(place, PATCH, new Set(pairs.map(({ sha }) => sha)), signal),
    patchesOf(place, [...PATCH, '-R'], new Set(pairs.map(({ id }) => id)), signal),
  ]);
  if (made === undefined || reversed === undefined) return new Set();
  return new Set(
    pairs.filter(({ sha, id }) => isWithin(made.get(sha), reversed.get(id))).map(({ sha }) => sha),
  );
}

/** Ids that none of the commits has behind it. Else a branch that nobody has judged could be named, which takes away what is to be added. */
async function unreachable(
  repo: GitPlace,
  pairs: readonly { readonly sha: string; readonly id: string }[],
  signal: AbortSignal | undefined,
): Promise<ReadonlySet<string>> {
  const input = pairs.map(({ sha, id }) => `${id}\n^${sha}\n`).join('');
  const output = await git(repo, ['rev-list', '--stdin'], { input, signal });
  return new Set(output.toString('latin1').split('\n'));
}

/** A text per changed file, by the line that names the file. */
type Patch = ReadonlyMap<string, string>;

function isWithin(made: Patch | undefined, reversed: Patch | undefined): boolean {
  return [...(made ?? [])].every(([file, text]) => reversed?.get(file) === text);
}

/** Patches of each commit, or nothing where they are more than can be held in memory. */
async function patchesOf(
  place: GitPlace,
  command: readonly string[],
  shas: ReadonlySet<string>,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, Patch> | undefined> {
  if (shas.size === 0) return new Map();
  const input = [...shas, ''].join('\n');
  try {
    return patchesIn((await git(place, command, { input, signal })).toString('latin1'));
  } catch (error) {
    if (error instanceof GitError && error.trouble === 'output-too-large') return undefined;
    throw error;
  }
}

/** Reads patches without the ids of blobs and the numbers of lines. What stands in a file always has a sign before it. */
function patchesIn(text: string): ReadonlyMap<string, Patch> {
  const all = new Map<string, Map<string, string>>();
  let files = new Map<string, string>();
  let file = '';
  let lines: string[] = [];
  const close = (): void => {
    if (file !== '') files.set(file, lines.join('\n'));
    file = '';
    lines = [];
  };
  for (const line of text.split('\n')) {
    if (/^[0-9a-f]{40,64}$/.test(line)) {
      close();
      files = new Map();
      all.set(line, files);
    } else if (line.startsWith('diff --git ')) {
      close();
      file = line;
    } else if (!line.startsWith('index ')) {
      lines.push(line.startsWith('@@ ') ? '@@' : line);
    }
  }
  close();
  return all;
}
