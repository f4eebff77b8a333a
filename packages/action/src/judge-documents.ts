import type { Account, FileChange } from '@forethought/core';
import { readFilesAt } from '@forethought/io';
import { rules } from '@forethought/rules';
import { documentOf, lookupsIn, type PolicySource, settle } from 'forethought/engine';
import { type JudgedSubject, policyOfAuthor, type Range } from './cases.js';
import type { Session } from './session.js';

const MARKDOWN = /\.(?:md|markdown)$/i;

/** Judges the Markdown documents that a range adds or changes, as they stand at its head, by the policy of whoever opened it. */
export async function judgeDocuments(
  { repo, world }: Session,
  source: PolicySource,
  author: Account | null,
  { base, head }: Range,
  files: readonly FileChange[],
): Promise<readonly JudgedSubject[]> {
  const policy = policyOfAuthor(source, author);
  const paths = files
    .filter(({ path, status }) => status !== 'D' && MARKDOWN.test(path))
    .map(({ path }) => path);
  const texts = await readFilesAt(repo, head, paths);
  const cases = paths.flatMap((path, at) => {
    const text = texts[at];
    return text === undefined
      ? []
      : [{ id: head, change: documentOf(path, text, policy), policy, at: source.asOf }];
  });
  const settled = await settle(cases, rules, lookupsIn(repo, world.signal, base));
  return settled.map(({ change, findings }) => ({ subject: change.subject, findings }));
}
