import type { PatternWord } from './pattern-words.js';

/** Words of one entry that stand close together, and what they weigh. */
export interface Cluster {
  readonly weight: number;
  readonly words: readonly PatternWord[];
}

/** Follows the words of one entry through the lines of a text and keeps the weightiest cluster. */
export interface PatternWindow {
  /** Takes a word; lines come in ascending order. */
  readonly take: (word: PatternWord, line: number) => void;
  readonly best: () => Cluster;
  /** Goes on as if the best cluster stood on this line. */
  readonly carryTo: (line: number) => void;
}

/** So many hits that have left the window are kept before the list is cut. */
const MOST_GONE = 1024;

/** A window of `size` lines. A hit costs the same however many words the entry has, unless it makes a new best. */
export function openWindow(size: number): PatternWindow {
  const last = new Map<PatternWord, number>();
  let hits: { readonly word: PatternWord; readonly line: number }[] = [];
  let gone = 0;
  let weight = 0;
  let best: Cluster = { weight: 0, words: [] };
  const forget = (line: number): void => {
    for (let hit = hits[gone]; hit !== undefined && line - hit.line >= size; hit = hits[gone]) {
      if (last.get(hit.word) === hit.line && last.delete(hit.word)) weight -= hit.word.weight;
      gone += 1;
    }
    if (gone < MOST_GONE) return;
    hits = hits.slice(gone);
    gone = 0;
  };
  const take = (word: PatternWord, line: number): void => {
    forget(line);
    const known = last.get(word);
    if (known === line) return;
    last.set(word, line);
    hits.push({ word, line });
    if (known !== undefined) return;
    weight += word.weight;
    if (weight > best.weight) best = { weight, words: [...last.keys()] };
  };
  return {
    take,
    best: () => best,
    carryTo: (line) => {
      const { words } = best;
      [hits, gone, weight] = [[], 0, 0];
      last.clear();
      for (const word of words) take(word, line);
    },
  };
}
