import type { GitPlace } from './git.js';
import { instant } from './history-parser.js';
import { askContents } from './objects.js';
import { type LookupOptions, readObjects } from './tree.js';

/** When a commit was made, undefined where no commit has this name. It costs no process where names are looked up anyway. */
export async function readCommittedAt(
  repo: GitPlace,
  name: string,
  { signal }: LookupOptions = {},
): Promise<string | undefined> {
  const [object] = await readObjects(repo, [`${name}^{commit}`], signal);
  if (object?.type !== 'commit') return undefined;
  const [head = ''] = (await askContents(repo, object, signal)).toString('latin1').split('\n\n', 1);
  const [, seconds = ''] = /^committer .*> (\d{1,20})(?: |$)/m.exec(head) ?? [];
  return instant(seconds);
}
