import { landedAs } from './landed.js';
import type { Evidence } from './schema/evidence.js';
import type { Commit } from './schema/facts.js';
import type { Finding, Outcome } from './schema/finding.js';

/** Trailer that names the Git tree on which the tests of a commit were run. */
export const TESTED_TREE = 'Tested-Tree';

/** Beginnings of a tree's id down to this many characters name it. */
const SHORTEST = 7;

/** Values of the `Tested-Tree` trailers of a text, in their order, lower case. */
export function testedTrees({ trailers }: Evidence): readonly string[] {
  return trailers
    .filter(({ key }) => key.toLowerCase() === 'tested-tree')
    .map(({ value }) => value.trim().toLowerCase());
}

/** Whether a trailer's value is the id of a tree, or its beginning of at least seven characters. */
export function namesTree(value: string, tree: string): boolean {
  return value.length >= SHORTEST && tree.startsWith(value);
}

/** A commit's tree as rules take it: null where its text was gathered from other commits, by a squash of the platform. */
export function treeOf(commit: Commit): string | null | undefined {
  if (landedAs(commit) !== undefined) return null;
  return commit.tree === '' ? undefined : commit.tree;
}

/**
 * Whether the evidence of a commit was recorded on its own tree. A trailer is declared and can be forged, so `true` is no proof.
 * `null`: nobody can say, as the tree is not known or the text was gathered from other commits, whose trees its trailers name.
 */
export function recordedOn(evidence: Evidence, tree: string | null | undefined): boolean | null {
  if (tree === undefined || tree === null || tree === '') return null;
  return testedTrees(evidence).some((value) => namesTree(value, tree));
}

/** What a finding says of the evidence itself: one that lacks nothing but the record of its run passes. */
export function evidenceOutcome({ outcome, problem }: Pick<Finding, 'outcome' | 'problem'>): Outcome {
  return outcome === 'fail' && problem?.code === 'not-recorded' ? 'pass' : outcome;
}
