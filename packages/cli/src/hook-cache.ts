import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Policy } from '@forethought/core';

/** A file that the policy was made from, byte for byte as Latin-1 text; `null` says that it was not there. */
export interface PolicySource {
  readonly path: string;
  readonly bytes: string | null;
}

/** A policy with the rules that would block in *standard* mode, for the hint of the observing mode. */
export interface Compiled {
  readonly policy: Policy;
  readonly standard: readonly string[];
}

/** What the hook keeps under the Git directory: a policy and everything it was made from. */
interface Cache extends Compiled {
  /** Build of the tool that wrote it. */
  readonly tool: string;
  /** Address of the author whom it was made for. */
  readonly author: string;
  readonly sources: readonly PolicySource[];
}

declare const FORETHOUGHT_BUILD: string;
/** Name of this build, put in by the bundler: a policy that another build compiled is made anew. */
export const BUILD = typeof FORETHOUGHT_BUILD === 'string' ? FORETHOUGHT_BUILD : 'unbundled';

/** The folder under a worktree's own Git directory that the hooks keep their files in. */
export function stateFolder(gitDir: string): string {
  return join(gitDir, 'forethought');
}

/** The cached policy, if it was made by this build for this author from exactly the files that stand there now. */
export function readCache(gitDir: string, root: string, author: string): Compiled | undefined {
  try {
    const text = readFileSync(cacheFile(gitDir, author), 'utf8');
    const cached: Cache = JSON.parse(text);
    if (cached.tool !== BUILD || cached.author !== author) return undefined;
    const isFresh = cached.sources.every((source) => readSource(root, source.path) === source.bytes);
    return isFresh && Array.isArray(cached.policy.rules) && Array.isArray(cached.standard)
      ? cached
      : undefined;
  } catch {
    return undefined;
  }
}

/** Writes a cache whole or not at all. A folder that can't be written only costs time, so nothing is thrown. */
export function writeCache(gitDir: string, cached: Cache): void {
  const file = cacheFile(gitDir, cached.author);
  try {
    mkdirSync(dirname(file), { recursive: true });
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, JSON.stringify(cached));
    renameSync(draft, file);
  } catch {
    return;
  }
}

/** Bytes of a file under the worktree as Latin-1 text, or `null` where there is none. */
export function readSource(root: string, path: string): string | null {
  const file = join(root, path);
  // Looking first costs less than an exception, which most commits would meet.
  if (!existsSync(file)) return null;
  try {
    return readFileSync(file, 'latin1');
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
  return join(stateFolder(gitDir), `policy-${name}.json`);
}
