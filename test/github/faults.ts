import { nodeCount, pageSize } from './request-size.js';
import type { World } from './state/world.js';

/** Which requests a fault meets. `path` may hold `*` for one part and `**` for any; `text` must stand in the body. */
export interface FaultMatch {
  readonly method?: string;
  /** Without the prefix of an Enterprise Server; `/graphql` for GraphQL. */
  readonly path?: string;
  readonly text?: string;
  /** Which of the matching requests, counted from 1; all of them when left out. */
  readonly nth?: number | readonly number[];
  /** Only requests whose outermost list asks for more entries than these on a page. */
  readonly pageOver?: number;
  /** Only GraphQL queries that may give more nodes than these, as GitHub counts them. */
  readonly nodesOver?: number;
}

/** What goes wrong. `at: 'after'` means that the request took effect before. */
export type FaultKind =
  | { readonly kind: 'latency'; readonly ms: number }
  | { readonly kind: 'hang'; readonly at?: 'before' | 'after' }
  | { readonly kind: 'reset'; readonly at?: 'before' | 'after' }
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly at?: 'before' | 'after';
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'refuse'; readonly as: RefusalName }
  /** A secondary limit. Without `retryAfter` the header is absent; without `wording` the text says nothing of a limit. */
  | {
      readonly kind: 'secondary';
      readonly status?: 403 | 429;
      readonly retryAfter?: string;
      readonly wording?: boolean;
    }
  /** The hourly limit. `reset` is sent as it stands. */
  | { readonly kind: 'primary'; readonly status?: 403 | 429; readonly reset?: string; readonly date?: string }
  | { readonly kind: 'truncated' }
  | { readonly kind: 'html'; readonly status?: number }
  | { readonly kind: 'empty' }
  | { readonly kind: 'content-type'; readonly type: string }
  | { readonly kind: 'headers'; readonly set: Readonly<Record<string, string>> }
  | { readonly kind: 'redirect'; readonly status?: 301 | 302 | 307 | 308; readonly to: string }
  /** GraphQL answers 200 and still fails. `missing` is the way to the field that partial data lacks. */
  | {
      readonly kind: 'graphql';
      readonly as: 'rate-limited' | 'something-went-wrong' | 'timeout' | 'partial';
      readonly missing?: readonly string[];
    }
  /** The state changes just before the request is answered: between two pages, for example. */
  | { readonly kind: 'meanwhile'; readonly change: Change };

/** A change of the state: a function in a test, data in a file. */
export type Change =
  | ((world: World) => void)
  | {
      readonly comment: {
        readonly repository: string;
        readonly issue: number;
        readonly author: string;
        readonly body: string;
        readonly first?: boolean;
      };
    }
  | { readonly deleteComments: { readonly repository: string; readonly issue: number } };

/** Refusals in GitHub's own words. */
export type RefusalName =
  | 'unauthorised'
  | 'read-only'
  | 'not-found'
  | 'gone'
  | 'locked'
  | 'invalid'
  | 'conflict';

/** One scripted fault. */
export type Fault = FaultMatch & FaultKind;

/** Faults in the order in which they are looked at, with what each has met so far. */
export interface Script {
  add(...faults: readonly Fault[]): void;
  clear(): void;
  /** The faults that meet this request, all counted. */
  meet(request: Met): readonly Fault[];
}

/** What a fault is matched against. */
export interface Met {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: string;
}

/** An empty script. */
export function makeScript(): Script {
  let entries: { readonly fault: Fault; met: number }[] = [];
  return {
    add: (...faults) => void entries.push(...faults.map((fault) => ({ fault, met: 0 }))),
    clear: () => {
      entries = [];
    },
    meet: (request) =>
      entries.flatMap((entry) => {
        if (!isMet(entry.fault, request)) return [];
        entry.met += 1;
        const { nth } = entry.fault;
        const isTurn =
          nth === undefined || (typeof nth === 'number' ? nth === entry.met : nth.includes(entry.met));
        return isTurn ? [entry.fault] : [];
      }),
  };
}

function isMet(fault: FaultMatch, { method, path, query, body }: Met): boolean {
  if (fault.method !== undefined && fault.method.toUpperCase() !== method) return false;
  if (fault.text !== undefined && !body.includes(fault.text)) return false;
  if (fault.pageOver !== undefined && pageSize(query, body) <= fault.pageOver) return false;
  if (fault.nodesOver !== undefined && nodeCount(body) <= fault.nodesOver) return false;
  return fault.path === undefined || fitsPath(fault.path.split('/'), path.split('/'));
}

function fitsPath(pattern: readonly string[], parts: readonly string[]): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return parts.length === 0;
  if (first === '**')
    return parts.some((_, index) => fitsPath(rest, parts.slice(index))) || fitsPath(rest, []);
  return parts.length > 0 && (first === '*' || first === parts[0]) && fitsPath(rest, parts.slice(1));
}
