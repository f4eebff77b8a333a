import { type Measure, renderWeekly, type WeeklyInput } from '@forethought/core';
import { measureValue, personValue, words } from './weekly-values.js';

export const QUIET = [0, 1, 2, 3, 4].map((at) => personValue(`quiet-${at}`));
export const ADA = personValue('ada', { isNamed: true });
/** One person shown and five who are not. */
export const TEAM_PEOPLE = [ADA, ...QUIET];

/** Rows of everybody, the team and each of these for one metric. */
export function rowsFor(people: WeeklyInput['people'], changes: Partial<Measure> = {}): readonly Measure[] {
  return ['*', '*team', ...people.map(({ engineer }) => engineer)].map((row) => measureValue(row, changes));
}

/** The weekly comment as one text. */
export const comment = (input: WeeklyInput): string => renderWeekly(input, words).join('\n');
