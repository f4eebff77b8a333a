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

const PROJECTS = [
  'delivery-pipeline',
  'zero-downtime',
  'disaster-recovery',
  'observability-stack',
  'gitops-policy',
].map((id) => ({ id, title: id }));

/** A profile with so many projects that are merged and documented; the pull request of the rest is not merged. */
function worldOf(done: number): ProgrammeWorld {
  const projects = Object.fromEntries(
    PROJECTS.map(({ id }, at) => [id, { pull: at < done ? 12 : 13, document: 'docs/project.md' }]),
  );
  const profiles = [exampleProfile('ada', { projects })];
  return exampleWorld({ projects: PROJECTS }, exampleRecords({ profiles, existing: ['docs/project.md'] }));
}

const MERGED = { merged: new Set([12]) };

/** How many practice projects of the plan are built and documented. */
export default defineMetric({
  id: 'practice-projects',
  rule: 'profile-record',
  summary: 'The practice projects of the plan are built, merged and documented.',
  why: 'What was built once from end to end is understood in a way that reading never gives.',
  unit: 'score',
  better: 'higher',
  counting: 'census',
  tier: 'E2',
  formula:
    'projects whose pull request was merged and whose document exists ÷ people with a project in their profile; as things stand now',
  windowDays: 7,
  lagDays: 0,
  weeks: 'latest',
  minimumSample: { person: 1, team: 1 },
  noData: 'nobody has a practice project in a profile',
  gaming: 'Naming any merged pull request.',
  counterMeasure: 'Pull request and document are named side by side in a record that is reviewed like code.',
  tally,
  examples: [
    {
      name: 'all five',
      programme: { ...worldOf(5), ...MERGED },
      expect: { state: 'met', numerator: 5, denominator: 1, value: 5 },
    },
    {
      name: 'two of five are merged',
      programme: { ...worldOf(2), ...MERGED },
      expect: {
        state: 'missed',
        numerator: 2,
        denominator: 1,
        misses: ['ada/disaster-recovery', 'ada/gitops-policy', 'ada/observability-stack'],
      },
    },
    {
      name: 'nobody knows what was merged',
      programme: worldOf(5),
      expect: { state: 'no-data', numerator: null, denominator: null },
    },
    {
      name: 'nobody has a profile',
      programme: exampleWorld({ projects: PROJECTS }),
      expect: { state: 'not-applicable', numerator: null, denominator: null },
    },
  ],
});

function tally(input: TallyInput) {
  const world = worldWith(input);
  if ('noData' in world) return world;
  const counter = startCounting();
  for (const { profile, rows, day } of toldProfiles(input, world)) {
    const states = world.programme.projects.flatMap(({ id }) => {
      const entry = Object.hasOwn(profile.projects, id) ? profile.projects[id] : undefined;
      return entry === undefined
        ? []
        : [{ sample: `${profile.login}/${id}`, state: projectState(entry, world) }];
    });
    const told = states.filter(({ state }) => state !== null);
    const at = noonOf(day);
    if (told.length > 0) counter.add(rows, at, { of: 1 });
    for (const { sample, state } of states)
      counter.add(
        rows,
        at,
        state === null
          ? { excluded: 'unknown' }
          : { hits: state ? 1 : 0, sample, miss: state ? undefined : sample },
      );
  }
  return counter.tallies();
}

/** Both have to be there; null where one could not be looked up and the other does not decide. */
function projectState(
  { pull, document }: { pull?: number | undefined; document?: string | undefined },
  world: ProgrammeWorld,
): boolean | null {
  if (pull === undefined || document === undefined) return false;
  const states = [proofState(`#${pull}`, world), proofState(document, world)];
  if (states.includes(false)) return false;
  return states.includes(null) ? null : true;
}
