import { dayOf, joinedOn, later, login, MEMBERS, type Way, waysOf } from './organisation.js';

/** Files by path. */
export type Texts = Readonly<Record<string, string>>;
type Entry = Readonly<Record<string, unknown>>;

const HOURS: Readonly<Record<string, number>> = {
  'sre-foundations': 4,
  'architecture-deep-dive': 6,
  'monitoring-and-observability': 6,
  'incident-response-basics': 6,
  'tools-and-access': 4,
};
const DRILLS = ['high-error-rate', 'failed-deployment', 'pool-exhausted', 'latency-spike'];
const COMMAND_DRILLS = [
  'api-outage',
  'database-corruption',
  'multi-service-degradation',
  'security-incident',
];

/** Number of the pull request that wrote a way down. */
export function pullOf(slot: number, { certificate }: Way): number {
  return { 'on-call': 1000, developer: 2000, 'incident-commander': 3000 }[certificate] + slot;
}

/** `training/people/<login>.yml` once the first so many ways have come to their end. JSON is YAML. */
export function recordText(slot: number, ended: number, hasLeft = false): string {
  const { left } = MEMBERS[slot] ?? {};
  const ways = waysOf(slot).slice(0, ended + 1);
  const certificates = Object.fromEntries(
    ways.map((way, at) => [way.certificate, at < ended ? whole(slot, way) : { started: way.started }]),
  );
  const isSenior = slot < 6;
  const track = slot < 32 && slot > 5 ? { track: 'existing-engineer' } : {};
  const level = isSenior ? 'L3' : 'L1';
  return `${JSON.stringify({ login: login(slot), joined: joinedOn(slot), ...(hasLeft ? { left } : {}), ...track, level, certificates }, null, 1)}\n`;
}

/** What a way left behind when it ended. */
function whole(slot: number, way: Way): Entry {
  const { started, end, days, certificate } = way;
  if (end === 'begun') return { started };
  if (end === 'withdrawn') return { started, withdrawn: later(started, days) };
  const made = { 'on-call': onCall, developer, 'incident-commander': commander }[certificate](slot, way);
  return { started, ...made, ...(end === 'certified' ? { certified: later(started, days) } : {}) };
}

function word(slot: number, way: Way, by: number, on = way.started): Entry {
  return { by: login(by), on, pull: pullOf(slot, way) };
}

function onCall(slot: number, way: Way): Entry {
  const { started, end } = way;
  const on = (day: number): string => later(started, day);
  const isStuck = end === 'stuck';
  const who = login(slot);
  const other = (wanted: number): number => (wanted === slot ? 3 : wanted);
  const ids = ['architecture', 'production-access', 'unix', 'git-and-deployment'];
  const drill = (scenario: string, at: number) => ({
    ...{
      module: 'simulated-incidents',
      scenario,
      on: on(11),
      hours: 2,
      resolved: at < 3,
      evaluatedBy: login(other(2)),
    },
  });
  const shift = (at: number) => ({
    ...{
      on: on(7 + at),
      hours: 8,
      with: login(other(at === 2 ? 4 : 5)),
      time: at === 1 ? 'off-hours' : 'day',
    },
    ...(at === 0 ? { notes: `training/shadow/${who}.md` } : {}),
  });
  return {
    prerequisites: Object.fromEntries(ids.map((id) => [id, word(slot, way, other(5))])),
    modules: Object.fromEntries(
      Object.entries(HOURS).map(([id, hours], at) => [
        id,
        {
          ...{
            started: on(at),
            completed: on(at),
            hours,
            assessment: { result: 'passed', on: on(at), by: login(other(5)) },
          },
          ...(at === 1 || at === 2 ? { artefacts: [`training/artefacts/${who}.md`] } : {}),
        },
      ]),
    ),
    shadowShifts: (isStuck ? [0, 1] : [0, 1, 2]).map(shift),
    simulations: DRILLS.map(drill),
    ...(isStuck
      ? {}
      : {
          supervised: [
            {
              from: on(14),
              to: on(20),
              backup: login(other(4)),
              alerts: 'all',
              log: `training/artefacts/${who}.md`,
            },
          ],
          signOffs: [5, 4].map((by) => ({ as: 'sign-off', ...word(slot, way, other(by), on(21)) })),
        }),
  };
}

function developer(slot: number, { started }: Way): Entry {
  const who = login(slot);
  const left: Readonly<Record<string, string>> = {
    'reliability-for-developers': `slo/${who}.md`,
    'instrumentation-workshop': `training/artefacts/${who}.md`,
    'reliability-patterns': `training/artefacts/${who}.md`,
    'load-testing': `load-tests/${who}.md`,
    'on-call-lite': `runbooks/${who}.md`,
  };
  return {
    modules: Object.fromEntries(
      Object.entries(left).map(([id, path], at) => [
        id,
        { completed: later(started, 2 + at), artefacts: [path] },
      ]),
    ),
  };
}

/** Paths of the incidents that slot 36 shadowed and led on the way. */
export const SHADOWED = [dayOf(31, 2), dayOf(31, 0), dayOf(31, 1)].map((day) => `incidents/${day}.md`);
export const LED = [dayOf(33, 2), dayOf(33, 3)].map((day) => `incidents/${day}-led.md`);

function commander(slot: number, way: Way): Entry {
  const on = (day: number): string => later(way.started, day);
  const notes = `training/shadow/${login(slot)}.md`;
  return {
    prerequisites: Object.fromEntries(
      ['technical-depth', 'communication'].map((id) => [id, word(slot, way, 2)]),
    ),
    modules: {
      'command-fundamentals': {
        ...{ completed: on(1), hours: 4, assessment: { result: 'passed', on: on(1), by: login(2) } },
      },
    },
    simulations: COMMAND_DRILLS.map((scenario) => ({
      ...{ module: 'command-practice', scenario, on: on(3), resolved: true, evaluatedBy: login(3) },
    })),
    incidents: [
      ...SHADOWED.map((incident) => ({ incident, as: 'shadow', written: notes })),
      ...LED.map((incident) => ({
        ...{ incident, as: 'commander', written: notes },
        feedback: { ...word(slot, way, 3, on(30)), positive: true },
      })),
    ],
    signOffs: [
      ...[2, 3].map((by) => ({ as: 'recommendation', ...word(slot, way, by, on(48)) })),
      { as: 'approval', ...word(slot, way, 0, on(49)) },
    ],
  };
}
