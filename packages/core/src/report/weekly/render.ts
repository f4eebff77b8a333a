import { type Part, paginate, part } from '../blocks.js';
import { markerKey } from '../comment.js';
import { formulasFold, gapsFold, numbersFold, sourcesFold } from './about.js';
import { associationFold } from './association-fold.js';
import { movedFold, patternsFold, unresolvedFold, waiversFold } from './folds.js';
import type { WeeklyInput } from './input.js';
import { candidatesFold, missesFold } from './misses.js';
import { programmeLines } from './programme.js';
import { programmeFold } from './programme-fold.js';
import { rowsTable, tableNotes } from './table.js';
import { visibleRows } from './visible.js';
import { type WeeklyWords, weekWords } from './words.js';

/** UTF-16 units that one part stays below, so that the platform takes it whatever it counts. */
export const WEEKLY_UNITS = 60_000;

/** Comments that one week may take; beyond them entries are left out and counted. */
const PARTS = 12;

/** The first line of a part, by which the next run finds it: `<!-- forethought:weekly:2026-W47:team:2 -->`. */
export function weeklyMarker(week: string, scope: string, page: number): string {
  const number = page === 1 ? '' : `:${page}`;
  return `<!-- forethought:weekly:${markerKey(week)}:${markerKey(scope)}${number} -->`;
}

/**
 * One week as comments of fewer than 60,000 UTF-16 units, each beginning with its marker, split only between blocks. The programme in
 * a sentence, a row per person who is shown, all else folded. Other people's words can't mention, refer, link or break out.
 */
export function renderWeekly(input: WeeklyInput, words: WeeklyWords): readonly string[] {
  const title = `### forethought: ${weekWords(input.week)}`;
  return paginate(weeklyParts(input, words), {
    most: WEEKLY_UNITS - 1,
    pages: PARTS,
    size: (text) => text.length,
    leftOut: (items) => `*${items} more entries have no room here. \`forethought report\` has all of them.*`,
    first: (page) => [
      weeklyMarker(input.week, input.scope, page),
      page === 1 ? title : `${title}, continued (${page})`,
    ],
  });
}

function weeklyParts(input: WeeklyInput, words: WeeklyWords): readonly Part[] {
  const rows = visibleRows(input);
  return [
    part([], programmeLines(input, rows)),
    part([], rowsTable(input, rows, words)),
    part([], tableNotes(input, rows, words)),
    ...missesFold(input, rows, words),
    ...candidatesFold(input, rows),
    ...movedFold(rows, words),
    ...patternsFold(input, rows),
    ...programmeFold(input, words),
    ...associationFold(input, rows, words),
    ...waiversFold(input, words),
    ...unresolvedFold(input),
    ...gapsFold(input),
    ...numbersFold(rows, words),
    ...formulasFold(rows, words),
    ...sourcesFold(input),
  ];
}
