import { block, fold, type Part, tableBlocks } from '../blocks.js';
import { missingWords, progressWords } from '../programme/people-sections.js';
import { headsWords } from '../programme/words.js';
import { cellSpan, inCell, neutral, neutralValue } from '../quote.js';
import { EVERYBODY } from '../scores.js';
import { countWords, valueWords, verdictWords } from '../value-words.js';
import type { WeeklyInput } from './input.js';
import { pageLink, type WeeklyWords } from './words.js';

type View = NonNullable<WeeklyInput['programme']>;

/** States in which a measure has nothing to say. */
const SILENT: readonly string[] = ['no-data', 'not-applicable', 'not-measured'];

/** What comes of the training programme: who is on the way, the measures that say something, and which review is due. Nothing without records. */
export function programmeFold({ programme }: WeeklyInput, words: WeeklyWords): readonly Part[] {
  if (programme === undefined || programme.total === 0) return [];
  const lines = [
    ...certificateLines(programme),
    ...measureLines(programme, words),
    ...reviewLines(programme),
  ];
  const unknown = programme.knowsReviews
    ? []
    : block(['Reviews were not looked up, so that signatures are *not known*.']);
  const blocks = [...block(lines, lines.length), ...wayTable(programme), ...unknown];
  return fold('Programme: certificates, levels and education', lines.length === 0 ? [] : blocks);
}

function certificateLines({ certificates }: View): readonly string[] {
  return certificates.flatMap(({ title, held, open }) => {
    const parts = [
      ...(open.shown === 0 && open.others === 0 ? [] : [`${headsWords(open)} on the way`]),
      ...(held.shown === 0 && held.others === 0 ? [] : [`${headsWords(held)} certified`]),
    ];
    return parts.length === 0 ? [] : [`- ${neutral(title)}: ${parts.join(', ')}`];
  });
}

function measureLines({ measures }: View, words: WeeklyWords): readonly string[] {
  return measures
    .filter(({ engineer, state }) => engineer === EVERYBODY && !SILENT.includes(state))
    .map((measure) => {
      const metric = words.metrics.find(({ id }) => id === measure.metricId);
      const counts = countWords(measure);
      const value = `${valueWords(measure)}${counts === '' ? '' : ` (${counts})`}`;
      const few = measure.state === 'insufficient' ? ', a small sample' : '';
      return `- ${pageLink('metrics', measure.metricId, words)}: ${value}, ${verdictWords(measure, metric)}${few}`;
    });
}

function reviewLines({ reviews }: View): readonly string[] {
  return reviews.filter(({ state }) => state === 'due').map(({ title }) => `- ${neutral(title)}: due`);
}

/** A row for each way that is open, of those who are shown by name. */
function wayTable({ people }: View): ReturnType<typeof tableBlocks> {
  const rows = people.flatMap(({ login, ways }) =>
    ways
      .filter(({ state }) => state === 'open')
      .map((way) => [
        cellSpan(login),
        inCell(neutralValue(way.title)),
        `${way.day}${way.within === null ? '' : ` of ${way.within}`}`,
        progressWords(way),
        inCell(neutralValue(missingWords(way.missing))),
      ]),
  );
  return rows.length === 0
    ? []
    : tableBlocks(['Engineer', 'Certificate', 'Day', 'Requirements', 'Still missing'], rows, 30);
}
