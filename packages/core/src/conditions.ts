import type { Change, Need } from './change.js';
import { linesOf } from './line-counts.js';
import { matches, matchingOwners, type PathOwner } from './patterns.js';
import type { FileChange } from './schema/facts.js';
import type { Policy, RuleSetting } from './schema/policy.js';

/** Whether a rule asks about a change; `reason` is a short code such as `documentation-only`, `need` is what has to be looked up first. */
export type Ask =
  | { readonly asked: 'yes' }
  | { readonly asked: 'no'; readonly reason: string }
  | { readonly asked: 'unknown'; readonly need: Need };

const YES: Ask = { asked: 'yes' };

/** Paths and size together. */
export function asks(setting: RuleSetting, change: Change, policy: Policy): Ask {
  const byPaths = asksByPaths(setting, change, policy);
  return byPaths.asked === 'yes' ? asksBySize(setting, change, policy) : byPaths;
}

/**
 * Everything but the size: draft, branch, labels, classes of paths, paths. Files of the documentation, lock-file, generated and
 * vendored classes do not count; a document is asked about by its own path alone.
 */
export function asksByPaths(setting: RuleSetting, change: Change, policy: Policy): Ask {
  const { when } = setting;
  if (when.drafts === false && change.draft) return no('draft');
  if (when.branches !== undefined) {
    if (change.branch === undefined) return { asked: 'unknown', need: 'branch' };
    if (!matches(when.branches, change.branch)) return no('branch');
  }
  if (hasLabel(change, when.orLabels)) return YES;
  if (when.labels !== undefined && !hasLabel(change, when.labels)) return no('label');
  if (change.evidence.kind === 'document') return asksOfDocument(setting, change);
  if (change.files === undefined) return { asked: 'unknown', need: 'files' };
  if (change.files.length === 0) return no('no-changes');
  const files = countedFiles(change.files, policy);
  if (files.length === 0) return no(classesOf(change.files, policy));
  if (hasType(change, when.orTypes)) return YES;
  if (when.paths !== undefined && !files.some((file) => matches(when.paths ?? [], file.path)))
    return no('paths');
  return when.unless?.atMostLines === undefined && isExcused(setting, change, files) ? no('excused') : YES;
}

/**
 * The size alone, for a change that `asksByPaths` lets through: added and deleted lines of the files that count and match the
 * rule's paths, as `linesOf` counts them.
 */
export function asksBySize(setting: RuleSetting, change: Change, policy: Policy): Ask {
  const { when } = setting;
  const excusedTo = when.unless?.atMostLines;
  if (when.moreThanLines === undefined && excusedTo === undefined) return YES;
  if (change.evidence.kind === 'document') return YES;
  if (hasLabel(change, when.orLabels) || hasType(change, when.orTypes)) return YES;
  if (change.files === undefined) return { asked: 'unknown', need: 'files' };
  const files = countedFiles(change.files, policy);
  const mayBeExcused = excusedTo !== undefined && isExcused(setting, change, files);
  if (when.moreThanLines === undefined && !mayBeExcused) return YES;
  if (!change.linesRead) return { asked: 'unknown', need: 'lines' };
  const lines = changedLines(
    when.paths === undefined ? files : files.filter((file) => matches(when.paths ?? [], file.path)),
  );
  if (when.moreThanLines !== undefined && lines <= when.moreThanLines) return no('small');
  return mayBeExcused && changedLines(files) <= excusedTo ? no('excused') : YES;
}

interface Counted {
  readonly files: readonly FileChange[];
  readonly paths: Policy['paths'];
  readonly found: readonly FileChange[];
}

let counted: Counted | undefined;

/**
 * The changed files that ask for evidence: all but documentation, lock files, generated and vendored files. Every rule asks about one
 * change after another, so the last answer is kept: an entry in a weak map for each change costs a collector more than all answers.
 */
export function countedFiles(files: readonly FileChange[], { paths }: Policy): readonly FileChange[] {
  if (counted?.files === files && counted.paths === paths) return counted.found;
  const found = files.every((file) => classOf(file, paths) === undefined)
    ? files
    : files.filter((file) => classOf(file, paths) === undefined);
  counted = { files, paths, found };
  return found;
}

function asksOfDocument({ when }: RuleSetting, change: Change): Ask {
  if (when.paths === undefined) return YES;
  const paths = change.files?.map((file) => file.path) ?? [change.subject.id];
  return paths.some((path) => matches(when.paths ?? [], path)) ? YES : no('paths');
}

/** The conditions of `unless` but for its size: every one that is given holds. */
function isExcused({ when }: RuleSetting, change: Change, files: readonly FileChange[]): boolean {
  const { unless } = when;
  if (unless === undefined) return false;
  const { types, labels, onlyPaths } = unless;
  return (
    (types === undefined || hasType(change, types)) &&
    (labels === undefined || hasLabel(change, labels)) &&
    (onlyPaths === undefined || files.every((file) => matches(onlyPaths, file.path)))
  );
}

type FileClass = 'documentation' | 'lock-files' | 'generated' | 'vendored';

/** In this order: a file of several classes belongs to the first. */
const CLASSES: readonly FileClass[] = ['lock-files', 'vendored', 'generated', 'documentation'];
const owners = new WeakMap<Policy['paths'], readonly PathOwner[]>();

function classOf(file: FileChange, paths: Policy['paths']): FileClass | undefined {
  let lists = owners.get(paths);
  if (lists === undefined) {
    const { lockFiles, vendored, generated, documentation } = paths;
    lists = [lockFiles, vendored, generated, documentation].map((patterns) => ({ paths: patterns }));
    owners.set(paths, lists);
  }
  const found = matchingOwners(lists, file.path);
  if (found.size === 0 && file.vendored !== true && file.generated !== true) return undefined;
  return CLASSES.find(
    (name, at) =>
      found.has(at) ||
      (name === 'vendored' && file.vendored === true) ||
      (name === 'generated' && file.generated === true),
  );
}

/** `documentation-only` and the like, or `no-code` for a mixture. */
function classesOf(files: readonly FileChange[], policy: Policy): string {
  const classes = new Set(files.map((file) => classOf(file, policy.paths)));
  return classes.size === 1 ? `${[...classes].join('')}-only` : 'no-code';
}

function changedLines(files: readonly FileChange[]): number {
  return files.reduce((sum, file) => sum + linesOf(file), 0);
}

function hasLabel(change: Change, labels: readonly string[] | undefined): boolean {
  return labels?.some((label) => change.labels.includes(label)) ?? false;
}

function hasType(change: Change, types: readonly string[] | undefined): boolean {
  return change.type !== undefined && (types?.includes(change.type) ?? false);
}

function no(reason: string): Ask {
  return { asked: 'no', reason };
}
