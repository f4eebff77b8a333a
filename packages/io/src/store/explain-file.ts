import { StoreError } from './store-error.js';

/** Reasons that a file system gives, with what helps. */
const REASONS: Readonly<
  Record<string, readonly [trouble: 'no-space' | 'refused', why: string, fix: string]>
> = {
  ENOSPC: [
    'no-space',
    'the disk is full',
    'make room and run the same command again: nothing stored is lost',
  ],
  EDQUOT: [
    'no-space',
    'the quota is used up',
    'make room and run the same command again: nothing stored is lost',
  ],
  EFBIG: [
    'no-space',
    'the file would be too large',
    'raise the limit of the size of files and run the command again',
  ],
  EMFILE: [
    'no-space',
    'too many files are open',
    'raise the limit of open files (ulimit -n) and run the command again',
  ],
  ENFILE: ['no-space', 'too many files are open', 'close other programs and run the command again'],
  EACCES: [
    'refused',
    'this user may not do that',
    'give this user the right to write there, or name another folder',
  ],
  EPERM: [
    'refused',
    'this user may not do that',
    'give this user the right to write there, or name another folder',
  ],
  EROFS: ['refused', 'the file system is read-only', 'name a folder that can be written'],
  ENOTDIR: ['refused', 'a part of its path is a file', 'name a folder'],
  EISDIR: ['refused', 'it is a folder', 'move the folder away, or name another store'],
};

/** What a failure of the file system means for a file of the store; errors of other kinds come back as they are. */
export function explainFile(error: unknown, path: string, doing: 'read' | 'written'): unknown {
  const code = codeOf(error);
  if (error instanceof StoreError || code === '') return error;
  if (code === 'ENOENT') {
    const fix = 'take it back from a backup, or remove the whole store and collect again';
    return new StoreError('missing', `${path} is missing`, fix, { cause: error });
  }
  const [trouble, why, fix] = REASONS[code] ?? [
    'refused',
    code,
    'look at the disk, and run the command again',
  ];
  return new StoreError(trouble, `${path} could not be ${doing}: ${why}`, fix, { cause: error });
}

/** The code of an error of the system, e.g. `ENOENT`; empty for any other value. Errors may come from another realm. */
export function codeOf(error: unknown): string {
  const isCoded = typeof error === 'object' && error !== null && 'code' in error;
  return isCoded && /^E[A-Z0-9]{1,20}$/.test(String(error.code)) ? String(error.code) : '';
}
