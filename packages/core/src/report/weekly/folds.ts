import { block, fold, type Part, tableBlocks } from '../blocks.js';
import { cellSpan, codeSpan, inCell, neutralValue } from '../quote.js';
import { byName, EVERYBODY, percent } from '../scores.js';
import { counted } from '../words.js';
import type { WeeklyInput } from './input.js';
import { changeLink } from './links.js';
import { movedIn } from './moved.js';
import { SMALLEST_GROUP } from './suppress.js';
import { groupWords } from './together.js';
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
  return groupWords(engineer) || codeSpan(engineer);
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

/** Exceptions that took effect: rule, reason, who approved, until when; and records of the configuration that have run out and still stand there. */
export function waiversFold(input: WeeklyInput, words: WeeklyWords): readonly Part[] {
  const day = input.asOf.slice(0, 10);
  const lapsed = input.policy.waivers.filter(({ until }) => until < day);
  const rows = input.waivers.map(({ rule, reason, approver, change, url, until }) => [
    inCell(pageLink('rules', rule, words)),
    inCell(changeLink(change, url, input)),
    inCell(neutralValue(reason)),
    cellSpan(approver),
    until === null ? '' : inCell(shortWords(until)),
  ]);
  const ended = lapsed.map(({ rule, reason, approver, until, at }) => [
    inCell(pageLink('rules', rule, words)),
    cellSpan(at ?? 'forethought.yml'),
    inCell(neutralValue(reason)),
    cellSpan(approver),
    inCell(`ran out ${until}`),
  ]);
  return fold(
    `Waivers: ${rows.length}${lapsed.length === 0 ? '' : `, and ${lapsed.length} that ran out`}`,
    tableBlocks(['Rule', 'Change', 'Reason', 'Approved by', 'Until'], [...rows, ...ended]),
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
