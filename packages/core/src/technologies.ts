import { countedFiles } from './conditions.js';
import { matchingOwners } from './patterns.js';
import { findPhrases, indexPhrases, type PhraseIndex } from './phrases.js';
import type { FileChange } from './schema/facts.js';
import type { Policy } from './schema/policy.js';

/** A technology that a change touches, with its official documentation as `host` or `host/path`. */
export type Technology = Policy['technologies'][number];

/** A technology with the changed files that belong to it. */
export interface TouchedTechnology extends Pick<Technology, 'id' | 'title' | 'docs'> {
  readonly files: readonly string[];
}

/** Added text by path. */
export type AddedTexts = ReadonlyMap<string, string>;

/** So much of the text added to one file is looked through, in UTF-16 units. */
const MOST_TEXT = 200_000;

/**
 * The technologies that a change touches, in the policy's order: by path patterns, and where the added text is at hand by words in
 * the files that ask for evidence (documentation names many technologies and touches none). A word counts whole, in any letter case.
 */
export function touchedTechnologies(
  files: readonly FileChange[],
  policy: Policy,
  added?: AddedTexts,
): readonly Technology[] {
  const touched = new Set(files.flatMap((file) => [...matchingOwners(policy.technologies, file.path)]));
  if (added !== undefined) {
    const words = wordsOf(policy.technologies);
    for (const { path } of countedFiles(files, policy)) {
      const text = added.get(path)?.slice(0, MOST_TEXT) ?? '';
      for (const at of findPhrases(words, text)) touched.add(at);
    }
  }
  return policy.technologies.filter((_, at) => touched.has(at));
}

/** The technologies that the paths of a change touch, in the policy's order, with the files that belong to each. */
export function technologiesOfFiles(
  files: readonly FileChange[],
  { technologies }: Pick<Policy, 'technologies'>,
): readonly TouchedTechnology[] {
  const touched = new Map<number, string[]>();
  for (const { path } of files) {
    for (const at of matchingOwners(technologies, path)) {
      const known = touched.get(at);
      if (known === undefined) touched.set(at, [path]);
      else known.push(path);
    }
  }
  return technologies.flatMap(({ id, title, docs }, at) => {
    const paths = touched.get(at);
    return paths === undefined ? [] : [{ id, title, docs, files: paths }];
  });
}

const indexes = new WeakMap<Policy['technologies'], PhraseIndex<number>>();

function wordsOf(technologies: Policy['technologies']): PhraseIndex<number> {
  const known = indexes.get(technologies);
  if (known !== undefined) return known;
  const phrases = technologies.flatMap(({ content }, at) => content.map((word) => [word, at] as const));
  const index = indexPhrases(phrases);
  indexes.set(technologies, index);
  return index;
}
