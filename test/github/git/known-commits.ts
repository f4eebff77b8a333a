import { type CommitObject, readCommits } from './objects.js';
import { askGit } from './run.js';

/** So many commits are read at once; of a longer history each by itself. */
const MOST = 10_000;

/** What a head has that its base has not, oldest first, and where it left the line of the base. */
export interface Chain {
  readonly commits: readonly CommitObject[];
  readonly fork: string;
}

/** The commits of a repository that were read so far; objects never change, so nothing is forgotten. */
export interface KnownCommits {
  get(sha: string): CommitObject | undefined;
  keep(list: readonly CommitObject[]): readonly CommitObject[];
  /** Without git, for a head whose own commits are a line; `null` where git has to be asked. */
  chain(base: string, head: string): Chain | null;
}

/** Nothing is read before somebody asks; then a short history is read whole. */
export function knownCommits(path: string): KnownCommits {
  const commits = new Map<string, CommitObject>();
  let isPrimed = false;
  let line: { readonly base: string; readonly shas: ReadonlySet<string> | null } | undefined;
  const keep = (list: readonly CommitObject[]): readonly CommitObject[] => {
    for (const commit of list) commits.set(commit.sha, commit);
    return list;
  };
  const prime = (): void => {
    if (isPrimed) return;
    isPrimed = true;
    const count = Number(askGit(path, ['rev-list', '--count', '--all'])?.toString('utf8') ?? MOST + 1);
    if (count <= MOST) keep(readCommits(path, ['--all']));
  };
  const get = (sha: string): CommitObject | undefined => {
    if (!commits.has(sha)) prime();
    return commits.get(sha) ?? keep(readCommits(path, ['-1', sha, '--']))[0];
  };
  const ancestors = (base: string): ReadonlySet<string> | null => {
    prime();
    if (line?.base !== base) line = { base, shas: ancestorsIn(commits, base) };
    return line.shas;
  };
  return {
    get,
    keep,
    chain: (base, head) => {
      const known = ancestors(base);
      return known === null ? null : chainIn(commits, known, head);
    },
  };
}

/** Everything that a commit stands on, and itself; `null` where a part was not read. */
function ancestorsIn(commits: ReadonlyMap<string, CommitObject>, base: string): ReadonlySet<string> | null {
  const seen = new Set<string>();
  const open = [base];
  for (let sha = open.pop(); sha !== undefined; sha = open.pop()) {
    if (seen.has(sha)) continue;
    const commit = commits.get(sha);
    if (commit === undefined) return null;
    seen.add(sha);
    open.push(...commit.parents);
  }
  return seen;
}

function chainIn(
  commits: ReadonlyMap<string, CommitObject>,
  base: ReadonlySet<string>,
  head: string,
): Chain | null {
  const own: CommitObject[] = [];
  for (let sha = head; !base.has(sha); ) {
    const commit = commits.get(sha);
    const [parent] = commit?.parents ?? [];
    if (commit === undefined || parent === undefined || commit.parents.length > 1) return null;
    own.push(commit);
    sha = parent;
  }
  const fork = own.at(-1)?.parents[0] ?? head;
  return { commits: own.reverse(), fork };
}
