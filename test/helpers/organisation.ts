/**
 * Forty made-up people over the 52 weeks from 24 November 2025 to 22 November 2026. What everybody does is said by their slot, so
 * that figures can be counted by hand:
 *
 * - 0 to 5 are seniors, certified for on-call in January 2023; 0 is the lead, 1 the coordinator, 2 to 4 command incidents.
 * - 6 to 29 begin on-call training on the Monday of week 2 × (slot − 6). By slot modulo 8: 6 gives it up after 14 days; 7 stays on
 *   the way with 16 of 24 hours shadowed and no signature; 5 is certified after 39 days; all others after 21 days.
 * - 30 and 31 begin in weeks 50 and 51, and have nothing but the start.
 * - 32 to 35 are developers who begin in weeks 10, 20, 30 and 49; the first three are certified after 20, 28 and 29 days.
 * - 36 and 37, certified for on-call on 20 January 2025, begin the training of commanders in week 30; 36 is certified after 50 days.
 * - 38 and 39 were certified for on-call on 29 September and 6 October 2025.
 * - 12 leaves on 1 September 2026, 23 on 1 October, 38 on 30 March. 16 is away in weeks 24 and 25.
 */
export interface Member {
  readonly slot: number;
  readonly login: string;
  readonly email: string;
  readonly left?: string;
}

const NAMES =
  'abel bea cleo dora emil fay gil hana ivo june kira luis mina noel olaf pia rolf sara theo ulla vito wanda xaver yara zeno alma bodo cara dino edda falk gesa hugo iris jona karl lena max nina otto';
const LEFT: Readonly<Record<number, string>> = { 12: '2026-09-01', 23: '2026-10-01', 38: '2026-03-30' };

/** Everybody, by slot. */
export const MEMBERS: readonly Member[] = NAMES.split(' ').map((login, slot) => {
  const left = LEFT[slot];
  return { slot, login, email: `${login}@example.org`, ...(left === undefined ? {} : { left }) };
});

/** The last instant: a Sunday evening. */
export const AS_OF = '2026-11-22T18:00:00Z';
export const DAYS = 86_400_000;
const MONDAY = Date.parse('2025-11-24T00:00:00Z');

/** A day of a week, both counted from 0. */
export function dayOf(week: number, day = 0): string {
  return later('2025-11-24', week * 7 + day);
}

/** So many days after a day. */
export function later(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAYS).toISOString().slice(0, 10);
}

/** The week, from 0, that a day lies in. */
export function weekOf(day: string): number {
  return Math.floor((Date.parse(`${day}T00:00:00Z`) - MONDAY) / DAYS / 7);
}

/** The login in a slot. */
export function login(slot: number): string {
  const found = MEMBERS[slot];
  if (found === undefined) throw new RangeError(`nobody in slot ${slot}`);
  return found.login;
}

/** How somebody's way to a certificate goes: days from its start to its end. */
export interface Way {
  readonly certificate: 'on-call' | 'developer' | 'incident-commander';
  readonly started: string;
  readonly end: 'certified' | 'withdrawn' | 'stuck' | 'begun';
  readonly days: number;
}

/** The ways of a slot, by the choices above. */
export function waysOf(slot: number): readonly Way[] {
  const onCall = (started: string, end: Way['end'], days: number): Way => ({
    certificate: 'on-call',
    started,
    end,
    days,
  });
  if (slot < 6) return [onCall('2023-01-02', 'certified', 21)];
  if (slot < 30) {
    const started = dayOf(2 * (slot - 6));
    const kind = slot % 8;
    if (kind === 6) return [onCall(started, 'withdrawn', 14)];
    if (kind === 7) return [onCall(started, 'stuck', 14)];
    return [onCall(started, 'certified', kind === 5 ? 39 : 21)];
  }
  if (slot < 32) return [onCall(dayOf(slot + 20), 'begun', 0)];
  if (slot < 36) {
    const [week, days] = (
      [
        [10, 20],
        [20, 28],
        [30, 29],
        [49, 0],
      ] as const
    )[slot - 32] ?? [0, 0];
    return [
      { certificate: 'developer', started: dayOf(week), end: days === 0 ? 'begun' : 'certified', days },
    ];
  }
  if (slot < 38)
    return [
      onCall('2024-12-30', 'certified', 21),
      {
        certificate: 'incident-commander',
        started: dayOf(30),
        end: slot === 36 ? 'certified' : 'begun',
        days: 50,
      },
    ];
  return [onCall(slot === 38 ? '2025-09-08' : '2025-09-15', 'certified', 21)];
}

/** The day on which somebody joined: early enough for three months before their training. */
export function joinedOn(slot: number): string {
  if (slot < 6) return '2022-03-07';
  return slot === 36 || slot === 37 ? '2024-06-03' : '2025-06-02';
}

const ROLES: Readonly<Record<number, string>> = {
  0: 'senior, sre-lead',
  1: 'senior, training-coordinator',
  2: 'senior, senior-ic',
  3: 'senior, senior-ic',
  4: 'senior, senior-ic',
  5: 'senior',
};

/** `forethought.yml`: every fourth is shown by name, and developers follow the plan of habits. */
export function configText(): string {
  const rows = MEMBERS.map(({ login: who, email, slot }) => {
    const more = [
      ...(ROLES[slot] === undefined ? [] : [`roles: [${ROLES[slot]}]`]),
      ...(slot % 4 === 0 ? ['named: true'] : []),
      ...(slot === 16 ? [`away: [{ from: ${dayOf(24)}, to: ${dayOf(25, 6)} }]`] : []),
      ...(isDeveloper(slot) ? ['plan: devops-elite', `start: ${dayOf(0)}`] : []),
    ];
    return `  - { login: ${[who, `emails: [${email}]`, ...more].join(', ')} }`;
  });
  return `${['extends: sre-training', 'mode: standard', 'roster:', ...rows].join('\n')}\n`;
}

/** Slots 32 to 35. */
export function isDeveloper(slot: number): boolean {
  return slot >= 32 && slot < 36;
}
