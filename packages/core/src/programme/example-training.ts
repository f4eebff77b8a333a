import type { Certificate, Module, Programme } from '../schema/programme.js';
import { exampleWorld } from './example-world.js';
import type { ProgrammeWorld } from './world.js';

/** A module of an example: what is not said is empty. */
export function exampleModule(module: Partial<Module> & Pick<Module, 'title' | 'form'>): Module {
  return { topics: [], activities: [], skills: [], scenarios: [], criteria: [], ...module };
}

/** A certificate of an example, likewise. */
export function exampleCertificate(
  certificate: Partial<Certificate> & Pick<Certificate, 'title' | 'modules'>,
): Certificate {
  return { prerequisites: [], requirements: [], benefits: [], rotations: [], ...certificate };
}

/** What examples of records are held against: the form that the plan gives it, with fewer modules. */
export const exampleTraining: Partial<Programme> = {
  modules: {
    foundations: exampleModule({
      title: 'Reliability and error budgets',
      form: 'course',
      hours: 4,
      assessment: { title: 'Quiz', form: 'quiz' },
    }),
    architecture: exampleModule({
      title: 'The architecture in depth',
      form: 'course',
      hours: 6,
      assessment: { title: 'Architecture diagram', form: 'file' },
    }),
    'shadow-shifts': exampleModule({
      title: 'Shadow shifts',
      form: 'shadow-shifts',
      criteria: [
        {
          id: 'shadow-hours',
          title: 'Shadowed for 24 hours',
          recommended: false,
          needs: { kind: 'shadow-hours', atLeast: 24, engineers: 2, times: ['day', 'off-hours'] },
        },
      ],
    }),
    'simulated-incidents': exampleModule({
      title: 'Simulated incidents',
      form: 'simulations',
      passMark: 1,
      scenarios: [
        { id: 'error-rate', title: 'High error rate', hours: 2 },
        { id: 'latency', title: 'Latency rises', hours: 2 },
      ],
      assessment: { title: 'Evaluation', form: 'evaluation', evaluatedBy: 'senior' },
    }),
  },
  certificates: {
    'on-call': exampleCertificate({
      title: 'On-Call Engineer Certified',
      prerequisites: [
        {
          id: 'tenure',
          title: 'Three months in the organisation',
          recommended: false,
          needs: { kind: 'tenure', months: 3, since: 'joined' },
        },
        {
          id: 'linux',
          title: 'Linux or Unix',
          recommended: false,
          needs: { kind: 'attested', by: ['senior'] },
        },
      ],
      modules: ['foundations', 'architecture', 'shadow-shifts', 'simulated-incidents'],
      requirements: [
        { id: 'modules', title: 'All modules', recommended: false, needs: { kind: 'modules' } },
        {
          id: 'signed-off',
          title: 'Signed off by two seniors',
          recommended: false,
          needs: { kind: 'sign-offs', as: 'sign-off', role: 'senior', atLeast: 2 },
        },
      ],
      rotations: ['on-call'],
    }),
  },
  tracks: {
    'new-hire': {
      title: 'New hire',
      certificate: 'on-call',
      weeks: [],
      selfPaced: false,
      support: [],
      waives: [],
    },
  },
  ladder: [
    { id: 'L1', title: 'On-call engineer', duties: [], advancement: [] },
    {
      id: 'L2',
      title: 'Senior on-call engineer',
      duties: [],
      advancement: [
        {
          id: 'incidents-responded',
          title: 'Two incidents responded to',
          recommended: false,
          needs: { kind: 'incidents', as: 'responder', atLeast: 2, supervised: false, written: false },
        },
        {
          id: 'strategy',
          title: 'Contributed to strategy',
          recommended: false,
          needs: { kind: 'attested', by: ['sre-lead'] },
        },
      ],
    },
  ],
  matrix: [{ id: 'monitoring', title: 'Monitoring', levels: ['Read', 'Create'] }],
  education: {
    sessions: {
      title: 'Learning session',
      hours: 1,
      when: 'last Friday of each month',
      topics: [
        { id: 'trends', title: 'Trends' },
        { id: 'postmortems', title: 'Postmortems' },
      ],
    },
    workshops: [{ quarter: 1, title: 'Chaos engineering', items: [] }],
    external: { budget: 2000, currency: 'USD', steps: [], courses: [], conferences: [] },
  },
  survey: {
    questions: [
      { id: 'content', title: 'Content' },
      { id: 'instructor', title: 'Instructor' },
      { id: 'hands-on', title: 'Hands-on practice' },
    ],
    minimum: 5,
  },
  reviews: [
    {
      id: 'quarterly',
      title: 'Quarterly training review',
      everyMonths: 3,
      items: [
        { id: 'completion', title: 'Completion rates analysed' },
        { id: 'feedback', title: 'Feedback reviewed' },
        { id: 'gaps', title: 'Gaps identified' },
        { id: 'curriculum', title: 'Curriculum updated' },
      ],
    },
  ],
};

/** Parts of a person's record in examples, as lines of YAML. */
export const exampleParts = {
  FOUNDATIONS: [
    'foundations: { started: 2026-01-05, completed: 2026-01-05, hours: 4, assessment: { result: passed, on: 2026-01-05, by: grace } }',
  ],
  ARCHITECTURE: [
    'architecture:',
    '  completed: 2026-01-06',
    '  assessment: { result: passed, on: 2026-01-06, by: grace }',
    '  artefacts: [docs/architecture/ada.md]',
  ],
  SHIFTS: [
    '- { on: 2026-01-12, hours: 12, with: grace, time: day }',
    '- { on: 2026-01-13, hours: 12, with: alan, time: off-hours }',
  ],
  SIMULATION: [
    '- { module: simulated-incidents, scenario: latency, on: 2026-01-15, resolved: true, evaluatedBy: grace }',
  ],
  SIGNED: [
    '- { as: sign-off, by: grace, on: 2026-02-02, pull: 7 }',
    '- { as: sign-off, by: alan, on: 2026-02-02, pull: 7 }',
  ],
} as const;

type Parts = Readonly<Record<string, readonly string[] | string>>;

/** The record of an example: on the way to a certificate since January, with these parts, each a mapping, a list or a day. */
export function examplePerson(parts: Parts, joined = '2025-06-02'): string {
  const lines = Object.entries(parts).flatMap(([name, part]) =>
    typeof part === 'string'
      ? [`    ${name}: ${part}`]
      : [`    ${name}:`, ...part.map((line) => `      ${line}`)],
  );
  const head = ['login: ada', `joined: ${joined}`, 'certificates:', '  on-call:', '    started: 2026-01-05'];
  const linux = '      linux: { by: grace, on: 2026-01-05, pull: 7, link: docs/architecture/ada.md }';
  return [...head, '    prerequisites:', linux, ...lines, ''].join('\n');
}

const ROLES: Readonly<Record<string, readonly string[]>> = { grace: ['senior'], alan: ['senior'] };
const APPROVAL = {
  pull: 7,
  author: 'ada',
  at: '2026-02-03T09:00:00Z',
  paths: ['training/people/ada.yml'],
};

/** What examples of records are held against: a pull request that two seniors approved, one incident, and one file. */
export const exampleRecordWorld: ProgrammeWorld = {
  ...exampleWorld(exampleTraining, {
    training: {
      ...{ people: [], profiles: [], weeks: [], days: [], surveys: [], unread: [] },
      approvals: [
        { ...APPROVAL, by: 'grace' },
        { ...APPROVAL, by: 'alan' },
      ],
      existing: ['docs/architecture/ada.md'],
    },
    incidents: [
      {
        ...{ path: 'incidents/payments.md', startedAt: '2026-01-20T10:00:00Z', severity: 'SEV-2' },
        ...{ commander: 'grace', responders: [], shadows: ['ada'], simulated: false, services: [] },
      },
    ],
  }),
  rolesOf: (login) => ROLES[login] ?? [],
};

/** The same, with a second record of Ada. */
export const exampleDoubledWorld: ProgrammeWorld = {
  ...exampleRecordWorld,
  training: {
    ...exampleRecordWorld.training,
    doubled: [
      { form: 'person', login: 'ada', paths: ['training/people/Ada.yml', 'training/people/ada.yml'] },
    ],
  },
};
