import type { Programme } from '../schema/programme.js';
import type { Enrolment, PersonRecord } from '../schema/training/person.js';
import type { Path } from '../schema/yaml.js';
import { daysIn, isSame } from './asked.js';
import { backwards, future, type NamedDay, type RecordFault, unknownId } from './record-faults.js';

/** What a person's record is read beside: the login of its path, the programme and the day, each as far as it is known. */
export interface PersonContext {
  readonly login: string | undefined;
  readonly programme: Programme | undefined;
  readonly asOf: string | undefined;
}

/** Whatever a person's record can't mean: another login than its path, days that run backwards or have not come, hours above those of a day, names that the programme does not have. */
export function personFaults(record: PersonRecord, context: PersonContext): readonly RecordFault[] {
  const { login, programme, asOf } = context;
  const days = daysOf(record);
  return [
    ...(login === undefined || isSame(login, record.login)
      ? []
      : [{ code: 'other-login', path: ['login'], data: { login: record.login, expected: login } }]),
    ...orderFaults(record),
    ...(asOf === undefined ? [] : days.flatMap((day) => future(day, asOf))),
    ...hoursFaults(record),
    ...(programme === undefined ? [] : nameFaults(record, programme)),
  ];
}

type Certificates = readonly (readonly [string, Enrolment])[];

function certificatesOf({ certificates }: PersonRecord): Certificates {
  return Object.entries(certificates);
}

function at(name: string, on: string | undefined, ...path: Path): NamedDay {
  return { name, on, path };
}

function daysOf(record: PersonRecord): readonly NamedDay[] {
  return [
    at('joining', record.joined, 'joined'),
    ...certificatesOf(record).flatMap(([id, enrolment]) => [
      ...Object.values(stepsOf(id, enrolment)),
      ...datedOf(id, enrolment),
    ]),
  ];
}

function stepsOf(id: string, { started, certified, withdrawn }: Enrolment) {
  const path = ['certificates', id];
  return {
    started: at('the start of the training', started, ...path, 'started'),
    certified: at('the certificate', certified, ...path, 'certified'),
    withdrawn: at('the withdrawal', withdrawn, ...path, 'withdrawn'),
  };
}

/** Every day on which something was done on the way to a certificate. */
function datedOf(id: string, enrolment: Enrolment): readonly NamedDay[] {
  const path = ['certificates', id];
  const { modules, shadowShifts, simulations, supervised, signOffs } = enrolment;
  return [
    ...Object.entries(modules).flatMap(([module, { started, completed, assessment }]) => [
      at(`the start of ${module}`, started, ...path, 'modules', module, 'started'),
      at(`the end of ${module}`, completed, ...path, 'modules', module, 'completed'),
      at(`the assessment of ${module}`, assessment?.on, ...path, 'modules', module, 'assessment', 'on'),
    ]),
    ...shadowShifts.map(({ on }, index) => at('the shift', on, ...path, 'shadowShifts', index, 'on')),
    ...simulations.map(({ on }, index) =>
      at('the simulated incident', on, ...path, 'simulations', index, 'on'),
    ),
    ...supervised.map(({ from }, index) =>
      at('the supervised time', from, ...path, 'supervised', index, 'from'),
    ),
    ...signOffs.map(({ on }, index) => at('the sign-off', on, ...path, 'signOffs', index, 'on')),
  ];
}

function orderFaults(record: PersonRecord): readonly RecordFault[] {
  const joined = at('joining', record.joined, 'joined');
  return [
    ...backwards(at('the first day in the field', record.fieldSince, 'fieldSince'), joined),
    ...backwards(joined, at('leaving', record.left, 'left')),
    ...certificatesOf(record).flatMap(([id, enrolment]) => enrolmentFaults(id, enrolment, joined)),
    ...record.mentored.flatMap(({ from, to }, index) =>
      backwards(
        at('the first day', from, 'mentored', index, 'from'),
        at('the last day', to, 'mentored', index, 'to'),
      ),
    ),
  ];
}

function enrolmentFaults(id: string, enrolment: Enrolment, joined: NamedDay): readonly RecordFault[] {
  const path = ['certificates', id];
  const { started, certified, withdrawn } = stepsOf(id, enrolment);
  const done = datedOf(id, enrolment);
  return [
    ...backwards(joined, started),
    ...backwards(started, certified),
    ...backwards(started, withdrawn),
    ...backwards(certified, withdrawn),
    ...done.flatMap((day) => backwards(started, day)),
    ...Object.entries(enrolment.modules).flatMap(([module, each]) => {
      const own = [...path, 'modules', module];
      const begun = at(`the start of ${module}`, each.started, ...own, 'started');
      const end = at(`the end of ${module}`, each.completed, ...own, 'completed');
      const assessed = at(`the assessment of ${module}`, each.assessment?.on, ...own, 'assessment', 'on');
      return [...backwards(begun, end), ...backwards(begun, assessed), ...backwards(end, certified)];
    }),
    ...enrolment.supervised.flatMap(({ from, to }, index) => {
      const own = [...path, 'supervised', index];
      return backwards(at('the first day', from, ...own, 'from'), at('the last day', to, ...own, 'to'));
    }),
  ];
}

interface Hours {
  readonly on: string;
  readonly hours: number;
  readonly path: Path;
}

/** Hours of one day may come from several entries, of a module from all of its days. */
function hoursFaults(record: PersonRecord): readonly RecordFault[] {
  const entries = certificatesOf(record).flatMap(([id, enrolment]) => hoursOf(id, enrolment));
  const sums = new Map<string, number>();
  const daily = entries.flatMap(({ on, hours, path }): readonly RecordFault[] => {
    const before = sums.get(on) ?? 0;
    sums.set(on, before + hours);
    if (before + hours <= 24 || before > 24) return [];
    return [{ code: 'too-many-hours', path, data: { hours: before + hours, when: on, atMost: 24 } }];
  });
  const modules = certificatesOf(record).flatMap(([id, enrolment]) =>
    Object.entries(enrolment.modules).flatMap(
      ([module, { hours, started, completed }]): readonly RecordFault[] => {
        if (hours === undefined || started === undefined || completed === undefined || completed <= started)
          return [];
        const atMost = 24 * daysIn(started, completed);
        const path = ['certificates', id, 'modules', module, 'hours'];
        return hours <= atMost
          ? []
          : [{ code: 'too-many-hours', path, data: { hours, when: `${started} to ${completed}`, atMost } }];
      },
    ),
  );
  return [...daily, ...modules];
}

function hoursOf(id: string, { modules, shadowShifts, simulations }: Enrolment): readonly Hours[] {
  const path = ['certificates', id];
  const oneDay = Object.entries(modules).flatMap(([module, { hours, started, completed }]) =>
    hours !== undefined && completed !== undefined && (started ?? completed) === completed
      ? [{ on: completed, hours, path: [...path, 'modules', module, 'hours'] }]
      : [],
  );
  return [
    ...oneDay,
    ...shadowShifts.map(({ on, hours }, index) => ({
      on,
      hours,
      path: [...path, 'shadowShifts', index, 'hours'],
    })),
    ...simulations.map(({ on, hours = 0 }, index) => ({
      on,
      hours,
      path: [...path, 'simulations', index, 'hours'],
    })),
  ];
}

function nameFaults(record: PersonRecord, programme: Programme): readonly RecordFault[] {
  const { tracks, ladder, matrix } = programme;
  const levels = ladder.map(({ id }) => id);
  const criteria = [...levels, ...ladder.flatMap(({ advancement }) => advancement.map(({ id }) => id))];
  return [
    ...(record.track === undefined ? [] : unknownId('track', record.track, Object.keys(tracks), ['track'])),
    ...(record.level === undefined ? [] : unknownId('level', record.level, levels, ['level'])),
    ...certificatesOf(record).flatMap(([id, enrolment]) => certificateNames(id, enrolment, programme)),
    ...Object.keys(record.attestations).flatMap((id) =>
      unknownId('criterion', id, criteria, ['attestations', id], 'key'),
    ),
    ...Object.entries(record.skills).flatMap(([id, { level }]) => [
      ...unknownId(
        'skill',
        id,
        matrix.map((skill) => skill.id),
        ['skills', id],
        'key',
      ),
      ...unknownId('level', level, levels, ['skills', id, 'level']),
    ]),
  ];
}

function certificateNames(id: string, enrolment: Enrolment, programme: Programme): readonly RecordFault[] {
  const path = ['certificates', id];
  const certificate = Object.hasOwn(programme.certificates, id) ? programme.certificates[id] : undefined;
  if (certificate === undefined) {
    return unknownId('certificate', id, Object.keys(programme.certificates), path, 'key');
  }
  const prerequisites = certificate.prerequisites.map((each) => each.id);
  return [
    ...Object.keys(enrolment.prerequisites).flatMap((each) =>
      unknownId('prerequisite', each, prerequisites, [...path, 'prerequisites', each], 'key'),
    ),
    ...Object.keys(enrolment.modules).flatMap((module) =>
      unknownId('module', module, certificate.modules, [...path, 'modules', module], 'key'),
    ),
    ...enrolment.simulations.flatMap(({ module, scenario }, index) => {
      const own = [...path, 'simulations', index];
      const wrong = unknownId('module', module, certificate.modules, [...own, 'module']);
      if (wrong.length > 0) return wrong;
      const scenarios = programme.modules[module]?.scenarios.map((each) => each.id) ?? [];
      return unknownId('scenario', scenario, scenarios, [...own, 'scenario']);
    }),
  ];
}
