import { block, fit, type Part, part, tableBlocks } from '../blocks.js';
import { cellSpan, inCell } from '../quote.js';
import { STATE_WORDS } from '../scores.js';
import { countWords, targetWords, valueWords, verdictWords } from '../value-words.js';
import type { WeeklyInput } from './input.js';
import { programmeLines } from './programme.js';
import { placeWords, spacedBars, successColumns, TOO_FEW } from './table.js';
import { groupWords, togetherOf } from './together.js';
import { type VisibleRows, visibleRows } from './visible.js';
import { pageLink, type WeeklyWords, weekWords } from './words.js';

/** UTF-16 units that the state may take of the body; the rest is whoever wrote the issue's. */
const STATE_UNITS = 30_000;

const NEXT =
  'The comment of each week has a row per person, every miss with its link and what would have passed, and how each number is computed.';

/** Where the programme stands now, for the body of the tracking issue: the targets together, and where each person is in the plan. */
export function renderState(input: WeeklyInput, words: WeeklyWords): string {
  const rows = visibleRows(input);
  const parts: readonly Part[] = [
    part([], programmeLines(input, rows, ' in the week’s comment')),
    part([], targetsTable(input, rows, words)),
    part([], peopleTable(rows)),
    part([], block([NEXT])),
  ];
  return fit([`### Where the programme stands: ${weekWords(input.week)}`], parts, {
    most: STATE_UNITS,
    size: (text) => text.length,
    leftOut: (items) => `*${items} more rows stand in the comment of the week.*`,
  });
}

function targetsTable(input: WeeklyInput, visible: VisibleRows, words: WeeklyWords): Part['blocks'] {
  const { withheld } = visible;
  const { measured, tooFew, unmeasured } = successColumns(input, visible);
  const rows = [...measured, ...tooFew, ...unmeasured].map(({ metricId, target }) => {
    const measure = togetherOf(visible, metricId);
    const group = groupWords(measure?.engineer ?? '');
    const none = withheld.has(metricId) ? TOO_FEW : STATE_WORDS['not-measured'];
    const metric = words.metrics.find(({ id }) => id === metricId);
    const value =
      measure === undefined
        ? ''
        : [valueWords(measure), countWords(measure)].filter((text) => text !== '').join(', ');
    return [
      inCell(pageLink('metrics', metricId, words)),
      targetWords(target),
      group !== '' && value !== '' ? `${value} (${group})` : value,
      measure === undefined ? none : verdictWords(measure, metric),
      measure === undefined ? '' : spacedBars(measure),
    ];
  });
  return rows.length === 0
    ? []
    : tableBlocks(['Success metric', 'Target', 'Together', 'State', 'Eight weeks'], rows);
}

function peopleTable({ people }: VisibleRows): Part['blocks'] {
  const rows = people.map((person) => [
    cellSpan(person.engineer),
    person.isAway ? 'away all week' : inCell(placeWords(person)),
  ]);
  return rows.length === 0 ? [] : tableBlocks(['Engineer', 'Where in the plan'], rows);
}
