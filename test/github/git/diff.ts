import { askGit } from './run.js';

/** One changed file between two commits. */
export interface ChangedFile {
  readonly path: string;
  readonly previous: string | null;
  readonly status: 'added' | 'removed' | 'modified' | 'renamed' | 'copied' | 'changed';
  readonly sha: string;
  readonly additions: number;
  readonly deletions: number;
  /** The hunks, or `null` for a file without lines. */
  readonly patch: string | null;
}

const words = { A: 'added', D: 'removed', M: 'modified', R: 'renamed', C: 'copied', T: 'changed' } as const;

/** The files that changed from one tree or commit to another, with renames found. */
export function readDiff(path: string, from: string, to: string): readonly ChangedFile[] {
  const flags = ['-r', '-M', '--full-index', '--no-color', '--no-ext-diff'];
  const output = askGit(path, ['diff-tree', ...flags, '--raw', '-p', '-z', from, to])?.toString('utf8') ?? '';
  const end = output.indexOf('\0\0');
  const raw = end === -1 ? output : output.slice(0, end + 1);
  const text = end === -1 ? '' : output.slice(end + 2);
  const patches = text.split(/^diff --git .*\n/m).slice(1);
  return parseRaw(raw).map((file, index) => ({ ...file, ...parsePatch(patches[index] ?? '') }));
}

function parseRaw(raw: string): readonly Omit<ChangedFile, 'additions' | 'deletions' | 'patch'>[] {
  const fields = raw.split('\0');
  const files: Omit<ChangedFile, 'additions' | 'deletions' | 'patch'>[] = [];
  for (let index = 0; index < fields.length - 1; ) {
    const [, , oldSha = '', newSha = '', letter = ''] = (fields[index] ?? '').split(' ');
    const status = words[letter.charAt(0) as keyof typeof words] ?? 'changed';
    const isMoved = status === 'renamed' || status === 'copied';
    const previous = isMoved ? (fields[index + 1] ?? '') : null;
    const path = fields[index + (isMoved ? 2 : 1)] ?? '';
    files.push({ path, previous, status, sha: status === 'removed' ? oldSha : newSha });
    index += isMoved ? 3 : 2;
  }
  return files;
}

function parsePatch(text: string): Pick<ChangedFile, 'additions' | 'deletions' | 'patch'> {
  const start = text.startsWith('@@') ? 0 : text.indexOf('\n@@') + 1;
  if (start === 0 && !text.startsWith('@@')) return { additions: 0, deletions: 0, patch: null };
  const patch = text.slice(start).replace(/\n$/, '');
  const lines = patch.split('\n');
  return {
    additions: lines.filter((line) => line.startsWith('+')).length,
    deletions: lines.filter((line) => line.startsWith('-')).length,
    patch,
  };
}
