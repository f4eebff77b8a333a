import type { FileChange, Person } from '@forethought/core';

/** What sh asked git before node started, or what node asked itself where nothing was piped in. */
export interface GitFacts {
  /** Values by lower-case key; the last one of a key counts, as in git, for which `core.commentString` is `core.commentChar`. */
  readonly config: ReadonlyMap<string, string>;
  /** Staged changes against HEAD, sizes not read. */
  readonly files: readonly FileChange[];
}

/** Settings by lower-case key. */
export type GitConfig = GitFacts['config'];

/** The settings that the hook needs. */
const WANTED: ReadonlySet<string> = new Set([
  'core.commentchar',
  'core.commentstring',
  'commit.cleanup',
  'i18n.commitencoding',
  'user.email',
]);

const STATUS: ReadonlySet<string> = new Set(['A', 'M', 'D', 'T', 'U', 'X']);

/** The settings that count out of `key\nvalue` entries as `git config -z` prints them. */
export function parseConfigValues(entries: readonly string[]): GitConfig {
  const config = new Map<string, string>();
  for (const entry of entries) {
    const end = entry.indexOf('\n');
    const key = (end < 0 ? entry : entry.slice(0, end)).toLowerCase();
    if (!WANTED.has(key)) continue;
    config.set(
      key === 'core.commentstring' ? 'core.commentchar' : key,
      end < 0 ? 'true' : entry.slice(end + 1),
    );
  }
  return config;
}

/**
 * Staged changes as sh hands them over: what `--name-status -z` prints, or what pre-commit left, which is a line with a number,
 * a line per file and an empty one. Empty where git had to be asked anew: nothing is staged, or git quoted a path.
 */
export function stagedNames(text: string): readonly FileChange[] {
  const first = text.charCodeAt(0);
  if (!(first >= 48 && first <= 57)) return parseNames(text.split('\0'));
  const lines = text.slice(0, text.indexOf('\n\n') + 1).split('\n');
  if (lines.some((line) => line.charCodeAt(2) === 34)) return [];
  return parseNames(lines.slice(1, -1).flatMap((line) => [line.charAt(0), line.slice(2)]));
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
