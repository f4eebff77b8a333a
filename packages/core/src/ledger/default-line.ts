import type { Commit, Facts } from '../schema/facts.js';

/** The first-parent line of the default branch and what each of its commits brought, as far as the facts go. */
export interface DefaultLine {
  readonly bySha: ReadonlyMap<string, Commit>;
  /** Oldest first. */
  readonly line: readonly Commit[];
  /** Index in `line` of the commit by which a commit came to the default branch: itself, or the merge that brought it. */
  readonly broughtBy: ReadonlyMap<string, number>;
  /** The commits that one of the line brought, itself first. */
  readonly broughtWith: (index: number) => readonly Commit[];
}

/** Follows first parents from the tip, and tells of every commit which one of the line brought it: each is visited once. */
export function defaultLine(facts: Pick<Facts, 'commits' | 'repository'>): DefaultLine {
  const bySha = new Map<string, Commit>();
  for (const commit of facts.commits) bySha.set(commit.sha, commit);
  const line: Commit[] = [];
  const seen = new Set<string>();
  let commit = tipOf(facts, bySha);
  while (commit !== undefined && !seen.has(commit.sha)) {
    seen.add(commit.sha);
    line.push(commit);
    commit = bySha.get(commit.parents[0] ?? '');
  }
  line.reverse();
  const broughtBy = new Map<string, number>();
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
export function markFrom(
  head: Commit,
  bySha: ReadonlyMap<string, Commit>,
  marks: Map<string, number>,
  mark: number,
): readonly Commit[] {
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
  bySha: ReadonlyMap<string, Commit>,
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
