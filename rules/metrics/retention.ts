import {
  addDays,
  defineMetric,
  type Enrolment,
  exampleCourse,
  exampleModulesDone,
  exampleTrainee,
  exampleUnapproved,
  exampleVouched,
  exampleWay,
  holdsCertificate,
  noonOf,
  type ProgrammeWorld,
  rowsOf,
  startCounting,
  type TallyInput,
  waysOf,
  worldWith,
} from '@forethought/core';

const EVIDENCED = { certified: '2025-05-05', modules: exampleModulesDone('2025-05-02') };

/** Ten people who were certified in May 2025, of whom the first so many left that August. */
function cohort(gone: number, parts: Partial<Enrolment> = {}): ProgrammeWorld {
  return exampleCourse(
    Array.from({ length: 10 }, (_, at) =>
      exampleTrainee(at === 0 ? 'ada' : `trainee-${at}`, {
        certificates: {
          'on-call': exampleWay('2025-04-14', { ...EVIDENCED, ...parts }),
        },
        ...(at < gone ? { left: '2025-08-01' } : {}),
      }),
    ),
  );
}

/** How many of the certified are still there a year later. */
export default defineMetric({
  id: 'retention',
  rule: 'training-record',
  summary: 'Whoever was certified is still in the role a year later.',
  why: 'A rotation that people leave as soon as they can tells more than any survey.',
  unit: 'ratio',
  better: 'higher',
  counting: 'census',
  verdictFor: 'team',
  tier: 'E1',
  formula:
    'people whose record does not say that they left within 365 days of being certified ÷ people certified with evidence that does not refute it; each certificate in the week in which its year is over',
  windowDays: 364,
  lagDays: 0,
  minimumSample: { person: 1, team: 10 },
  noData: 'nobody was certified between one and two years ago',
  gaming: 'Leaving the record of somebody who left as it was.',
  counterMeasure:
    'The rotation names who is on it, and a rule asks that everybody on it is certified and there.',
  tally,
  examples: [
    {
      name: 'nine of ten stayed',
      programme: cohort(1),
      row: '*',
      expect: { state: 'met', numerator: 9, denominator: 10, misses: ['ada/on-call'] },
    },
    {
      name: 'eight of ten is not more than four fifths',
      programme: cohort(2),
      row: '*',
      expect: { state: 'missed', numerator: 8, denominator: 10 },
    },
    {
      name: 'certificates without their modules were none',
      programme: cohort(0, { modules: {} }),
      row: '*',
      expect: { state: 'not-applicable', numerator: null, denominator: null },
    },
    {
      name: 'nobody looked whether the prerequisites were approved',
      programme: exampleUnapproved(cohort(0, { prerequisites: exampleVouched })),
      row: '*',
      expect: { state: 'no-data', numerator: null, denominator: null },
    },
    {
      name: 'a certificate of this year tells nothing yet',
      programme: exampleCourse([
        exampleTrainee('ada', {
          certificates: { 'on-call': exampleWay('2026-03-02', { certified: '2026-03-20' }) },
        }),
      ]),
      row: '*',
      expect: { state: 'not-applicable', numerator: null, denominator: null },
    },
  ],
});

function tally(input: TallyInput) {
  const world = worldWith(input);
  if ('noData' in world) return world;
  const counter = startCounting();
  for (const person of world.training.people) {
    const engineer = input.engineerOf === undefined ? person.login : input.engineerOf(person.login);
    if (engineer === undefined) continue;
    for (const way of waysOf(person, world)) {
      const { id, enrolment } = way;
      if (enrolment.certified === undefined) continue;
      const year = addDays(enrolment.certified, 365);
      if (year > world.asOf) continue;
      const isHeld = holdsCertificate(way, world, enrolment.certified);
      if (isHeld === null) counter.add(rowsOf(input, [engineer]), noonOf(year), { excluded: 'unknown' });
      if (isHeld !== true) continue;
      const stayed = person.left === undefined || person.left > year;
      const sample = `${person.login}/${id}`;
      counter.add(rowsOf(input, [engineer]), noonOf(year), {
        hits: stayed ? 1 : 0,
        of: 1,
        sample,
        miss: stayed ? undefined : sample,
      });
    }
  }
  return counter.tallies();
}
