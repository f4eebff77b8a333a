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
  hadPart,
  holdsCertificate,
  type Incident,
  noonOf,
  type ProgrammeWorld,
  rowsOfLogin,
  startCounting,
  type TallyInput,
  waysOf,
  worldWith,
} from '@forethought/core';

/** An incident of that many minutes on a day of October. */
function incident(day: number, minutes: number, commander: string, severity = 'SEV-3'): Incident {
  const startedAt = `2026-10-${String(day).padStart(2, '0')}T10:00:00Z`;
  const resolvedAt = new Date(Date.parse(startedAt) + minutes * 60_000).toISOString();
  const nobody = { responders: [], shadows: [], services: [], simulated: false };
  return { path: `incidents/${commander}-${day}.md`, startedAt, resolvedAt, severity, commander, ...nobody };
}

/** Five of Ada's, of two hours each. */
const TWICE = [12, 13, 14, 15, 16].map((day) => incident(day, 120, 'ada'));

/** Ada, certified in September, beside a team whose incidents take an hour each. */
function worldOf(own: readonly Incident[], team = 10, parts: Partial<Enrolment> = {}): ProgrammeWorld {
  const ada = exampleTrainee('ada', {
    certificates: {
      'on-call': exampleWay('2026-08-31', {
        certified: '2026-09-20',
        modules: exampleModulesDone('2026-09-18'),
        ...parts,
      }),
    },
  });
  const others = Array.from({ length: team }, (_, at) => incident(at + 1, 60, 'grace'));
  return { ...exampleCourse([ada]), incidents: [...own, ...others] };
}

/** How long incidents take in the first three months after a certificate, beside those of the team. */
export default defineMetric({
  id: 'trainee-mttr',
  summary: 'In their first three months the newly certified resolve incidents about as fast as the team.',
  why: 'Whether the training prepared for the real thing shows in the real thing.',
  unit: 'ratio',
  better: 'lower',
  counting: 'census',
  reducer: 'median',
  verdictFor: 'team',
  tier: 'E1',
  formula:
    'for each incident that somebody led or responded to within 90 days of a certificate that its evidence does not refute: its time from start to resolution ÷ the mean of the team’s incidents of the same severity in the same 90 days without that person; the median of these; a severity of which the team had fewer than ten is left out',
  windowDays: 91,
  lagDays: 0,
  minimumSample: { person: 5, team: 5 },
  noData: 'nobody newly certified resolved an incident of a severity that the team had ten of',
  gaming: 'Giving trainees the easy ones, or closing incidents early.',
  counterMeasure:
    'Severities are matched, simulated and open incidents are left out, and a small sample is said to be one.',
  tally,
  examples: [
    {
      name: 'six incidents, half of them ten minutes longer than the team’s hour',
      programme: worldOf([40, 60, 60, 70, 70, 70].map((minutes, at) => incident(at + 12, minutes, 'ada'))),
      row: '*',
      expect: { state: 'met', numerator: null, denominator: 6 },
    },
    {
      name: 'twice the team’s time',
      programme: worldOf(TWICE),
      row: '*',
      expect: { state: 'missed', numerator: null, denominator: 5, value: 2 },
    },
    {
      name: 'one incident is too few to tell',
      programme: worldOf([incident(12, 120, 'ada')]),
      row: '*',
      expect: { state: 'insufficient', numerator: null, denominator: 1, value: 2 },
    },
    {
      name: 'incidents after a certificate without its modules are nobody’s first ones',
      programme: worldOf(TWICE, 10, { modules: {} }),
      row: '*',
      expect: { state: 'no-data', numerator: null, denominator: null },
    },
    {
      name: 'nobody looked whether the prerequisite was approved',
      programme: exampleUnapproved(worldOf(TWICE, 10, { prerequisites: exampleVouched })),
      row: '*',
      expect: { state: 'no-data', numerator: null, denominator: null },
    },
    {
      name: 'a severity that the team had little of is no measure',
      programme: worldOf([incident(12, 120, 'ada')], 9),
      row: '*',
      expect: { state: 'no-data', numerator: null, denominator: null },
    },
  ],
  whenEmpty: 'no-data',
});

/** For so long after a certificate incidents are compared. */
const FIRST_DAYS = 90;
/** Of a severity at least so many incidents of others are needed. */
const TEAM_LEAST = 10;

type Resolved = Incident & { readonly startedAt: string; readonly resolvedAt: string };

function tally(input: TallyInput) {
  const world = worldWith(input);
  if ('noData' in world) return world;
  if (world.incidents === undefined) return { noData: 'the incident records were not read' };
  const resolved = world.incidents.filter(
    (each): each is Resolved =>
      !each.simulated && each.startedAt !== undefined && each.resolvedAt !== undefined,
  );
  const counter = startCounting();
  for (const person of world.training.people) {
    for (const way of waysOf(person, world)) {
      const { login, enrolment } = way;
      const { certified } = enrolment;
      if (certified === undefined) continue;
      const isHeld = holdsCertificate(way, world, certified);
      if (isHeld === false) continue;
      const near = resolved.filter(({ startedAt }) => isWithin(startedAt, certified));
      const mine = near.filter((each) => hadPart(each, login, 'responder'));
      for (const own of mine) {
        const value = against(
          own,
          near.filter((each) => !mine.includes(each)),
        );
        const day = own.startedAt.slice(0, 10);
        if (value === undefined) continue;
        const counts = isHeld ? { of: 1, value, sample: own.path } : ({ excluded: 'unknown' } as const);
        counter.add(rowsOfLogin(input, login, day), noonOf(day), counts);
      }
    }
  }
  return counter.tallies();
}

function isWithin(instant: string, certified: string): boolean {
  const day = instant.slice(0, 10);
  return day >= certified && day <= addDays(certified, FIRST_DAYS);
}

function against(own: Resolved, others: readonly Resolved[]): number | undefined {
  const same = others.filter(({ severity }) => severity === own.severity);
  if (same.length < TEAM_LEAST) return undefined;
  const mean = same.reduce((sum, each) => sum + lasted(each), 0) / same.length;
  return mean === 0 ? undefined : lasted(own) / mean;
}

function lasted({ startedAt, resolvedAt }: Resolved): number {
  return Date.parse(resolvedAt) - Date.parse(startedAt);
}
