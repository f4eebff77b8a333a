import { type GitPlace, streamGit } from './git.js';
import { instant } from './history-parser.js';
import { NEUTRAL_CONFIG } from './neutral.js';
import { splitAtNul } from './pieces.js';
import { checkRevisions, hasCommits } from './revisions.js';
import type { LookupOptions } from './tree.js';

const MARK = '\u0001';

/** When the files that match these globs were first committed, by their paths: one pass over their history, names as they were then. */
export async function readFirstCommits(
  repo: GitPlace,
  rev: string,
  globs: readonly string[],
  { signal }: LookupOptions = {},
): Promise<ReadonlyMap<string, string>> {
  checkRevisions([rev]);
  const first = new Map<string, string>();
  if (globs.length === 0 || (rev === 'HEAD' && !(await hasCommits(repo)))) return first;
  const log = ['log', '-z', '--no-show-signature', '--name-only', '--diff-filter=A', '--no-renames'];
  const specs = globs.map((glob) => `:(glob)${glob}`);
  let at = '';
  const cut = splitAtNul((bytes, start, end) => {
    const piece = bytes.toString('utf8', start, end).replace(/^\n/, '');
    if (piece.startsWith(MARK)) at = instant(piece.slice(1));
    // The oldest commit comes last.
    else if (piece !== '') first.set(piece, at);
  });
  const args = [...NEUTRAL_CONFIG, ...log, `--format=tformat:${MARK}%ct`, rev, '--', ...specs];
  for await (const chunk of streamGit(repo, args, { signal })) cut(chunk);
  return first;
}
