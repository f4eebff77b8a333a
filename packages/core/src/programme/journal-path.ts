import { isDay, isWeek } from '../week.js';

/** Whose file of which week or day a path is. */
export interface JournalPlace {
  readonly login: string;
  readonly when: string;
}

/** The file of a person's week: `weekly/2026-W47/ada.md`, below any folder. Undefined where a path is none. */
export function weekPlace(path: string): JournalPlace | undefined {
  return placeIn(path, 'weekly', isWeek);
}

/** The file of a person's day: `daily/2026-11-18/ada.md`, below any folder. Undefined where a path is none. */
export function dayPlace(path: string): JournalPlace | undefined {
  return placeIn(path, 'daily', isDay);
}

/** Where a person's week is written down, from the folder that holds `weekly/`. */
export function weekPath({ login, week }: { readonly login: string; readonly week: string }): string {
  return `weekly/${week}/${login}.md`;
}

/** Where a person's day is written down, from the folder that holds `daily/`. */
export function dayPath({ login, day }: { readonly login: string; readonly day: string }): string {
  return `daily/${day}/${login}.md`;
}

function placeIn(path: string, folder: string, isWhen: (text: string) => boolean): JournalPlace | undefined {
  const parts = path.split('/');
  const file = parts.at(-1) ?? '';
  const when = parts.at(-2) ?? '';
  if (parts.at(-3) !== folder || !isWhen(when)) return undefined;
  if (!file.endsWith('.md') || file.length === '.md'.length) return undefined;
  return { login: file.slice(0, -'.md'.length), when };
}
