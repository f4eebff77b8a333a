import type { FileChange, Person } from '@forethought/core';

/** What sh asked git before node started, or what node asked itself where nothing was piped in. */
export interface GitFacts {
  /** Values by lower-case key; the last one of a key counts, as in git, for which `core.commentString` is `core.commentChar`. */
  readonly config: ReadonlyMap<string, string>;
  /** Staged changes against HEAD, sizes not read. */
  readonly files: readonly FileChange[];
}

/** The settings that the hook needs, as a pattern for `git config --get-regexp`; the stubs in `hooks/` repeat it. */
export const CONFIG_PATTERN =
  '^(core\\.comment(char|string)|commit\\.cleanup|i18n\\.commitencoding|user\\.email)$';

const STATUS: ReadonlySet<string> = new Set(['A', 'M', 'D', 'T', 'U', 'X']);

/**
 * Reads the output of `git config -z --get-regexp`, an empty record, and that of `git diff --cached --name-status -z`.
 * `undefined` where nobody piped facts in.
 */
export function parseFacts(input: string): GitFacts | undefined {
  const records = input.split('\0');
  const middle = records.indexOf('');
  if (middle < 0 || (middle === 0 && records.length === 1)) return undefined;
  const config = new Map<string, string>();
  for (const record of records.slice(0, middle)) {
    const end = record.indexOf('\n');
    const key = (end < 0 ? record : record.slice(0, end)).toLowerCase();
    config.set(
      key === 'core.commentstring' ? 'core.commentchar' : key,
      end < 0 ? 'true' : record.slice(end + 1),
    );
  }
  return { config, files: parseNames(records.slice(middle + 1)) };
}

/** Status and path in turn, as `--name-status -z` prints them. */
export function parseNames(records: readonly string[]): readonly FileChange[] {
  const files: FileChange[] = [];
  for (let at = 0; at + 1 < records.length; at += 2) {
    const letter = records[at]?.charAt(0) ?? '';
    const status = (STATUS.has(letter) ? letter : 'X') as FileChange['status'];
    files.push({ path: records[at + 1] ?? '', status, added: null, deleted: null });
  }
  return files;
}

/** Whose name the commit is going to carry. A merge tells its hooks nothing, and then it is whoever runs it. */
export function authorOf(env: Readonly<Record<string, string | undefined>>, facts: GitFacts): Person {
  return {
    name: env['GIT_AUTHOR_NAME'] ?? '',
    email: env['GIT_AUTHOR_EMAIL'] ?? facts.config.get('user.email') ?? '',
  };
}
