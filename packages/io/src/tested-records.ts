import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Records that are kept; older ones go. */
const KEPT = 50;
const RECORD = /^\d{8}T\d{9}Z-\d{1,10}\.json$/;
/** What a run that was killed while writing left behind is older than this. */
const DRAFT_MS = 3_600_000;

/** The folder of recorded runs under a work tree's own Git directory: what `git rev-parse --git-path forethought/tested` prints. */
export function testedFolder(gitDirectory: string): string {
  return join(gitDirectory, 'forethought', 'tested');
}

/**
 * Keeps one record as a file of its own, whole or not at all, so that runs at the same time don't meet, and takes away the oldest
 * beyond fifty. `startedAt` is an ISO instant with milliseconds. Throws where the folder can't be written.
 */
export function keepTestedRecord(gitDirectory: string, startedAt: string, record: unknown): void {
  const folder = testedFolder(gitDirectory);
  mkdirSync(folder, { recursive: true });
  const name = `${startedAt.replace(/[-:.]/g, '')}-${process.pid}.json`;
  const draft = join(folder, `draft-${process.pid}`);
  writeFileSync(draft, `${JSON.stringify(record)}\n`, { mode: 0o600 });
  renameSync(draft, join(folder, name));
  prune(folder);
}

function prune(folder: string): void {
  const names = readdirSync(folder);
  const records = names.filter((name) => RECORD.test(name)).sort();
  const drafts = names.filter((name) => name.startsWith('draft-') && isOld(join(folder, name)));
  for (const name of [...records.slice(0, -KEPT), ...drafts]) rmSync(join(folder, name), { force: true });
}

function isOld(file: string): boolean {
  const found = statSync(file, { throwIfNoEntry: false });
  return found !== undefined && Date.now() - found.mtimeMs > DRAFT_MS;
}

/** The texts of all records, oldest first; none where nothing was recorded or nothing can be read. */
export function readTestedRecords(gitDirectory: string): readonly string[] {
  const folder = testedFolder(gitDirectory);
  try {
    const names = readdirSync(folder).filter((name) => RECORD.test(name));
    return names.sort().flatMap((name) => {
      try {
        return [readFileSync(join(folder, name), 'utf8')];
      } catch {
        return [];
      }
    });
  } catch {
    return [];
  }
}
