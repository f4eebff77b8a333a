import { type Facts, factsSchema, plain } from '@forethought/core';
import { readInput } from './input.js';
import { UsageError, type World } from './world.js';

/** Facts that `forethought collect` wrote, from a file or `-`. Throws `UsageError` where the text holds none. */
export async function readFactsFile(world: World, file: string): Promise<Facts> {
  const parsed = factsSchema.safeParse(parseJson(await readInput(world, file), file));
  if (parsed.success) return parsed.data;
  const first = parsed.error.issues[0];
  const where = first === undefined ? '' : ` at ${first.path.join('.')}: ${first.message}`;
  throw new UsageError(`${file}: these are no facts${where}; write them with forethought collect`);
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(
      `${file}: no JSON: ${plain(error instanceof Error ? error.message : String(error))}`,
    );
  }
}
