import { askGit, type GitPlace, git, gitText } from './git.js';
import { GitError } from './git-error.js';
import { readObjects } from './tree.js';

/** Refuses what git would take for an option or for two lines of input. */
export function checkRevisions(revs: readonly string[]): void {
  for (const rev of revs) {
    if (rev === '' || rev.startsWith('-') || /[\n\0]/.test(rev)) {
      throw new GitError(
        'unknown-revision',
        `${JSON.stringify(rev)} is no name of a commit`,
        'name a branch, a tag or a sha',
      );
    }
  }
}

/** Whether the current branch has a commit at all. */
export async function hasCommits(repo: GitPlace): Promise<boolean> {
  return (await askGit(repo, ['rev-parse', '--verify', '-q', 'HEAD^{commit}'])) !== null;
}

/** Full sha of a commit by any name. Throws `GitError` with the nearest names when there is none. */
export async function resolveCommit(repo: GitPlace, rev: string): Promise<string> {
  checkRevisions([rev]);
  const [commit] = await readObjects(repo, [`${rev}^{commit}`]);
  if (commit?.type === 'commit') return commit.id;
  throw await explainRevisions(repo, [rev], unknownRevision(rev));
}

/**
 * The last commit of a branch that was made by an instant, along first parents; null where the branch began later. `why`: the clone does
 * not have the branch's history from then.
 */
export async function readCommitAt(
  repo: GitPlace,
  rev: string,
  instant: string,
  { signal }: { readonly signal?: AbortSignal | undefined } = {},
): Promise<{ readonly sha: string } | { readonly why: string } | null> {
  const seconds = Math.floor(Date.parse(instant) / 1000);
  const walk = ['rev-list', '-1', '--first-parent', `--min-age=${seconds}`, rev, '--'];
  const sha = await askGit(repo, walk, { signal });
  if (sha === null) return { why: `this clone does not have the commit ${rev.slice(0, 12)}` };
  if (sha !== '') return { sha };
  const shallow = await askGit(repo, ['rev-parse', '--is-shallow-repository'], { signal });
  return shallow === 'true'
    ? { why: 'this is a shallow clone whose history begins later; git fetch --unshallow gets the rest' }
    : null;
}

/** Throws `GitError` unless the name means something that has files: a commit, a tag of one, or a tree. */
export async function requireRevision(repo: GitPlace, rev: string): Promise<void> {
  checkRevisions([rev]);
  const [tree] = await readObjects(repo, [`${rev}^{tree}`]);
  if (tree?.type !== 'tree') throw await explainRevisions(repo, [rev], unknownRevision(rev));
}

function unknownRevision(rev: string): GitError {
  return new GitError('unknown-revision', `no commit is called ${rev}`, 'look at: git branch --all, git tag');
}

/** Names that stand in a revision expression, e.g. two in `main...topic~2`. */
function namesIn(revs: readonly string[]): string[] {
  return revs
    .flatMap((rev) => rev.split(/\.{2,3}/))
    .map((name) => name.replace(/^\^/, '').replace(/[\^~@{].*$/, ''));
}

/** Says which name is unknown and what is near it; other trouble comes back as it was. */
export async function explainRevisions(
  repo: GitPlace,
  revs: readonly string[],
  error: GitError,
): Promise<GitError> {
  if (error.trouble !== 'unknown-revision' && error.trouble !== 'no-commits') return error;
  const names = namesIn(revs).filter((name) => name !== '');
  const asked = names.map((name) => `${name}^{commit}\n`).join('');
  const answers = (await git(repo, ['cat-file', '--batch-check=%(objectname)'], { input: asked }))
    .toString()
    .split('\n');
  const unknown = names.find((_, at) => answers[at]?.endsWith(' missing') ?? true);
  if (unknown === undefined) return error;
  const refs = await gitText(repo, ['for-each-ref', '--format=%(refname:short)', '--count=5000']);
  const hints = nearest(unknown, refs.split('\n'));
  const shallow = (await askGit(repo, ['rev-parse', '--is-shallow-repository'])) === 'true';
  if (unknown === 'HEAD') {
    return new GitError(
      'no-commits',
      'the current branch has no commit yet',
      'make the first commit, or name a branch',
      error.detail,
    );
  }
  return new GitError(
    shallow && hints.length === 0 ? 'shallow' : 'unknown-revision',
    `no commit is called ${unknown}${shallow ? ' in this shallow clone' : ''}`,
    hints.length > 0
      ? `did you mean ${hints.join(' or ')}?`
      : shallow
        ? 'fetch the history: git fetch --unshallow (in GitHub Actions: fetch-depth: 0)'
        : 'look at: git branch --all, git tag; a branch of the server needs git fetch first',
    error.detail,
  );
}

/** At most three known names that differ by a typing mistake, or only by the name of a remote. */
export function nearest(name: string, known: readonly string[]): string[] {
  const wanted = name.toLowerCase().slice(0, 80);
  const limit = wanted.length < 4 ? 1 : Math.max(2, Math.floor(wanted.length / 3));
  return known
    .map((ref) => ({
      ref,
      far: ref.endsWith(`/${name}`) ? 0 : distance(wanted, ref.toLowerCase().slice(0, 80)),
    }))
    .filter(({ far }) => far <= limit)
    .sort((a, b) => a.far - b.far || (a.ref < b.ref ? -1 : 1))
    .slice(0, 3)
    .map(({ ref }) => ref);
}

/** Levenshtein distance of two short texts. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
