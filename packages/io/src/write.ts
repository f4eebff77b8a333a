import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Writes a file whole or not at all: into a neighbour first, which takes the name when its bytes are on the disk. Pieces are
 * written as they come; an abort or an error leaves the old file as it was, and nothing beside it.
 */
export async function writeAtomically(
  path: string,
  text: string | Iterable<string | Buffer> | AsyncIterable<string | Buffer>,
  { signal }: { readonly signal?: AbortSignal | undefined } = {},
): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const neighbour = `${path}.${randomUUID()}.tmp`;
  try {
    const file = await open(neighbour, 'wx');
    try {
      for await (const piece of typeof text === 'string' ? [text] : text) {
        signal?.throwIfAborted();
        await file.appendFile(piece);
      }
      signal?.throwIfAborted();
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(neighbour, path);
  } catch (error) {
    await rm(neighbour, { force: true });
    throw error;
  }
}

/** One JSON value per line. */
export function* asLines(values: Iterable<unknown>): Generator<string, void, undefined> {
  for (const value of values) yield `${JSON.stringify(value)}\n`;
}
