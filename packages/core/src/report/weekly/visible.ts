import type { Measure } from '../../schema/measure.js';
import { byName, EVERYBODY, TEAM } from '../scores.js';
import type { WeeklyInput, WeeklyPerson } from './input.js';
import { besides, isEnough, suppress } from './suppress.js';

/** What a reader may see of a weekly report. `measures` holds no row of anybody who is not shown by name. */
export interface VisibleRows {
  /** Shown by name, alphabetical. */
  readonly people: readonly WeeklyPerson[];
  readonly measures: readonly Measure[];
  /** Metrics whose row of everybody is not shown, as it would tell about too few. */
  readonly withheld: ReadonlySet<string>;
  /** Metrics of which a number about all who are enrolled may be shown: those of them who are not shown by name are nobody in it, or enough. */
  readonly ofEnrolled: ReadonlySet<string>;
  /** Enrolled and not shown by name. */
  readonly unnamed: number;
  /** Those of them whom the row `*team` is about. */
  readonly inTeam: number;
  /** Names are in the roster's hand and yet not shown, as the repository is public, or may be. */
  readonly isWithheld: boolean;
  /** Whether anything about everybody together may be said that is no row, e.g. what came of their changes. */
  readonly showsEverybody: boolean;
}

type Publicity = Pick<WeeklyInput, 'visibility' | 'isPublic' | 'allowsPublicNames'>;

/** Whether a report may show names at all: where nothing is published, in a private repository, or where the policy allows them in public. */
export function showsNames({ visibility, isPublic, allowsPublicNames }: Publicity): boolean {
  return visibility === 'self' || isPublic === false || allowsPublicNames;
}

/** Whether somebody has a row by name. The row `*team` is about those of the others who never agreed to one. */
export function isShownByName(person: Pick<WeeklyPerson, 'isNamed'>, publicity: Publicity): boolean {
  return publicity.visibility === 'self' || (person.isNamed && showsNames(publicity));
}

/** What it is decided by who may be shown. */
export type VisibilityInput = Publicity &
  Pick<WeeklyInput, 'measures' | 'people' | 'notEnrolled' | 'outsiders'>;

/**
 * Takes out of a report what would tell about somebody who did not agree to it. A group's figure needs five people who contributed
 * to it, and so does whatever is left when the rows shown are taken away from everybody's; weeks of a trend alike.
 */
export function visibleRows(input: VisibilityInput): VisibleRows {
  const people = [...input.people].sort((a, b) => byName(a.engineer, b.engineer));
  const shown = people.filter((person) => isShownByName(person, input));
  const names = new Set(shown.map(({ engineer }) => engineer));
  const hidden = people.filter(({ engineer }) => !names.has(engineer));
  const inTeam = hidden.filter(({ isNamed }) => !isNamed).length;
  const isPublished = input.visibility === 'published';
  return {
    people: shown,
    ...(isPublished
      ? suppress(input, names)
      : { measures: inOrder(input, names), withheld: new Set(), ofEnrolled: new Set() }),
    unnamed: hidden.length,
    inTeam,
    isWithheld: isPublished && !showsNames(input) && people.some(({ isNamed }) => isNamed),
    showsEverybody: !isPublished || isEnough(besides(inTeam, hidden.length - inTeam + input.notEnrolled)),
  };
}

/** Every row, groups first. */
function inOrder({ measures }: VisibilityInput, names: ReadonlySet<string>): readonly Measure[] {
  const isGroup = ({ engineer }: Measure): boolean => engineer === EVERYBODY || engineer === TEAM;
  return [...measures.filter(isGroup), ...measures.filter(({ engineer }) => names.has(engineer))];
}
