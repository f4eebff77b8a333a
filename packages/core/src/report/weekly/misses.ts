import { type Block, block, fold, type Part } from '../blocks.js';
import { codeBlock, codeSpan, neutralValue } from '../quote.js';
import { byName } from '../scores.js';
import { closed, counted } from '../words.js';
import type { WeeklyInput, WeeklyMiss } from './input.js';
import { changeLink, changeName } from './links.js';
import type { VisibleRows } from './visible.js';
import { pageLink, type WeeklyWords } from './words.js';

/** What missed, metric by metric: links by person, then each reason with the text that would have passed. Only people who are shown by name. */
export function missesFold(
  input: Pick<WeeklyInput, 'misses' | 'repositoryUrl'>,
  rows: VisibleRows,
  words: WeeklyWords,
  title = 'Missed this week, and what would have passed',
): readonly Part[] {
  const names = new Set(rows.people.map(({ engineer }) => engineer));
  const mine = input.misses.filter(({ engineer }) => names.has(engineer));
  const blocks = grouped(mine, ({ metricId }) => metricId).flatMap((group) =>
    metricBlocks(group, input, words),
  );
  return fold(`${title}: ${mine.length}`, blocks);
}

function grouped(
  misses: readonly WeeklyMiss[],
  keyOf: (miss: WeeklyMiss) => string,
): readonly (readonly WeeklyMiss[])[] {
  const groups = new Map<string, WeeklyMiss[]>();
  for (const miss of misses) groups.set(keyOf(miss), [...(groups.get(keyOf(miss)) ?? []), miss]);
  return [...groups.values()];
}

/** One metric: its changes by person, everybody once, then why they missed. */
function metricBlocks(
  group: readonly WeeklyMiss[],
  input: Pick<WeeklyInput, 'repositoryUrl'>,
  words: WeeklyWords,
): readonly Block[] {
  const [first] = group;
  if (first === undefined) return [];
  const people = [...new Set(group.map(({ engineer }) => engineer))].sort(byName);
  const lines = people.map((person) => {
    const links = group
      .filter(({ engineer }) => engineer === person)
      .map(({ id, url }) => changeLink(id, url, input));
    return `- ${codeSpan(person)}: ${[...new Set(links)].join(', ')}`;
  });
  const reasons = grouped(group, ({ because, paste }) => JSON.stringify([because, paste]));
  const name = `**${pageLink('metrics', first.metricId, words)}**`;
  if (reasons.length === 1)
    return block([`${name}: ${reasonOf(first)}`, '', ...lines, ...pasteLines(first)], group.length);
  return [
    ...block([`${name}:`, '', ...lines], group.length),
    ...reasons.flatMap(([some, ...more]) => (some === undefined ? [] : reasonBlock(some, more))),
  ];
}

/** One of several reasons: which changes, why, and what would have passed. */
function reasonBlock(first: WeeklyMiss, more: readonly WeeklyMiss[]): readonly Block[] {
  const ids = [...new Set([first, ...more].map(({ id }) => changeName(id)))].join(', ');
  return block([`${ids}: ${reasonOf(first)}`, ...pasteLines(first)]);
}

function reasonOf({ because }: WeeklyMiss): string {
  return closed(neutralValue(because));
}

function pasteLines({ paste }: WeeklyMiss): readonly string[] {
  return paste.length === 0
    ? []
    : ['', 'Filled in, this would have passed:', '', ...codeBlock(paste.map(unmarked))];
}

/** No line of a report but its first may look like a marker. */
function unmarked(line: string): string {
  return line.replaceAll('<!--', '<! --');
}

/** Changes of somebody shown by name that another one of theirs may have repaired, as both touch the same lines: in no count until somebody says so. */
export function candidatesFold(input: WeeklyInput, rows: VisibleRows): readonly Part[] {
  const names = new Set(rows.people.map(({ engineer }) => engineer));
  const mine = input.candidates.filter(
    ({ engineer }) => input.visibility === 'self' || (engineer !== null && names.has(engineer)),
  );
  const lines = mine.map(
    ({ fix, culprit, url }) =>
      `- ${changeLink(fix, url, input)} may repair ${changeLink(culprit, null, input)}`,
  );
  const note =
    'Both touch the same lines; nothing more is known, so none of these is in any count. A trailer `Fixes: <sha>` in the repairing change confirms one.';
  return fold(
    `May repair an earlier change: ${counted(mine.length, 'candidate')}`,
    lines.length === 0 ? [] : [...block([note]), ...block(lines, lines.length)],
  );
}
