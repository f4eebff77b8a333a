import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { rerunLine, runsOn, type TestedRun } from '@forethought/core';
import type { HookPlace } from '../hook-place.js';
import { stagedTree } from '../hook-tree.js';
import { recordedRuns } from './recorded-runs.js';

const SHORT = 12;

/** What to say of runs that were recorded since the last commit, all of them on other trees than this one: why they do not count, and what to run. */
export function staleRunLines(place: HookPlace, runs: readonly TestedRun[], tree: string): readonly string[] {
  if (runsOn(runs, tree).length > 0) return [];
  const moved = statSync(join(place.gitDir, 'logs/HEAD'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const fresh = runs.filter(({ startedAt }) => Date.parse(startedAt) > moved);
  const last = fresh.at(-1);
  if (last === undefined) return [];
  const [tested, here] = [last.tested.slice(0, SHORT), tree.slice(0, SHORT)];
  return [
    `forethought: tests were recorded on tree ${tested}, and this is tree ${here}. To record them on it:`,
    ...[...new Set(fresh.slice(-3).map(rerunLine))].map((line) => `  ${line}`),
  ];
}

/** The same for a message that was refused; empty where nothing was recorded. */
export function staleRunWords(place: HookPlace): string {
  if (!existsSync(join(place.gitDir, 'forethought/tested'))) return '';
  const runs = recordedRuns(place.gitDir);
  const lines = runs.length === 0 ? [] : staleRunLines(place, runs, stagedTree(place));
  return lines.map((line) => `${line}\n`).join('');
}
