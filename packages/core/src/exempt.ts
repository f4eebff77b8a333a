import type { Exemption } from './change.js';
import { countedFiles } from './conditions.js';
import { cherryPickSource, isBot, revertedSha } from './recognise/subject.js';
import type { Commit, FileChange } from './schema/facts.js';
import type { Policy } from './schema/policy.js';

/** What was looked up about a commit's surroundings before it is judged. */
export interface Surroundings {
  /** Name of the commit that this one takes back: its change is the inverse of that one's, and not only its message says so. */
  readonly takesBack?: string | undefined;
  /** Of a merge: what it holds that none of its parents does, with line counts. Absent where nobody looked: then it is taken for clean. */
  readonly brings?: readonly FileChange[] | undefined;
  /** The commit is one of those that a base lacks: without parents it is no beginning of the repository. */
  readonly hasBase?: boolean | undefined;
  /** Committed before the repository adopted its configuration. */
  readonly beforeAdoption: boolean;
  /** A person's account answers for the commit: who it says wrote it is that person's word, and makes nobody a bot. */
  readonly byPerson?: boolean | undefined;
}

/**
 * The structural reason why no rule asks anything of a commit, if there is one: its parents where it brings little of its own, a revert
 * that is the inverse of what it names, an account type, the adoption date. Never the words of its message. Cherry-picks are not
 * exempt: they inherit.
 */
export function exemptionOf(commit: Commit, policy: Policy, around: Surroundings): Exemption | undefined {
  if (commit.parents.length > 1 && !bringsMuch(around.brings, policy)) return { kind: 'merge', detail: '' };
  if (commit.parents.length === 0 && around.hasBase !== true) return { kind: 'root', detail: '' };
  if (around.byPerson !== true && saysBot(commit, policy)) return { kind: 'bot', detail: commit.author.name };
  if (around.beforeAdoption) return { kind: 'before-adoption', detail: '' };
  return around.takesBack === undefined
    ? undefined
    : { kind: 'revert', detail: around.takesBack.slice(0, 12) };
}

/** Whether a merge adds or takes away more lines of its own than the policy lets a commit change without asking. */
function bringsMuch(brings: Surroundings['brings'], policy: Policy): boolean {
  if (brings === undefined) return false;
  const lines = countedFiles(brings, policy).reduce(
    (sum, { added, deleted }) => sum + (added ?? 0) + (deleted ?? 0),
    0,
  );
  const limits = policy.rules.flatMap(({ kinds, when: { moreThanLines } }) =>
    kinds.includes('commit') && moreThanLines !== undefined ? [moreThanLines] : [],
  );
  return lines > (limits.length === 0 ? 0 : Math.min(...limits));
}

/** Whether a picked commit may inherit what its source says: every file of it that counts is one that the source changed too. */
export function inherits(
  files: readonly FileChange[] | undefined,
  source: readonly FileChange[] | undefined,
  policy: Policy,
): boolean {
  if (files === undefined || source === undefined) return false;
  const paths = new Set(source.map(({ path }) => path));
  return countedFiles(files, policy).every(({ path }) => paths.has(path));
}

/** Whether a commit's header names a bot as its author, by form or by the policy's list. */
export function saysBot({ author }: Commit, policy: Policy): boolean {
  return isBot(author) || policy.bots.some((bot) => author.name === bot || author.email.includes(`+${bot}@`));
}

/** What a message names, and what has to be looked up in the repository before it counts: a commit that it reverts, and one that it was picked from. */
export function namedShas(message: string): {
  readonly reverted: string | undefined;
  readonly picked: string | undefined;
} {
  return { reverted: revertedSha(message), picked: cherryPickSource(message) };
}
