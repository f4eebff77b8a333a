import { readdir, readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { readFilesAt, standingOf } from './file-at.js';
import type { GitPlace } from './git.js';
import { requireRevision } from './revisions.js';
import { readNames } from './tree.js';

/** Where GitHub looks for pull-request templates, in its order; letter case does not matter. */
const FOLDERS = ['.github', '', 'docs'];
const FILE = /^pull_request_template(?:\.(?:md|markdown|txt))?$/i;
const FOLDER = /^pull_request_template$/i;
const IN_FOLDER = /\.(?:md|markdown|txt)$/i;

/** A pull-request template with its path from the root of the repository. */
export interface Template {
  readonly path: string;
  readonly text: string;
}

/**
 * Every pull-request template of the work tree, or of a revision: the default one first, then those of
 * `PULL_REQUEST_TEMPLATE/`, by name.
 * https://docs.github.com/communities/using-templates-to-encourage-useful-issues-and-pull-requests/creating-a-pull-request-template-for-your-repository
 */
export async function readTemplates(repo: GitPlace, rev?: string): Promise<readonly Template[]> {
  const standing = await standingOf(repo, rev);
  if (standing === 'nowhere') return [];
  const isHere = standing === 'work-tree';
  if (!isHere) await requireRevision(repo, standing.rev);
  const list = (folder: string): Promise<readonly string[]> =>
    isHere ? namesIn(join(repo.directory, folder)) : readNames(repo, standing.rev, folder);
  const names = await Promise.all(FOLDERS.map(list));
  const files = FOLDERS.flatMap((folder, at) => inside(folder, names[at] ?? [], FILE));
  const folders = FOLDERS.flatMap((folder, at) => inside(folder, names[at] ?? [], FOLDER));
  const more = await Promise.all(
    folders.map(async (folder) => inside(folder, await list(folder), IN_FOLDER)),
  );
  const paths = [...files, ...more.flat()];
  const texts = isHere
    ? await Promise.all(
        paths.map((path) => readFile(join(repo.directory, path), 'utf8').catch(() => undefined)),
      )
    : await readFilesAt(repo, standing.rev, paths);
  return paths.flatMap((path, at) => {
    const text = texts[at];
    return text === undefined ? [] : [{ path, text }];
  });
}

/** Text of the template that a new pull request starts with, if there is one. */
export async function readTemplate(repo: GitPlace, rev?: string): Promise<string | undefined> {
  return (await readTemplates(repo, rev))[0]?.text;
}

function inside(folder: string, names: readonly string[], pattern: RegExp): string[] {
  return names
    .filter((name) => pattern.test(name))
    .sort()
    .map((name) => posix.join(folder, name));
}

/** A folder that is missing, or a file, has no names in it. */
async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}
