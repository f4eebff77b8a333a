import {
  defineMetric,
  exampleProfile,
  exampleRecords,
  exampleWorld,
  noonOf,
  type ProgrammeWorld,
  proofState,
  startCounting,
  type TallyInput,
  toldProfiles,
  worldWith,
} from '@forethought/core';

const READING = ['release-it', 'phoenix-project', 'kubernetes-documentation'].map((id) => ({
  id,
  title: id,
  group: 'book' as const,
}));

/** A profile with what was read, and notes that exist. */
function worldOf(reading: Parameters<typeof exampleProfile>[1]): ProgrammeWorld {
  const profiles = [exampleProfile('ada', reading)];
  return exampleWorld({ reading: READING }, exampleRecords({ profiles, existing: ['notes/release-it.md'] }));
}

/** How much of the plan's reading list is finished, with something to show for it. */
export default defineMetric({
  id: 'reading-progress',
  rule: 'profile-record',
  summary: 'Books and documentation of the plan are read, and what they taught stands somewhere.',
  why: 'A book is read when something of it can be found again.',
  unit: 'ratio',
  better: 'higher',
  counting: 'census',
  tier: 'E4',
  formula:
    'entries of the reading list that are finished and whose notes exist ÷ entries of the list, for everybody with a profile; as things stand now',
  windowDays: 7,
  lagDays: 0,
  weeks: 'latest',
  minimumSample: { person: 1, team: 1 },
  noData: 'nobody has a profile, or the plan has no reading list',
  gaming: 'Writing notes from the table of contents.',
  counterMeasure: 'It is a trend without a number to reach, and notes are there to be read by others.',
  tally,
  examples: [
    {
      name: 'one of three with its notes',
      programme: worldOf({
        reading: { 'release-it': { finished: '2026-09-01', notes: 'notes/release-it.md' } },
      }),
      expect: { state: 'uncertain', numerator: 1, denominator: 3 },
    },
    {
      name: 'notes that are gone count no longer',
      programme: worldOf({
        reading: {
          'release-it': { finished: '2026-09-01', notes: 'notes/gone.md' },
          'phoenix-project': { finished: '2026-10-01' },
        },
      }),
      expect: { state: 'uncertain', numerator: 0, denominator: 3 },
    },
    {
      name: 'nobody has a profile',
      programme: exampleWorld({ reading: READING }),
      expect: { state: 'not-applicable', numerator: null, denominator: null },
    },
  ],
});

function tally(input: TallyInput) {
  const world = worldWith(input);
  if ('noData' in world) return world;
  const counter = startCounting();
  for (const { profile, rows, day } of toldProfiles(input, world)) {
    for (const { id } of world.programme.reading) {
      const entry = Object.hasOwn(profile.reading, id) ? profile.reading[id] : undefined;
      const isClaimed = entry?.finished !== undefined && entry.finished <= day && entry.notes !== undefined;
      const state = isClaimed ? proofState(entry.notes ?? '', world) : false;
      const sample = `${profile.login}/${id}`;
      counter.add(
        rows,
        noonOf(day),
        state === null ? { excluded: 'unknown' } : { hits: state ? 1 : 0, of: 1, sample },
      );
    }
  }
  return counter.tallies();
}
