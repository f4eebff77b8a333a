import { isSame } from './asked.js';
import type { ProgrammeWorld } from './world.js';

type Known = Pick<ProgrammeWorld, 'roster' | 'training'>;

/** Logins of everybody whom the roster or a record of their own knows. */
export function knownPeople({ roster = [], training: { people } }: Known): readonly string[] {
  return [...new Set([...roster, ...people.map(({ login }) => login)])];
}

/** Whether the roster or a record of their own knows somebody; a name that nobody knows vouches for nothing. */
export function isKnown(login: string | undefined, world: Known): boolean {
  return knownPeople(world).some((each) => isSame(each, login));
}
