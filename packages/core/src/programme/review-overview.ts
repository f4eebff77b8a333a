import { daysIn } from './asked.js';
import type { ProgrammeWorld } from './world.js';

/** A review of the programme: when it was held last, and whether it is due. `last` null: never, as far as is known. */
export interface ReviewOverview {
  readonly title: string;
  readonly everyMonths: number;
  readonly last: string | null;
  readonly path: string | null;
  readonly state: 'done' | 'due' | 'unknown';
}

const MONTH = 30.44;

/** The programme's own reviews, each with the last page that records one. */
export function reviewOverview(
  { programme, documents }: ProgrammeWorld,
  until: string,
): readonly ReviewOverview[] {
  return programme.reviews.map(({ id, title, everyMonths }) => {
    const held = (documents ?? [])
      .filter(
        ({ kind, removedAt, fields }) =>
          kind === 'training-review' && removedAt === undefined && fields?.['review'] === id,
      )
      .flatMap(({ path, fields }) => {
        const day = fields?.['held'];
        return typeof day === 'string' && day <= until ? [{ day, path }] : [];
      })
      .sort((a, b) => (a.day < b.day ? 1 : -1));
    const last = held[0] ?? null;
    const isDue = last === null || daysIn(last.day, until) > everyMonths * MONTH;
    return {
      ...{ title, everyMonths, last: last?.day ?? null, path: last?.path ?? null },
      state: documents === undefined ? 'unknown' : isDue ? 'due' : 'done',
    };
  });
}
