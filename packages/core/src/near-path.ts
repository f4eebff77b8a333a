import { nearest } from './nearest.js';

/**
 * The path nearest to one that does not exist, found a folder at a time: in each the name itself or the one with the fewest edits.
 * `namesIn` lists what a folder holds, the root being ''. Undefined where a folder has nothing near.
 */
export async function nearestPath(
  path: string,
  namesIn: (folder: string) => Promise<readonly string[]>,
): Promise<string | undefined> {
  let found = '';
  for (const name of path
    .replace(/^\.?\/+/, '')
    .split('/')
    .filter((each) => each !== '' && each !== '.')) {
    const names = await namesIn(found);
    const near = names.includes(name) ? name : nearest(name, names);
    if (near === undefined) return undefined;
    found = found === '' ? near : `${found}/${near}`;
  }
  return found === '' ? undefined : found;
}

/** A path that is not there, with the one that was probably meant, in words. */
export function withNear(path: string, nearPaths: ReadonlyMap<string, string> | undefined): string {
  const near = nearPaths?.get(path);
  if (near === undefined) return path;
  return near === path
    ? `${path} (it lies in the working tree and is not part of the commit)`
    : `${path} (perhaps ${near}?)`;
}
