import type { Entry } from '../schema/evidence.js';
import { wordCount } from './words.js';

/** Words by which a sentence before its reference says what it took from there. */
const REASONING =
  /\b(?:because|since|so|therefore|thus|hence|says?|states?|shows?|recommends?|requires?|warns?|means?|must|should|decided|learned|learnt|taught|per|according|following|as)\b|[→⇒]|[-=]>/i;

/** One entry with what is nested below it. */
export interface Statement {
  readonly entry: Entry;
  readonly entries: readonly Entry[];
}

/** Entries grouped with what is nested below them, in order. */
export function statementsIn(entries: readonly Entry[]): readonly Statement[] {
  const found: { entry: Entry; entries: Entry[] }[] = [];
  for (const entry of entries) {
    const before = found.at(-1);
    if (before !== undefined && entry.depth > before.entry.depth) before.entries.push(entry);
    else found.push({ entry, entries: [entry] });
  }
  return found;
}

/**
 * How many words a statement has about its reference: those behind it and below it, and those before it where they say what was
 * taken from there. Link texts and the references themselves are no words.
 */
export function learntWords({ entry, entries }: Statement): number {
  const nested = entries.slice(1).map((each) => each.text);
  const links = entry.text.replace(/\[[^\]\n]{0,300}\]\([^)\s]{0,2000}\)/g, ' \u0000 ');
  const text = entry.references.reduce((rest, { target }) => rest.replaceAll(target, '\u0000'), links);
  const at = text.lastIndexOf('\u0000');
  const own = at === -1 || REASONING.test(text) ? text : text.slice(at);
  return wordCount([own, ...nested].join(' '));
}
