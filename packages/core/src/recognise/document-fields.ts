import type { Place } from '../schema/common.js';
import type { Evidence } from '../schema/evidence.js';
import { allEntries } from './document-part.js';

/** What a document says about itself: a key of its front matter, or a line such as `**Last updated:** 2026-03-01`. */
export interface DocumentField {
  /** In small letters, words joined by `-`. */
  readonly name: string;
  readonly value: string;
  readonly place: Place;
}

const LONGEST_NAME = 40;

/** The fields of a document: its front matter first, then lines that consist of a name, a colon and a value. */
export function documentFields(evidence: Evidence): readonly DocumentField[] {
  const matter = (evidence.matterFields ?? []).flatMap(({ name, values, place }) =>
    values.length === 0 ? [] : [{ name: keyOf(name), value: values.join(', '), place }],
  );
  const lines = allEntries(evidence).flatMap(({ kind, text, place, columns, cells = [] }) => {
    if (kind === 'code' || kind === 'quote') return [];
    if (kind === 'row') {
      const [name = '', value = ''] = cells;
      return columns?.length === 2 ? [{ name: keyOf(name), value, place }] : [];
    }
    return text.split('\n').flatMap((line, at) => {
      const found = fieldIn(line);
      return found === null
        ? []
        : [{ ...found, place: at === 0 ? place : { line: place.line + at, column: 1 } }];
    });
  });
  return [...matter, ...lines];
}

function fieldIn(line: string): { readonly name: string; readonly value: string } | null {
  const colon = line.slice(0, LONGEST_NAME).search(/[:：]/);
  if (colon < 1) return null;
  const name = keyOf(line.slice(0, colon));
  const value = line
    .slice(colon + 1)
    .replace(/^[*_]{1,3}/, '')
    .trim();
  return name === '' || value === '' ? null : { name, value };
}

function keyOf(name: string): string {
  return name
    .slice(0, LONGEST_NAME)
    .toLowerCase()
    .replaceAll(/[*_\s]+/g, '-')
    .replace(/^-+/, '')
    .replace(/-+$/, '');
}
