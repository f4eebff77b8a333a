import type { FileChange } from '@forethought/core';
import { gitPlace, readAttributes } from '@forethought/io';
import type { HookPlace } from './hook-place.js';

/**
 * Marks generated and vendored files by the attribute files of what the staged tree is compared with, so that a commit can't
 * exempt itself. Where the base is in doubt every base has to say so; `undefined` is HEAD.
 */
export async function attributesBefore(
  place: HookPlace,
  files: readonly FileChange[],
  bases: readonly (string | undefined)[],
): Promise<readonly FileChange[]> {
  const repo = { ...gitPlace(undefined, place.env), directory: place.root };
  const paths = files.map((file) => file.path);
  const marks = await Promise.all(bases.map((base) => readAttributes(repo, base ?? 'HEAD', paths)));
  return files.map((file) => ({
    ...file,
    generated: marks.every((mark) => mark.get(file.path)?.generated === true),
    vendored: marks.every((mark) => mark.get(file.path)?.vendored === true),
  }));
}
