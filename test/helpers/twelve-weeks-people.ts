/** One person of the played team. `slot` is their place in the roster, from 0. */
export interface Member {
  readonly login: string;
  readonly name: string;
  readonly email: string;
  readonly slot: number;
}

const NAMES =
  'Ada Ben Cleo Dan Eve Finn Gina Hugo Ines Jan Kaja Leo Mara Nils Olga Paul Quin Rosa Sven Tara Udo Vera Wim Xenia Yuri Zoe Aron Bela Carl Dora';

/** The thirty of the roster. */
export const MEMBERS: readonly Member[] = NAMES.split(' ').map((name, slot) => ({
  login: `${name.toLowerCase()}-${slot + 1}`,
  name: `${name} Sample`,
  email: `${name.toLowerCase()}${slot + 1}@example.org`,
  slot,
}));

/** Somebody who contributes and is not on the roster. */
export const GUEST: Member = { login: 'guest-1', name: 'Guest', email: 'guest@example.org', slot: 30 };

/** Whose commits carry an address that only `.mailmap` knows. */
export const MAPPED = 8;
/** Who is away for two whole weeks, and in which. */
export const AWAY = { slot: 7, weeks: [5, 6] } as const;

/** The member in a slot; slots go round. */
export function member(slot: number): Member {
  const found = MEMBERS[((slot % MEMBERS.length) + MEMBERS.length) % MEMBERS.length];
  if (found === undefined) throw new RangeError(`nobody in slot ${slot}`);
  return found;
}

const DAY = 86_400_000;
const MONDAY = Date.parse('2026-08-31T00:00:00Z');

/** The ISO weeks that are played, the oldest first. */
export const WEEKS: readonly string[] = Array.from({ length: 12 }, (_, week) => `2026-W${36 + week}`);

/** An instant of a week, counted from 0: the day from 0 (Monday) and a time such as `09:05`. */
export function when(week: number, day: number, time: string): string {
  return `${new Date(MONDAY + (week * 7 + day) * DAY).toISOString().slice(0, 10)}T${time}:00Z`;
}

/** The instant at which the report of a week runs: 07:17 on the Monday after it. */
export function reportTime(week: string): string {
  const index = WEEKS.indexOf(week);
  if (index === -1) throw new RangeError(`${week} is not played`);
  return when(index + 1, 0, '07:17');
}

/** `hh:mm`, so many minutes after an hour. */
export function clockTime(hour: number, minute: number): string {
  return `${String(hour + Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

const day = (week: number, of: number): string => when(week, of, '00:00').slice(0, 10);

/**
 * `forethought.yml` of the team: every third row is shown by name. `more` goes to its end. Facts are kept for as long as a team can ask
 * for, since the runs that keep them go by the clock of the day on which they are tried.
 */
export function configText(more = ''): string {
  const rows = MEMBERS.flatMap(({ login, email, slot }) => [
    `  - login: ${login}`,
    ...(slot % 2 === 0 ? [`    emails: [${email}]`] : []),
    `    start: ${day(slot % 4, 0)}`,
    ...(slot % 3 === 0 ? ['    named: true'] : []),
    ...(slot === AWAY.slot
      ? [`    away: [{ from: ${day(AWAY.weeks[0], 0)}, to: ${day(AWAY.weeks[1], 6)} }]`]
      : []),
  ]);
  const head = ['extends: devops-elite', 'mode: standard', 'deployment:', '  paths: [deploy/**]'];
  const kept = ['report:', '  retentionWeeks: 520'];
  return [...head, ...kept, 'roster:', ...rows, more].join('\n').trimEnd().concat('\n');
}
