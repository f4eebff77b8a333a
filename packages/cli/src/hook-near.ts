import { readdirSync } from 'node:fs';
import { nearestPath } from '@forethought/core';

/** For paths that are not staged, the nearest ones of the working tree: the same one where it lies there and was not added. */
export async function nearOnDisk(
  root: string,
  missing: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = await Promise.all(
    missing.map(async (path) => {
      const near = await nearestPath(path, async (folder) => namesOn(`${root}/${folder}`));
      return near === undefined ? [] : [[path, near] as const];
    }),
  );
  return new Map(found.flat());
}

function namesOn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => name !== '.git');
  } catch {
    return [];
  }
}
