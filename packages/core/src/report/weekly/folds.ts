import { block, fold, type Part, tableBlocks } from '../blocks.js';
import { cellSpan, codeSpan, inCell, neutralValue } from '../quote.js';
import { byName, EVERYBODY, percent, TEAM } from '../scores.js';
import { counted } from '../words.js';
import type { WeeklyInput } from './input.js';
import { changeLink } from './links.js';
import { movedIn } from './moved.js';
import { SMALLEST_GROUP } from './suppress.js';
import type { VisibleRows } from './visible.js';
import { pageLink, shortWords, type WeeklyWords, weekWords } from './words.js';

/** What left its own trend: one line for each row and metric. */
export function movedFold({ measures }: VisibleRows, words: WeeklyWords): readonly Part[] {
  const lines = movedIn(measures).map((moved) => {
    const { metricId, engineer, numerator, denominator, median, weeks, isUp } = moved;
    const where = `${nameOf(engineer)}, ${pageLink('metrics', metricId, words)}`;
    return `- ${where}: ${isUp ? 'up' : 'down'} to ${percent(numerator / denominator)} (${numerator}/${denominator}) in ${weekWords(moved.week)}, from a median of ${percent(median)} in the ${weeks} weeks before`;
  });
  const note =
    'Only what lies outside the range of the row’s own earlier weeks is named here (95 % intervals that do not overlap).';
  return fold(
    `What moved: ${lines.length}`,
    lines.length === 0 ? [] : [...block([note]), ...block(lines, lines.length)],
  );
}

function nameOf(engineer: string): string {
  if (engineer === EVERYBODY) return 'everybody';
  return engineer === TEAM ? 'enrolled, not by name' : codeSpan(engineer);
}

/** Entries that the pattern library gained, and how often entries were used; names and changes only of those who are shown. */
export function patternsFold(input: WeeklyInput, rows: VisibleRows): readonly Part[] {
  const { added, reused } = input.patterns;
  const names = new Set(rows.people.map(({ engineer }) => engineer));
  const gained = added.map(({ id, title, by }) => {
    const who = by !== null && names.has(by) ? ` by ${codeSpan(by)}` : '';
    return `- New: **${shortWords(title) || codeSpan(id)}**${who}`;
  });
  const ids = [...new Set(reused.map(({ id }) => id))].sort(byName);
  const uses = ids.map((id) => {
    const mine = reused.filter((use) => use.id === id);
    const links = mine
      .filter(({ engineer }) => engineer !== null && names.has(engineer))
      .map(({ change, url }) => changeLink(change, url, input));
    return `- Used ${counted(mine.length, 'time')}: ${codeSpan(id)}${links.length === 0 ? '' : ` in ${links.join(', ')}`}`;
  });
  const title = `Patterns: ${added.length} added, ${counted(reused.length, 'use')}`;
  return fold(title, [...block(gained, gained.length), ...block(uses, uses.length)]);
}

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

/** What came of changes with a practice and without it, and one sentence on what that can't say. */
export function associationFold(input: WeeklyInput, rows: VisibleRows, words: WeeklyWords): readonly Part[] {
  const enough = input.associations.filter(
    (each) =>
      Math.min(each.with.n, each.without.n) >= SMALLEST_GROUP &&
      each.with.hits + each.without.hits > 0 &&
      mayBeSaid(each, input, rows, words),
  );
  if (enough.length === 0) return [];
  const lines = enough.map((each) => [
    inCell(pageLink('rules', each.ruleId, words)),
    OUTCOMES[each.outcome],
    shareWords(each.with),
    shareWords(each.without),
  ]);
  const honest =
    'These are associations, not causes: changes with a practice may be smaller, safer or by more careful people. Where the 95 % intervals overlap, chance alone could make the difference.';
  return fold('Practice against outcome', [
    ...block([honest]),
    ...tableBlocks(['Practice', 'What happened to the change', 'with it', 'without it'], lines),
  ]);
}

/** A line about everybody is shown where everybody's row of the practice and of the outcome is. */
function mayBeSaid(
  { ruleId, outcome }: WeeklyInput['associations'][number],
  { outsiders }: WeeklyInput,
  { showsEverybody, withheld }: VisibleRows,
  { metrics }: WeeklyWords,
): boolean {
  const about = [...metrics.filter(({ rule }) => rule === ruleId).map(({ id }) => id), METRICS[outcome]];
  const known = about.filter((id) => outsiders.some(({ metricId }) => metricId === id));
  const isWithheld = known.length === 0 ? withheld.size > 0 : known.some((id) => withheld.has(id));
  return showsEverybody && !isWithheld;
}

function shareWords({ hits, n, interval }: WeeklyInput['associations'][number]['with']): string {
  const range = interval === null ? '' : `, ${percent(interval.low)} to ${percent(interval.high)}`;
  return `${hits} of ${n} (${percent(hits / n)}${range})`;
}

/** Exceptions that took effect: rule, reason, who approved, until when. */
export function waiversFold(input: WeeklyInput, words: WeeklyWords): readonly Part[] {
  const rows = input.waivers.map(({ rule, reason, approver, change, url, until }) => [
    inCell(pageLink('rules', rule, words)),
    inCell(changeLink(change, url, input)),
    inCell(neutralValue(reason)),
    cellSpan(approver),
    until === null ? '' : inCell(shortWords(until)),
  ]);
  return fold(
    `Waivers: ${rows.length}`,
    tableBlocks(['Rule', 'Change', 'Reason', 'Approved by', 'Until'], rows),
  );
}

/** Commits whose address belongs to no account known here. Who they are is shown locally only, and how many from five on. */
export function unresolvedFold({ unresolved, visibility }: WeeklyInput): readonly Part[] {
  if (unresolved.length === 0) return [];
  const changes = unresolved.reduce((sum, each) => sum + each.changes, 0);
  const isCounted = visibility === 'self' || unresolved.length >= SMALLEST_GROUP;
  const what = isCounted
    ? `In no row, as no account matches: ${counted(unresolved.length, 'identity', 'identities')} with ${counted(changes, 'change')}.`
    : 'Some changes are in no row, as no account matches the address that they carry.';
  const next =
    '`forethought people` lists them and suggests the line for the roster or `.mailmap` that would match them.';
  const rows =
    visibility === 'self'
      ? tableBlocks(
          ['Identity', 'Changes'],
          unresolved.map(({ id, changes: count }) => [cellSpan(id), String(count)]),
        )
      : [];
  return fold(`Unresolved identities: ${isCounted ? unresolved.length : 'some'}`, [
    ...block([`${what} ${next}`], unresolved.length),
    ...rows,
  ]);
}
