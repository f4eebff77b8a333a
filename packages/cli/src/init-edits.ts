import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { HOOKS, withHookLine } from './init-line.js';

/** One file to write, and how to take it back. */
export interface FileEdit {
  /** Absolute path. */
  readonly path: string;
  readonly text: string;
  readonly isExecutable: boolean;
  /** What happens, for people: `new` or what is added. */
  readonly words: string;
}

/** What is going to be written, and what its reader has to know or to do. */
export interface Edits {
  readonly files: readonly FileEdit[];
  readonly notes: readonly string[];
}

/** The hook files of a folder with our line in each. Files that already have it stay as they are; none is ever replaced. */
export function hookEdits(root: string, folder: string, shebang: boolean): Edits {
  const files: FileEdit[] = [];
  const notes: string[] = [];
  for (const hook of HOOKS) {
    const path = join(folder, hook);
    const text = textOf(path);
    const edit = withHookLine(text, hook, shebang);
    const shown = relative(root, path);
    if ('problem' in edit)
      notes.push(
        `${shown} stays as it is: ${edit.problem}; call node_modules/forethought/dist/hooks/${hook} from it`,
      );
    else if (edit.isChanged) {
      files.push({
        path,
        text: edit.text,
        isExecutable: true,
        words: text === undefined ? 'new' : 'one line added',
      });
    }
  }
  return { files, notes };
}

/** A file's text, or `undefined` where there is none. */
export function textOf(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
