import type { Links } from '../links.js';
import type { IssueState, PullState, RepositoryState, TokenState } from '../state/model.js';
import type { World } from '../state/world.js';

/** What every resolver gets. */
export interface Context {
  readonly world: World;
  readonly links: Links;
  readonly token: TokenState | null;
  readonly points: number;
  readonly nodes: number;
}

/** What stands behind one object of an answer: the type, and what the resolvers of that type need. */
export interface Node<Value = unknown> {
  readonly __typename: string;
  readonly repository: RepositoryState;
  readonly value: Value;
}

/** Arguments of a field, as they were sent. */
export type Args = Readonly<Record<string, unknown>>;

/** The resolvers of one type, for whatever stands behind it. */
export type Fields = Readonly<Record<string, (source: never, args: Args, context: Context) => unknown>>;

/** Resolvers by type and field. A field without one has no answer: asking for it is a violation. */
export type Resolvers = Readonly<Record<string, Fields>>;

/** The resolvers of a type whose objects are a `Source`; the schema ties them to the type by its name. */
export function fields<Source>(
  all: Readonly<Record<string, (source: Source, args: Args, context: Context) => unknown>>,
): Fields {
  return all;
}

/** A pull request or an issue with its repository. */
export type IssueNode = Node<IssueState>;
export type PullNode = Node<PullState>;

/** Cuts a page out of a list as all connections do; the cursor is the place in the list. */
export function connection<Item>(list: readonly Item[], args: Args): Record<string, unknown> {
  const before = typeof args['before'] === 'string' ? Number(fromCursor(args['before'])) : list.length;
  const after = typeof args['after'] === 'string' ? Number(fromCursor(args['after'])) + 1 : 0;
  let start = Math.max(0, after);
  let end = Math.min(list.length, before);
  if (typeof args['first'] === 'number') end = Math.min(end, start + args['first']);
  if (typeof args['last'] === 'number') start = Math.max(start, end - args['last']);
  const nodes = list.slice(start, end);
  return {
    nodes,
    edges: nodes.map((node, index) => ({ node, cursor: cursor(start + index) })),
    totalCount: list.length,
    pageInfo: {
      startCursor: nodes.length === 0 ? null : cursor(start),
      endCursor: nodes.length === 0 ? null : cursor(end - 1),
      hasNextPage: end < list.length,
      hasPreviousPage: start > 0,
    },
  };
}

/** How a list is sorted: the place of an item as text, and whether the greatest comes first. */
export interface Sorting<Item> {
  readonly place: (item: Item) => string;
  readonly isFalling: boolean;
}

/** A page of a sorted list. Its cursor is the place of an item itself, so that an item that moves shifts no other one. */
export function sortedConnection<Item>(
  items: readonly Item[],
  args: Args,
  { place, isFalling }: Sorting<Item>,
): Record<string, unknown> {
  const sorted = items.map((item) => ({ item, at: place(item) })).sort((a, b) => (a.at < b.at ? -1 : 1));
  if (isFalling) sorted.reverse();
  const isBefore = (one: string, other: string): boolean => (isFalling ? one > other : one < other);
  const after = typeof args['after'] === 'string' ? fromCursor(args['after']) : null;
  const start = after === null ? 0 : sorted.filter(({ at }) => !isBefore(after, at)).length;
  const page = connection(
    sorted.map(({ item }) => item),
    { ...args, after: start === 0 ? null : cursor(start - 1) },
  );
  const nodes = page['nodes'] as readonly Item[];
  const first = nodes[0];
  const last = nodes.at(-1);
  return {
    ...page,
    pageInfo: {
      ...(page['pageInfo'] as object),
      startCursor: first === undefined ? null : cursor(place(first)),
      endCursor: last === undefined ? null : cursor(place(last)),
    },
  };
}

function cursor(index: number | string): string {
  return Buffer.from(`cursor:v2:${index}`).toString('base64');
}

function fromCursor(text: string): string {
  return Buffer.from(text, 'base64').toString('utf8').replace('cursor:v2:', '');
}
