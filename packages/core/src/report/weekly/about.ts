import type { Measure } from '../../schema/measure.js';
import { block, fold, type Part, tableBlocks } from '../blocks.js';
import { codeSpan, inCell, neutral, neutralValue } from '../quote.js';
import { percent, TEAM } from '../scores.js';
import { countWords, goalWords, valueWords, verdictWords } from '../value-words.js';
import { counted } from '../words.js';
import type { WeeklyInput } from './input.js';
import { SMALLEST_GROUP } from './suppress.js';
import { groupWords, togetherOf } from './together.js';
import { troubleLines } from './troubles.js';
import type { VisibleRows } from './visible.js';
import { pageLink, shortWords, type WeeklyWords } from './words.js';

/** Every metric of the plan that is measured, once, for everybody: targets, value, counts, interval, states and why. */
export function numbersFold({ measures }: VisibleRows, words: WeeklyWords): readonly Part[] {
  const known = measures.filter(({ state }) => state !== 'not-measured');
  const ids = [...new Set(known.map(({ metricId }) => metricId))];
  const told = ids.flatMap((id) => togetherOf({ measures: known }, id) ?? []);
  const rows = told.map(({ metricId, engineer }) =>
    numberRow(
      known.filter((each) => each.metricId === metricId && each.engineer === engineer),
      words,
    ),
  );
  return fold(
    `Every number for ${whoWords(told)}: ${counted(rows.length, 'metric')}`,
    tableBlocks(
      ['Metric', 'Target', 'Value', '95 % interval', 'State', 'Why, and what is read beside it'],
      rows,
      60,
    ),
  );
}

/** Whose numbers these are; where that differs, each row of a smaller group says so. */
function whoWords(told: readonly Measure[]): string {
  return told.length > 0 && told.every(({ engineer }) => engineer === TEAM)
    ? 'those enrolled, not by name'
    : 'everybody together';
}

/** One metric, whose measures differ in the target alone: each target with its state. */
function numberRow(measures: readonly Measure[], words: WeeklyWords): readonly string[] {
  const [first] = measures;
  if (first === undefined) return [];
  const metric = words.metrics.find(({ id }) => id === first.metricId);
  const reasons = new Set(measures.map(({ reason = '' }) => neutralValue(reason)));
  return [
    inCell(pageLink('metrics', first.metricId, words)),
    measures.map(goalWords).join('<br>'),
    [valueWords(first), countWords(first)].filter((text) => text !== '').join(', '),
    intervalWords(first),
    measures.map((measure) => verdictWords(measure, metric)).join('<br>'),
    inCell(
      [groupWords(first.engineer), ...reasons, besideWords(first)].filter((text) => text !== '').join('; '),
    ),
  ];
}

function intervalWords({ interval }: Measure): string {
  return interval === null ? '' : `${percent(interval.low)} to ${percent(interval.high)}`;
}

function besideWords({ beside = {} }: Measure): string {
  return Object.entries(beside)
    .map(([name, count]) => `${neutral(name)} ${Math.round(count * 10) / 10}`)
    .join(', ');
}

/** What could not be read, and why; of files where, and nothing that stands in them. */
export function gapsFold({ gaps, troubles = [] }: Pick<WeeklyInput, 'gaps' | 'troubles'>): readonly Part[] {
  const lines = [
    ...gaps.map(({ what, why }) => `- ${neutralValue(what)}: ${neutralValue(why)}`),
    ...troubleLines(troubles).map((line) => `- ${neutralValue(line)}`),
  ];
  return fold(`What could not be read: ${lines.length}`, block(lines, lines.length));
}

/** Formula, window, delay, smallest sample and kind of evidence of every metric in the report. */
export function formulasFold({ measures }: VisibleRows, words: WeeklyWords): readonly Part[] {
  const shown = new Set(
    measures.filter(({ state }) => state !== 'not-measured').map(({ metricId }) => metricId),
  );
  const rows = words.metrics
    .filter(({ id }) => shown.has(id))
    .map((metric) => [
      inCell(pageLink('metrics', metric.id, words)),
      inCell(metric.formula),
      `${metric.windowDays} days${metric.lagDays === 0 ? '' : `, ending ${metric.lagDays} days ago`}`,
      `${metric.minimumSample.person} / ${metric.minimumSample.team}`,
      TIERS[metric.tier],
    ]);
  const contest =
    'A miss that is wrong goes under `disputes` in `forethought.yml`, with the reason; the measure then says *disputed*.';
  return fold(
    'How each number is computed, and how to contest it',
    rows.length === 0
      ? []
      : [
          ...block([contest]),
          ...tableBlocks(
            ['Metric', 'Formula', 'Window', 'Least changes, person / group', 'Evidence'],
            rows,
            40,
          ),
        ],
  );
}

const TIERS = {
  E1: 'observed',
  E2: 'declared and checked',
  E3: 'attested by somebody else',
  E4: 'self-reported',
} as const;

/** When everything was read, to the day, so that a second run on the day changes nothing; and who is shown and why. */
export function sourcesFold(input: WeeklyInput): readonly Part[] {
  const lines = [
    `- Plan ${codeSpan(input.policy.plan)}, data as of ${shortWords(input.asOf.slice(0, 10))}.`,
    ...input.sources.map(({ id, readAt }) => `- ${shortWords(id)}: read ${shortWords(readAt.slice(0, 10))}`),
  ];
  const privacy = [
    `- A row by name belongs to somebody whose roster entry says \`named: true\`; \`forethought people enrol\` prepares that for the person to approve. Taking it back takes effect at the next run, on earlier comments too.`,
    `- Everybody else counts in a group only, and a group is shown from ${SMALLEST_GROUP} people on.`,
    '- Rows are alphabetical, and nobody is compared with anybody else. Weeks away do not count.',
  ];
  return fold('When the data were read, and who is shown', [...block(lines), ...block(privacy)]);
}
