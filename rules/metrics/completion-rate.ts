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

/** A cohort that began in July: the first so many hold the certificate. */
function cohort(size: number, certified: number, more: Partial<Enrolment> = {}): ProgrammeWorld {
  return exampleCourse(
    Array.from({ length: size }, (_, at) =>
      exampleTrainee(`trainee-${at}`, {
        certificates: {
          'on-call': exampleWay('2026-07-06', {
            ...more,
            ...(at < certified ? { certified: '2026-07-24', modules: exampleModulesDone('2026-07-20') } : {}),
          }),
        },
      }),
    ),
  );
}

/** How many of those who began a programme finished it. */
export default defineMetric({
  id: 'completion-rate',
  rule: 'training-record',
  summary: 'Nearly everybody who begins a programme completes it.',
  why: 'A programme that many begin and few finish is too long, too thin or at the wrong time.',
  unit: 'ratio',
  better: 'higher',
  counting: 'census',
  verdictFor: 'team',
  tier: 'E3',
  formula:
    'certificates held with their evidence ÷ ways to a certificate begun at least twice its time ago; those that are still open count as not completed, those who left the organisation or gave it up are shown apart; in the week in which twice the time is over',
  windowDays: 364,
  lagDays: 0,
  minimumSample: { person: 1, team: 10 },
  noData: 'nobody began a programme long enough ago',
  gaming:
    'Writing the first day down on the last one, or letting people give up shortly before the time is over.',
  counterMeasure:
    'The first module or shift counts as the beginning where it is earlier, and those who gave up stand beside.',
  tally,
  examples: [
    {
      name: 'ten of eleven',
      programme: cohort(11, 10),
      row: '*',
      expect: { state: 'met', numerator: 10, denominator: 11, misses: ['trainee-10/on-call'] },
    },
    {
      name: 'nine of ten is not more than nine of ten',
      programme: cohort(10, 9),
      row: '*',
      expect: { state: 'missed', numerator: 9, denominator: 10 },
    },
    {
      name: 'nobody looked whether the prerequisites were approved',
      programme: exampleUnapproved(cohort(10, 10, { prerequisites: exampleVouched })),
      row: '*',
      expect: { state: 'no-data', numerator: null, denominator: null },
    },
    {
      name: 'whoever gave up is shown apart',
      programme: cohort(3, 0, { withdrawn: '2026-08-01' }),
      row: '*',
      expect: { state: 'not-applicable', numerator: null, denominator: null },
    },
    {
      name: 'one trainee has counts and no verdict',
      programme: cohort(1, 1),
      row: '*',
      expect: { state: 'insufficient', numerator: 1, denominator: 1 },
    },
    {
      name: 'nobody began',
      programme: exampleCourse([]),
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
    for (const way of waysOf(person, world)) {
      const { id, certificate, enrolment } = way;
      if (certificate.withinDays === undefined) continue;
      const due = addDays(firstDay(enrolment), 2 * certificate.withinDays.days);
      if (due > world.asOf || engineer === undefined) continue;
      const rows = rowsOf(input, [engineer]);
      const isHeld = holdsCertificate(way, world, world.asOf);
      if (isHeld === null) {
        counter.add(rows, noonOf(due), { excluded: 'unknown' });
        continue;
      }
      const gone = enrolment.withdrawn ?? person.left;
      if (!isHeld && gone !== undefined && gone <= world.asOf) {
        counter.add(rows, noonOf(due), { beside: { withdrawn: 1 } });
        continue;
      }
      const sample = `${person.login}/${id}`;
      counter.add(rows, noonOf(due), {
        hits: isHeld ? 1 : 0,
        of: 1,
        sample,
        miss: isHeld ? undefined : sample,
      });
    }
  }
  return counter.tallies();
}

/** The day on which it began: the one that is written down, or that of the first thing done. */
function firstDay({ started, modules, shadowShifts }: Enrolment): string {
  const done = Object.values(modules).flatMap((module) => module.started ?? module.completed ?? []);
  return [started, ...done, ...shadowShifts.map(({ on }) => on)].sort()[0] ?? started;
}
