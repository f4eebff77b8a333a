import type { TrainingFacts } from '../schema/training/facts.js';
import type { Enrolment, PersonRecord } from '../schema/training/person.js';
import { exampleCertificate, exampleModule } from './example-training.js';
import { exampleRecords, exampleWorld } from './example-world.js';
import type { ProgrammeWorld } from './world.js';

/** The way of an example to a certificate: begun on that day, with nothing done unless it says so. */
export function exampleWay(started: string, parts: Partial<Enrolment> = {}): Enrolment {
  return {
    started,
    prerequisites: {},
    modules: {},
    shadowShifts: [],
    simulations: [],
    supervised: [],
    incidents: [],
    signOffs: [],
    ...parts,
  };
}

/** A person of an example who joined in 2024. */
export function exampleTrainee(login: string, parts: Partial<PersonRecord> = {}): PersonRecord {
  return {
    login,
    joined: '2024-01-01',
    certificates: {},
    attestations: {},
    skills: {},
    mentored: [],
    ...parts,
  };
}

/** A programme of one certificate: a course of two modules within 28 days. */
export function exampleCourse(
  people: readonly PersonRecord[],
  records: Partial<TrainingFacts> = {},
): ProgrammeWorld {
  const course = (title: string) => exampleModule({ title, form: 'course' });
  return exampleWorld(
    {
      modules: { basics: course('Basics'), tools: course('Tools') },
      certificates: {
        'on-call': exampleCertificate({
          title: 'On call',
          modules: ['basics', 'tools'],
          requirements: [
            { id: 'all-modules', title: 'All modules', recommended: false, needs: { kind: 'modules' } },
          ],
          withinDays: { days: 28, strictly: true },
          rotations: ['on-call'],
        }),
      },
    },
    exampleRecords({ people: [...people], ...records }),
  );
}

/** The same, where somebody has to vouch for Unix first: with `vouchedFor` they did, and nobody looked up whether they approved it. */
export function exampleUnapproved(world: ProgrammeWorld): ProgrammeWorld {
  const { programme } = world;
  const certificates = Object.entries(programme.certificates).map(([id, certificate]) => {
    const unix = { id: 'unix', title: 'Unix', recommended: false };
    const needs = { kind: 'attested' as const, by: [] };
    return [id, { ...certificate, prerequisites: [{ ...unix, needs }] }];
  });
  return { ...world, programme: { ...programme, certificates: Object.fromEntries(certificates) } };
}

/** What Grace wrote down for the example that asks for it. */
export const exampleVouched: Enrolment['prerequisites'] = { unix: { by: 'grace', on: '2025-01-02' } };

/** Both modules of the example's certificate, done by that day. */
export function exampleModulesDone(day: string): Enrolment['modules'] {
  const done = { completed: day, artefacts: [] };
  return { basics: done, tools: done };
}
