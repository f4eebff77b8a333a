import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Conversation, countingByte, startConversation } from './conversation.js';
import { type GitPlace, git } from './git.js';
import { type LookupOptions, readBlob, readObjects } from './tree.js';

/** What `.gitattributes` says of a path. */
export interface FileAttributes {
  readonly generated: boolean;
  readonly vendored: boolean;
}

const NAMES = ['linguist-generated', 'linguist-vendored'];
const COMMAND = ['-c', 'core.attributesFile=/dev/null', 'check-attr', '-z', '--stdin', '--cached', ...NAMES];
const ISOLATED = { GIT_ATTR_NOSYSTEM: '1', GIT_FLUSH: '1' };
/** A name whose meaning never changes: a full sha, or its first parent. */
const LASTING = /^(?:[0-9a-f]{40}|[0-9a-f]{64})(?:\^1)?$/;
/** At most this many different sets of attribute files are kept ready. */
const MOST = 8;

/** What one set of attribute files says, asked once per path. */
interface Answers {
  readonly known: Map<string, FileAttributes>;
  readonly conversation: Promise<Conversation>;
  /** Look-ups under way; a conversation is closed by the last of them once it had to make room. */
  users: number;
  isLeaving: boolean;
}

interface Cache {
  /** The revision that was asked last, with the attribute file of each folder there. */
  last: { readonly rev: string; readonly folders: Map<string, string | null> };
  readonly mentions: Map<string, Promise<boolean>>;
  readonly answers: Map<string, Answers>;
}

const caches = new WeakMap<GitPlace, Cache>();

function emptyCache(): Cache {
  return { last: { rev: '', folders: new Map() }, mentions: new Map(), answers: new Map() };
}

/**
 * `linguist-generated` and `linguist-vendored` of paths by the `.gitattributes` files of a revision, or of the index where `rev`
 * is null; a revision that does not exist has none. Paths of which no attribute file speaks are absent. Ask a revision from
 * before the change, as a change must not exempt itself.
 */
export async function readAttributes(
  repo: GitPlace,
  rev: string | null,
  paths: readonly string[],
  { signal }: LookupOptions = {},
): Promise<ReadonlyMap<string, FileAttributes>> {
  if (paths.length === 0) return new Map();
  if (rev === null)
    return parse(await git(repo, COMMAND, { input: asInput(paths), variables: ISOLATED, signal }));
  const cache = caches.get(repo) ?? emptyCache();
  caches.set(repo, cache);
  const files = await attributeFiles(repo, cache, rev, paths, signal);
  const speaks = await Promise.all(files.map(({ id }) => mentions(repo, cache, id)));
  const found = new Map<string, FileAttributes>();
  if (!speaks.includes(true)) return found;
  for (const [chain, members] of byChain(files, paths)) {
    const answers = answersOf(repo, cache, chain);
    await learn(answers, members, signal);
    for (const path of members) {
      const known = answers.known.get(path);
      if (known !== undefined) found.set(path, known);
    }
  }
  return found;
}

interface AttributeFile {
  readonly folder: string;
  readonly id: string;
}

/** The attribute files that stand above any of the paths, outermost first. What a full sha says is asked only once. */
async function attributeFiles(
  repo: GitPlace,
  cache: Cache,
  rev: string,
  paths: readonly string[],
  signal: AbortSignal | undefined,
): Promise<readonly AttributeFile[]> {
  const folders = [...new Set(paths.flatMap(foldersAbove))];
  const isKnown = cache.last.rev === rev && LASTING.test(rev);
  const { folders: known } = isKnown ? cache.last : { folders: new Map<string, string | null>() };
  cache.last = { rev, folders: known };
  const unknown = folders.filter((folder) => !known.has(folder));
  const names = unknown.map((folder) => `${rev}:${folder}.gitattributes`);
  for (const [at, object] of (await readObjects(repo, names, signal)).entries()) {
    known.set(unknown[at] ?? '', object?.type === 'blob' ? object.id : null);
  }
  return folders.flatMap((folder) => {
    const id = known.get(folder);
    return typeof id === 'string' ? [{ folder, id }] : [];
  });
}

/** `a/b/c` stands in ``, `a/` and `a/b/`. */
function foldersAbove(path: string): string[] {
  const folders = [''];
  for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1))
    folders.push(path.slice(0, at + 1));
  return folders;
}

function mentions(repo: GitPlace, cache: Cache, id: string): Promise<boolean> {
  const known = cache.mentions.get(id) ?? readBlob(repo, id).then((text) => text.includes('linguist-'));
  cache.mentions.set(id, known);
  return known;
}

/** Paths by the set of attribute files above them, written as the lines that put these files into an index. */
function byChain(files: readonly AttributeFile[], paths: readonly string[]): ReadonlyMap<string, string[]> {
  const chains = new Map<string, string[]>();
  for (const path of paths) {
    const above = files.filter(({ folder }) => path.startsWith(folder));
    const chain = above.map(({ folder, id }) => `100644 ${id}\t${folder}.gitattributes\0`).join('');
    if (chain !== '') chains.set(chain, [...(chains.get(chain) ?? []), path]);
  }
  return chains;
}

function answersOf(repo: GitPlace, cache: Cache, chain: string): Answers {
  const found = cache.answers.get(chain);
  if (found !== undefined) return found;
  const [oldest] = cache.answers;
  if (oldest !== undefined && cache.answers.size >= MOST) {
    const [key, leaving] = oldest;
    cache.answers.delete(key);
    leaving.isLeaving = true;
    closeUnused(leaving);
  }
  const forget = (): void => {
    if (cache.answers.get(chain) === made) cache.answers.delete(chain);
  };
  const conversation = open(repo, chain, forget);
  const made: Answers = { known: new Map(), conversation, users: 0, isLeaving: false };
  cache.answers.set(chain, made);
  return made;
}

function closeUnused({ conversation, users, isLeaving }: Answers): void {
  if (isLeaving && users === 0) conversation.then((open) => open.close()).catch(() => {});
}

/** Asks git with an index of its own that holds nothing but the attribute files; git before 2.41 can't be given a tree. */
async function open(repo: GitPlace, chain: string, onEnd: () => void): Promise<Conversation> {
  const folder = await mkdtemp(join(tmpdir(), 'forethought-'));
  try {
    const variables = { ...ISOLATED, GIT_INDEX_FILE: join(folder, 'index') };
    await git(repo, ['update-index', '-z', '--index-info'], { input: chain, variables });
    const conversation = startConversation(repo, COMMAND, variables, onEnd);
    // The index is read before the first answer, so it can go as soon as one came.
    await conversation.ask('.gitattributes\0', countingByte(0, 3 * NAMES.length));
    return conversation;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function learn(
  answers: Answers,
  paths: readonly string[],
  signal: AbortSignal | undefined,
): Promise<void> {
  const unknown = paths.filter((path) => !answers.known.has(path));
  if (unknown.length === 0) return;
  answers.users += 1;
  try {
    const conversation = await answers.conversation;
    const complete = countingByte(0, 3 * NAMES.length * unknown.length);
    for (const [path, value] of parse(await conversation.ask(asInput(unknown), complete, signal))) {
      answers.known.set(path, value);
    }
  } finally {
    answers.users -= 1;
    closeUnused(answers);
  }
}

function asInput(paths: readonly string[]): string {
  return paths.map((path) => `${path}\0`).join('');
}

/** Triples of path, attribute and value. */
function parse(output: Buffer): ReadonlyMap<string, FileAttributes> {
  const pieces = output.toString('utf8').split('\0');
  const found = new Map<string, FileAttributes>();
  for (let at = 0; at + 2 < pieces.length; at += 3) {
    const [path = '', attribute, value] = pieces.slice(at, at + 3);
    const before = found.get(path) ?? { generated: false, vendored: false };
    const isSet = value === 'set' || value === 'true';
    found.set(
      path,
      attribute === NAMES[0] ? { ...before, generated: isSet } : { ...before, vendored: isSet },
    );
  }
  return found;
}
