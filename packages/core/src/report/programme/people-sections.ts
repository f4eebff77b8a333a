import type { MissingPart, PersonOverview, WayOverview } from '../../programme/overview.js';
import type { Cell, Section } from './sections.js';
import type { ProgrammeView } from './view.js';
import { dayWords, headsWords } from './words.js';

/** Who is on the way to which certificate, and what is missing: a row for each open way of those who are shown, and for each claim that its evidence refutes. */
export function openSection({ people, unnamed }: ProgrammeView): Section {
  const rows = people.flatMap((person) =>
    person.ways
      .filter(({ state }) => state === 'open' || state === 'claimed')
      .map((way): readonly Cell[] => [
        { id: person.login },
        way.title,
        whereWords(way, person),
        progressWords(way),
        missingWords(way.missing),
      ]),
  );
  return {
    title: 'On the way',
    lines: rows.length > 0 && unnamed > 0 ? ['Whoever is not shown by name is in the figures only.'] : [],
    columns: ['Person', 'Certificate', 'Where', 'Requirements', 'Still missing'],
    rows,
  };
}

/** Who holds which certificate by its evidence, and since when: those who are shown, and are still there. */
export function heldSection({ people, certificates }: ProgrammeView): Section {
  const rows = certificates.flatMap(({ id, title }): readonly (readonly Cell[])[] => {
    const names = people.flatMap(({ login, left, ways }) => {
      const way = ways.find(({ certificate, state }) => certificate === id && state === 'held');
      if (way?.certified == null || left !== null) return [];
      const proof = way.isEvidenced === null ? ', evidence not known' : '';
      return [`${login} (${way.certified}${proof})`];
    });
    return names.length === 0 ? [] : [[title, names.join(', ')]];
  });
  return { title: 'Certified', lines: [], columns: ['Certificate', 'Who, and since when'], rows };
}

/** Where somebody is on a way: `day 12 of 28, New hire, On-call training`. */
export function whereWords(way: WayOverview, { track, left }: PersonOverview): string {
  if (way.state === 'withdrawn') return 'given up';
  if (left !== null) return `left on ${dayWords(left)}`;
  if (way.certified !== null) {
    const since = dayWords(way.certified);
    if (way.state === 'claimed') return `claimed since ${since}, beyond its evidence`;
    return way.isEvidenced === null
      ? `since ${since} by the record, evidence not known`
      : `held since ${since}`;
  }
  const of =
    way.within === null ? '' : way.day > way.within ? `, past its ${way.within}` : ` of ${way.within}`;
  const unit = way.unit === null ? '' : `, ${way.unit}`;
  return `day ${way.day}${of}${track === null ? '' : `, ${track}`}${unit}`;
}

/** `4 of 6, 1 not known; 5 of 8 modules`. */
export function progressWords({ met, of, unknown, modules, state }: WayOverview): string {
  const open = unknown === 0 ? '' : `, ${unknown} not known`;
  const evidenced = state === 'claimed' ? ' evidenced' : '';
  return `${met} of ${of}${evidenced}${open}; ${modules.met} of ${modules.of} modules`;
}

/** The next level of those who are on the ladder, and how much of what it asks for is evidenced. Nothing here says who is to be promoted. */
export function levelSection({ people, levels }: ProgrammeView): Section {
  const on = levels.filter(({ heads }) => heads.shown > 0 || heads.others !== 0);
  const rows = people
    .filter(({ level, left }) => level !== null && left === null)
    .map(({ login, level, next, attested }): readonly Cell[] => [
      { id: login },
      level ?? '',
      next === null
        ? 'none above'
        : `${next.id} ${next.title}: ${next.met} of ${next.of}${openWords(next.unknown)}`,
      String(attested),
      next === null ? '' : missingWords(next.missing),
    ]);
  return {
    title: 'Ladder',
    lines:
      on.length === 0
        ? []
        : [
            `On the levels: ${on.map(({ id, title, heads }) => `${id} ${title} ${headsWords(heads)}`).join('; ')}.`,
            'Criteria that are evidenced say what can be shown. Who takes the next step is decided by people.',
          ],
    columns: ['Person', 'Level', 'Next level, criteria evidenced', 'Skills attested', 'Still missing'],
    rows,
  };
}

function openWords(unknown: number): string {
  return unknown === 0 ? '' : `, ${unknown} not known`;
}

const MOST = 6;
const WHY = 70;
/** Nothing more than that it is missing. */
const UNSAID = 'nobody has attested it';

/** What is missing, each with how much is there or with why. */
export function missingWords(missing: readonly MissingPart[]): string {
  const shown = missing.slice(0, MOST).map(({ title, have, need, known, why }) => {
    if (!known) return `${title} (not known)`;
    if (need > 1 && have < need) return `${title} (${Math.round(have * 10) / 10} of ${need})`;
    return why === '' || why === UNSAID
      ? title
      : `${title} (${why.length > WHY ? `${why.slice(0, WHY).trimEnd()}…` : why})`;
  });
  return [...shown, ...(missing.length > MOST ? [`${missing.length - MOST} more`] : [])].join('; ');
}
