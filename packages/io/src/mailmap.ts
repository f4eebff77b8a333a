import type { Person } from '@forethought/core';

interface Replacement {
  readonly name?: string;
  readonly email?: string;
}

interface Mapping {
  plain: Replacement;
  readonly byName: Map<string, Replacement>;
}

/** Who stands behind a name and an address, by the addresses as they were committed, in lower case. */
export type Mailmap = ReadonlyMap<
  string,
  { readonly plain: Replacement; readonly byName: ReadonlyMap<string, Replacement> }
>;

/** Nobody is renamed. */
export const NO_MAILMAP: Mailmap = new Map();

/**
 * Reads a `.mailmap`. Lines that can't be read are passed over, as Git does.
 * https://git-scm.com/docs/gitmailmap
 */
export function parseMailmap(text: string): Mailmap {
  const map = new Map<string, Mapping>();
  for (const line of text.split('\n')) {
    if (line.startsWith('#')) continue;
    const first = identity(line, 0);
    if (first === null || first.email === '') continue;
    const second = identity(line, first.end);
    const from = (second ?? first).email.toLowerCase();
    const mapping = map.get(from) ?? { plain: {}, byName: new Map<string, Replacement>() };
    map.set(from, mapping);
    const replacement = {
      ...(first.name === '' ? {} : { name: first.name }),
      ...(second === null ? {} : { email: first.email }),
    };
    if (second === null || second.name === '') mapping.plain = { ...mapping.plain, ...replacement };
    else {
      const key = second.name.toLowerCase();
      mapping.byName.set(key, { ...mapping.byName.get(key), ...replacement });
    }
  }
  return map;
}

/** The person whom the mailmap names for this one. Names and addresses are compared without regard to case. */
export function applyMailmap(mailmap: Mailmap, person: Person): Person {
  const mapping = mailmap.get(person.email.toLowerCase());
  if (mapping === undefined) return person;
  const found = mapping.byName.get(person.name.toLowerCase()) ?? mapping.plain;
  return { name: found.name ?? person.name, email: found.email ?? person.email };
}

/** `Name <address>` from a place on; text around it belongs to the name before, and to the next one after. */
function identity(
  line: string,
  from: number,
): { readonly name: string; readonly email: string; readonly end: number } | null {
  const open = line.indexOf('<', from);
  if (open === -1) return null;
  const close = line.indexOf('>', open);
  if (close === -1) return null;
  return { name: line.slice(from, open).trim(), email: line.slice(open + 1, close), end: close + 1 };
}
