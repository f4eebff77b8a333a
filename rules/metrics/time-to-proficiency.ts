import {
  type CertificateWay,
  type Course,
  daysAfter,
  defineMetric,
  type Enrolment,
  exampleCourse,
  exampleModulesDone,
  exampleTrainee,
  exampleUnapproved,
  exampleVouched,
  exampleWay,
  holdsCertificate,
  medianSurvival,
  noonOf,
  type PersonRecord,
  type ProgrammeWorld,
  rowsOf,
  startCounting,
  type Tally,
  type TallyInput,
  toldOn,
  waysOf,
  worldWith,
} from '@forethought/core';

/** Trainees who began on 1 September: after so many days certified, or not yet. */
function cohort(...days: readonly (string | null)[]): ProgrammeWorld {
  return exampleCourse(
    days.map((certified, at) =>
      exampleTrainee(at === 0 ? 'ada' : `trainee-${at}`, {
        certificates: {
          'on-call': exampleWay(
            '2026-09-01',
            certified === null ? {} : { certified, modules: exampleModulesDone('2026-09-14') },
          ),
        },
      }),
    ),
  );
}

/** Somebody who was certified in time by their own record, of which these parts are there. */
function claimed(parts: Partial<Enrolment>): readonly PersonRecord[] {
  const way = exampleWay('2026-09-01', { certified: '2026-09-15', ...parts });
  return [exampleTrainee('ada', { certificates: { 'on-call': way } })];
}

/** How many were certified within the time that their certificate sets, from day 1. */
export default defineMetric({
  id: 'time-to-proficiency',
  rule: 'training-record',
  summary: 'Whoever begins a programme is certified within its time.',
  why: 'Weeks beyond the plan are weeks in which somebody else carries the shifts.',
  unit: 'ratio',
  better: 'higher',
  counting: 'census',
  verdictFor: 'team',
  tier: 'E3',
  formula:
    'certified, with evidence that does not refute it, within the certificate’s days ÷ ways begun at least that many days, and at most two years, ago; whoever is still on the way is in the denominator, and whoever gave it up or left is shown apart. Beside it the median of days by Kaplan and Meier, in which an open way counts as longer than so far; as things stand now',
  windowDays: 7,
  lagDays: 0,
  weeks: 'latest',
  minimumSample: { person: 1, team: 5 },
  noData: 'nobody began a programme long enough ago',
  gaming: 'Beginning the clock late, or certifying early.',
  counterMeasure:
    'The clock runs from day 1 of the programme, and a certificate without its evidence is a finding of its own.',
  tally,
  derive: (sum) => {
    const days = medianSurvival((sum.values ?? []).map(courseOf));
    return { sum: withMedian(sum, days) };
  },
  examples: [
    {
      name: 'four of five within 28 days; the median knows of the fifth',
      programme: cohort('2026-09-15', '2026-09-20', '2026-09-22', '2026-09-24', null),
      row: '*',
      expect: { state: 'missed', numerator: 4, denominator: 5, beside: { 'median days': 21 } },
    },
    {
      name: 'the 28th day is one too late',
      programme: cohort('2026-09-29', '2026-09-20', '2026-09-20', '2026-09-20', '2026-09-20'),
      row: '*',
      expect: { state: 'missed', numerator: 4, denominator: 5, misses: ['ada/on-call'] },
    },
    {
      name: 'half are still on the way, so that no median is known',
      programme: cohort('2026-09-20', '2026-09-20', null, null, null),
      row: '*',
      expect: { state: 'missed', numerator: 2, denominator: 5 },
    },
    {
      name: 'one person’s row counts only',
      programme: cohort('2026-09-20'),
      expect: { state: 'uncertain', numerator: 1, denominator: 1 },
    },
    {
      name: 'a certificate without its modules is none yet',
      programme: exampleCourse(claimed({})),
      row: '*',
      expect: { state: 'insufficient', numerator: 0, denominator: 1, misses: ['ada/on-call'] },
    },
    {
      name: 'nobody looked whether the prerequisite was approved',
      programme: exampleUnapproved(
        exampleCourse(claimed({ modules: exampleModulesDone('2026-09-14'), prerequisites: exampleVouched })),
      ),
      row: '*',
      expect: { state: 'no-data', numerator: null, denominator: null },
    },
    {
      name: 'nobody began long enough ago',
      programme: exampleCourse([
        exampleTrainee('ada', { certificates: { 'on-call': exampleWay('2026-11-16') } }),
      ]),
      row: '*',
      expect: { state: 'not-applicable', numerator: null, denominator: null },
    },
  ],
});

/** Ways that began earlier tell of another programme. */
const YEARS_DAYS = 730;

function tally(input: TallyInput) {
  const world = worldWith(input);
  if ('noData' in world) return world;
  const counter = startCounting();
  for (const person of world.training.people) {
    const engineer = input.engineerOf === undefined ? person.login : input.engineerOf(person.login);
    if (engineer === undefined) continue;
    for (const way of waysOf(person, world)) {
      const { id, enrolment, late } = way;
      const { started, certified } = enrolment;
      const isEvidenced = certified !== undefined && holdsCertificate(way, world, certified);
      for (const day of toldOn(world.asOf)) {
        if (late === undefined || late > day || daysAfter(started, day) > YEARS_DAYS) continue;
        const isHeld = certified !== undefined && certified <= day && isEvidenced;
        if (isHeld === null) {
          counter.add(rowsOf(input, [engineer]), noonOf(day), { excluded: 'unknown' });
          continue;
        }
        const gone = enrolment.withdrawn ?? person.left;
        const isApart = !isHeld && gone !== undefined && gone <= day;
        const isInTime = isHeld && certified !== undefined && certified < late;
        const sample = `${person.login}/${id}`;
        counter.add(rowsOf(input, [engineer]), noonOf(day), {
          value: signedDays(way, isHeld, person.left, day),
          ...(isApart
            ? { beside: { withdrawn: 1 } }
            : { hits: isInTime ? 1 : 0, of: 1, sample, miss: isInTime ? undefined : sample }),
        });
      }
    }
  }
  return counter.tallies();
}

/** Days to the certificate; below zero, so many days without it so far. Values of tallies are joined, so that both stand in one list. */
function signedDays(
  { enrolment: { started, certified, withdrawn } }: CertificateWay,
  isHeld: boolean,
  left: string | undefined,
  day: string,
): number {
  if (isHeld && certified !== undefined) return daysAfter(started, certified);
  const end = [day, withdrawn, left].filter((each) => each !== undefined).sort()[0] ?? day;
  return -Math.max(1, daysAfter(started, end));
}

function courseOf(value: number): Course {
  return { days: Math.abs(value), ended: value >= 0 };
}

function withMedian(sum: Tally, days: number | null): Tally {
  return days === null ? sum : { ...sum, beside: { ...sum.beside, 'median days': days } };
}
