import { listCommits, readCommitBatches, readMailmap, resolveCommit } from '@forethought/io';
import { type CheckContext, startTally, type Tallying } from './check-context.js';
import { stateFolder } from './hook-cache.js';
import { type JudgedInRange, judgeInRange, type RangeBase } from './judge-range.js';
import { hasVerdicts, type KeptVerdicts, NO_VERDICTS, readVerdicts } from './kept-verdicts.js';
import { type Progress, startProgress } from './progress.js';
import { mayKeepVerdicts, verdictKeys } from './verdict-key.js';
import { type VerdictWriter, verdictWriter } from './verdict-writer.js';
import { UsageError } from './world.js';

/** A range, and where the verdicts on its commits go. */
interface Range {
  readonly context: CheckContext;
  readonly base: RangeBase;
  readonly revs: readonly string[];
  readonly tell: (judged: JudgedInRange) => Promise<void>;
  readonly tally: Tallying;
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
  const keyNow = mayKeepVerdicts(context) ? verdictKeys(context, base) : undefined;
  let known = NO_VERDICTS;
  let shas: readonly string[] = [];
  if (keyNow !== undefined && hasVerdicts(folder)) {
    [shas] = await Promise.all([listCommits(repo, revs, { signal: world.signal }), source.adoptionKnown]);
    known = readVerdicts(folder, keyNow(), source.isBeforeAdoption);
  }
  const writer = keyNow && verdictWriter(folder, known);
  const progress = startProgress(world, 'commits judged');
  const tally = withProgress(startTally(context), progress);
  const range = { context, base, revs, tally, tell: teller(tally, writer) };
  try {
    const count = known.size === 0 ? await judgeAll(range) : await judgeRest(range, shas, known);
    if (count === 0) await sayEmpty(context, from, to);
    await source.adoptionKnown;
    if (keyNow !== undefined) writer?.store(keyNow());
  } finally {
    writer?.drop();
  }
  progress.done();
  return tally.end();
}

function teller(tally: Tallying, writer: VerdictWriter | undefined): Range['tell'] {
  return ({ sha, title, findings, isLasting }) => {
    if (isLasting) writer?.keep(sha, title, findings);
    return tally.add(findings);
  };
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

/** Every commit of the range, as git finds them; gives their number. */
async function judgeAll({ context, base, revs, tell }: Range): Promise<number> {
  let count = 0;
  for await (const judged of judgeInRange(context, base, revs, { alone: false })) {
    count += judged.length;
    for (const each of judged) await tell(each);
  }
  return count;
}

/** The commits of the range, of which only those are read and judged that are not known yet; gives their number. */
async function judgeRest(
  { context, base, tally, tell }: Range,
  shas: readonly string[],
  known: KeptVerdicts,
): Promise<number> {
  let at = 0;
  const tellKnown = async (end: number): Promise<void> => {
    for (; at < end; at += 1) {
      const { list, subject } = known.find(shas[at] ?? '');
      await tally.addShared(list, subject);
    }
  };
  const unknown = shas.filter((sha) => !known.has(sha));
  if (unknown.length > 0) {
    for await (const judged of judgeInRange(context, base, unknown, { alone: true })) {
      for (const each of judged) {
        await tellKnown(shas.indexOf(each.sha, at));
        await tell(each);
        at += 1;
      }
    }
  }
  await tellKnown(shas.length);
  return shas.length;
}

async function sayEmpty({ repo, world, notices }: CheckContext, from: string, to: string): Promise<void> {
  const back = { repo, revs: [`${to}..${from}`], max: 1, withFiles: 'none', signal: world.signal } as const;
  for await (const _ of readCommitBatches(back))
    throw new UsageError(`${to} lies before ${from}: the other way round it is --from ${to} --to ${from}`);
  notices.push(`no commit lies between ${from} and ${to}: nothing was judged`);
}
