import { dayOf, login } from './organisation.js';
import { LED, SHADOWED, type Texts } from './organisation-records.js';

interface Told {
  readonly path: string;
  readonly day: string;
  readonly minutes: number;
  readonly severity: string;
  readonly people: readonly string[];
}

/**
 * Each week four incidents of the team: SEV-2 of 120 minutes on Monday (4 commands) and Friday (2), SEV-3 of 60 minutes on Tuesday
 * (2) and Thursday (3). Slots 36 and 37 respond on Tuesdays and Thursdays of the first five weeks. In week 31 a SEV-1 on Wednesday;
 * 36 shadows it, Monday's and Tuesday's, and leads two SEV-3 in week 33. Slot 26 commands a SEV-3 of 66 minutes on the Wednesdays of
 * weeks 44 to 46, slot 27 a SEV-2 of 132 minutes on the Saturdays of weeks 46 and 47.
 */
export function incidentTexts(week: number): Texts {
  return Object.fromEntries(incidentsOf(week).map((told) => [told.path, textOf(told)]));
}

function incidentsOf(week: number): readonly Told[] {
  const responders = (slot: number): readonly string[] => (week < 5 ? [`responders: [${login(slot)}]`] : []);
  const normal: readonly (readonly [number, string, number, readonly string[]])[] = [
    [0, 'SEV-2', 4, []],
    [1, 'SEV-3', 2, responders(36)],
    [3, 'SEV-3', 3, responders(37)],
    [4, 'SEV-2', 2, []],
    ...(week === 31 ? ([[2, 'SEV-1', 2, []]] as const) : []),
  ];
  return [
    ...normal.map(([day, severity, slot, more]) =>
      told(dayOf(week, day), severity, severity === 'SEV-3' ? 60 : 120, [
        `commander: ${login(slot)}`,
        ...more,
      ]),
    ),
    ...(week === 33 ? [2, 3].map((day) => led(dayOf(week, day))) : []),
    ...([44, 45, 46].includes(week) ? [told(dayOf(week, 2), 'SEV-3', 66, [`commander: ${login(26)}`])] : []),
    ...([46, 47].includes(week) ? [told(dayOf(week, 5), 'SEV-2', 132, [`commander: ${login(27)}`])] : []),
  ];
}

function told(day: string, severity: string, minutes: number, people: readonly string[]): Told {
  const path = `incidents/${day}.md`;
  return {
    path,
    day,
    minutes,
    severity,
    people: SHADOWED.includes(path) ? [...people, `shadows: [${login(36)}]`] : people,
  };
}

function led(day: string): Told {
  const path = LED.find((each) => each.includes(day)) ?? '';
  const people = [`trainee: ${login(36)}`, `supervisor: ${login(3)}`, 'intervened: false', 'debriefed: true'];
  return { path, day, minutes: 60, severity: 'SEV-3', people };
}

function textOf({ day, minutes, severity, people }: Told): string {
  const at = (minute: number): string =>
    new Date(Date.parse(`${day}T10:00:00Z`) + minute * 60_000).toISOString();
  const fields = [
    `started: ${at(0)}`,
    `detected: ${at(5)}`,
    `resolved: ${at(minutes)}`,
    `severity: ${severity}`,
    ...people,
    'simulated: false',
    'services: [orders]',
  ];
  return `---\nkind: incident\n${fields.join('\n')}\n---\n\n# Orders are late\n\nWorkers stopped after a message that they could not read, and were started again without it.\n`;
}
