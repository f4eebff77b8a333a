/** The bundle that prepare-commit-msg loads where runs were recorded: `node hook-tested.cjs prepare <file> [<source> [<sha>]]`. */
import { existsSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { cleanMessage, type TestedRun } from '@forethought/core';
import { askConfig } from './hook-git.js';
import { cleanSettings } from './hook-message.js';
import { gitDirOf, type HookPlace, hasState } from './hook-place.js';
import { stagedTree } from './hook-tree.js';
import { filledMessage, treesIn } from './tested/fill-message.js';
import { recordedRuns } from './tested/recorded-runs.js';
import { staleRunLines } from './tested/stale-runs.js';

const CUT_LINE = ' ------------------------ >8 ------------------------';
/** What git leaves while it makes commits by itself out of others. */
const REPLAYING = ['rebase-merge', 'rebase-apply', 'CHERRY_PICK_HEAD', 'REVERT_HEAD'];

/** Writes what was recorded on the tree to be committed into the message that git prepares. A merge is left alone. */
export function prepareMessage(place: HookPlace, file: string, source: string): void {
  if (source === 'merge' || hasState(place, 'MERGE_HEAD')) return;
  const runs = recordedRuns(place.gitDir);
  if (runs.length === 0) return;
  // Bytes go in and out, so that any encoding that contains ASCII comes through unharmed.
  const raw = readFileSync(file, 'latin1');
  const settings = cleanSettings({ config: askConfig(place).values, files: [] }, place.env['GIT_EDITOR']);
  const { comment } = cleanMessage(raw, settings);
  const { text, blank, rest, isCut } = divided(raw, comment, settings.editor);
  const isReplayed = !settings.editor && REPLAYING.some((name) => existsSync(join(place.gitDir, name)));
  if (isReplayed && treesIn(text).length === 0) return;
  const tree = stagedTree(place);
  const filled = filledMessage(text, runs, tree, inBytes);
  const isCommented = settings.editor && !isCut && ['default', 'strip'].includes(settings.cleanup);
  const hint = isCommented ? hintOf(place, runs, tree, comment) : '';
  if (filled !== text || hint !== '') writeFileSync(file, `${filled}${blank}${hint}${rest}`, 'latin1');
}

/** A message in three: what people wrote, blank lines, and git's own comments or all from the scissors on. */
interface Divided {
  readonly text: string;
  readonly blank: string;
  readonly rest: string;
  /** No comments of git stand before the scissors. */
  readonly isCut: boolean;
}

function divided(raw: string, comment: string, isEdited: boolean): Divided {
  const lines = raw.split('\n');
  const cut = lines.indexOf(comment + CUT_LINE);
  const limit = cut < 0 ? lines.length : cut;
  const isBlank = (line: string | undefined): boolean => (line ?? '').trim() === '';
  let end = limit;
  while (end > 0 && (isBlank(lines[end - 1]) || (isEdited && lines[end - 1]?.startsWith(comment)))) end -= 1;
  let begin = end;
  while (begin < limit && isBlank(lines[begin])) begin += 1;
  const joined = (from: number, to: number): string =>
    lines
      .slice(from, to)
      .map((line) => `${line}\n`)
      .join('');
  return {
    text: joined(0, end),
    blank: joined(end, Math.min(begin, lines.length - 1)),
    rest: lines.slice(begin).join('\n'),
    isCut: begin === cut,
  };
}

function inBytes(words: string): string {
  return Buffer.from(words).toString('latin1');
}

/** Comment lines on runs that count for another tree. */
function hintOf(place: HookPlace, runs: readonly TestedRun[], tree: string, comment: string): string {
  return staleRunLines(place, runs, tree)
    .map((line) => `${comment} ${inBytes(line)}\n`)
    .join('');
}

/** Whatever goes wrong here is the tool's fault, and no message waits for that. */
export function runPrepare(words: readonly string[]): void {
  const [file, source = ''] = words;
  try {
    const root = process.cwd();
    const gitDir = file === undefined ? undefined : gitDirOf(root, file);
    if (file === undefined || gitDir === undefined) return;
    prepareMessage({ root, gitDir, env: process.env, now: Date.now() }, file, source);
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n', 1)[0] : String(error);
    writeSync(2, `forethought: recorded tests were not filled in (${why})\n`);
  }
}

if (process.argv[2] === 'prepare') runPrepare(process.argv.slice(3));
