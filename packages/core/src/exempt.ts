import type { Exemption } from './change.js';
import { cherryPickSource, isBot, revertedSha } from './recognise/subject.js';
import type { Commit } from './schema/facts.js';
import type { Policy } from './schema/policy.js';

/** What was looked up about a commit's surroundings before it is judged. */
export interface Surroundings {
  /** Shas named in messages that exist in the repository. */
  readonly existing: ReadonlySet<string>;
  /** Committed before the repository adopted its configuration. */
  readonly beforeAdoption: boolean;
}

/**
 * The structural reason why no rule asks anything of a commit, if there is one: its parents, a revert whose target exists,
 * an account type, the adoption date. Never the words of its subject. Cherry-picks are not exempt: they inherit.
 */
export function exemptionOf(commit: Commit, policy: Policy, around: Surroundings): Exemption | undefined {
  if (commit.parents.length > 1) return { kind: 'merge', detail: '' };
  if (commit.parents.length === 0) return { kind: 'root', detail: '' };
  if (isBot(commit.author) || isListedBot(commit, policy)) return { kind: 'bot', detail: commit.author.name };
  if (around.beforeAdoption) return { kind: 'before-adoption', detail: '' };
  const reverted = revertedSha(commit.message ?? '');
  if (reverted !== undefined && around.existing.has(reverted)) {
    return { kind: 'revert', detail: reverted.slice(0, 12) };
  }
  return undefined;
}

function isListedBot(commit: Commit, policy: Policy): boolean {
  return policy.bots.some((bot) => commit.author.name === bot || commit.author.email.includes(`+${bot}@`));
}

/** Shas that a message names and whose existence decides how it is judged: what it reverts, and where it was picked from. */
export function namedShas(message: string, which: 'all' | 'picked' = 'all'): readonly string[] {
  const reverted = which === 'all' ? revertedSha(message) : undefined;
  return [reverted, cherryPickSource(message)].filter((sha) => sha !== undefined);
}
