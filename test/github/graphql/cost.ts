import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getOperationAST,
  Kind,
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { readSchema } from './schema.js';

const MAX_NODES = 500_000;
const MAX_PAGE = 100;

/** What a query costs, how many nodes it may give, and what GitHub refuses about it. */
export interface Cost {
  readonly cost: number;
  readonly nodes: number;
  readonly faults: readonly string[];
}

/**
 * The cost by GitHub's own rule: one request for each connection that is opened, that is once for every node above it, divided by 100.
 * https://docs.github.com/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api
 */
export function costOf(document: DocumentNode, variables: Readonly<Record<string, unknown>>): Cost {
  const connections = connectionFields(document);
  const fragments = new Map(
    document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
    ),
  );
  const faults: string[] = [];
  const total = { requests: 0, nodes: 0 };
  const operation = getOperationAST(document);
  if (operation?.selectionSet !== undefined) {
    walk(operation.selectionSet, 1, { connections, fragments, variables, faults, total });
  }
  if (total.nodes > MAX_NODES) faults.push(`the query may give ${total.nodes} nodes, more than ${MAX_NODES}`);
  return { cost: Math.max(1, Math.round(total.requests / 100)), nodes: total.nodes, faults };
}

interface Walk {
  readonly connections: ReadonlySet<FieldNode>;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly faults: string[];
  readonly total: { requests: number; nodes: number };
}

function walk(selection: SelectionSetNode, times: number, state: Walk): void {
  for (const node of selection.selections) {
    if (node.kind === Kind.FRAGMENT_SPREAD) {
      const fragment = state.fragments.get(node.name.value);
      if (fragment !== undefined) walk(fragment.selectionSet, times, state);
    } else if (node.kind === Kind.INLINE_FRAGMENT) {
      walk(node.selectionSet, times, state);
    } else if (node.selectionSet !== undefined) {
      const size = state.connections.has(node) ? pageSize(node, state) : 1;
      if (state.connections.has(node)) {
        state.total.requests += times;
        state.total.nodes += times * size;
      }
      walk(node.selectionSet, times * size, state);
    }
  }
}

/** GitHub asks every connection for `first` or `last`, from 1 to 100. */
function pageSize(field: FieldNode, { variables, faults }: Walk): number {
  const argument = field.arguments?.find(({ name }) => name.value === 'first' || name.value === 'last');
  const value = argument?.value;
  const size =
    value?.kind === Kind.INT
      ? Number(value.value)
      : value?.kind === Kind.VARIABLE
        ? Number(variables[value.name.value])
        : Number.NaN;
  if (size >= 1 && size <= MAX_PAGE) return size;
  faults.push(
    `MISSING_PAGINATION_BOUNDARIES: you must provide a \`first\` or \`last\` value from 1 to ${MAX_PAGE} to properly paginate the \`${field.name.value}\` connection`,
  );
  return 1;
}

function connectionFields(document: DocumentNode): ReadonlySet<FieldNode> {
  const types = new TypeInfo(readSchema());
  const found = new Set<FieldNode>();
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: (node) => {
        if (String(types.getType()).replace('!', '').endsWith('Connection')) found.add(node);
      },
    }),
  );
  return found;
}
