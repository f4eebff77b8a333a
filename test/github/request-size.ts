import { type DocumentNode, parse } from 'graphql';
import { costOf } from './graphql/cost.js';

interface Query {
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

function queryOf(body: string): Query | null {
  try {
    const { query, variables } = JSON.parse(body) as { query?: unknown; variables?: unknown };
    return typeof query === 'string'
      ? { text: query, variables: (variables ?? {}) as Query['variables'] }
      : null;
  } catch {
    return null;
  }
}

/**
 * How many entries are asked for at once: the objects that a query names by aliases, else the first `first` or `last` in it; `per_page`
 * for REST, which gives 30 where nothing is said.
 */
export function pageSize(search: URLSearchParams, body: string): number {
  const query = queryOf(body);
  if (query === null) return Number(search.get('per_page') ?? 30);
  const size = /\b(?:first|last):\s*(\$?)(\w+)/.exec(query.text);
  const aliases = [...query.text.matchAll(/^\s*\w+: (?:pullRequest|object|node)\(/gm)].length;
  const [, dollar = '', word = '0'] = size ?? [];
  const value = dollar === '' ? Number(word) : Number(query.variables[word]);
  return aliases === 0 ? value : aliases;
}

/** How many nodes a query may give; 0 for what is no query. */
export function nodeCount(body: string): number {
  const query = queryOf(body);
  if (query === null) return 0;
  const document: DocumentNode = parse(query.text);
  return costOf(document, query.variables).nodes;
}
