import { perhaps } from '../nearest.js';
import type { Enrolment, PersonRecord } from '../schema/training/person.js';
import type { Path } from '../schema/yaml.js';
import { isSame } from './asked.js';
import { isKnown, knownPeople } from './known.js';
import type { RecordFault } from './record-faults.js';
import type { ProgrammeWorld } from './world.js';

interface Word {
  readonly by: string;
  readonly path: Path;
  readonly what: string;
  readonly roles: readonly string[];
  /** Nothing else than this name vouches for it, as no review does. */
  readonly isBare?: boolean;
}

/** Words of a person about themselves, and of people whom nobody knows or without the role that the plan names. */
export function wordFaults(record: PersonRecord, world: ProgrammeWorld): readonly RecordFault[] {
  const words = [
    ...Object.entries(record.certificates).flatMap(([id, enrolment]) => enrolmentWords(id, enrolment, world)),
    ...Object.entries(record.attestations).map(([id, { by }]): Word => {
      const path = ['attestations', id, 'by'];
      return { by, path, what: `the attestation of ${id}`, roles: rolesOfCriterion(id, world) };
    }),
    ...Object.entries(record.skills).map(([id, { by }]): Word => {
      return { by, path: ['skills', id, 'by'], what: `the level in ${id}`, roles: [] };
    }),
    ...record.mentored.map(({ mentee }, index): Word => {
      return {
        by: mentee,
        path: ['mentored', index, 'mentee'],
        what: 'the word for the mentoring',
        roles: [],
      };
    }),
  ];
  return words.flatMap(({ by, path, what, roles, isBare }): readonly RecordFault[] => {
    if (isSame(by, record.login)) return [{ code: 'own-word', path, data: { by, what } }];
    const isSeen = isBare !== true && roles.length === 0 && hasApproved(by, world);
    if (!isSeen && !isKnown(by, world)) {
      const named = `${by}${perhaps(by, knownPeople(world))}`;
      return [{ code: 'unknown-person', path, data: { what, named } }];
    }
    if (roles.length === 0 || world.rolesOf(by).some((role) => roles.includes(role))) return [];
    return [{ code: 'without-role', path, data: { by, what, roles: roles.join(' or ') } }];
  });
}

/** Whoever reviewed a record is somebody, though neither the roster nor a record of their own names them. */
function hasApproved(login: string, { training, reviewed }: ProgrammeWorld): boolean {
  const approvals = [...(training.approvals ?? []), ...(reviewed?.approvals ?? [])];
  return approvals.some(({ by }) => isSame(by, login));
}

function enrolmentWords(id: string, enrolment: Enrolment, { programme }: ProgrammeWorld): readonly Word[] {
  const path = ['certificates', id];
  const certificate = programme.certificates[id];
  const evaluator = (module: string): readonly string[] => {
    const role = programme.modules[module]?.assessment?.evaluatedBy;
    return role === undefined ? [] : [role];
  };
  const needs = certificate?.prerequisites ?? [];
  return [
    ...Object.entries(enrolment.prerequisites).map(([each, { by }]): Word => {
      const need = needs.find((one) => one.id === each)?.needs;
      const roles = need?.kind === 'attested' ? need.by : [];
      return { by, path: [...path, 'prerequisites', each, 'by'], what: `the word for ${each}`, roles };
    }),
    ...Object.entries(enrolment.modules).flatMap(([module, { assessment }]): readonly Word[] => {
      if (assessment?.by === undefined) return [];
      const own = [...path, 'modules', module, 'assessment', 'by'];
      return [
        {
          by: assessment.by,
          path: own,
          what: `the assessment of ${module}`,
          roles: evaluator(module),
          isBare: true,
        },
      ];
    }),
    ...enrolment.simulations.flatMap(({ module, evaluatedBy }, index): readonly Word[] => {
      if (evaluatedBy === undefined) return [];
      const own = [...path, 'simulations', index, 'evaluatedBy'];
      return [{ by: evaluatedBy, path: own, what: 'the evaluation', roles: evaluator(module), isBare: true }];
    }),
    ...companyWords(path, enrolment),
    ...enrolment.signOffs.map(({ by, as }, index): Word => {
      const roles = (certificate?.requirements ?? []).flatMap(({ needs: need }) =>
        need.kind === 'sign-offs' && need.as === as ? [need.role] : [],
      );
      return { by, path: [...path, 'signOffs', index, 'by'], what: `the ${as}`, roles };
    }),
  ];
}

/** Whoever was shadowed or stood by. */
function companyWords(path: Path, enrolment: Enrolment): readonly Word[] {
  return [
    ...enrolment.shadowShifts.map((shift, index): Word => {
      return {
        by: shift.with,
        path: [...path, 'shadowShifts', index, 'with'],
        what: 'the shadowed shift',
        roles: [],
        isBare: true,
      };
    }),
    ...enrolment.supervised.map(({ backup }, index): Word => {
      return {
        by: backup,
        path: [...path, 'supervised', index, 'backup'],
        what: 'the backup',
        roles: [],
        isBare: true,
      };
    }),
  ];
}

function rolesOfCriterion(id: string, { programme }: ProgrammeWorld): readonly string[] {
  const found = programme.ladder.flatMap(({ advancement }) => advancement).find((each) => each.id === id);
  return found?.needs.kind === 'attested' ? found.needs.by : [];
}
