import {
  defineMetric,
  exampleProfile,
  exampleRecords,
  exampleWorld,
  heldMarks,
  marksTally,
  type ProgrammeWorld,
} from '@forethought/core';

const PROFILE = {
  strengths: [],
  growth: [],
  level: { now: 7, target: 9, months: [6, 12] as [number, number] },
  marks: [
    {
      id: 'preventive-thinking',
      title: 'Preventive thinking',
      months: 3,
      metrics: [{ metric: 'pre-mortem-coverage', target: '100%' }],
    },
    {
      id: 'systems-thinking',
      title: 'Systems thinking',
      months: 12,
      metrics: [{ metric: 'interactions-designed', target: '100%' }],
    },
  ],
};
const worldOf = (...profiles: Parameters<typeof exampleProfile>[]): ProgrammeWorld =>
  exampleWorld(
    { profile: PROFILE },
    exampleRecords({ profiles: profiles.map((profile) => exampleProfile(...profile)) }),
  );
const REACHED = worldOf(['ada', { marks: { 'preventive-thinking': { reached: '2026-08-20' } } }]);

/** How many marks of the timeline that are due were reached by their day, as the measures confirm. */
export default defineMetric({
  id: 'timeline',
  rule: 'profile-record',
  summary: 'The marks of the plan are reached after 3, 6 and 12 months.',
  why: 'Growth without a date is a hope; with one, it can be early, in time or late.',
  unit: 'ratio',
  better: 'higher',
  counting: 'census',
  tier: 'E2',
  formula:
    'marks that the profile says were reached by their day, and whose metrics reach their targets in the person’s row ÷ marks that are due, counted in months from the profile’s first day; a mark whose metrics could not be told is left out',
  windowDays: 7,
  lagDays: 0,
  weeks: 'latest',
  minimumSample: { person: 1, team: 5 },
  noData: 'no mark of the timeline is due yet',
  gaming: 'Writing down a mark on its last day, or moving the first day of the profile.',
  counterMeasure:
    'A mark whose metrics are not there is missed whatever the profile says, and the profile’s history is Git’s.',
  tally: marksTally,
  derive: (sum, row) => ({ ...heldMarks(sum, row) }),
  examples: [
    {
      name: 'a mark that the measures confirm',
      programme: REACHED,
      others: { 'pre-mortem-coverage': { state: 'met', value: 1, unit: 'ratio' } },
      expect: { state: 'uncertain', numerator: 1, denominator: 1, misses: [] },
    },
    {
      name: 'a mark that they do not',
      programme: REACHED,
      others: { 'pre-mortem-coverage': { state: 'missed', value: 0.6, unit: 'ratio' } },
      expect: { state: 'uncertain', numerator: 0, denominator: 1, misses: ['ada/preventive-thinking'] },
    },
    {
      name: 'a mark that is due and was not reached',
      programme: worldOf(['ada', {}]),
      expect: { state: 'uncertain', numerator: 0, denominator: 1, misses: ['ada/preventive-thinking'] },
    },
    {
      name: 'a mark whose metric nobody measured',
      programme: REACHED,
      expect: { state: 'no-data', numerator: null, denominator: null },
    },
    {
      name: 'a profile of last month',
      programme: worldOf(['ada', { since: '2026-11-01' }]),
      expect: { state: 'not-applicable', numerator: null, denominator: null },
    },
  ],
});
