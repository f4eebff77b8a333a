import { type Person, rosterEntry } from '@forethought/core';
import type { PolicySource } from '../policy-source.js';

/** Login of whoever the roster knows by an address: what is stored in its place. */
export function loginIn({ config }: PolicySource): (person: Person) => string | undefined {
  return ({ email }) => rosterEntry(config?.roster ?? [], email)?.login;
}
