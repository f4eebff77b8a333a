import { MOST_STARS } from '../attainment.js';
import type { Metric } from '../define-metric.js';
import type { GrowthArea, NextChange, Scorecard, ScoreLine, ScoreUnit } from '../scorecard.js';
import { type Paint, paint } from './paint.js';
import { pad, plain, truncate, wrap } from './sanitise.js';
import { trainingWords } from './scorecard-training.js';
import { EVERYBODY, percent } from './scores.js';
import { sparkline } from './sparkline.js';
import { countWords, targetWords, valueWords, verdictWords } from './value-words.js';
import { groupWords } from './weekly/together.js';
import { counted } from './words.js';

/** How a scorecard is printed. `width` is the terminal's columns. */
export interface ScorecardOptions {
  readonly metrics: readonly Metric[];
  readonly color: boolean;
  readonly width?: number;
}

const COLUMNS = 100;
const NAME_COLUMNS = 34;
const MISSES = 5;

/** A scorecard for a terminal: phases and units with a line per measure, growth areas with stars, and what would move most. */
export function renderScorecard(card: Scorecard, options: ScorecardOptions): string {
  const colors = paint(options.color);
  const columns = options.width ?? COLUMNS;
  const lines = [
    colors.bold(truncate(`${rowWords(card.engineer)}: ${plain(card.planTitle)}`, columns)),
    ...card.phases.flatMap(({ title, units }) => [
      '',
      colors.bold(truncate(plain(title), columns)),
      ...units.flatMap((unit) => unitLines(unit, options, columns)),
    ]),
    ...trainingLines(card.training, colors, columns),
    ...growthLines(card.growth, colors),
    ...changeLines(card.changes, colors, columns),
  ];
  return `${lines.join('\n')}\n`;
}

/** Whose row it is. */
export function rowWords(engineer: string): string {
  if (engineer === EVERYBODY) return 'everybody';
  return groupWords(engineer) || plain(engineer);
}

function unitLines(unit: ScoreUnit, { metrics }: ScorecardOptions, columns: number): readonly string[] {
  const aside = unit.unmeasured === 0 ? '' : `, ${unit.unmeasured} not measured`;
  return [
    truncate(`  ${unitWords(unit)}${aside}`, columns),
    ...unit.lines.map((line) => {
      const name = pad(truncate(`${line.practiceId} ${line.metricId}`, NAME_COLUMNS), NAME_COLUMNS);
      return truncate(`    ${name}  ${lineWords(line, metrics)}`.trimEnd(), columns);
    }),
  ];
}

/** A unit with its weeks: `Documentation first (weeks 1 to 2)`. */
export function unitWords({ title, weeks }: ScoreUnit): string {
  return weeks === null ? plain(title) : `${plain(title)} (weeks ${weeks[0]} to ${weeks[1]})`;
}

function lineWords({ measure, target }: ScoreLine, metrics: readonly Metric[]): string {
  const metric = metrics.find(({ id }) => id === measure.metricId);
  const value = `${pad(valueWords(measure), 6)} ${pad(countWords(measure), 8)}`;
  return `${value} ${pad(verdictWords(measure, metric), 14)} ${pad(targetWords(target), 8)} ${sparkline(measure)}`;
}

/** Stars of a growth area, full and empty ones, or why there are none. */
export function starWords({ stars }: GrowthArea): string {
  return stars === null ? 'no verdict yet' : '★'.repeat(stars) + '☆'.repeat(MOST_STARS - stars);
}

function trainingLines(training: Scorecard['training'], colors: Paint, columns: number): readonly string[] {
  const lines = trainingWords(training).flatMap((line) => wrap(plain(line), columns - 2));
  return lines.length === 0
    ? []
    : ['', colors.bold('Certificates and level'), ...lines.map((line) => `  ${line}`)];
}

function growthLines(growth: readonly GrowthArea[], colors: Paint): readonly string[] {
  if (growth.length === 0) return [];
  return [
    '',
    colors.bold('Growth, from the measures'),
    ...growth.map((area) => `  ${pad(plain(area.title), NAME_COLUMNS)}  ${starWords(area)}`),
  ];
}

function changeLines(changes: readonly NextChange[], colors: Paint, columns: number): readonly string[] {
  if (changes.length === 0) return [];
  return [
    '',
    colors.bold('What would move most'),
    ...changes.flatMap((change, at) => [
      ...wrap(`${at + 1}. ${plain(change.question)}`, columns - 2).map((line) => `  ${line}`),
      ...wrap(distanceWords(change), columns - 5).map((line) => `     ${line}`),
    ]),
  ];
}

/** How far a metric is from its target, and what missed: `documentation-coverage: 83 % of 100 %; 2 missed: #12, #15`. */
export function distanceWords({ line, misses }: NextChange, quote = plain): string {
  const { measure, metricId, target } = line;
  const shown = misses.slice(0, MISSES).map((id) => quote(id));
  const rest = misses.length - shown.length;
  const which = [...shown, ...(rest > 0 ? [`${rest} more`] : [])].join(', ');
  const missed = misses.length === 0 ? '' : `; ${counted(misses.length, 'change')} missed: ${which}`;
  return `${metricId}: ${valueWords(measure)}, target ${targetWords(target)}, ${percent(line.attainment ?? 0)} of the way${missed}`;
}
