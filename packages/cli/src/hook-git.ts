import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileChange } from '@forethought/core';
import { type AskedConfig, readConfig } from './hook-config.js';
import { type GitFacts, parseNames } from './hook-facts.js';
import type { HookPlace } from './hook-place.js';

const MAX_BYTES = 256 * 1024 * 1024;

/** Git did not answer; the hook then says that it could not judge and lets the commit through. */
export class HookGitError extends Error {
  override readonly name = 'HookGitError';
}

/** HEAD as far as a hook needs it. */
export interface Head {
  readonly sha: string;
  readonly parents: readonly string[];
  /** Unix time of its author date. */
  readonly authored: number;
}

/** The flags that make a difference between index and commit the same everywhere; the stub in `hooks/` repeats them. */
const STAGED = [
  'diff',
  '--cached',
  '--no-renames',
  '--no-relative',
  '--no-ext-diff',
  '--ignore-submodules=none',
];

/** Output of git in the hook's own environment, which names the index of a partial commit. `undefined` when it failed. */
export function tryGit(place: HookPlace, args: readonly string[], input?: string): string | undefined {
  const result = spawnSync('git', args, {
    cwd: place.root,
    env: { ...place.env, LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0' },
    input: input ?? '',
    maxBuffer: MAX_BYTES,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  return result.status === 0 ? result.stdout.toString('utf8') : undefined;
}

/** The same where a failure means that nothing can be judged. */
export function askGit(place: HookPlace, args: readonly string[], input?: string): string {
  const output = tryGit(place, args, input);
  if (output === undefined) throw new HookGitError(`git ${args[0]} gave no answer`);
  return output;
}

/** Everything that the hook has to know of git, asked by node itself. */
export function askFacts(place: HookPlace): GitFacts {
  return { config: askConfig(place).values, files: stagedFiles(place, [undefined]) };
}

/** Git's settings, and how to keep them for the next commit. */
export function askConfig(place: HookPlace): AskedConfig {
  const commonDir = tryGit(place, ['rev-parse', '--path-format=absolute', '--git-common-dir'])?.trimEnd();
  return readConfig(
    place,
    commonDir ?? place.gitDir,
    tryGit(place, ['config', '--list', '--show-origin', '-z']) ?? '',
  );
}

/** HEAD, or nothing on a branch without commits. */
export function readHead(place: HookPlace): Head | undefined {
  const output = tryGit(place, [
    'log',
    '-1',
    '--no-show-signature',
    '--format=%H%x00%P%x00%at',
    'HEAD',
    '--',
  ]);
  const [sha = '', parents = '', authored = ''] = output?.trimEnd().split('\0') ?? [];
  if (sha === '') return undefined;
  return { sha, parents: parents === '' ? [] : parents.split(' '), authored: Number(authored) };
}

/** Shas that MERGE_HEAD names. */
export function mergeHeads(place: HookPlace): readonly string[] {
  try {
    return readFileSync(join(place.gitDir, 'MERGE_HEAD'), 'utf8')
      .split('\n')
      .filter((line) => line !== '');
  } catch {
    return [];
  }
}

/** Staged files against each base in turn, one entry per path; a base of `undefined` is HEAD. */
export function stagedFiles(place: HookPlace, bases: readonly (string | undefined)[]): readonly FileChange[] {
  const files = bases.flatMap((base) =>
    parseNames(
      askGit(place, [...STAGED, '--name-status', '-z', ...(base === undefined ? [] : [base]), '--']).split(
        '\0',
      ),
    ),
  );
  return distinct(files);
}

/** Those paths that the tree to be committed has, as a file or as a folder. */
export function stagedPaths(place: HookPlace, paths: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const path of paths) {
    const output = tryGit(place, ['--literal-pathspecs', 'ls-files', '-z', '--cached', '--', path]) ?? '';
    if (output !== '') found.add(path);
  }
  return found;
}

function distinct(files: readonly FileChange[]): readonly FileChange[] {
  const seen = new Set<string>();
  return files.filter((file) => !seen.has(file.path) && seen.add(file.path));
}
