import { countAt, listAt, maybeText, truthAt } from './value.js';

/** What was read does not belong together, as its subject changed between two pages. */
export interface Moved {
  readonly kind: 'moved';
}

/** A list as far as it could be read; `why` says what kept it from being whole. */
export interface WholeList {
  readonly kind: 'list';
  readonly nodes: readonly unknown[];
  readonly why?: string;
}

/**
 * How the pages after the first are come by: `next` asks for the connection after a cursor, `keyOf` says when an entry came twice.
 * Without `keyOf` every entry counts, and `totalCount` is not held against them.
 */
export interface Paging {
  readonly keyOf?: (node: unknown) => string;
  readonly next: (after: string | null) => Promise<unknown>;
  /** The words for trouble that leaves the rest readable; throws any other on. */
  readonly words: (error: unknown) => string;
}

const MOST_PAGES = 200;

/** Reads a connection to its end from its first page on. `next` may answer `moved`. A list that does not get whole says so. */
export async function wholeList(first: unknown, paging: Paging): Promise<WholeList | Moved> {
  const { keyOf } = paging;
  const seen = new Map<string, unknown>();
  let page = first;
  let total = 0;
  try {
    for (let count = 0; count < MOST_PAGES; count++) {
      for (const node of listAt(page, 'nodes')) seen.set(keyOf?.(node) ?? String(seen.size), node);
      total = countAt(page, 'totalCount');
      if (!truthAt(page, 'pageInfo', 'hasNextPage')) break;
      page = await paging.next(maybeText(page, 'pageInfo', 'endCursor'));
      if (isMoved(page)) return page;
    }
  } catch (error) {
    return { kind: 'list', nodes: [...seen.values()], why: paging.words(error) };
  }
  const nodes = [...seen.values()];
  if (keyOf === undefined || nodes.length === total) return { kind: 'list', nodes };
  return { kind: 'list', nodes, why: `GitHub listed ${nodes.length} of ${total}` };
}

/** The answer of `next` when the subject changed. */
export const MOVED: Moved = { kind: 'moved' };

function isMoved(page: unknown): page is Moved {
  return page === MOVED;
}
