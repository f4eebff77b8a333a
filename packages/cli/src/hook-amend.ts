import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { HookPlace } from './hook-place.js';

/** Generations between a hook and the git that started it: sh, a hook manager's sh, git. */
const GENERATIONS = 5;

/**
 * What the command line of the `git commit` that runs this hook says about `--amend`; `undefined` where it can't be seen. Asked
 * only when dates leave it open whether HEAD is being replaced.
 */
export function saysAmend(place: HookPlace): boolean | undefined {
  return commandWords(place)?.some((word) => /^--am(?:e(?:nd?)?)?$/.test(word));
}

/** The words of the `git commit` that runs this hook, or `undefined` where they can't be seen. */
export function commandWords(place: HookPlace): readonly string[] | undefined {
  let pid = process.ppid;
  for (let generation = 0; generation < GENERATIONS && pid > 1; generation += 1) {
    const found = processAt(pid, place);
    if (found === undefined) return undefined;
    if (found.words.includes('commit') && /(?:^|\/)git(?:\.exe)?$/.test(found.words[0] ?? '')) {
      return found.words;
    }
    pid = found.parent;
  }
  return undefined;
}

interface Ancestor {
  readonly parent: number;
  readonly words: readonly string[];
}

/** By /proc where there is one, otherwise by POSIX ps. */
function processAt(pid: number, place: HookPlace): Ancestor | undefined {
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    const parent = /^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    if (parent !== undefined) return { parent: Number(parent), words };
  } catch {
    // No /proc here.
  }
  const ps = spawnSync('ps', ['-o', 'ppid=,args=', '-p', String(pid)], { cwd: place.root, encoding: 'utf8' });
  const match = /^\s*(\d+)\s+(.*)$/m.exec(ps.stdout ?? '');
  return match === null ? undefined : { parent: Number(match[1]), words: (match[2] ?? '').split(' ') };
}
