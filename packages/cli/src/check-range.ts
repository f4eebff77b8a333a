import type { Commit, Finding } from '@forethought/core';
import { listCommits, readCommitBatches, readMailmap, resolveCommit } from '@forethought/io';
import { type CheckContext, startTally, type Tallying } from './check-context.js';
import { stateFolder } from './hook-cache.js';
import { type JudgeOptions, keptOfCommits } from './judge-commits.js';
import { hasVerdicts, type KeptVerdicts, NO_VERDICTS, readVerdicts } from './kept-verdicts.js';
import { type Progress, startProgress } from './progress.js';
import { mayKeepVerdicts, type RangeBase, verdictKey } from './verdict-key.js';
import { type VerdictWriter, verdictWriter } from './verdict-writer.js';
import { UsageError } from './world.js';

/** A range with all that its commits are judged against, and where the verdicts go. */
interface Range extends RangeBase {
  readonly context: CheckContext;
  readonly from: string;
  readonly to: string;
  readonly revs: readonly string[];
  readonly tally: Tallying;
  readonly writer: VerdictWriter | undefined;
}

/**
 * Judges the commits after `from` up to `to`, newest first, by the attribute files of `from`. Verdicts of earlier runs are taken where
 * nothing has changed that they hang on. An empty range says so; one in the wrong order is a usage error.
 */
export async function checkRange(context: CheckContext, from: string, to: string): Promise<number> {
  const { repo, world, source } = context;
  const isWhole = /^0+$/.test(from);
  const [mailmap, before] = await Promise.all([
    readMailmap(repo),
    isWhole ? null : resolveCommit(repo, from),
  ]);
  const base = { before, mailmap };
  const revs = isWhole ? [to] : [`${from}..${to}`];
  const folder = stateFolder(repo.commonDirectory);
  const mayKeep = mayKeepVerdicts(context);
  let known = NO_VERDICTS;
  let shas: readonly string[] = [];
  if (mayKeep && hasVerdicts(folder)) {
    [shas] = await Promise.all([listCommits(repo, revs, { signal: world.signal }), source.adoptionKnown]);
    known = readVerdicts(folder, verdictKey(context, base));
  }
  const writer = mayKeep ? verdictWriter(folder, known) : undefined;
  const progress = startProgress(world, 'commits judged');
  const tally = withProgress(startTally(context), progress);
  const range: Range = { ...base, context, from, to, revs, tally, writer };
  try {
    await (known.size === 0 ? judgeRange(range) : judgeRest(range, shas, known));
    await source.adoptionKnown;
    writer?.store(verdictKey(context, base));
  } finally {
    writer?.drop();
  }
  progress.done();
  return tally.end();
}

/** The same sums, and each subject is a step. */
function withProgress({ add, addShared, end }: Tallying, { step }: Progress): Tallying {
  return {
    add: (findings) => {
      step();
      return add(findings);
    },
    addShared: (list, subject) => {
      step();
      return addShared(list, subject);
    },
    end,
  };
}

/** Every commit of the range, as git finds them. */
async function judgeRange(range: Range): Promise<void> {
  let isEmpty = true;
  for await (const judged of judge(range, readCommitBatches({ ...queryOf(range), revs: range.revs }))) {
    isEmpty = false;
    for (const { findings } of judged) await range.tally.add(findings);
  }
  if (isEmpty) await sayEmpty(range);
}

/** The commits of the range, of which only those are read and judged that are not known yet. */
async function judgeRest(range: Range, shas: readonly string[], known: KeptVerdicts): Promise<void> {
  const { tally } = range;
  if (shas.length === 0) await sayEmpty(range);
  let at = 0;
  const tellKnown = async (end: number): Promise<void> => {
    for (; at < end; at += 1) {
      const { list, subject } = known.find(shas[at] ?? '');
      await tally.addShared(list, subject);
    }
  };
  const unknown = shas.filter((sha) => !known.has(sha));
  if (unknown.length > 0) {
    const batches = readCommitBatches({ ...queryOf(range), revs: unknown, alone: true });
    for await (const judged of judge(range, batches)) {
      for (const { sha, findings } of judged) {
        await tellKnown(shas.indexOf(sha, at));
        await tally.add(findings);
        at += 1;
      }
    }
  }
  await tellKnown(shas.length);
}

interface Judged {
  readonly sha: string;
  readonly findings: readonly Finding[];
}

/** Judges commits and keeps the verdicts that will be the same another time. */
function judge(
  { context, before, writer }: Range,
  batches: AsyncIterable<readonly Commit[]>,
): AsyncGenerator<readonly Judged[]> {
  const { repo, source, world } = context;
  const partly = new Set<string>();
  const options: JudgeOptions = {
    repo,
    source,
    linesRead: false,
    readsMerges: true,
    signal: world.signal,
    before,
    ...(before === null ? {} : { attributesFrom: before, hasBase: true }),
    onPartly: (sha) => partly.add(sha),
  };
  return keptOfCommits(batches, options, ({ commit: { sha }, change, findings }) => {
    const isLasting = !partly.delete(sha) && !findings.some(({ outcome }) => outcome === 'error');
    if (isLasting) writer?.keep(sha, change.subject.title, findings);
    return { sha, findings };
  });
}

function queryOf({ context, mailmap }: Range) {
  const { repo, world } = context;
  const withFiles = needsFiles(context) ? 'names' : 'none';
  return { repo, withFiles, mergeFiles: 'none', mailmap, signal: world.signal } as const;
}

/** Changed files are read only when a rule in force may ask about them. */
function needsFiles({ source }: CheckContext): boolean {
  return source.policyOf(null).rules.some((setting) => setting.kinds.includes('commit'));
}

async function sayEmpty({ context, from, to }: Range): Promise<void> {
  const { repo, world, notices } = context;
  const back = { repo, revs: [`${to}..${from}`], max: 1, withFiles: 'none', signal: world.signal } as const;
  for await (const _ of readCommitBatches(back))
    throw new UsageError(`${to} lies before ${from}: the other way round it is --from ${to} --to ${from}`);
  notices.push(`no commit lies between ${from} and ${to}: nothing was judged`);
}
