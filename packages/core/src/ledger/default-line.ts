import { type ListLookup, type Lookup, lookupBy } from '../lookup.js';
import type { Commit, Facts } from '../schema/facts.js';

/** The first-parent line of the default branch and what each of its commits brought, as far as the facts go. */
export interface DefaultLine {
  readonly bySha: ListLookup<Commit>;
  /** Oldest first. */
  readonly line: readonly Commit[];
  /** Index in `line` of the commit by which a commit came to the default branch: itself, or the merge that brought it. */
  readonly broughtBy: Lookup<number>;
  /** The commits that one of the line brought, itself first. */
  readonly broughtWith: (index: number) => readonly Commit[];
}

/** A number for each commit that was reached. */
export interface Marks extends Lookup<number> {
  /** Of what is no commit that was read, nothing is kept. */
  readonly set: (sha: string, mark: number) => void;
}

/** No commit was reached yet. */
export function startMarks(bySha: ListLookup<Commit>): Marks {
  // A mark more by one, so that nought is none.
  const marks = new Uint32Array(bySha.size);
  const get = (sha: string): number | undefined => {
    const found = marks[bySha.placeOf(sha) ?? -1] ?? 0;
    return found === 0 ? undefined : found - 1;
  };
  return {
    get,
    has: (sha) => get(sha) !== undefined,
    set: (sha, mark) => {
      const place = bySha.placeOf(sha);
      if (place !== undefined) marks[place] = mark + 1;
    },
  };
}

/** Follows first parents from the tip, and tells of every commit which one of the line brought it: each is visited once. */
export function defaultLine(facts: Pick<Facts, 'commits' | 'repository'>): DefaultLine {
  const bySha = lookupBy(facts.commits, ({ sha }) => sha);
  const line: Commit[] = [];
  const seen = startMarks(bySha);
  let commit = tipOf(facts, bySha);
  while (commit !== undefined && !seen.has(commit.sha)) {
    seen.set(commit.sha, 0);
    line.push(commit);
    commit = bySha.get(commit.parents[0] ?? '');
  }
  line.reverse();
  const broughtBy = startMarks(bySha);
  // Most commits bring themselves alone: what merges bring is kept, and the rest told when it is asked for.
  const brought = new Map<number, readonly Commit[]>();
  line.forEach((head, index) => {
    const found = markFrom(head, bySha, broughtBy, index);
    if (found.length !== 1) brought.set(index, found);
  });
  return {
    bySha,
    line,
    broughtBy,
    broughtWith: (index) => brought.get(index) ?? line.slice(index, index + 1),
  };
}

/** Marks the commits that can be reached from here and have no mark yet, this one first, and gives them. */
export function markFrom(head: Commit, bySha: Lookup<Commit>, marks: Marks, mark: number): readonly Commit[] {
  if (marks.has(head.sha)) return [];
  marks.set(head.sha, mark);
  const found = [head];
  for (let next = 0; next < found.length; next += 1) {
    for (const parent of found[next]?.parents ?? []) {
      const commit = marks.has(parent) ? undefined : bySha.get(parent);
      if (commit === undefined) continue;
      marks.set(parent, mark);
      found.push(commit);
    }
  }
  return found;
}

/** Where the branch stands: the head that was read, else the newest commit that is nobody's parent. */
function tipOf(
  { commits, repository }: Pick<Facts, 'commits' | 'repository'>,
  bySha: Lookup<Commit>,
): Commit | undefined {
  const head = bySha.get(repository.head ?? '');
  if (head !== undefined) return head;
  const parents = new Set<string>();
  for (const commit of commits) for (const parent of commit.parents) parents.add(parent);
  let tip: Commit | undefined;
  for (const commit of commits) {
    if (parents.has(commit.sha)) continue;
    if (tip === undefined || Date.parse(commit.committedAt) > Date.parse(tip.committedAt)) tip = commit;
  }
  return tip;
}
