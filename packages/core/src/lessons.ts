import { fieldValues } from './documents-at.js';
import { namedChanges } from './recognise/named-change.js';
import type { DocumentFact } from './schema/document-fact.js';
import type { Evidence } from './schema/evidence.js';

/** Kinds of documents in which lessons are written down. */
export const LESSON_KINDS: readonly string[] = ['common-patterns', 'postmortem', 'incident'];

/** At most so many changes are told of one document, and so much is read of each entry, in UTF-16 units. */
const MOST = 200;
const LONGEST = 4000;
const SHORTEST_SHA = 7;

/** The changes that a document names outside of code and quotations, as `#12` or a sha, each once. */
export function changesNamed({ prose, sections, headings, matterFields = [] }: Evidence): readonly string[] {
  const entries = [...prose, ...sections.flatMap((section) => section.entries)];
  const texts = [
    ...headings.map(({ title }) => title),
    ...entries.filter(({ kind }) => kind !== 'code' && kind !== 'quote').map(({ text }) => text),
    ...matterFields.flatMap(({ values }) => values),
  ];
  const found = new Set<string>();
  for (const text of texts) {
    const line = text.slice(0, LONGEST).replaceAll('\n', ' ');
    for (const { target } of namedChanges(line, { repository: undefined, own: undefined })) {
      if (found.size < MOST)
        found.add(target.kind === 'commit' ? target.sha.toLowerCase() : `#${target.number}`);
    }
  }
  return [...found];
}

/** Whether one of the names a document uses means the change of these ids: `#12`, or the beginning of a sha. */
export function meansChange(names: readonly string[], ids: readonly string[]): boolean {
  return names.some((name) =>
    ids.some((id) => {
      if (name.startsWith('#') || id.startsWith('#')) return name === id;
      const length = Math.min(name.length, id.length);
      return length >= SHORTEST_SHA && name.slice(0, length) === id.slice(0, length);
    }),
  );
}

/** Whether any of the stored documents that still stand names a change as what a lesson comes from: asked by its ids, shas and number. */
export function taughtBy(documents: readonly DocumentFact[]): (ids: readonly string[]) => boolean {
  const names = documents
    .filter(({ kind, removedAt }) => LESSON_KINDS.includes(kind) && removedAt === undefined)
    .flatMap((document) => fieldValues(document, 'changes'));
  const byStart = new Map<string, string[]>();
  for (const name of names) byStart.set(startOf(name), [...(byStart.get(startOf(name)) ?? []), name]);
  return (ids) => ids.some((id) => meansChange(byStart.get(startOf(id)) ?? [], [id]));
}

function startOf(name: string): string {
  return name.startsWith('#') ? name : name.slice(0, SHORTEST_SHA);
}
