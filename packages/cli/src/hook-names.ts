import { asciiJson } from './ascii-json.js';

/** Names by their folded form, as they stand in an index of sections. */
export type Names = Readonly<Record<string, string>>;

/**
 * Names as texts that can be searched where they stand: making a record of hundreds costs more than all that a message asks of it.
 * `plain` has a line per canonical name with its folded names, each between two tabs; `others` holds as JSON what is not plain.
 */
export interface PackedNames {
  readonly plain: string;
  readonly others: string;
}

/** Packs a record of names. */
export function packNames(names: Names): PackedNames {
  const entries = Object.entries(names);
  const isPlain = ([name, canonical]: readonly [string, string]): boolean =>
    /^[ -~]+$/.test(name) && /^[ -~]+$/.test(canonical);
  const others = entries.filter((entry) => !isPlain(entry));
  // Of names that are not plain the first word may be.
  const beginnings = others
    .map(([name]) => `${name.split(' ', 1)[0] ?? ''} `)
    .filter((word) => /^[ -~]+$/.test(word));
  const canonical = [...new Set(entries.filter(isPlain).map(([, name]) => name))];
  const lines = canonical.map((name) => {
    const own = entries.filter((entry) => isPlain(entry) && entry[1] === name).map(([each]) => each);
    return `${name}\t\t${own.join('\t\t')}\t`;
  });
  return {
    plain: ['', ...lines, `\t${[...new Set(beginnings)].join('\t\t')}\t`].join('\n'),
    others: asciiJson(Object.fromEntries(others)),
  };
}

/** The record that was packed; the order of its keys is another. */
export function unpackNames({ plain, others }: PackedNames): Names {
  const names: Record<string, string> = {};
  for (const line of plain.split('\n').slice(1, -1)) {
    const [canonical = '', ...own] = line.split('\t').filter((field) => field !== '');
    for (const name of own) names[name] = canonical;
  }
  return Object.assign(names, JSON.parse(others));
}
