import type { PersonOverview } from '../programme/overview.js';
import { missingWords, progressWords, whereWords } from './programme/people-sections.js';

/** Certificates and level of one person, a line each; nothing without a record of training. */
export function trainingWords(person: PersonOverview | undefined): readonly string[] {
  if (person === undefined) return [];
  const ways = person.ways.map((way) => {
    const missing =
      way.state === 'open' && way.missing.length > 0 ? `; still missing: ${missingWords(way.missing)}` : '';
    return `${way.title}: ${whereWords(way, person)}; ${progressWords(way)}${missing}`;
  });
  const { level, next } = person;
  if (level === null) return ways;
  const open = next === null || next.unknown === 0 ? '' : `, ${next.unknown} not known`;
  const step = next === null ? '' : `; ${next.met} of ${next.of} criteria of ${next.id} are evidenced${open}`;
  return [...ways, `Level ${level}${step}`];
}
