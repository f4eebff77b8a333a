import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { UsageError, type World } from './world.js';

const MEBIBYTE = 1024 * 1024;
/** A text this long is no message and no body; it is refused rather than half read. Bytes. */
const LIMIT_BYTES = 64 * MEBIBYTE;

/** The text of a file, or of standard input for `-`. Bytes that are not UTF-8 become replacement characters. */
export async function readInput(world: World, path: string): Promise<string> {
  const bytes = path === '-' ? await readStream(world.in) : await readNamed(world, path);
  if (bytes.length > LIMIT_BYTES) {
    throw new UsageError(`${path}: too long for one text, which has at most ${LIMIT_BYTES / MEBIBYTE} MiB`);
  }
  return bytes.toString('utf8');
}

async function readNamed(world: World, path: string): Promise<Buffer> {
  try {
    return await readFile(resolve(world.cwd, path));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    const words: Record<string, string> = {
      ENOENT: 'there is no such file',
      EISDIR: 'this is a folder',
      EACCES: 'no permission to read it',
    };
    throw new UsageError(
      `${path}: ${words[code] ?? code}; name a readable text file, or - for standard input`,
    );
  }
}

async function readStream(stream: NodeJS.ReadableStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
    length += bytes.length;
    chunks.push(bytes);
    if (length > LIMIT_BYTES) break;
  }
  return Buffer.concat(chunks);
}
