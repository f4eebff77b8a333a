import {
  type Measure,
  type MetricTallies,
  measureTallies,
  outsidersIn,
  type Policy,
  SMALLEST_GROUP,
  type Tally,
  visibleRows,
} from '@forethought/core';
import { describe, expect, test } from '@jest/globals';
import { random } from '../helpers/random.js';
import { policyValue } from '../helpers/values.js';
import { metricValue, personValue, weeklyValue } from '../helpers/weekly-values.js';

/** Somebody behind changes: where they stand, whose plan they follow, in which of the eight weeks they worked, and when they were away. */
interface Somebody {
  readonly name: string;
  readonly role: 'named' | 'quiet' | 'outside';
  readonly isOnOtherPlan: boolean;
  readonly weeks: readonly boolean[];
  readonly away: readonly boolean[];
}

const ROLES = ['named', 'quiet', 'outside'] as const;
const WEEKS = [40, 41, 42, 43, 44, 45, 46, 47].map((number) => `2026-W${number}`);
const SHARE = 'documentation-coverage';
const SHARED = 'untested-issues';
const METRICS = [
  metricValue(SHARE, { windowDays: 56 }),
  metricValue(SHARED, { windowDays: 56, unit: 'count', population: 'everybody' }),
];
/** A policy that measures these alone. */
function planOf(...ids: readonly string[]): Policy {
  const [planned] = policyValue().metrics;
  return policyValue({ metrics: ids.flatMap((metricId) => (planned ? [{ ...planned, metricId }] : [])) });
}

describe('differences of rows', () => {
  test.each([SHARE, SHARED])(
    'of %s tell about nobody or about five at least, whoever worked in whichever week, by whichever plan, away or not',
    (metricId) => {
      const next = random(31);
      const seen = new Set<string>();
      for (let run = 0; run < 400; run += 1) {
        const people = peopleBy(next);
        const shown = visibleRows(weekOf(people)).measures.filter((each) => each.metricId === metricId);
        const groups = [undefined, 0, 3, 7].flatMap((week) => revealed(people, shown, week));
        for (const size of groups) expect(size === 0 || size >= SMALLEST_GROUP).toBe(true);
        const isEverybodyThere = shown.some(({ engineer }) => engineer === '*');
        if (metricId === SHARED && !isEverybodyThere)
          expect(shown.filter(({ denominator }) => denominator !== null)).toEqual([]);
        const rows = shown.filter(({ engineer }) => engineer.startsWith('*'));
        seen.add(rows.map(({ engineer }) => engineer).join(' '));
      }
      expect([...seen].sort()).toEqual(['', '*', '* *team', '*enrolled *team', '*team']);
    },
  );
});

function peopleBy({ below, chance, pick }: ReturnType<typeof random>): readonly Somebody[] {
  const share = below(100) / 100;
  const others = below(60) / 100;
  const weeks = (odds: number) => WEEKS.map(() => chance(odds));
  return Array.from({ length: 1 + below(24) }, (_, at) => ({
    ...{ name: `p${at}`, role: pick(ROLES), isOnOtherPlan: chance(others) },
    ...{ weeks: weeks(share), away: weeks(others) },
  }));
}

/** Who is left when every row that is shown is taken away from everybody's, or the team alone; in the whole window or in one week. */
function revealed(people: readonly Somebody[], shown: readonly Measure[], week?: number): readonly number[] {
  const isThere = (row: string): boolean =>
    shown.some(
      ({ engineer, series }) =>
        engineer === row && (week === undefined || (series?.[week]?.denominator ?? 0) > 0),
    );
  const active = people.filter(({ weeks }) => (week === undefined ? weeks.includes(true) : weeks[week]));
  const quiet = active.filter(({ role }) => role === 'quiet');
  const outside = active.filter(({ role }) => role === 'outside');
  const rest = isThere('*team') ? outside : [...quiet, ...outside];
  const restOfEnrolled = isThere('*team') ? [] : quiet;
  return [
    ...(isThere('*team') ? [quiet.length] : []),
    ...(isThere('*') ? [rest.length] : []),
    ...(isThere('*enrolled') ? [restOfEnrolled.length] : []),
    ...(isThere('*') && isThere('*enrolled') ? [outside.length] : []),
  ];
}

/** Each on one's own plan, as the report counts: the other plan has neither metric. */
function weekOf(people: readonly Somebody[]) {
  const enrolled = people.filter(({ role }) => role !== 'outside');
  const isEnrolled = (name: string) => enrolled.some((one) => one.name === name);
  const tallied = [SHARE, SHARED].map((metricId) => talliesOf(metricId, people));
  const named = (isOther: boolean) =>
    enrolled.filter(({ isOnOtherPlan }) => isOnOtherPlan === isOther).map(({ name }) => name);
  const options = {
    metrics: METRICS,
    asOf: '2026-11-22T23:59:59Z',
    isAway: (name: string, week: string) =>
      people.find((one) => one.name === name)?.away[WEEKS.indexOf(week)] === true,
  };
  const measures = [
    ...measureTallies(tallied, {
      ...options,
      policy: planOf(SHARE, SHARED),
      engineers: ['*enrolled', '*team', ...named(false)],
    }),
    ...measureTallies(tallied, { ...options, policy: planOf('rollbacks'), engineers: named(true) }).filter(
      ({ engineer }) => engineer !== '*',
    ),
  ];
  return weeklyValue({
    people: enrolled.map(({ name, role }) => personValue(name, { isNamed: role === 'named' })),
    measures,
    notEnrolled: people.length - enrolled.length,
    outsiders: outsidersIn(tallied, measures, isEnrolled),
  });
}

/** One change a week that somebody worked in, with the rows of everybody and of those not named. */
function talliesOf(metricId: string, people: readonly Somebody[]): MetricTallies {
  const tallies = WEEKS.flatMap((week, at) => {
    const active = people.filter(({ weeks }) => weeks[at]);
    const row = (engineer: string, count: number): readonly Tally[] =>
      count === 0 ? [] : [{ engineer, week, numerator: count, denominator: count, sample: [], misses: [] }];
    return [
      ...row('*', active.length),
      ...row('*enrolled', active.filter(({ role }) => role !== 'outside').length),
      ...row('*team', active.filter(({ role }) => role === 'quiet').length),
      ...active.flatMap(({ name }) => row(name, 1)),
    ];
  });
  return { metricId, tallies, noData: [] };
}
