import {
  criterionStanding,
  defineMetric,
  exampleRecords,
  exampleWorld,
  noonOf,
  type PersonRecord,
  type ProgrammeWorld,
  rowsOfLogin,
  startCounting,
  type TallyInput,
  toldOn,
  worldWith,
} from '@forethought/core';

const ADA: PersonRecord = {
  login: 'ada',
  joined: '2024-01-01',
  certificates: {},
  attestations: {},
  skills: {},
  mentored: [
    { mentee: 'bob', from: '2026-06-01', to: '2026-10-01', pull: 7 },
    { mentee: 'eve', from: '2026-08-01', pull: 8 },
  ],
};

/** Ada's record, and whose reviews approved its pull requests. */
function worldOf(approvals: readonly { pull: number; by: string }[] | undefined): ProgrammeWorld {
  const given = approvals?.map(({ pull, by }) => ({
    pull,
    by,
    author: 'ada',
    at: '2026-10-02T10:00:00Z',
    paths: ['training/people/ada.yml'],
  }));
  return exampleWorld(
    {},
    exampleRecords({ people: [ADA], ...(given === undefined ? {} : { approvals: given }) }),
  );
}

/** How many people were mentored, as they say themselves. */
export default defineMetric({
  id: 'mentoring',
  rule: 'training-record',
  summary: 'Others were mentored, and say so themselves.',
  why: 'Whoever can explain it to somebody new has understood it.',
  unit: 'count',
  better: 'higher',
  counting: 'census',
  reducer: 'distinct',
  tier: 'E3',
  formula:
    'distinct people whom the record names as mentored and who approved the pull request that says so; as things stand now',
  windowDays: 7,
  lagDays: 0,
  weeks: 'latest',
  minimumSample: { person: 1, team: 1 },
  noData: 'no record names anybody as mentored',
  gaming: 'Naming everybody who ever asked a question.',
  counterMeasure: 'Only the mentee’s own approving review counts.',
  tally,
  examples: [
    {
      name: 'one of two mentees approved',
      programme: worldOf([{ pull: 7, by: 'bob' }]),
      expect: { state: 'uncertain', numerator: 1, denominator: 1, value: 1 },
    },
    {
      name: 'a review by somebody else shows nothing',
      programme: worldOf([{ pull: 7, by: 'grace' }]),
      expect: { state: 'uncertain', numerator: 0, denominator: 1, value: 0 },
    },
    {
      name: 'nobody looked up the reviews',
      programme: worldOf(undefined),
      expect: { state: 'no-data', numerator: null, denominator: null },
    },
    {
      name: 'nobody was mentored',
      programme: exampleWorld({}, exampleRecords({ people: [{ ...ADA, mentored: [] }], approvals: [] })),
      expect: { state: 'not-applicable', numerator: null, denominator: null },
    },
  ],
});

const NEED = {
  id: 'mentored',
  title: 'Mentored',
  recommended: false,
  needs: { kind: 'mentored', atLeast: 1 },
} as const;

function tally(input: TallyInput) {
  const world = worldWith(input);
  if ('noData' in world) return world;
  if (world.training.approvals === undefined) return { noData: 'nobody looked up the reviews' };
  const counter = startCounting();
  for (const day of toldOn(world.asOf)) {
    for (const { login, mentored } of world.training.people) {
      const rows = rowsOfLogin(input, login, day);
      if (mentored.every(({ from }) => from > day)) continue;
      const { proof } = criterionStanding(NEED, { login, until: day }, world);
      counter.add(rows, noonOf(day), { of: 1, sample: login });
      for (const mentee of proof) counter.add(rows, noonOf(day), { id: mentee });
    }
  }
  return counter.tallies();
}
