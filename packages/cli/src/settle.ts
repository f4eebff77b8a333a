import {
  type AnyRule,
  type Change,
  type Evidence,
  type FileChange,
  type Finding,
  judge,
  matchPattern,
  type Need,
  type Policy,
} from '@forethought/core';

/** Linguist attributes of one path. */
export interface Attributes {
  readonly generated: boolean;
  readonly vendored: boolean;
}

/** Where facts come from that the judge asks for only when they decide. Each takes a whole batch. */
export interface Lookups {
  readonly lines: (ids: readonly string[]) => Promise<ReadonlyMap<string, readonly FileChange[]>>;
  readonly attributes: (id: string, paths: readonly string[]) => Promise<ReadonlyMap<string, Attributes>>;
  readonly existing: (id: string, paths: readonly string[]) => Promise<ReadonlySet<string>>;
}

/** One change with the policy and the instant that it is judged by. */
export interface Case {
  readonly id: string;
  readonly change: Change;
  readonly policy: Policy;
  readonly at: string;
}

/** A case with its findings. */
export interface Settled extends Case {
  readonly findings: readonly Finding[];
}

/** Judging asks at most for lines, attributes and paths, one after another; a fourth round would ask again for nothing. */
const ROUNDS = 4;

/**
 * Judges cases, looking up what the judge asks for until nothing more is needed or nothing more can be had. What can't be
 * looked up stays `unknown`. The order of the cases is kept.
 */
export async function settle(
  cases: readonly Case[],
  rules: readonly AnyRule[],
  lookups: Lookups,
): Promise<readonly Settled[]> {
  const settled: Settled[] = cases.map((item) => ({ ...item, findings: [] }));
  let open = settled.map((_, index) => index);
  for (let round = 0; round < ROUNDS && open.length > 0; round += 1) {
    const asking: { index: number; needs: readonly Need[] }[] = [];
    for (const index of open) {
      const item = settled[index];
      if (item === undefined) continue;
      const { findings, needs } = judge(item.change, item.policy, rules, item.at);
      settled[index] = { ...item, findings };
      if (needs.length > 0) asking.push({ index, needs });
    }
    open = await supply(asking, settled, lookups);
  }
  return settled;
}

/** Looks up what was asked for and returns the cases that know more now. */
async function supply(
  asking: readonly { readonly index: number; readonly needs: readonly Need[] }[],
  settled: Settled[],
  lookups: Lookups,
): Promise<number[]> {
  const wantLines = asking.filter((entry) => entry.needs.includes('lines'));
  const ids = wantLines.map((entry) => settled[entry.index]?.id ?? '');
  const lines = ids.length === 0 ? new Map<string, readonly FileChange[]>() : await lookups.lines(ids);
  const wiser: number[] = [];
  for (const { index, needs } of asking) {
    const item = settled[index];
    if (item === undefined) continue;
    const change = await wiserChange(item, needs, lines, lookups);
    if (change === item.change) continue;
    settled[index] = { ...item, change };
    wiser.push(index);
  }
  return wiser;
}

async function wiserChange(
  item: Case,
  needs: readonly Need[],
  lines: ReadonlyMap<string, readonly FileChange[]>,
  lookups: Lookups,
): Promise<Change> {
  let change = item.change;
  const counted = lines.get(item.id);
  if (needs.includes('lines') && !change.linesRead && counted !== undefined) {
    change = { ...change, files: withAttributesOf(change.files, counted), linesRead: true };
  }
  if (needs.includes('attributes') && !change.attributesRead && change.files !== undefined) {
    const paths = change.files.map((file) => file.path);
    const attributes = await lookups.attributes(item.id, paths);
    const files = change.files.map((file) => ({ ...file, ...attributes.get(file.path) }));
    change = { ...change, files, attributesRead: true };
  }
  if (needs.includes('patterns')) change = { ...change, matchPattern };
  if (needs.includes('paths') && change.existingPaths === undefined) {
    change = { ...change, existingPaths: await lookups.existing(item.id, namedPaths(change.evidence)) };
  }
  return change;
}

function withAttributesOf(
  before: readonly FileChange[] | undefined,
  counted: readonly FileChange[],
): readonly FileChange[] {
  const known = new Map((before ?? []).map((file) => [file.path, file]));
  return counted.map((file) => {
    const old = known.get(file.path);
    return {
      ...file,
      ...(old?.generated === undefined ? {} : { generated: old.generated }),
      ...(old?.vendored === undefined ? {} : { vendored: old.vendored }),
    };
  });
}

/** Repository paths that a text names as references. */
export function namedPaths(evidence: Evidence): readonly string[] {
  const entries = [...evidence.sections.flatMap((section) => section.entries), ...evidence.prose];
  const references = entries.flatMap((entry) => entry.references);
  return [...new Set(references.filter((one) => one.kind === 'path').map((one) => one.target))];
}
