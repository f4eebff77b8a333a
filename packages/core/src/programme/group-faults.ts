import type { EducationRecord, RotationRecord } from '../schema/training/group.js';
import type { Path } from '../schema/yaml.js';
import { addDays } from '../week.js';
import { isSame } from './asked.js';
import { backwards, future, type NamedDay, type RecordFault, unknownId } from './record-faults.js';
import { certificateStanding } from './standing.js';
import type { ProgrammeWorld } from './world.js';

function at(name: string, on: string | undefined, path: Path): NamedDay {
  return { name, on, path };
}

/** A login that no person's record has; nobody's is asked where there are no records at all. */
function unknownPerson(login: string, world: ProgrammeWorld, path: Path): readonly RecordFault[] {
  const known = world.training.people.map((record) => record.login);
  if (known.length === 0 || known.some((each) => isSame(each, login))) return [];
  return unknownId('person', login, known, path);
}

/** Whatever a rotation can't mean, and who is on it without the certificate that it asks for. */
export function rotationFaults({ rotations }: RotationRecord, world: ProgrammeWorld): readonly RecordFault[] {
  const certificates = Object.entries(world.programme.certificates);
  const known = [...new Set(certificates.flatMap(([, certificate]) => certificate.rotations))];
  return Object.entries(rotations).flatMap(([id, { members }]) => {
    const path = ['rotations', id];
    const wanted = certificates.filter(([, certificate]) => certificate.rotations.includes(id));
    return [
      ...unknownId('rotation', id, known, path, 'key'),
      ...members.flatMap((member, index): readonly RecordFault[] => {
        const own = [...path, 'members', index];
        const unknown = unknownPerson(member.login, world, [...own, 'login']);
        const order = backwards(
          at('the first day', member.from, [...own, 'from']),
          at('the last day', member.to, [...own, 'to']),
        );
        if (unknown.length > 0) return [...unknown, ...order];
        return [...order, ...leftFault(member, own, world), ...uncertified(id, member, wanted, own, world)];
      }),
      ...twice(members, path),
    ];
  });
}

type Member = RotationRecord['rotations'][string]['members'][number];
type Wanted = readonly (readonly [string, { readonly title: string }])[];

function uncertified(
  rotation: string,
  { login, from, to }: Member,
  wanted: Wanted,
  path: Path,
  world: ProgrammeWorld,
): readonly RecordFault[] {
  if (wanted.length === 0 || (to !== undefined && to < world.asOf)) return [];
  const held = wanted.map(([id, { title }]) => ({ title, ...heldOn(login, id, from, world) }));
  if (held.some(({ lack }) => lack === '')) return [];
  const title = held.map((each) => each.title).join(' or ');
  const why = held.map(({ lack }) => lack).join('; ');
  return [{ code: 'not-certified', path: [...path, 'login'], data: { login, rotation, title, why } }];
}

/** What is missing of a certificate on the day when somebody began; empty where nothing is, or where nobody can say. */
function heldOn(login: string, id: string, from: string, world: ProgrammeWorld): { readonly lack: string } {
  const certified = world.training.people.find((record) => isSame(record.login, login))?.certificates[id]
    ?.certified;
  if (certified === undefined) return { lack: 'not certified' };
  if (certified > from) return { lack: `certified only on ${certified}` };
  const standing = certificateStanding(login, id, world, certified);
  if (standing?.isEvidenced !== false) return { lack: '' };
  return { lack: `certified with ${standing.met} of ${standing.of} requirements evidenced` };
}

function leftFault({ login, to }: Member, path: Path, world: ProgrammeWorld): readonly RecordFault[] {
  const left = world.training.people.find((record) => isSame(record.login, login))?.left;
  if (left === undefined || left > world.asOf || (to !== undefined && to <= left)) return [];
  return [{ code: 'left', path: [...path, 'login'], data: { login, left } }];
}

function twice(members: readonly Member[], path: Path): readonly RecordFault[] {
  return members.flatMap(({ login, from, to }, index) => {
    const other = members
      .slice(0, index)
      .find(
        (each) => isSame(each.login, login) && from <= (each.to ?? from) && each.from <= (to ?? each.from),
      );
    return other === undefined
      ? []
      : [{ code: 'twice', path: [...path, 'members', index, 'login'], data: { login, from: other.from } }];
  });
}

/** What an education log is read by, beside the world. */
export interface EducationOptions {
  readonly asOf: string | undefined;
  /** Days within which what was learnt outside is shared. */
  readonly shareWithinDays: number;
}

/** Whatever an education log can't mean: unknown people and topics, days out of order, steps that were left out, a budget that is used up. */
export function educationFaults(
  record: EducationRecord,
  world: ProgrammeWorld,
  options: EducationOptions,
): readonly RecordFault[] {
  const { education } = world.programme;
  const topics = education?.sessions?.topics.map(({ id }) => id) ?? [];
  const lists = (['sessions', 'workshops', 'bookClub'] as const).flatMap((list) =>
    record[list].flatMap(({ on, attended }, index): readonly RecordFault[] => [
      ...attended.flatMap((login, each) => unknownPerson(login, world, [list, index, 'attended', each])),
      ...(options.asOf === undefined ? [] : future(at('the meeting', on, [list, index, 'on']), options.asOf)),
    ]),
  );
  return [
    ...lists,
    ...record.sessions.flatMap(({ topic }, index) =>
      topics.length === 0 ? [] : unknownId('topic', topic, topics, ['sessions', index, 'topic']),
    ),
    ...record.workshops.flatMap(({ on, quarter }, index): readonly RecordFault[] => {
      const real = Math.floor((Number(on.slice(5, 7)) - 1) / 3) + 1;
      return real === quarter
        ? []
        : [{ code: 'other-quarter', path: ['workshops', index, 'quarter'], data: { on, quarter, real } }];
    }),
    ...record.external.flatMap((one, index) => externalFaults(one, ['external', index], world, options)),
    ...budgetFaults(record, world),
  ];
}

type External = EducationRecord['external'][number];

function externalFaults(
  one: External,
  path: Path,
  world: ProgrammeWorld,
  options: EducationOptions,
): readonly RecordFault[] {
  const { login, requested, attended, shareOut } = one;
  const asked = at('the request', requested, [...path, 'requested']);
  const came = at('attending', attended, [...path, 'attended']);
  return [
    ...unknownPerson(login, world, [...path, 'login']),
    ...approvalFaults(one, path, asked, came),
    ...backwards(asked, came),
    ...backwards(came, at('the share-out', shareOut?.on, [...path, 'shareOut', 'on'])),
    ...shareFaults(one, path, options),
  ];
}

/** Manager and budget approve between the request and attending, and not the person who goes. */
function approvalFaults(one: External, path: Path, asked: NamedDay, came: NamedDay): readonly RecordFault[] {
  const approvals = [
    { name: 'the manager’s approval', key: 'managerApproval', word: one.managerApproval },
    { name: 'the budget’s approval', key: 'budgetApproval', word: one.budgetApproval },
  ];
  return approvals.flatMap(({ name, key, word }): readonly RecordFault[] => {
    if (word === undefined) {
      const data = { title: one.title, name, key };
      return one.attended === undefined ? [] : [{ code: 'not-approved', path: came.path, data }];
    }
    const day = at(name, word.on, [...path, key, 'on']);
    const data = { by: word.by, what: name };
    const own = isSame(word.by, one.login) ? [{ code: 'own-word', path: [...path, key, 'by'], data }] : [];
    return [...own, ...backwards(asked, day), ...backwards(day, came)];
  });
}

function shareFaults(
  { title, attended, shareOut }: External,
  path: Path,
  { asOf, shareWithinDays }: EducationOptions,
): readonly RecordFault[] {
  if (shareOut !== undefined) {
    return attended === undefined
      ? [{ code: 'shared-before', path: [...path, 'shareOut'], data: { title } }]
      : [];
  }
  if (
    attended === undefined ||
    asOf === undefined ||
    addDays(attended, shareWithinDays) >= asOf.slice(0, 10)
  ) {
    return [];
  }
  return [
    { code: 'no-share-out', path: [...path, 'attended'], data: { title, attended, days: shareWithinDays } },
  ];
}

/** What was spent on one person in one year, by the day of attending or else of the request. */
function budgetFaults({ external }: EducationRecord, { programme }: ProgrammeWorld): readonly RecordFault[] {
  const plan = programme.education?.external;
  if (plan === undefined) return [];
  const sums = new Map<string, number>();
  return external.flatMap(({ login, cost, attended, requested }, index): readonly RecordFault[] => {
    const year = (attended ?? requested).slice(0, 4);
    const key = `${login.toLowerCase()} ${year}`;
    const before = sums.get(key) ?? 0;
    sums.set(key, before + cost);
    if (before + cost <= plan.budget || before > plan.budget) return [];
    const data = { login, year, sum: before + cost, budget: plan.budget, currency: plan.currency };
    return [{ code: 'over-budget', path: ['external', index, 'cost'], data }];
  });
}
