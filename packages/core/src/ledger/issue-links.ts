import type { IssueFact } from '../schema/forge.js';
import { type AttributableChange, attribute } from './attribute.js';
import { attributableOf, type Landing } from './changes.js';
import type { Attribution } from './ledger.js';

/** Which changes issues are about: what caused them by their own words, and what repaired them. */
export interface IssueLinks {
  /** Ids of the changes that an issue says to have been caused by. */
  readonly culpritsOf: (issue: IssueFact) => readonly string[];
  /** Ids of the changes that closed it. */
  readonly fixesOf: (issue: IssueFact) => readonly string[];
}

/** Reads the links between issues and changes. `asOf` is when the facts were read: an issue may name what landed after it. */
export function issueLinks(
  issues: readonly IssueFact[],
  landings: readonly Landing[],
  asOf: string,
): IssueLinks {
  const telling = issues.filter(({ causes = [] }) => causes.length > 0);
  const asked = telling.length === 0 ? [] : landings;
  const culprits = groups(
    attribute([
      ...asked.map((landing) => ({ ...attributableOf(landing), causes: [], isRevert: false })),
      ...telling.map((issue) => asChange(issue, asOf)),
    ]).map(({ fix, culprit }) => [fix, culprit]),
  );
  if (issues.length === 0) return { culpritsOf: () => [], fixesOf: () => [] };
  const numbers = new Set(issues.map(({ number }) => number));
  const bySha = new Map(
    landings.flatMap(({ change }) => change.shas.map((sha) => [sha, change.id] as const)),
  );
  const ids = new Set(landings.map(({ change }) => change.id));
  const fixes = groups([
    ...issues.flatMap(({ number, closedBy }): [string, string][] => {
      if (closedBy === null) return [];
      const id = closedBy.kind === 'pull' ? `#${closedBy.number}` : (bySha.get(closedBy.sha) ?? '');
      return ids.has(id) ? [[keyOf(number), id]] : [];
    }),
    ...landings.flatMap(({ change, pull }) =>
      (pull?.closes ?? [])
        .filter((number) => numbers.has(number))
        .map((number): [string, string] => [keyOf(number), change.id]),
    ),
  ]);
  return {
    culpritsOf: ({ number }) => culprits.get(keyOf(number)) ?? [],
    fixesOf: ({ number }) => fixes.get(keyOf(number)) ?? [],
  };
}

/**
 * What the platform links: a change that closes an issue repairs what the issue says to have been caused by. These go beside the
 * change's own words, as rung `link`.
 */
export function linkedCauses(
  issues: readonly IssueFact[],
  landings: readonly Landing[],
): Iterable<AttributableChange> {
  if (issues.length === 0) return { [Symbol.iterator]: () => attributablesIn(landings) };
  const byNumber = new Map(issues.map((issue) => [issue.number, issue]));
  const closedBy = groups(
    issues.flatMap(({ number, closedBy: by }): [string, string][] =>
      by?.kind === 'pull'
        ? [[`#${by.number}`, String(number)]]
        : by === null
          ? []
          : [[by.sha, String(number)]],
    ),
  );
  return landings.map((landing) => {
    const { change, pull } = landing;
    const attributable = attributableOf(landing);
    const numbers = [
      ...(pull?.closes ?? []),
      ...[change.id, ...change.shas].flatMap((id) => (closedBy.get(id) ?? []).map(Number)),
    ];
    const linked = [...new Set(numbers)].flatMap((number) => byNumber.get(number)?.causes ?? []);
    if (linked.length === 0) return attributable;
    const causes = linked.map(({ target }) => ({ rung: 'link' as const, target }));
    return { ...attributable, causes: [...attributable.causes, ...causes] };
  });
}

function* attributablesIn(landings: readonly Landing[]): Generator<AttributableChange, void, undefined> {
  for (const landing of landings) yield attributableOf(landing);
}

/** A fix and what it repairs, as pairs by the fix. */
export function culpritsByFix(attributions: readonly Attribution[]): ReadonlyMap<string, readonly string[]> {
  return groups(attributions.map(({ fix, culprit }) => [fix, culprit]));
}

/** No change is called like this. */
function keyOf(number: number): string {
  return `issue ${number}`;
}

function asChange({ number, causes }: IssueFact, landedAt: string): AttributableChange {
  return {
    id: keyOf(number),
    number: null,
    shas: [],
    landedAt,
    causes: (causes ?? []).map(({ target }) => ({ rung: 'link' as const, target })),
    isRevert: false,
  };
}

function groups(pairs: readonly (readonly [string, string])[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const [key, value] of pairs) {
    const others = found.get(key);
    if (others === undefined) found.set(key, [value]);
    else if (!others.includes(value)) others.push(value);
  }
  return found;
}
