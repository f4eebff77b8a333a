import type { Enrolment, PersonRecord } from '../schema/training/person.js';
import type { Path } from '../schema/yaml.js';
import { isSame } from './asked.js';
import { signatureToPaste, wordLine, wordsToPaste } from './claim-paste.js';
import { hadPart } from './incident-parts.js';
import { criteriaOf } from './level-standing.js';
import { wordFaults } from './person-words.js';
import { proofState } from './proof.js';
import type { RecordFault } from './record-faults.js';
import { askedBy, certificateStanding, standingOfModule } from './standing.js';
import type { ProgrammeWorld, Standing } from './world.js';

const MODULE_NEEDS: readonly string[] = ['modules', 'assessments', 'deliverables'];

/** Everything that a person's record says beyond its evidence. What could not be found out is no fault. */
export function personClaims(record: PersonRecord, around: ProgrammeWorld): readonly RecordFault[] {
  const others = around.training.people.filter(({ login }) => !isSame(login, record.login));
  const world = { ...around, training: { ...around.training, people: [record, ...others] } };
  const words = wordFaults(record, world);
  const certificates = Object.entries(record.certificates).flatMap(([id, enrolment]) =>
    certificateFaults(record.login, id, enrolment, world),
  );
  const parts = Object.entries(record.certificates).flatMap(([id, enrolment]) =>
    incidentFaults(record.login, id, enrolment, world),
  );
  // A level that lacks only what was told already is told no second time.
  return [
    ...[...words, ...proofFaults(record, world), ...parts, ...certificates],
    ...(certificates.length > 0 ? [] : levelFaults(record, world)),
  ];
}

/** Other records with the login of one at a path, of which the first alone counts. */
export function doubleFaults(
  {
    form,
    login,
    path,
  }: { readonly form: 'person' | 'profile'; readonly login: string; readonly path: string | undefined },
  { training: { doubled = [] } }: ProgrammeWorld,
): readonly RecordFault[] {
  const found = doubled.find((each) => each.form === form && isSame(each.login, login));
  const others = (found?.paths ?? []).filter((each) => each !== path);
  if (found === undefined || others.length === 0) return [];
  const data = { login, others, first: found.paths[0] ?? '' };
  return [{ code: 'second-record', path: ['login'], data }];
}

/** A certificate before its prerequisites or without its requirements, and modules that are completed only by their own word. */
function certificateFaults(
  login: string,
  id: string,
  { certified, modules }: Enrolment,
  world: ProgrammeWorld,
): readonly RecordFault[] {
  const path = ['certificates', id];
  const claimed = Object.entries(modules).flatMap(([module, { completed }]) => {
    if (completed === undefined || !isModuleOf(id, module, world)) return [];
    const { met, title, why } = standingOfModule(module, { login, certificate: id }, world);
    const data = { module, title, why };
    return met === false
      ? [{ code: 'module-unproven', path: [...path, 'modules', module, 'completed'], data }]
      : [];
  });
  return [...claimed, ...certifiedFaults(login, id, { certified, claimed: claimed.length > 0 }, world)];
}

/** A certificate before its prerequisites or without its requirements. */
function certifiedFaults(
  login: string,
  id: string,
  { certified, claimed }: { readonly certified: string | undefined; readonly claimed: boolean },
  world: ProgrammeWorld,
): readonly RecordFault[] {
  const standing = certified === undefined ? undefined : certificateStanding(login, id, world, certified);
  if (standing === undefined || certified === undefined) return [];
  const { title, prerequisites, requirements } = standing;
  const at = ['certificates', id, 'certified'];
  const told = claimed ? kindsTold(id, world) : [];
  const open = requirements.filter((each) => isOpen(each) && !told.includes(each.id));
  const before = prerequisites.filter(isOpen);
  const data = { title, certified };
  return [
    ...(before.length === 0
      ? []
      : [
          {
            code: 'before-prerequisites',
            path: at,
            data: { ...data, missing: lines(before), ...wordsToPaste(id, before, world) },
          },
        ]),
    ...(open.length === 0
      ? []
      : [
          {
            code: 'certified-without',
            path: at,
            data: {
              ...{ ...data, count: open.length, of: standing.of, missing: lines(open) },
              ...signatureToPaste(id, open, world),
            },
          },
        ]),
  ];
}

/** Requirements that only repeat what a module lacks. */
function kindsTold(id: string, { programme }: ProgrammeWorld): readonly string[] {
  const requirements = programme.certificates[id]?.requirements ?? [];
  return requirements.filter(({ needs }) => MODULE_NEEDS.includes(needs.kind)).map((each) => each.id);
}

function isModuleOf(id: string, module: string, { programme }: ProgrammeWorld): boolean {
  return programme.certificates[id]?.modules.includes(module) === true;
}

function isOpen({ met, recommended }: Standing): boolean {
  return met === false && !recommended;
}

function lines(standings: readonly Standing[]): string[] {
  return standings.map(({ title, why }) => (why === '' ? title : `${title} (${why})`));
}

/** Deliverables, notes and links that are not there, or not any more. */
function proofFaults(record: PersonRecord, world: ProgrammeWorld): readonly RecordFault[] {
  const named = [
    ...Object.entries(record.certificates).flatMap(([id, enrolment]) => enrolmentProofs(id, enrolment)),
    ...Object.entries(record.attestations).map(([id, { link }]) => ({
      proof: link,
      path: ['attestations', id, 'link'],
    })),
    ...Object.entries(record.skills).map(([id, { link }]) => ({ proof: link, path: ['skills', id, 'link'] })),
  ];
  return named.flatMap(({ proof, path }) =>
    proof !== undefined && proofState(proof, world) === false
      ? [{ code: 'not-there', path, data: { proof } }]
      : [],
  );
}

function enrolmentProofs(
  id: string,
  { modules, shadowShifts, supervised, incidents, prerequisites }: Enrolment,
): readonly { readonly proof: string | undefined; readonly path: Path }[] {
  const path = ['certificates', id];
  return [
    ...Object.entries(prerequisites).map(([each, { link }]) => ({
      proof: link,
      path: [...path, 'prerequisites', each, 'link'],
    })),
    ...Object.entries(modules).flatMap(([module, { artefacts }]) =>
      artefacts.map((proof, index) => ({ proof, path: [...path, 'modules', module, 'artefacts', index] })),
    ),
    ...shadowShifts.map(({ notes }, index) => ({
      proof: notes,
      path: [...path, 'shadowShifts', index, 'notes'],
    })),
    ...supervised.map(({ log }, index) => ({ proof: log, path: [...path, 'supervised', index, 'log'] })),
    ...incidents.map(({ written }, index) => ({
      proof: written,
      path: [...path, 'incidents', index, 'written'],
    })),
  ];
}

/** Parts in incidents that the incident's own record does not know of. */
function incidentFaults(
  login: string,
  id: string,
  { incidents }: Enrolment,
  world: ProgrammeWorld,
): readonly RecordFault[] {
  const { incidents: known } = world;
  if (known === undefined) return [];
  return incidents.flatMap(({ incident, as }, index): readonly RecordFault[] => {
    const found = known.find((each) => each.path === incident);
    if (found !== undefined && hadPart(found, login, as)) return [];
    const path = ['certificates', id, 'incidents', index, found === undefined ? 'incident' : 'as'];
    return [
      { code: found === undefined ? 'no-incident' : 'not-in-incident', path, data: { incident, as, login } },
    ];
  });
}

/** The level that the record names, against what the step up to it asks for. */
function levelFaults({ login, level }: PersonRecord, world: ProgrammeWorld): readonly RecordFault[] {
  if (level === undefined) return [];
  const { criteria, of } = criteriaOf(login, level, world);
  const open = criteria.filter(isOpen);
  if (open.length === 0 || isRecognised(login, level, world)) return [];
  return [
    {
      code: 'level-unproven',
      path: ['level'],
      data: {
        ...{ level, count: open.length, of, missing: lines(open) },
        paste: ['attestations:', wordLine(level)],
      },
    },
  ];
}

/** Somebody may join at a level: whoever attests it under the level's own id vouches for what nobody here could have seen. */
function isRecognised(login: string, level: string, world: ProgrammeWorld): boolean {
  const { record } = askedBy({ login }, world);
  const words = record?.attestations ?? {};
  return Object.hasOwn(words, level) && !isSame(words[level]?.by, login);
}
