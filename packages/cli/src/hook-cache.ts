import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { asciiJson } from './ascii-json.js';
import type { KeptConfig } from './hook-config.js';
import type { PackedPolicy } from './hook-narrow.js';

/** A file that the policy was made from, as it stood there; `null` says that it did not. */
export interface PolicySource {
  readonly path: string;
  readonly text: string | null;
}

/** A policy with the rules that would block in *standard* mode, for the hint of the observing mode. */
export interface Compiled extends PackedPolicy {
  readonly standard: readonly string[];
}

/** What the hook keeps under the Git directory: a policy, everything it was made from, and Git's settings. */
export interface Cache extends Compiled {
  /** Build of the tool that wrote it. */
  readonly tool: string;
  /** Address of the author whom it was made for. */
  readonly author: string;
  readonly sources: readonly PolicySource[];
  /** Git's settings as they were last asked for; `ask` where they hang on more than files. */
  readonly config?: KeptConfig | 'ask' | undefined;
}

declare const FORETHOUGHT_BUILD: string;
/** Name of this build, put in by the bundler: a policy that another build compiled is made anew. */
export const BUILD = typeof FORETHOUGHT_BUILD === 'string' ? FORETHOUGHT_BUILD : 'unbundled';

/** The folder under a worktree's own Git directory that the hooks keep their files in. */
export function stateFolder(gitDir: string): string {
  return `${gitDir}/forethought`;
}

/** The cached policy, if it was made by this build for this author from exactly the files that stand there now. */
export function readCache(gitDir: string, root: string, author: string): Cache | undefined {
  try {
    const [head = '', ...texts] = readFileSync(cacheFile(gitDir, author), 'utf8').split('\0');
    const cached: Cache = { ...JSON.parse(head), texts };
    if (cached.tool !== BUILD || cached.author !== author) return undefined;
    const isFresh = cached.sources.every((source) => readSource(root, source.path) === source.text);
    return isFresh && Array.isArray(cached.policy.rules) && Array.isArray(cached.standard)
      ? cached
      : undefined;
  } catch {
    return undefined;
  }
}

/** Writes a cache whole or not at all: JSON, and after it the texts, which hold no NUL. A folder that can't be written only costs time, so nothing is thrown. */
export function writeCache(gitDir: string, cached: Cache): void {
  const file = cacheFile(gitDir, cached.author);
  try {
    mkdirSync(stateFolder(gitDir), { recursive: true });
    const draft = `${file}.${process.pid}`;
    const { texts, ...head } = cached;
    writeFileSync(draft, [asciiJson(head), ...texts].join('\0'));
    renameSync(draft, file);
  } catch {
    return;
  }
}

/** A file under the worktree, or `null` where there is none. UTF-8 is what Node.js reads fastest. */
export function readSource(root: string, path: string): string | null {
  const file = `${root}/${path}`;
  // Looking first costs less than an exception, which most commits would meet.
  if (!existsSync(file)) return null;
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

/** One file per author, so that a pair who commit in turn does not rebuild each time. */
function cacheFile(gitDir: string, author: string): string {
  const name = author
    .toLowerCase()
    .replace(/[^a-z0-9.-]/g, '_')
    .slice(0, 60);
  return `${stateFolder(gitDir)}/policy-${name}.json`;
}

/** Leaves the lines that prepare-commit-msg puts among git's comments; none where nothing is asked. */
export function writeHint(gitDir: string, text: string): void {
  const file = `${stateFolder(gitDir)}/hint`;
  try {
    if (text === '') rmSync(file, { force: true });
    else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
  } catch {
    return;
  }
}
