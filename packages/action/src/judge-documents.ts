import {
  approvalsIn,
  type FileChange,
  type Finding,
  type ProgrammeWorld,
  type PullRequest,
  recordFormOf,
} from '@forethought/core';
import { listTree, readFilesAt, type TreeFile } from '@forethought/io';
import { lookupsIn, type PolicySource, recordPathsIn, startJudging } from 'forethought/engine';
import { type JudgedSubject, policyOfAuthor, type Range } from './cases.js';
import type { Session } from './session.js';

const MARKDOWN = /\.(?:md|markdown)$/i;

/** A pull request of which documents and records are judged, with the tip of its base. */
export interface DocumentsOf {
  readonly pull: Pick<PullRequest, 'number' | 'author' | 'head' | 'reviews' | 'missing'>;
  readonly baseTip: string;
}

/**
 * Judges the Markdown documents and people's records that a range adds or changes, as they stand at its head, by the policy of whoever
 * opened it. What a record claims is held against the base's own tip with the pull request's changes on it.
 */
export async function judgeDocuments(
  { repo, world }: Session,
  source: PolicySource,
  { pull, baseTip }: DocumentsOf,
  { base, head }: Range,
  files: readonly FileChange[],
): Promise<readonly JudgedSubject[]> {
  const policy = policyOfAuthor(source, pull.author);
  const recordPaths = recordPathsIn(source);
  const paths = files
    .filter(
      ({ path, status }) =>
        status !== 'D' && (MARKDOWN.test(path) || recordFormOf(recordPaths, path) !== undefined),
    )
    .map(({ path }) => path);
  const texts = await readFilesAt(repo, head, paths);
  const judge = startJudging({
    ...{ repo, source, policy, recordPaths, id: head, at: source.asOf, judged: paths, signal: world.signal },
    lookups: lookupsIn(repo, world.signal, base),
    files: async () => {
      const [below, own] = await Promise.all([
        listTree(repo, { rev: baseTip }, { signal: world.signal }),
        listTree(repo, { rev: head }, { signal: world.signal }),
      ]);
      return withChanges(below, own, files);
    },
    widen: (records) => withReviews(records, pull, paths),
  });
  const judged: JudgedSubject[] = [];
  for (const [at, path] of paths.entries()) {
    const text = texts[at];
    if (text === undefined) continue;
    const { change, findings } = await judge(path, text);
    judged.push({ subject: change.subject, findings: findings.map(unlessMeasured) });
  }
  return judged;
}

/** What is measured is told by the week's report: no gate waits for it, however strictly the team asks. */
function unlessMeasured(finding: Finding): Finding {
  const isOpen = finding.outcome === 'unknown' && finding.reason === 'needs measures';
  return isOpen && finding.severity === 'block' ? { ...finding, severity: 'warn' } : finding;
}

/** The base's files with what the pull request changes, adds and takes away. */
function withChanges(
  below: readonly TreeFile[],
  own: readonly TreeFile[],
  changes: readonly FileChange[],
): readonly TreeFile[] {
  const changed = new Set(changes.map(({ path }) => path));
  return [...below.filter(({ path }) => !changed.has(path)), ...own.filter(({ path }) => changed.has(path))];
}

/** Whoever approves the pull request that writes their word down has signed it. */
function withReviews(
  world: ProgrammeWorld,
  { number, author, head, reviews, missing }: DocumentsOf['pull'],
  paths: readonly string[],
): ProgrammeWorld {
  if (missing.some(({ what }) => what === 'reviews')) return world;
  const login = author?.login ?? null;
  const approvals = approvalsIn(reviews, { author: login, head: head.sha }).map((each) => ({
    ...{ pull: number, author: login, paths: [...paths] },
    ...each,
  }));
  return { ...world, reviewed: { pulls: new Set([number]), approvals } };
}
