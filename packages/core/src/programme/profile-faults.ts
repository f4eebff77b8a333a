import type { Problem } from '../schema/finding.js';
import type { ProfileRecord } from '../schema/training/profile.js';
import { isSame } from './asked.js';
import { observedAgainst } from './observed.js';
import { proofState } from './proof.js';
import type { RecordOf } from './record.js';
import { backwards, future, type NamedDay, type RecordFault, unknownId } from './record-faults.js';
import type { ProgrammeWorld } from './world.js';

/** What is wrong with a profile that could be read: names, days, claims. `login`: whose it is by its path; `today`: last day that can be. */
export function profileFaults(
  { value }: ReadProfile,
  world: ProgrammeWorld,
  { login, today }: { readonly login: string | undefined; readonly today: string },
): readonly RecordFault[] {
  const asked: Asked = { value, world };
  return [
    ...ownerFaults(asked, login),
    ...nameFaults(asked),
    ...dayFaults(asked, today),
    ...targetFaults(asked),
    ...markFaults(asked),
  ];
}

/** What was read and built without anything to show, and what is shown that is not there. */
export function shownFaults({ value }: ReadProfile, world: ProgrammeWorld): readonly RecordFault[] {
  const asked: Asked = { value, world };
  return [...readingFaults(asked), ...projectFaults(asked)];
}

/** Whether a mark that the profile claims hangs on a metric that nobody measured, or that has no verdict yet. */
export function hasOpenMark({ value }: ReadProfile, world: ProgrammeWorld): boolean {
  return markAnswers({ value, world }).some(({ seen }) => seen.met === null);
}

/** A profile that could be read. */
export type ReadProfile = RecordOf<'profile'> & { readonly value: ProfileRecord };

interface Asked {
  readonly value: ProfileRecord;
  readonly world: ProgrammeWorld;
}

type Path = RecordFault['path'];

function fault(
  code: string,
  path: Path,
  data: Problem['data'],
  part: 'key' | 'value' = 'value',
): RecordFault {
  return { code, path, data, part };
}

function ownerFaults(asked: Asked, expected: string | undefined): readonly RecordFault[] {
  const { login } = asked.value;
  if (expected === undefined || isSame(login, expected)) return [];
  return [fault('other-login', ['login'], { login, expected })];
}

/** Names under which the plan knows nothing. */
function nameFaults({ value, world }: Asked): readonly RecordFault[] {
  const { profile, reading, projects, topics } = world.programme;
  const parts = [
    ['strength', 'strengths', profile?.strengths ?? []],
    ['habit', 'growth', profile?.growth ?? []],
    ['mark', 'marks', profile?.marks ?? []],
    ['reading', 'reading', reading],
    ['project', 'projects', projects],
    ['topic', 'topics', topics],
  ] as const;
  return parts.flatMap(([what, part, list]) => {
    const known = list.map(({ id }) => id);
    return Object.keys(value[part]).flatMap((id) => unknownId(what, id, known, [part, id], 'key'));
  });
}

/** Days that have not come, and days before the one that they follow. */
function dayFaults({ value }: Asked, today: string): readonly RecordFault[] {
  const since: NamedDay = { name: 'the beginning', on: value.since, path: ['since'] };
  const marks = Object.entries(value.marks).map(
    ([id, { reached }]): NamedDay => ({
      name: `the mark ${id}`,
      on: reached,
      path: ['marks', id, 'reached'],
    }),
  );
  const books = Object.entries(value.reading).map(([id, { started, finished }]) => ({
    begun: { name: `the beginning of ${id}`, on: started, path: ['reading', id, 'started'] },
    over: { name: `the end of ${id}`, on: finished, path: ['reading', id, 'finished'] },
  }));
  const all = [since, ...marks, ...books.flatMap(({ begun, over }) => [begun, over])];
  return [
    ...all.flatMap((day) => future(day, today)),
    ...marks.flatMap((mark) => backwards(since, mark)),
    ...books.flatMap(({ begun, over }) => backwards(begun, over)),
  ];
}

function targetFaults(asked: Asked): readonly RecordFault[] {
  return Object.entries(asked.value.growth).flatMap(([id, { now, target }]) =>
    target < now ? [fault('target-below', ['growth', id, 'target'], { id, now, target })] : [],
  );
}

/** A mark counts by its metrics; one whose metrics tell nothing yet is no fault. */
function markFaults(asked: Asked): readonly RecordFault[] {
  return markAnswers(asked).flatMap(({ id, title, metric, target, seen }) =>
    seen.met === false
      ? [fault('mark-not-met', ['marks', id], { mark: title, metric, value: seen.value, target }, 'key')]
      : [],
  );
}

/** Every metric that a claimed mark hangs on, with what was measured. */
function markAnswers({ value, world }: Asked) {
  const measures = (world.measures ?? []).filter(({ engineer }) => isSame(engineer, value.login));
  return (world.programme.profile?.marks ?? [])
    .filter(({ id }) => Object.hasOwn(value.marks, id))
    .flatMap(({ id, title, metrics }) =>
      metrics.map(({ metric, target }) => {
        const found = measures.find(({ metricId }) => metricId === metric);
        return { id, title, metric, target, seen: observedAgainst(found, target) };
      }),
    );
}

function readingFaults(asked: Asked): readonly RecordFault[] {
  return titled(asked.world.programme.reading, asked.value.reading).flatMap(({ id, title, entry }) => {
    if (entry.finished === undefined) return [];
    const path = ['reading', id];
    if (entry.notes !== undefined) return wrongProof(asked, [...path, 'notes'], title, entry.notes);
    const form = '`notes:` with a path or an address';
    const data = { title, lacks: 'what was taken from it', form, paste: ['notes: <path or address>'] };
    return [fault('no-proof', path, data, 'key')];
  });
}

function projectFaults(asked: Asked): readonly RecordFault[] {
  return titled(asked.world.programme.projects, asked.value.projects).flatMap(({ id, title, entry }) => {
    const { pull, document } = entry;
    const lacks = [
      ...(pull === undefined ? ['its pull request'] : []),
      ...(document === undefined ? ['its document'] : []),
    ];
    const data = {
      title,
      lacks: lacks.join(' and '),
      form: '`pull:` with a merged pull request, and `document:` with a path',
      paste: [
        ...(pull === undefined ? ['pull: <number>'] : []),
        ...(document === undefined ? ['document: <path>'] : []),
      ],
    };
    return [
      ...(lacks.length === 0 ? [] : [fault('no-proof', ['projects', id], data, 'key')]),
      ...(pull === undefined ? [] : wrongProof(asked, ['projects', id, 'pull'], title, `#${pull}`)),
      ...(document === undefined ? [] : wrongProof(asked, ['projects', id, 'document'], title, document)),
    ];
  });
}

function titled<T>(
  list: readonly { readonly id: string; readonly title: string }[],
  entries: Readonly<Record<string, T>>,
): readonly { readonly id: string; readonly title: string; readonly entry: T }[] {
  return list.flatMap(({ id, title }) => {
    const entry = Object.hasOwn(entries, id) ? entries[id] : undefined;
    return entry === undefined ? [] : [{ id, title, entry }];
  });
}

function wrongProof(asked: Asked, path: Path, title: string, proof: string): readonly RecordFault[] {
  if (proofState(proof, asked.world) !== false) return [];
  const state = proof.startsWith('#') ? 'is not merged' : 'does not exist';
  return [fault('missing-proof', path, { title, proof, state })];
}
