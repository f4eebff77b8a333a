import {
  exampleHabits,
  exampleProfile,
  exampleProgramme,
  exampleRecords,
  exampleWeek,
  exampleWorld,
  type Measure,
  measureTallies,
  outsidersIn,
  tallyMetrics,
  visibleRows,
} from '@forethought/core';
import { metrics } from '@forethought/rules';
import { describe, expect, test } from '@jest/globals';
import { factsValue, policyValue } from '../helpers/values.js';
import { personValue, weeklyValue } from '../helpers/weekly-values.js';

const IDS = [
  'learnings-per-day',
  'weekly-goals-met',
  'weekly-filing',
  'self-assessment-docs',
  'self-assessment-design',
  'profile-distance',
  'reading-progress',
  'timeline',
  'monthly-review',
];
const used = metrics.filter(({ id }) => IDS.includes(id));
const profile = {
  strengths: [],
  growth: [],
  level: { now: 7, target: 9, months: [6, 12] as [number, number] },
  marks: [{ id: 'prevention', title: 'Prevention', months: 3, metrics: [] }],
};
const programme = exampleProgramme({
  ...exampleHabits,
  profile,
  reading: [{ id: 'release-it', title: 'Release It!', group: 'book' }],
});

/** Everybody's weeks and profiles; whose name begins with `quiet` is not shown by name. */
function report(logins: readonly string[]) {
  const weeks = logins.map((login) =>
    exampleWeek(login, '2026-W46', { scores: { docs: 3, design: 9 }, goals: { read: 'met' } }),
  );
  const profiles = logins.map((login) =>
    exampleProfile(login, { growth: { 'documentation-first': { now: 2, target: 5 } } }),
  );
  const world = exampleWorld(programme, exampleRecords({ weeks, profiles }));
  const isQuiet = (login: string): boolean => login.startsWith('quiet');
  const groupsOf = (login: string): readonly string[] => (isQuiet(login) ? ['*team'] : []);
  const tallies = tallyMetrics(used, {
    facts: factsValue([]),
    findings: [],
    programme: world,
    groupsOf,
    engineersOf: () => [],
    landedBody: () => false,
  });
  const measures = measureTallies(tallies, {
    policy: policyValue({
      metrics: IDS.map((metricId) => ({
        metricId,
        practiceId: 'A8.3',
        unitId: 'habits',
        success: null,
        planned: false,
        target: 'trend',
      })),
    }),
    metrics: used,
    engineers: ['*team', ...logins],
    asOf: '2026-11-22T12:00:00Z',
    programme: world,
  });
  return visibleRows(
    weeklyValue({
      measures,
      people: logins.map((login) => personValue(login, { isNamed: !isQuiet(login) })),
      outsiders: outsidersIn(tallies, measures, () => true),
    }),
  );
}

const countsOf = (rows: readonly Measure[], id: string, engineer: string): number | null | undefined =>
  rows.find((row) => row.metricId === id && row.engineer === engineer)?.numerator;

describe('habits in a published report', () => {
  test.each(IDS)('%s names nobody who is not shown by name, not even in an id', (id) => {
    const { measures } = report(['ada', 'quiet-1', 'quiet-2', 'quiet-3', 'quiet-4', 'quiet-5']);
    const mine = measures.filter(({ metricId }) => metricId === id);
    expect(mine.map(({ engineer }) => engineer)).toContain('ada');
    expect(JSON.stringify(mine)).not.toContain('quiet');
  });

  test.each(['self-assessment-docs', 'profile-distance', 'weekly-goals-met'])(
    '%s of four is no row together, and five are',
    (id) => {
      const four = report(['ada', 'quiet-1', 'quiet-2', 'quiet-3', 'quiet-4']).measures;
      expect(countsOf(four, id, '*')).toBeUndefined();
      expect(countsOf(four, id, '*team')).toBeUndefined();
      const five = report(['ada', 'quiet-1', 'quiet-2', 'quiet-3', 'quiet-4', 'quiet-5']).measures;
      expect(countsOf(five, id, '*team')).toEqual(expect.any(Number));
    },
  );

  test('the distance of a score to what was observed stands beside one person alone', () => {
    const { measures } = report(['ada', 'quiet-1', 'quiet-2', 'quiet-3', 'quiet-4', 'quiet-5']);
    const groups = measures.filter(
      ({ engineer, metricId }) => engineer.startsWith('*') && metricId.startsWith('self-'),
    );
    expect(groups.flatMap(({ beside = {} }) => Object.keys(beside))).toEqual([]);
    expect(groups.length).toBeGreaterThan(0);
  });
});
