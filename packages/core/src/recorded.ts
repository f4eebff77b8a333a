import { landedAs } from './landed.js';
import { lookupBy } from './lookup.js';
import type { Entry, Evidence } from './schema/evidence.js';
import type { Commit, Facts } from './schema/facts.js';
import type { Finding, Outcome, Problem } from './schema/finding.js';

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

/** What is compared with the trailers of a commit: its tree, whether there has to be one, what is told of tests, and where. */
export interface RecordQuery {
  readonly tree: string | undefined;
  readonly recorded: boolean;
  readonly entries: readonly Entry[];
  readonly place?: Entry['place'];
}

/** Characters of a tree's id that are shown. */
const SHORT = 12;

/**
 * What is wrong with the `Tested-Tree` trailers of a commit: `not-recorded`, `tested-other-tree`, or `stale-trailer` where evidence of
 * two trees stands in one text and nobody can tell which line was seen on which.
 */
export function recordProblem(evidence: Evidence, query: RecordQuery): Problem | undefined {
  const { tree, recorded, entries, place } = query;
  const trees = testedTrees(evidence);
  if (trees.length === 0 && !recorded) return undefined;
  const paste = runsIn(entries);
  const command = paste[0] ?? '';
  const at = place === undefined ? {} : { place };
  if (trees.length === 0) return { code: 'not-recorded', data: { command, paste }, ...at };
  if (tree === undefined) return undefined;
  const stale = trees.filter((named) => !namesTree(named, tree));
  const [tested] = stale;
  if (tested === undefined) return undefined;
  const trailer = evidence.trailers.find(({ value }) => value.trim().toLowerCase() === tested)?.place;
  const there = trailer === undefined ? at : { place: trailer };
  const short = tested.slice(0, SHORT);
  if (stale.length < trees.length)
    return { code: 'stale-trailer', data: { tested: short, trailer: tested, paste: [] }, ...there };
  const data = { tested: short, tree: tree.slice(0, SHORT), command, paste };
  return { code: 'tested-other-tree', data, ...there };
}

/** How the commands that the entries name in backticks are run and recorded, or the form of it. */
function runsIn(entries: readonly Entry[]): string[] {
  const named = entries.flatMap(({ text, part }) => {
    const command = /`([^`\n]{1,300})`/.exec(text.slice(0, 600))?.[1]?.trim() ?? '';
    if (command === '') return [];
    return [`forethought test ${part === undefined ? '' : `--stage ${part} `}-- ${asOne(command)}`];
  });
  return named.length === 0 ? ['forethought test -- <command>'] : named.slice(0, 3);
}

/** A line of shell as one command: what it is made of beside words would else be the outer shell's. */
function asOne(command: string): string {
  return /^[\w@%+=:,./ "'-]+$/.test(command) ? command : `sh -c '${command.replaceAll("'", "'\\''")}'`;
}

/** What a finding says of the evidence itself: one that lacks nothing but the record of its run passes. */
export function evidenceOutcome({ outcome, problem }: Pick<Finding, 'outcome' | 'problem'>): Outcome {
  return outcome === 'fail' && problem?.code === 'not-recorded' ? 'pass' : outcome;
}

/**
 * Whether tests were recorded on the tree of a change by what was stored of it, by sha or `#12`; null is unknown. A squash says of the
 * trees of its pull request's commits what these said; what is known of those is known of it.
 */
export function recordedIn({ commits, pulls = [] }: Facts): (id: string) => boolean | null {
  const bySha = lookupBy(commits, ({ sha }) => sha);
  const ofPulls = new Map<string, boolean | null>();
  for (const { number, mergeCommit, recorded } of pulls) {
    if (recorded === undefined) continue;
    ofPulls.set(`#${number}`, recorded);
    if (mergeCommit !== null && ofPulls.get(mergeCommit) !== true) ofPulls.set(mergeCommit, recorded);
  }
  return (id) => {
    const own = bySha.get(id)?.recorded ?? null;
    const told = own === true ? undefined : ofPulls.get(id);
    return told === undefined ? own : told;
  };
}
