import type { CommitObject, Entry, Signature } from '../git/objects.js';
import { pullsOf } from '../rest/commits.js';
import { isPlatformMade, utc } from '../shapes/commit.js';
import type { RepositoryState } from '../state/model.js';
import type { World } from '../state/world.js';
import { checkedFields } from './checks.js';
import { commitNode } from './commit-node.js';
import { type Args, type Context, connection, fields, type Node, type Resolvers } from './node.js';

/** The object that an expression such as `main:docs/a.md` or a sha names. */
export function objectNode(world: World, repository: RepositoryState, expression: string): Node | null {
  const history = world.history(repository);
  const colon = expression.indexOf(':');
  const rev = colon < 0 ? expression : expression.slice(0, colon);
  const sha = history.resolve(rev);
  if (sha === null) return null;
  if (colon < 0) return commitNode(world, repository, sha);
  const entry = history.entry(sha, expression.slice(colon + 1).replace(/\/$/, ''));
  return entry === undefined ? null : entryObject(repository, entry);
}

function entryObject(repository: RepositoryState, entry: Entry): Node<Entry> | null {
  if (entry.type === 'commit') return null;
  return { __typename: entry.type === 'tree' ? 'Tree' : 'Blob', repository, value: entry };
}

function gitActor(signature: Signature): unknown {
  return { __typename: 'GitActor', signature };
}

/** The author and the co-authors, as GitHub reads them out of the trailers. */
function authorsOf({ author, message }: CommitObject): readonly unknown[] {
  const named = message.split('\n').flatMap((line) => {
    const found = /^Co-authored-by: ([^<]{1,100}) <([^>]{1,100})>$/i.exec(line.trim());
    return found === null ? [] : [{ ...author, name: found[1] ?? '', email: found[2] ?? '' }];
  });
  return [author, ...named].map(gitActor);
}

type Source = Node<CommitObject>;

function changed({ repository, value }: Source, world: World) {
  const parent = value.parents[0];
  return parent === undefined ? [] : world.history(repository).diff(parent, value.sha);
}

function history({ repository, value }: Source, args: Args, { world }: Context) {
  const times = (['since', 'until'] as const).flatMap((name) =>
    typeof args[name] === 'string' ? [`--${name}=${args[name]}`] : [],
  );
  const paths = typeof args['path'] === 'string' ? [args['path']] : [];
  const commits = world.history(repository).log(value.sha, times, paths);
  return connection(
    commits.map((commit) => ({ __typename: 'Commit', repository, value: commit })),
    args,
  );
}

function textOf(world: World, { repository, value }: Node<Entry>): string | null {
  const bytes = world.history(repository).blob(value.sha);
  return bytes.includes(0) ? null : bytes.toString('utf8');
}

const objectFields = {
  oid: ({ value }: Node<{ sha: string }>) => value.sha,
  abbreviatedOid: ({ value }: Node<{ sha: string }>) => value.sha.slice(0, 7),
  id: ({ value }: Node<{ sha: string }>) => `O_${value.sha}`,
  repository: ({ repository }: Node) => ({ __typename: 'Repository', repository, value: repository }),
};

const message = ({ value }: Source): string => value.message;
const headline = (source: Source): string => message(source).split('\n')[0] ?? '';

/** Commits, trees and files. */
export const commitResolvers: Resolvers = {
  Commit: fields<Source>({
    ...objectFields,
    message,
    messageHeadline: headline,
    messageBody: (source) => message(source).slice(headline(source).length).replace(/^\n+/, ''),
    authoredDate: ({ value }) => utc(value.author.date),
    committedDate: ({ value }) => utc(value.committer.date),
    author: ({ value }) => gitActor(value.author),
    committer: ({ value }) => gitActor(value.committer),
    authors: ({ value }, args) => connection(authorsOf(value), args),
    authoredByCommitter: ({ value }) => value.author.email === value.committer.email,
    committedViaWeb: ({ value }) => isPlatformMade(value),
    signature: ({ value }) =>
      isPlatformMade(value) ? { __typename: 'GpgSignature', isValid: true, wasSignedByGitHub: true } : null,
    url: ({ repository, value }, _, { links }) =>
      `${links.html}/${repository.owner}/${repository.name}/commit/${value.sha}`,
    tree: ({ repository, value }) => ({
      __typename: 'Tree',
      repository,
      value: { mode: '040000', type: 'tree', sha: value.tree, size: 0, path: '' },
    }),
    parents: ({ repository, value }, args, { world }) =>
      connection(
        value.parents.map((sha: string) => commitNode(world, repository, sha)),
        args,
      ),
    additions: (source, _, { world }) =>
      changed(source, world).reduce((sum, file) => sum + file.additions, 0),
    deletions: (source, _, { world }) =>
      changed(source, world).reduce((sum, file) => sum + file.deletions, 0),
    changedFilesIfAvailable: (source, _, { world }) => changed(source, world).length,
    history,
    ...checkedFields,
    file: ({ repository, value }, args, { world }) => {
      const path = String(args['path']);
      const entry = world.history(repository).entry(value.sha, path);
      return entry === undefined
        ? null
        : { __typename: 'TreeEntry', repository, value: { ...entry, full: path } };
    },
    associatedPullRequests: ({ repository, value }, args, { world }) => {
      const pulls = pullsOf({ world, repository, history: world.history(repository) }, value.sha);
      return connection(
        pulls.map((pull) => ({ __typename: 'PullRequest', repository, value: pull })),
        args,
      );
    },
  }),
  Tree: fields<Node<Entry>>({
    ...objectFields,
    entries: ({ repository, value }, _, { world }) =>
      world
        .history(repository)
        .tree(value.sha)
        .map((entry) => ({
          __typename: 'TreeEntry',
          repository,
          value: { ...entry, full: value.path === '' ? entry.path : `${value.path}/${entry.path}` },
        })),
  }),
  TreeEntry: fields<Node<Entry & { readonly full: string }>>({
    name: ({ value }) => value.path.split('/').at(-1) ?? '',
    path: ({ value }) => value.full,
    oid: ({ value }) => value.sha,
    mode: ({ value }) => Number.parseInt(value.mode, 8),
    type: ({ value }) => value.type,
    size: ({ value }) => value.size,
    object: ({ repository, value }) => entryObject(repository, { ...value, path: value.full }),
  }),
  Blob: fields<Node<Entry>>({
    ...objectFields,
    byteSize: ({ repository, value }, _, { world }) => world.history(repository).blob(value.sha).length,
    isBinary: (source, _, { world }) => textOf(world, source) === null,
    isTruncated: () => false,
    text: (source, _, { world }) => textOf(world, source),
  }),
};
