import { dayPath, dayPlace, type JournalPlace, weekPath, weekPlace } from './journal-path.js';

/** Whose file of which week or day is looked for. */
export interface JournalWanted {
  readonly kind: 'weekly' | 'daily';
  readonly login: string;
  /** `2026-W47` or `2026-11-18`. */
  readonly when: string;
}

/**
 * Where a file of a week or day lies, or belongs: the one that is there, else beside the person's other ones, else beside those of
 * others, else below the folder that the first of `globs` names before it.
 */
export function journalFile(
  paths: readonly string[],
  { kind, login, when }: JournalWanted,
  globs: readonly string[] = [],
): string {
  const placeOf = kind === 'weekly' ? weekPlace : dayPlace;
  const found = paths.flatMap((path) => {
    const place = placeOf(path);
    return place === undefined ? [] : [{ path, place }];
  });
  const isOwn = ({ place }: { readonly place: JournalPlace }): boolean =>
    place.login.toLowerCase() === login.toLowerCase();
  const there = found.find((each) => isOwn(each) && each.place.when === when);
  if (there !== undefined) return there.path;
  const newest = newestOf(found.filter(isOwn)) ?? newestOf(found);
  const below = newest === undefined ? folderOf(globs) : newest.split('/').slice(0, -3).join('/');
  const path = kind === 'weekly' ? weekPath({ login, week: when }) : dayPath({ login, day: when });
  return below === '' ? path : `${below}/${path}`;
}

function newestOf(
  found: readonly { readonly path: string; readonly place: JournalPlace }[],
): string | undefined {
  return [...found].sort((a, b) => (a.place.when < b.place.when ? 1 : -1))[0]?.path;
}

/** The folder before `weekly/` or `daily/`, as far as the glob says one. */
function folderOf([glob = '']: readonly string[]): string {
  const folders = glob.split('/').slice(0, -3);
  return folders.some((folder) => /[*?{}[\]!]/.test(folder)) ? '' : folders.join('/');
}
