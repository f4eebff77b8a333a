import type { Finding } from '@forethought/core';
import { type Mailmap, readCommitBatches } from '@forethought/io';
import type { CheckContext } from './check-context.js';
import { type JudgeOptions, keptOfCommits } from './judge-commits.js';

/** What the commits of a range are judged against. */
export interface RangeBase {
  /** The sha after which the range begins; null where it is a whole history. */
  readonly before: string | null;
  readonly mailmap: Mailmap;
}

/** A commit of a range with what was found of it. */
export interface JudgedInRange {
  readonly sha: string;
  readonly title: string;
  readonly findings: readonly Finding[];
  /** The same will be found another time, where nothing changes but what other commits there are. */
  readonly isLasting: boolean;
}

/** Judges the commits that revisions name, newest first; with `alone` exactly these. */
export function judgeInRange(
  context: CheckContext,
  { before, mailmap }: RangeBase,
  revs: readonly string[],
  { alone }: { readonly alone: boolean },
): AsyncGenerator<readonly JudgedInRange[]> {
  const {
    repo,
    source,
    world: { signal },
  } = context;
  const partly = new Set<string>();
  const options: JudgeOptions = {
    repo,
    source,
    linesRead: false,
    readsMerges: true,
    signal,
    before,
    ...(before === null ? {} : { attributesFrom: before, hasBase: true }),
    onPartly: (sha) => partly.add(sha),
  };
  const withFiles = needsFiles(context) ? 'names' : 'none';
  const batches = readCommitBatches({ repo, revs, alone, withFiles, mergeFiles: 'none', mailmap, signal });
  return keptOfCommits(batches, options, ({ commit: { sha }, change, findings }) => {
    const isLasting = !partly.has(sha) && !findings.some(({ outcome }) => outcome === 'error');
    return { sha, title: change.subject.title, findings, isLasting };
  });
}

/** Changed files are read only when a rule in force may ask about them. */
function needsFiles({ source }: CheckContext): boolean {
  return source.policyOf(null).rules.some((setting) => setting.kinds.includes('commit'));
}
