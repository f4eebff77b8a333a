import { readdir, readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { askGit, type GitPlace, git } from './git.js';
import { textPieces } from './pieces.js';
import { readFileAt } from './tree.js';

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
  const list = rev === undefined && !isBare(repo) ? listFolder : listTree(rev ?? 'HEAD');
  const read =
    rev === undefined && !isBare(repo)
      ? readHere
      : (place: GitPlace, path: string) => readFileAt(place, rev ?? 'HEAD', path);
  const names = await Promise.all(FOLDERS.map((folder) => list(repo, folder)));
  const files = FOLDERS.flatMap((folder, at) => inside(folder, names[at] ?? [], FILE));
  const folders = FOLDERS.flatMap((folder, at) => inside(folder, names[at] ?? [], FOLDER));
  const more = await Promise.all(
    folders.map(async (folder) => inside(folder, await list(repo, folder), IN_FOLDER)),
  );
  const paths = [...files, ...more.flat()];
  const texts = await Promise.all(paths.map((path) => read(repo, path)));
  return paths.flatMap((path, at) => {
    const text = texts[at];
    return text === undefined ? [] : [{ path, text }];
  });
}

/** Text of the template that a new pull request starts with, if there is one. */
export async function readTemplate(repo: GitPlace, rev?: string): Promise<string | undefined> {
  return (await readTemplates(repo, rev))[0]?.text;
}

function isBare(repo: GitPlace): boolean {
  return 'workTree' in repo && repo.workTree === null;
}

function inside(folder: string, names: readonly string[], pattern: RegExp): string[] {
  return names
    .filter((name) => pattern.test(name))
    .sort()
    .map((name) => posix.join(folder, name));
}

/** A folder that is missing or a file has no names in it. */
async function listFolder(repo: GitPlace, folder: string): Promise<string[]> {
  return readdir(join(repo.directory, folder)).catch(() => []);
}

async function readHere(repo: GitPlace, path: string): Promise<string | undefined> {
  return readFile(join(repo.directory, path), 'utf8').catch(() => undefined);
}

function listTree(rev: string): typeof listFolder {
  return async (repo, folder) => {
    const tree = `${rev}:${folder}`;
    const isThere =
      (await askGit(repo, ['rev-parse', '--verify', '-q', '--end-of-options', `${tree}`])) !== null;
    return isThere
      ? textPieces(await git(repo, ['ls-tree', '-z', '--name-only', '--end-of-options', tree]))
      : [];
  };
}
