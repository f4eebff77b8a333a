import type { Association } from '../../ledger/association.js';
import { block, fold, type Part, tableBlocks } from '../blocks.js';
import { inCell } from '../quote.js';
import { percent } from '../scores.js';
import type { WeeklyInput } from './input.js';
import { SMALLEST_GROUP } from './suppress.js';
import type { VisibleRows } from './visible.js';
import { pageLink, type WeeklyWords } from './words.js';

const OUTCOMES = {
  escape: 'a defect found after deployment',
  'fix-forward': 'a later change repaired it',
  rollback: 'taken back after deployment',
} as const;

/** Metrics that count the same outcome. */
const METRICS = {
  escape: 'caught-before-deployment',
  'fix-forward': 'fix-forward',
  rollback: 'rollbacks',
} as const;

const TITLE = 'Practice against outcome';
const HONEST =
  'These are associations, not causes: changes with a practice may be smaller, safer or by more careful people. Where the 95 % intervals overlap, chance alone could make the difference.';
const OF_ENROLLED =
  'Counted are changes of those who are enrolled: everybody’s would tell about too few others.';
const LEFT_OUT = `Left out: what could be said would tell about fewer than ${SMALLEST_GROUP} people.`;

/**
 * What came of changes with a practice and without it, and one sentence on what that can't say: of everybody's changes, or of those of
 * all who are enrolled. Where neither may be shown it says so; the two never stand beside each other, as their difference is the others'.
 */
export function associationFold(input: WeeklyInput, rows: VisibleRows, words: WeeklyWords): readonly Part[] {
  const enough = input.associations.filter(saysSomething);
  const everybodys = enough.filter((each) => mayBeSaid(each, input, rows, words));
  if (everybodys.length > 0) return fold(TITLE, [...block([HONEST]), ...table(everybodys, words)]);
  const enrolled = input.enrolledAssociations
    .filter(saysSomething)
    .filter((each) => mayBeSaidOfEnrolled(each, input, rows, words));
  if (enrolled.length > 0)
    return fold(TITLE, [...block([HONEST]), ...block([OF_ENROLLED]), ...table(enrolled, words)]);
  return enough.length === 0 ? [] : fold(TITLE, block([LEFT_OUT]));
}

function saysSomething(each: Association): boolean {
  return Math.min(each.with.n, each.without.n) >= SMALLEST_GROUP && each.with.hits + each.without.hits > 0;
}

function table(associations: readonly Association[], words: WeeklyWords): Part['blocks'] {
  const lines = associations.map((each) => [
    inCell(pageLink('rules', each.ruleId, words)),
    OUTCOMES[each.outcome],
    shareWords(each.with),
    shareWords(each.without),
  ]);
  return tableBlocks(['Practice', 'What happened to the change', 'with it', 'without it'], lines);
}

/** Metrics that count the practice or the outcome, of which it is known who stands behind them. */
function metricsOf(
  { ruleId, outcome }: Association,
  { outsiders }: WeeklyInput,
  { metrics }: WeeklyWords,
): readonly string[] {
  const about = [...metrics.filter(({ rule }) => rule === ruleId).map(({ id }) => id), METRICS[outcome]];
  return about.filter((id) => outsiders.some(({ metricId }) => metricId === id));
}

/** A line about everybody is shown where everybody's row of the practice and of the outcome is. */
function mayBeSaid(
  each: Association,
  input: WeeklyInput,
  { showsEverybody, withheld }: VisibleRows,
  words: WeeklyWords,
): boolean {
  const known = metricsOf(each, input, words);
  const isWithheld = known.length === 0 ? withheld.size > 0 : known.some((id) => withheld.has(id));
  return showsEverybody && !isWithheld;
}

/** A line about all who are enrolled is shown where those of them who are not shown by name are nobody, or enough, behind both. */
function mayBeSaidOfEnrolled(
  each: Association,
  input: WeeklyInput,
  { ofEnrolled }: VisibleRows,
  words: WeeklyWords,
): boolean {
  const known = metricsOf(each, input, words);
  return known.length > 0 && known.every((id) => ofEnrolled.has(id));
}

function shareWords({ hits, n, interval }: Association['with']): string {
  const range = interval === null ? '' : `, ${percent(interval.low)} to ${percent(interval.high)}`;
  return `${hits} of ${n} (${percent(hits / n)}${range})`;
}
