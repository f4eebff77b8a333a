import type { Person } from '@forethought/core';

const KEY = 'co-authored-by:';
/** A commit credits at most this many people; more is a mistake or an attack. */
const MOST = 50;

/**
 * People whom `Co-authored-by:` lines name, each once, in order. Squash messages repeat trailers in any paragraph, so every
 * line counts; a line without an address is nobody.
 */
export function coAuthors(message: string): readonly Person[] {
  if (!/co-authored-by:/i.test(message)) return [];
  const people = new Map<string, Person>();
  for (const line of message.split('\n')) {
    if (line.slice(0, KEY.length).toLowerCase() !== KEY) continue;
    const open = line.lastIndexOf('<');
    const close = line.indexOf('>', open);
    if (open === -1 || close === -1) continue;
    const email = line.slice(open + 1, close).trim();
    if (!email.includes('@')) continue;
    const key = email.toLowerCase();
    if (!people.has(key)) people.set(key, { name: line.slice(KEY.length, open).trim(), email });
    if (people.size >= MOST) break;
  }
  return [...people.values()];
}
