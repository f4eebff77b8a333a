import type { GitPlace } from '../git.js';
import { realClock } from '../github/real-clock.js';
import { askContents } from '../objects.js';
import type { BranchPlace, Tip } from './branch-place.js';
import { checkBranch, readTip, setTip } from './branch-tip.js';
import { readFiles, writeTree } from './branch-tree.js';
import type { FileWrite, Medium, Snapshot } from './medium.js';
import { partFolder } from './part-folder.js';
import type { Store, StoreOptions } from './store.js';
import { StoreError } from './store-error.js';
import { storeIn } from './store-in.js';

/** Which branch holds the store and who commits to it. */
export interface BranchStoreOptions extends StoreOptions {
  /** Short name; a branch of its own, that holds nothing else. */
  readonly branch: string;
  readonly author: { readonly name: string; readonly email: string };
  /** Where the branch is; the repository itself unless given. The token is for https. */
  readonly remote?: { readonly url: string; readonly token?: string | undefined };
}

/** Each try loses only to a writer who won, so that many may write at once. */
const TRIES = 100;
/** Waits grow with what a try takes, as others take as long. */
const WAITS = { leastMs: 20, mostMs: 5_000 };

/**
 * The store on a branch that is one commit without a parent, so that what retention removes is out of reach at once. It is made
 * without the work tree and the index, and replaces the old commit only where nobody else did meanwhile; otherwise the batch is
 * merged into what is there now. Throws `StoreError` where the branch holds anything else.
 */
export function openBranchStore(repo: GitPlace, options: BranchStoreOptions): Store {
  const folder = partFolder(options.repository);
  const place = { repo, ...options, ref: `refs/heads/${options.branch}`, here: new Set<string>() };
  checkBranch(place);
  const medium: Medium = {
    where: (name) => `${options.branch}:${folder}/${name}`,
    look: async () => (await lookAt(place, folder)).now,
    change: (step) => change(place, folder, step),
  };
  return storeIn(medium, options);
}

async function lookAt(
  place: BranchPlace,
  folder: string,
): Promise<{ readonly now: Snapshot; readonly tip: Tip }> {
  const tip = await readTip(place);
  const files = await readFiles(place, tip, folder);
  const read = async (name: string): Promise<Buffer> => {
    const id = files.get(name);
    if (id !== undefined) return askContents(place.repo, { type: 'blob', id }, place.signal);
    throw new StoreError('missing', `${place.branch}:${folder}/${name} is missing`, 'run git fsck');
  };
  return { tip, now: { names: [...files.keys()], read } };
}

async function change(
  place: BranchPlace,
  folder: string,
  step: (now: Snapshot) => Promise<readonly FileWrite[]>,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const start = realClock.now();
    const { now, tip } = await lookAt(place, folder);
    const writes = await step(now);
    if (writes.length === 0) return;
    const tree = await writeTree(place, tip, folder, writes);
    const why = await setTip(place, tip, tree);
    if (why === null) return;
    if (attempt === TRIES) throw giveUp(place, why);
    const tookMs = Math.max(WAITS.leastMs, realClock.now() - start);
    const longestMs = Math.min(WAITS.mostMs, tookMs * 2 ** attempt);
    await realClock.sleep(realClock.random() * longestMs, place.signal);
  }
}

function giveUp({ branch }: BranchPlace, why: string): StoreError {
  return new StoreError(
    'busy',
    `${branch} could not be written in ${TRIES} tries, as others write to it: ${why}`,
    'let one job at a time write to it (`concurrency` of the workflow), and run this one again',
  );
}
