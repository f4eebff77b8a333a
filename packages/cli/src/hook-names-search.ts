import { type NameTable, namesOfTable, tableOfNames } from '@forethought/core';
import { type Names, type PackedNames, unpackNames } from './hook-names.js';

/** After so many questions a record pays. */
const MOST_SEARCHES = 200;

/** A record by which readers find the packed names without unpacking them. */
export function searchedNames(packed: PackedNames): Names {
  let searches = 0;
  let whole: NameTable | undefined;
  const table = (): NameTable | undefined => {
    searches += 1;
    if (searches > MOST_SEARCHES) whole ??= tableOfNames(unpackNames(packed));
    return whole;
  };
  return namesOfTable({
    beginsWith: (word) => table()?.beginsWith(word) ?? begins(packed, word),
    get: (name) => {
      const known = table();
      return known === undefined ? found(packed, name) : known.get(name);
    },
  });
}

function begins({ plain }: PackedNames, word: string): boolean {
  return plain.includes(`\t${word} `) || plain.includes(`\t${word}\t`);
}

function found({ plain, others }: PackedNames, name: string): string | undefined {
  if (!/^[ -~]+$/.test(name)) {
    const names: Names = JSON.parse(others);
    return Object.hasOwn(names, name) ? names[name] : undefined;
  }
  const at = plain.indexOf(`\t${name}\t`);
  if (at < 0) return undefined;
  const start = plain.lastIndexOf('\n', at) + 1;
  const canonical = plain.slice(start, plain.indexOf('\t', start));
  return canonical === '' ? undefined : canonical;
}
