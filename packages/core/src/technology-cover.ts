import { isOfficial } from './official.js';
import { findPhrases, indexPhrases } from './phrases.js';
import { inlineReason } from './recognise/inline-reason.js';
import type { Entry } from './schema/evidence.js';
import type { TouchedTechnology } from './technologies.js';

/**
 * The technologies of a change that its sources leave out: none of them leads to their official documentation, no entry names them
 * with `N/A:` and the reason, and a file of theirs belongs to no technology that is covered. The hook's first bundle leaves this
 * out and gets `undefined`: then the answer waits for its second one.
 */
export function uncoveredTechnologies(
  technologies: readonly TouchedTechnology[],
  entries: readonly Entry[],
): readonly TouchedTechnology[] | undefined {
  const excused = excusedIds(technologies, entries);
  const references = entries.flatMap((entry) => entry.references);
  const isCovered = (technology: TouchedTechnology): boolean =>
    excused.has(technology.id) || references.some((reference) => isOfficial(reference, [technology]));
  const covered = new Set(technologies.filter(isCovered));
  const files = new Set([...covered].flatMap((technology) => technology.files));
  return technologies.filter(
    (technology) => !covered.has(technology) && technology.files.some((file) => !files.has(file)),
  );
}

function excusedIds(
  technologies: readonly TouchedTechnology[],
  entries: readonly Entry[],
): ReadonlySet<string> {
  const names = indexPhrases(
    technologies.flatMap(({ id, title }) => [[id, id] as const, [title, id] as const]),
  );
  return new Set(
    entries.flatMap(({ text }) => (inlineReason(text) === undefined ? [] : [...findPhrases(names, text)])),
  );
}

/** Where the official documentation of a technology begins, as an address to open; '' where the plan names none. */
export function documentationOfTechnology({ docs: [first] }: Pick<TouchedTechnology, 'docs'>): string {
  return first === undefined ? '' : `https://${first}`;
}
