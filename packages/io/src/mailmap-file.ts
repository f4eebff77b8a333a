import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { readFileAt, standingOf } from './file-at.js';
import type { GitPlace } from './git.js';
import { type Mailmap, NO_MAILMAP, parseMailmap } from './mailmap.js';

const NAME = '.mailmap';

/**
 * The `.mailmap` of the work tree, or of a revision. What a change may edit must not say who made it: where that matters,
 * name a revision that the change can't touch. A symbolic link is no mailmap, as in Git.
 */
export async function readMailmap(repo: GitPlace, rev?: string): Promise<Mailmap> {
  const standing = await standingOf(repo, rev);
  if (standing === 'nowhere') return NO_MAILMAP;
  const text = standing === 'work-tree' ? await readHere(repo) : await readFileAt(repo, standing.rev, NAME);
  return text === undefined ? NO_MAILMAP : parseMailmap(text);
}

async function readHere(repo: GitPlace): Promise<string | undefined> {
  try {
    const file = await open(join(repo.directory, NAME), constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
    try {
      return await file.readFile('utf8');
    } finally {
      await file.close();
    }
  } catch {
    return undefined;
  }
}
