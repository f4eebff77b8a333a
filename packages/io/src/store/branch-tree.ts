import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { git, gitText } from '../git.js';
import { readNames } from '../tree.js';
import { type BranchPlace, NO_HOOKS, type Tip } from './branch-place.js';
import type { FileWrite } from './medium.js';
import { StoreError } from './store-error.js';

const TOP = 'facts';

/** Ids of the files in a folder of the tip by their names. Throws `StoreError` where the branch holds anything that is no store. */
export async function readFiles(
  place: BranchPlace,
  tip: Tip,
  folder: string,
): Promise<ReadonlyMap<string, string>> {
  if (tip === null) return new Map();
  const top = await readNames(place.repo, tip, '');
  const strange = top.find((name) => name !== TOP);
  if (strange !== undefined || top.length === 0) {
    const what = `${place.branch} holds ${strange ?? 'nothing'}, so it is no branch of stored facts, and stays as it is`;
    throw new StoreError('not-a-store', what, 'name a branch of its own for the store');
  }
  // Unlike a look-up by name, this tells a folder that is not there from a tree that is lost.
  const files = await listTree(place, [tip, '--', `${folder}/`]);
  return new Map(files.map(({ path, id }) => [path.slice(folder.length + 1), id]));
}

async function listTree(
  { repo, signal }: BranchPlace,
  args: readonly string[],
): Promise<readonly { readonly path: string; readonly id: string }[]> {
  const answer = await git(repo, ['ls-tree', '-z', '--full-tree', ...args], { signal });
  return answer
    .toString('utf8')
    .split('\0')
    .filter((entry) => entry !== '')
    .map((entry) => {
      const [about = '', path = ''] = splitOnce(entry, '\t');
      return { path, id: about.split(' ')[2] ?? '' };
    });
}

function splitOnce(text: string, at: string): readonly [string, string] {
  const found = text.indexOf(at);
  return [text.slice(0, found), text.slice(found + at.length)];
}

/** The tree of the tip with these files of the folder written; the index of the repository is not touched. */
export async function writeTree(
  place: BranchPlace,
  tip: Tip,
  folder: string,
  writes: readonly FileWrite[],
): Promise<string> {
  // Of two writes of one file the later one counts.
  const last = [...new Map(writes.map((write) => [write.name, write])).values()];
  const ids = await writeBlobs(
    place,
    last.flatMap(({ bytes }) => bytes ?? []),
  );
  const made = ids.values();
  const lines = last.map(({ name, bytes }) => {
    const [mode, id] =
      bytes === null ? ['0', '0'.repeat(tip?.length ?? 40)] : ['100644', made.next().value ?? ''];
    return `${mode} ${id}\t${folder}/${name}\0`;
  });
  const scratch = await mkdtemp(join(tmpdir(), 'forethought-'));
  try {
    const options = { variables: { GIT_INDEX_FILE: join(scratch, 'index') }, signal: place.signal };
    const plain = ['-c', 'core.splitIndex=false', '-c', 'core.fsmonitor=false'];
    if (tip !== null) await git(place.repo, [...plain, 'read-tree', tip], options);
    await git(place.repo, [...plain, 'update-index', '-z', '--index-info'], {
      ...options,
      input: lines.join(''),
    });
    return await gitText(place.repo, [...plain, 'write-tree'], options);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Ids of new blobs, in one process. https://git-scm.com/docs/git-fast-import */
async function writeBlobs(
  { repo, signal }: BranchPlace,
  contents: readonly Buffer[],
): Promise<readonly string[]> {
  if (contents.length === 0) return [];
  const pieces = contents.flatMap((bytes, at) => [
    Buffer.from(`blob\nmark :${at + 1}\ndata ${bytes.length}\n`),
    bytes,
    Buffer.from(`\nget-mark :${at + 1}\n`),
  ]);
  const input = Buffer.concat([...pieces, Buffer.from('done\n')]);
  return (await gitText(repo, [...NO_HOOKS, 'fast-import', '--quiet', '--done'], { input, signal })).split(
    '\n',
  );
}
