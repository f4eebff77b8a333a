/** Thirteen made-up people who follow the built-in plan, for the examples of the weekly report. */

/** The instant of the examples: a Monday, so that the week before is over. */
export const AS_OF = '2026-11-23T06:00:00Z';
export const URL = 'https://github.com/harbour/berths';

/** Login, first day in the plan, whether the row is shown by name, and how careful the made-up changes let them be (0 to 9). */
export const ROSTER = [
  ['amara', '2026-08-24', true, 9],
  ['bruno', '2026-10-26', true, 4],
  ['chidi', '2026-10-12', true, 7],
  ['dilan', '2026-10-12', false, 6],
  ['emre', '2026-11-09', true, 3],
  ['freya', '2026-09-21', true, 8],
  ['goran', '2026-10-05', false, 6],
  ['hana', '2026-11-02', false, 7],
  ['ines', '2026-09-07', true, 8],
  ['jonas', '2026-11-09', false, 5],
  ['kaia', '2026-09-28', true, 8],
  ['lior', '2026-10-19', false, 8],
  ['mads', '2026-10-19', false, 7],
];

/** The team's configuration; one person is away in the week of the report. */
export const CONFIG = `extends: devops-elite
roster:
${ROSTER.map(([login, start, named]) => `  - { login: ${login}, start: ${start}, named: ${named}${login === 'ines' ? ', away: [{ from: 2026-11-16, to: 2026-11-20 }]' : ''} }`).join('\n')}
`;

export const PATTERNS = [
  { id: 'two-workers-one-job', title: 'Two workers take one job' },
  { id: 'probe-before-listening', title: 'A probe asks before the server listens' },
];

/** Numbers from 0 to 1 that look like chance and are the same every time: a linear congruential generator, Numerical Recipes §7.1. */
export function chances(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
  for (let at = 0; at < 4; at += 1) next();
  return next;
}
