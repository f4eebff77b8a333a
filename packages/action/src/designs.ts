import type { Account, Conversation } from '@forethought/core';
import { type GitHub, readDesigns } from '@forethought/io/github';

/** Who approved the designs that a text links, and when. */
export function lookUpDesigns(
  hub: GitHub,
  references: readonly string[],
  author: Account | null,
): Promise<Conversation['designs']> {
  return readDesigns(hub, references, author);
}
