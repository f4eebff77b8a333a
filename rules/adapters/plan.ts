import {
  documentKindOf,
  documentOptions,
  type FileChange,
  type Kind,
  type Policy,
  type ProgrammeWorld,
  policyFor,
  programmeOf,
  type ReadOptions,
  technologiesOfFiles,
  worldOf,
} from '@forethought/core';
import { builtInPlans, rules } from '../index.js';

/**
 * The built-in plan `devops-elite` as the linters use it: words, questions and technologies, with the kinds of documents of every
 * built-in plan. Severities come from the linter's own configuration, so the day is of no account.
 */
export const policy: Policy = policyFor({
  plan: planOf('devops-elite'),
  plans: builtInPlans,
  config: undefined,
  mode: 'strict',
  rules,
  engineer: null,
  asOf: '2026-01-01T00:00:00Z',
});

function planOf(id: string): (typeof builtInPlans)[number] {
  const plan = builtInPlans.find((candidate) => candidate.plan === id);
  if (plan === undefined) throw new Error(`the plan ${id} is not built in`);
  return plan;
}

/** How the linters read a text of that kind. `hashHeadings` says whether git is still going to delete `#` lines. */
export function readOptions(kind: Kind, hashHeadings: ReadOptions['hashHeadings'] = 'count'): ReadOptions {
  return { kind, index: policy.sections, hashHeadings };
}

/** Technologies that the paths belong to. */
export function technologiesOf(paths: readonly string[]): ReturnType<typeof technologiesOfFiles> {
  const files = paths.map((path): FileChange => ({ path, status: 'M', added: null, deleted: null }));
  return technologiesOfFiles(files, policy);
}

/** A text as a linter found it: how it is read, where it lies, and of a document its kind. */
export interface LintedText {
  readonly options: ReadOptions;
  readonly path: string;
  readonly document: Policy['documents'][number] | undefined;
}

/** How a linter reads a text of a kind. Of an absolute path, every ending is tried for the kind of a document, which `named` says as well. */
export function lintedText(kind: Kind, text: string, path = '', named?: string): LintedText {
  const clean = path.replaceAll('\\', '/').replace(/^\.\//, '');
  if (kind !== 'document') return { options: readOptions(kind), path: clean, document: undefined };
  const document = documentKindOf(policy, text, endingsOf(clean), named);
  return { options: documentOptions(policy, document), path: clean, document };
}

function endingsOf(path: string): readonly string[] {
  if (!/^(?:\/|[A-Za-z]:\/)/.test(path)) return [path];
  const segments = path.split('/');
  return segments.slice(1).map((_, at) => segments.slice(at + 1).join('/'));
}

const programme = programmeOf([planOf('devops-elite'), ...builtInPlans]);

/** What weekly and daily files and reviews of a training are asked by: the built-in plans' own questions. A linter knows of no records. */
export function programmeOn(asOf: string | undefined): ProgrammeWorld {
  return worldOf({}, { programme, roster: [], asOf: asOf ?? '' });
}
