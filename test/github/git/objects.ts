import { askGit } from './run.js';

/** A person and a moment as a commit names them; `date` is ISO 8601 with the zone that was written. */
export interface Signature {
  readonly name: string;
  readonly email: string;
  readonly date: string;
}

/** One commit. */
export interface CommitObject {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Signature;
  readonly committer: Signature;
  readonly message: string;
}

/** One entry of a tree. */
export interface Entry {
  readonly mode: string;
  readonly type: 'blob' | 'tree' | 'commit';
  readonly sha: string;
  readonly size: number;
  readonly path: string;
}

const FIELDS = ['%H', '%T', '%P', '%an', '%ae', '%aI', '%cn', '%ce', '%cI', '%B'];

/** The commits that `git log` gives for these arguments, as whole objects; none when a revision is unknown. */
export function readCommits(path: string, args: readonly string[]): readonly CommitObject[] {
  const format = `--format=tformat:${FIELDS.join('%x00')}`;
  const output = askGit(path, ['log', '-z', '--encoding=UTF-8', format, ...args]);
  const fields = (output ?? Buffer.alloc(0)).toString('utf8').split('\0');
  const count = Math.floor(fields.length / FIELDS.length);
  return Array.from({ length: count }, (_, index) =>
    parseCommit(fields.slice(index * FIELDS.length, (index + 1) * FIELDS.length)),
  );
}

function parseCommit(fields: readonly string[]): CommitObject {
  const [sha = '', tree = '', parents = '', name = '', email = '', date = '', ...rest] = fields;
  const [committer = '', committerEmail = '', committed = '', message = ''] = rest;
  return {
    sha,
    tree,
    parents: parents === '' ? [] : parents.split(' '),
    author: { name, email, date },
    committer: { name: committer, email: committerEmail, date: committed },
    message: message.replace(/\n$/, ''),
  };
}

/** What stands at a path of a revision. */
export function readEntry(path: string, rev: string, name: string): Entry | undefined {
  if (name === '') {
    const sha = askGit(path, ['rev-parse', '--verify', '-q', `${rev}^{tree}`])
      ?.toString('utf8')
      .trim();
    return sha === undefined ? undefined : { mode: '040000', type: 'tree', sha, size: 0, path: '' };
  }
  return parseEntries(askGit(path, ['--literal-pathspecs', 'ls-tree', '-l', '-z', rev, '--', name]))[0];
}

/** The entries of a tree, in Git's order. */
export function readTree(path: string, sha: string): readonly Entry[] {
  return parseEntries(askGit(path, ['ls-tree', '-l', '-z', sha]));
}

function parseEntries(output: Buffer | null): readonly Entry[] {
  const lines = (output ?? Buffer.alloc(0)).toString('utf8').split('\0').slice(0, -1);
  return lines.map((line) => {
    const tab = line.indexOf('\t');
    const [mode = '', type = '', sha = '', size = ''] = line.slice(0, tab).split(/ +/);
    return { mode, type: type as Entry['type'], sha, size: Number(size) || 0, path: line.slice(tab + 1) };
  });
}
