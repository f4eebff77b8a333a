import type { Programme } from '../schema/programme.js';
import type { TrainingFacts } from '../schema/training/facts.js';
import type { DayRecord, WeekRecord } from '../schema/training/journal.js';
import type { ProfileRecord } from '../schema/training/profile.js';
import { firstDayOf } from '../week.js';
import { dayPath, weekPath } from './journal-path.js';
import { programmeOf } from './programme-of.js';
import type { ProgrammeWorld } from './world.js';
import { NO_TRAINING, type WorldFacts, type WorldSource, worldOf } from './world-of.js';

/** A programme that asks for nothing but what is said, for examples and tests. */
export function exampleProgramme(parts: Partial<Programme>): Programme {
  return { ...programmeOf([]), ...parts };
}

/** Everybody whom an example may name without a record of their own. */
const EXAMPLE_ROSTER = ['ada', 'alan', 'bob', 'edsger', 'eve', 'grace'].map((login) => ({
  login,
  emails: [],
  away: [],
  named: false,
}));

/** The world of an example: a programme of some parts, some facts, nobody with a role. */
export function exampleWorld(
  parts: Partial<Programme>,
  facts: WorldFacts = {},
  source: Partial<WorldSource> = {},
): ProgrammeWorld {
  return worldOf(
    { training: { ...NO_TRAINING }, ...facts },
    { programme: exampleProgramme(parts), roster: EXAMPLE_ROSTER, asOf: '2026-11-22', ...source },
  );
}

/** A weekly record of an example, committed on the Monday of its week unless it says otherwise. */
export function exampleWeek(login: string, week: string, parts: Partial<WeekRecord> = {}): WeekRecord {
  const path = weekPath({ login, week });
  return {
    login,
    week,
    path,
    filedAt: firstDayOf(week),
    goals: {},
    review: [],
    scores: {},
    learnings: {},
    ...parts,
  };
}

/** A daily record of an example. */
export function exampleDay(login: string, day: string, routines: DayRecord['routines'] = {}): DayRecord {
  return { login, day, path: dayPath({ login, day }), routines };
}

/** A profile of an example, begun on 1 June 2026 unless it says otherwise. */
export function exampleProfile(login: string, parts: Partial<ProfileRecord> = {}): ProfileRecord {
  const since = '2026-06-01';
  return {
    login,
    since,
    strengths: {},
    growth: {},
    marks: {},
    topics: {},
    reading: {},
    projects: {},
    ...parts,
  };
}

/** The facts of an example that only has some records. */
export function exampleRecords(parts: Partial<TrainingFacts>): WorldFacts {
  return { training: { ...NO_TRAINING, ...parts } };
}
