import type { Commit, Finding } from '@forethought/core';
import { listCommits, readCommitBatches, readMailmap, resolveCommit } from '@forethought/io';
import { type CheckContext, startTally } from './check-context.js';
import { stateFolder } from './hook-cache.js';
import { type JudgeOptions, keptOfCommits } from './judge-commits.js';
import { hasVerdicts, type KeptVerdicts, NO_VERDICTS, readVerdicts } from './kept-verdicts.js';
import { startProgress } from './progress.js';
import { mayKeepVerdicts, type RangeBase, verdictKey } from './verdict-key.js';
import { type VerdictWriter, verdictWriter } from './verdict-writer.js';
import { UsageError } from './world.js';

/** Known verdicts are told so many at a time. */
const AT_ONCE = 200;

/** A range with all that its commits are judged against. */
interface Range extends RangeBase {
  readonly context: CheckContext;
  readonly from: string;
  readonly to: string;
  readonly revs: readonly string[];
}

/**
 * Judges the commits after `from` up to `to`, newest first, by the attribute files of `from`. Verdicts of earlier runs are taken where
 * nothing has changed that they hang on. An empty range says so; one in the wrong order is a usage error.
 */
export async function checkRange(context: CheckContext, from: string, to: string): Promise<number> {
  const { repo, world, source } = context;
  const isWhole = /^0+$/.test(from);
  const mayKeep = mayKeepVerdicts(context);
  const [mailmap, before] = await Promise.all([
    readMailmap(repo),
    isWhole ? null : resolveCommit(repo, from),
  ]);
  const range: Range = { context, from, to, revs: isWhole ? [to] : [`${from}..${to}`], before, mailmap };
  const folder = stateFolder(repo.commonDirectory);
  let known = NO_VERDICTS;
  if (mayKeep && hasVerdicts(folder)) {
    await source.adoptionKnown;
    known = readVerdicts(folder, verdictKey(context, range));
  }
  const writer = mayKeep ? verdictWriter(folder, known) : undefined;
  const tally = startTally(context);
  const progress = startProgress(world, 'commits judged');
  try {
    for await (const judged of known.size === 0
      ? judgeRange(range, writer)
      : judgeRest(range, known, writer)) {
      progress.step(judged.length);
      for (const findings of judged) await tally.add(findings);
    }
    await source.adoptionKnown;
    writer?.store(verdictKey(context, range));
  } finally {
    writer?.drop();
  }
  progress.done();
  return tally.end();
}

type Findings = readonly Finding[];

/** Every commit of the range, as git finds them. */
async function* judgeRange(
  range: Range,
  writer: VerdictWriter | undefined,
): AsyncGenerator<readonly Findings[]> {
  let isEmpty = true;
  for await (const judged of judge(
    range,
    readCommitBatches({ ...queryOf(range), revs: range.revs }),
    writer,
  )) {
    isEmpty = false;
    yield judged.map(({ findings }) => findings);
  }
  if (isEmpty) await sayEmpty(range);
}

/** The same, but only what is not known yet is read and judged. */
async function* judgeRest(
  range: Range,
  known: KeptVerdicts,
  writer: VerdictWriter | undefined,
): AsyncGenerator<readonly Findings[]> {
  const { context, revs } = range;
  const shas = await listCommits(context.repo, revs, { signal: context.world.signal });
  if (shas.length === 0) await sayEmpty(range);
  const unknown = shas.filter((sha) => !known.has(sha));
  let at = 0;
  if (unknown.length > 0) {
    const batches = readCommitBatches({ ...queryOf(range), revs: unknown, alone: true });
    for await (const judged of judge(range, batches, writer)) {
      for (const { sha, findings } of judged) {
        const next = shas.indexOf(sha, at);
        yield* findAll(known, shas.slice(at, next));
        yield [findings];
        at = next + 1;
      }
    }
  }
  yield* findAll(known, shas.slice(at));
}

/** A few at a time, so that a long range needs no memory for its passes. */
function* findAll(known: KeptVerdicts, shas: readonly string[]): Generator<readonly Findings[]> {
  for (let at = 0; at < shas.length; at += AT_ONCE)
    yield shas.slice(at, at + AT_ONCE).map((sha) => known.find(sha));
}

interface Judged {
  readonly sha: string;
  readonly findings: Findings;
}

/** Judges commits and keeps the verdicts that will be the same another time. */
function judge(
  { context, before }: Range,
  batches: AsyncIterable<readonly Commit[]>,
  writer: VerdictWriter | undefined,
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
