import { countAt, listAt, maybeText, member, timeAt, truthAt } from '../value.js';
import { askPage } from './ask.js';
import { descend } from './descend.js';
import { pullIndexQuery } from './queries.js';
import { type PullRecords, readPulls } from './records.js';
import { booked, type Run } from './run.js';

/**
 * Reads the pull requests that changed since they were read last, and those that changed within the lag. Their numbers come first,
 * which costs little; only those in question are then asked for whole.
 */
export async function collectPulls(run: Run, repository: string): Promise<void> {
  let size = 100;
  await descend<number>(run, {
    kind: 'pulls',
    atOnce: () => run.pullsAtOnce,
    page: async (after) => {
      const answer = await booked(run, 'base', () => askPage(run, pullIndexQuery, { after }, size));
      size = answer.size;
      const entry = (node: unknown) => ({
        at: Date.parse(timeAt(node, 'updatedAt')),
        item: countAt(node, 'number'),
      });
      return pageOf(member(answer.data, 'repository', 'pullRequests'), entry);
    },
    take: async (numbers) => {
      const left = [...new Set(numbers)];
      const all: PullRecords[] = [];
      while (left.length > 0) all.push(await readPulls(run, left.splice(0, run.pullsAtOnce), repository));
      return {
        records: { pulls: all.flatMap(({ pulls }) => pulls) },
        isWhole: all.every(({ isWhole }) => isWhole),
      };
    },
  });
}

/** A connection as a page of entries. */
export function pageOf<Entry>(
  connection: unknown,
  entryOf: (node: unknown) => Entry,
): { readonly items: readonly Entry[]; readonly next: string | null } {
  const items = listAt(connection, 'nodes').map(entryOf);
  const next = truthAt(connection, 'pageInfo', 'hasNextPage')
    ? maybeText(connection, 'pageInfo', 'endCursor')
    : null;
  return { items, next };
}
