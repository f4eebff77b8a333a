import { dayOf, later, login, MEMBERS, waysOf, weekOf } from './organisation.js';
import type { Texts } from './organisation-records.js';

/** Last Fridays; three of them, from August to October, lie in the last quarter of a year. */
const SESSIONS = [
  '2026-01-30',
  '2026-03-27',
  '2026-05-29',
  '2026-07-31',
  '2026-08-28',
  '2026-09-25',
  '2026-10-30',
];
const WORKSHOPS = [
  { on: '2026-02-18', quarter: 1 },
  { on: '2026-05-20', quarter: 2 },
  { on: '2026-09-16', quarter: 3 },
  { on: '2026-11-18', quarter: 4 },
];
const BOOK_CLUB = ['2026-01-21', '2026-02-04', '2026-02-18', '2026-03-04'];

/**
 * `training/education.yml` in the weeks in which it changes: slots 0 to 19 come to sessions, 20 to 29 to workshops and the book club,
 * whoever is still there. Slots 10 to 19 were at a conference for 500 in March 2026, of whom the first six told about it.
 */
export function educationText(week: number): Texts {
  const end = dayOf(week, 6);
  const events = [...SESSIONS, ...WORKSHOPS.map(({ on }) => on), ...BOOK_CLUB];
  if (!events.some((day) => weekOf(day) === week)) return {};
  const until = <Event extends { readonly on: string }>(list: readonly Event[]) =>
    list.filter(({ on }) => on <= end);
  const came = (on: string, first: number, last: number): readonly string[] =>
    MEMBERS.filter(
      ({ slot, left }) => slot >= first && slot <= last && (left === undefined || left >= on),
    ).map((member) => member.login);
  const record = {
    sessions: until(SESSIONS.map((on) => ({ on, topic: 'postmortems', attended: came(on, 0, 19) }))),
    workshops: until(WORKSHOPS.map((one) => ({ ...one, attended: came(one.on, 20, 29) }))),
    bookClub: until(BOOK_CLUB.map((on) => ({ on, chapters: '1-4', attended: came(on, 20, 29) }))),
    external: end < '2026-03-20' ? [] : Array.from({ length: 10 }, (_, at) => conference(at)),
  };
  return { 'training/education.yml': `${JSON.stringify(record, null, 1)}\n` };
}

function conference(at: number) {
  return {
    ...{ login: login(10 + at), title: 'A conference on reliability', requested: '2026-01-12', cost: 500 },
    ...{ benefit: 'methods for the queues of orders', attended: '2026-03-10' },
    managerApproval: { by: login(1), on: '2026-01-14' },
    budgetApproval: { by: login(0), on: '2026-01-20' },
    ...(at < 6 ? { shareOut: { on: '2026-03-18' } } : {}),
  };
}

/** Answers to two modules in three quarters: six, four and eight; all answers of one survey are alike. */
export function surveyTexts(): Texts {
  const text = (module: string, quarter: string, count: number, scores: readonly number[]): string => {
    const [content = 3, instructor = 3, practice = 3] = scores;
    const answers = Array.from({ length: count }, () => ({
      scores: { content, instructor, 'hands-on': practice },
    }));
    return `${JSON.stringify({ module, quarter, asked: 8, answers }, null, 1)}\n`;
  };
  return {
    'training/surveys/sre-foundations/2026-q1.yml': text('sre-foundations', '2026-Q1', 6, [4, 4, 4]),
    'training/surveys/sre-foundations/2026-q2.yml': text('sre-foundations', '2026-Q2', 4, [1, 1, 1]),
    'training/surveys/simulated-incidents/2026-q3.yml': text('simulated-incidents', '2026-Q3', 8, [4, 5, 3]),
  };
}

/** `training/rotation.yml` in every eighth week and the last: whoever holds a certificate by then and is still there. */
export function rotationText(week: number): Texts {
  if (week % 8 !== 0 && week !== 51) return {};
  const end = dayOf(week, 6);
  const on = (certificate: string) =>
    MEMBERS.filter(({ left }) => left === undefined || left > end).flatMap(({ slot, login: who }) =>
      waysOf(slot)
        .filter((way) => way.certificate === certificate && way.end === 'certified')
        .map((way) => ({ login: who, from: later(way.started, way.days + 1) }))
        .filter(({ from }) => from <= end),
    );
  const commanders = [2, 3, 4].map((slot) => ({ login: login(slot), from: '2024-01-08' }));
  const rotations = {
    'on-call': { title: 'On call', members: on('on-call') },
    'incident-commander': { title: 'Commanders', members: [...commanders, ...on('incident-commander')] },
  };
  return { 'training/rotation.yml': `${JSON.stringify({ rotations }, null, 1)}\n` };
}
