import { identify } from './identity.js';
import type { RosterEntry } from './schema/config.js';
import type { Commit } from './schema/facts.js';

/** The people behind commits, by ids that can be printed: a login, a name, never a whole address. */
export interface People {
  /** Author and co-authors of a commit, bots left out. */
  readonly engineersOf: (sha: string) => readonly string[];
  /** Whose rows to show, in alphabetical order. */
  readonly rows: readonly string[];
  /** People with commits of their own who have no row. */
  readonly left: number;
}

/** Rows shown unless everybody is asked for. */
const MOST_ROWS = 20;

/**
 * Who has a row of what Git alone tells (see `identify`). Without a roster the rows are the authors, the 20 with the most commits;
 * people who only helped get rows when `all` are asked for. `bots` lists logins, names or addresses.
 */
export function peopleOf(
  commits: readonly Commit[],
  roster: readonly RosterEntry[],
  which: 'some' | 'all',
  bots: readonly string[] = [],
): People {
  const { people, engineersOf } = identify({ commits, roster, bots });
  const enrolled = people.filter(({ isEnrolled }) => isEnrolled);
  const others = people.filter(({ isEnrolled, changes }) => !isEnrolled && changes > 0);
  const busiest = [...others].sort((a, b) => b.changes - a.changes).slice(0, MOST_ROWS);
  const some = roster.length > 0 ? enrolled : busiest;
  const withRow = new Set(some);
  const shown = which === 'all' ? people : some;
  return {
    engineersOf,
    rows: shown.map(({ id }) => id).sort(alphabetically),
    left: which === 'all' ? 0 : others.filter((person) => !withRow.has(person)).length,
  };
}

/** Order of names: letter case aside, then by code units, the same on every machine. */
export function alphabetically(a: string, b: string): number {
  const [left, right] = [a.toLowerCase(), b.toLowerCase()];
  if (left === right) return a < b ? -1 : 1;
  return left < right ? -1 : 1;
}
