import type { Block } from './block.js';
import { destinationEnd } from './definition.js';

const normal = (label: string): string => label.replace(/\s+/g, ' ').trim().toLowerCase();

/** A function that gives the targets of the reference links (`[text][label]`, `[label]`) in a text, from the definitions of the whole. */
export function linkTargets(definitions: readonly Block[]): (text: string) => readonly string[] {
  const targets = new Map<string, string>();
  for (const { lines } of definitions) {
    const text = lines.map((line) => line.text).join(' ');
    const close = text.indexOf(']:');
    const start = text.slice(close + 2).search(/\S/) + close + 2;
    const target = text.slice(start, destinationEnd(text, start)).replace(/^<|>$/g, '');
    const label = normal(text.slice(1, close));
    if (close > 0 && !targets.has(label)) targets.set(label, target);
  }
  if (targets.size === 0) return () => [];
  return (text) => [...labels(text)].flatMap((label) => targets.get(label) ?? []);
}

/** What stands in brackets and is no inline link. */
function labels(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const match of text.matchAll(/\[([^[\]]{1,200})\](?!\()/g)) found.add(normal(match[1] ?? ''));
  return found;
}
