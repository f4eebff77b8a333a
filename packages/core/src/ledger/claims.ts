import { subjectLine } from '../recognise/subject.js';
import type { Commit } from '../schema/facts.js';
import type { PullFact } from '../schema/pull-fact.js';
import type { DefaultLine } from './default-line.js';

/** Commits that a rebase lands together carry one time; pushes that follow each other this quickly are taken for one rebase. */
const TOGETHER_MILLISECONDS = 60_000;

/** Which commits of the default branch belong to which pull request; pushes are what is left of the line. */
export interface Claims {
  readonly shasOf: (pull: PullFact) => readonly string[];
  /** Each with the commits that it brought, itself first; made while they are read. */
  readonly pushes: Iterable<readonly Commit[]>;
}

/**
 * Shares the commits of the default branch out among pull requests: the commit by which one landed, its own commits, what a merge
 * brought, and what a rebase rewrote. No commit belongs to two.
 */
export function claimsOf(pulls: readonly PullFact[], branch: DefaultLine): Claims {
  const owner = new Map<string, number>();
  const shas = new Map<number, string[]>(pulls.map(({ number }) => [number, []]));
  const claim = ({ number }: PullFact, sha: string): void => {
    if (owner.has(sha)) return;
    owner.set(sha, number);
    shas.get(number)?.push(sha);
  };
  for (const pull of pulls) if (pull.mergeCommit !== null) claim(pull, pull.mergeCommit);
  for (const pull of pulls)
    for (const { sha } of pull.commits ?? []) if (branch.broughtBy.has(sha)) claim(pull, sha);
  for (const pull of pulls) {
    const index = branch.broughtBy.get(pull.mergeCommit ?? '');
    if (index === undefined || branch.line[index]?.sha !== pull.mergeCommit) continue;
    for (const { sha } of branch.broughtWith(index)) claim(pull, sha);
    for (const { sha } of rebased(pull, index, branch, owner)) claim(pull, sha);
  }
  return { shasOf: ({ number }) => shas.get(number) ?? [], pushes: pushesOf(branch, owner) };
}

/** What nobody owns of the line. A merge made by hand of what pull requests brought already is nothing of its own. */
function* pushesOf(
  { line, broughtWith }: DefaultLine,
  owner: ReadonlyMap<string, number>,
): Generator<readonly Commit[], void, undefined> {
  for (const [index, commit] of line.entries()) {
    if (owner.has(commit.sha)) continue;
    const brought = broughtWith(index);
    const left = brought.filter(({ sha }) => !owner.has(sha));
    if (left.length > 1 || brought.length <= 1) yield left;
  }
}

/** The commits before the last one of a rebase: nobody else's, landed in the same moment and, where texts are there, called the same. */
function rebased(
  pull: PullFact,
  index: number,
  { line }: DefaultLine,
  owner: ReadonlyMap<string, number>,
): readonly Commit[] {
  const last = line[index];
  const titles = (pull.commits ?? []).map(({ message }) => message && subjectLine(message));
  if (last === undefined || last.parents.length > 1 || pull.commitCount < 2) return [];
  const found: Commit[] = [];
  for (let at = index - 1; at >= 0 && found.length < pull.commitCount - 1; at -= 1) {
    const commit = line[at];
    if (commit === undefined || commit.parents.length > 1 || owner.has(commit.sha)) break;
    const apart = Math.abs(Date.parse(last.committedAt) - Date.parse(commit.committedAt));
    const title = titles[pull.commitCount - 2 - found.length];
    const isOther =
      title !== undefined && commit.message !== undefined && subjectLine(commit.message) !== title;
    if (apart > TOGETHER_MILLISECONDS || isOther) break;
    found.push(commit);
  }
  return found;
}
