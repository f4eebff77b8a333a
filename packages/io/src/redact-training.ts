import type { TrainingFacts } from '@forethought/core';
import { idsOnly, placesOnly, type StoredWord } from './stored-words.js';

/** Fields that name a path, a pull request or a page by which something is shown. */
const PLACES: ReadonlySet<string> = new Set([
  'path',
  'paths',
  'existing',
  'link',
  'artefacts',
  'notes',
  'log',
  'incident',
  'written',
  'document',
]);
/** Titles, names of books and chapters, and results of a test in words: nobody counts them. */
const DROPPED: ReadonlySet<string> = new Set(['$schema', 'title', 'book', 'score']);

/**
 * Records of people without free text: ids, logins, days, numbers, and the places by which something is shown. What is none of them
 * is a hash where it must be there, and gone where nothing asks for it. Why a record could not be read is said by its line.
 */
export function redactTraining(training: TrainingFacts, hash: StoredWord): TrainingFacts {
  const { unread, profiles, ...rest } = training;
  const without = stored(rest, '', hash) as Omit<TrainingFacts, 'unread' | 'profiles'>;
  const place = placesOnly(hash);
  return {
    ...without,
    profiles: profiles.map(({ topics, ...profile }) => ({
      ...(stored(profile, '', hash) as typeof profile),
      topics: stored(topics, 'paths', hash) as typeof topics,
    })),
    unread: unread.map(({ path, why }) => ({ path: place(path), why: lineOf(why) })),
  };
}

/** One value with everything in it, by the name of the field that it stands in. */
function stored(value: unknown, name: string, hash: StoredWord): unknown {
  if (typeof value === 'string') return (PLACES.has(name) ? placesOnly(hash) : idsOnly(hash))(value);
  if (Array.isArray(value)) return value.map((each) => stored(each, name, hash));
  if (typeof value !== 'object' || value === null) return value;
  const id = idsOnly(hash);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !DROPPED.has(key))
      .map(([key, each]) => [id(key), stored(each, name === 'paths' ? name : key, hash)]),
  );
}

/** `line 3: …` without the words behind it, as they quote what stands there. */
function lineOf(why: string): string {
  return /^line \d{1,7}/.exec(why)?.[0] ?? 'it can not be read';
}
