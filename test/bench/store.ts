import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays } from '@forethought/core';
import { openFolderStore, type Store, type StoreBatch } from '@forethought/io';
import { makeRepository } from '../helpers/repository.js';
import { branchStore, STORE, storedCommit, storedPull } from '../helpers/stored.js';
import { type BenchRow, median } from './row.js';

const WEEKS = 60;
const COMMITS = 400;
const PULLS = 100;
const RUNS = 5;

/**
 * What one more week costs on a warm store of 60 weeks, against writing all of it again, and against one more week on a store of
 * six: the cost follows the week, not the history.
 */
export async function run(): Promise<readonly BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const [name, open] of [
    ['folder', inFolder],
    ['branch', inBranch],
  ] as const) {
    const runs: Run[] = [];
    for (let count = 0; count < RUNS; count++) runs.push(await once(open));
    rows.push(...rowsOf(name, runs));
  }
  return rows;
}

interface Run {
  readonly all: number;
  readonly week: number;
  readonly weekOnSmall: number;
}

interface Opened {
  readonly store: Store;
  readonly cleanup: () => void;
}

/** One measurement on two stores that are new. Milliseconds. */
async function once(open: () => Opened): Promise<Run> {
  const [large, small] = [open(), open()];
  try {
    await small.store.append(weeks(6));
    const all = await timed(() => large.store.append(weeks(WEEKS)));
    const weekOnSmall = await timed(() => small.store.append(week(WEEKS)));
    const one = await timed(() => large.store.append(week(WEEKS)));
    const { commits, pulls } = await large.store.read({ from: '2026-W09' });
    if (commits.length !== COMMITS || pulls.length * 4 !== commits.length)
      throw new Error('something else was stored');
    return { all, week: one, weekOnSmall };
  } finally {
    large.cleanup();
    small.cleanup();
  }
}

function inFolder(): Opened {
  const folder = mkdtempSync(join(tmpdir(), 'forethought-bench-'));
  const cleanup = (): void => rmSync(folder, { recursive: true, force: true });
  return { store: openFolderStore(folder, STORE), cleanup };
}

function inBranch(): Opened {
  const repository = makeRepository();
  return { store: branchStore(repository), cleanup: repository.cleanup };
}

/** The facts of one week, counted from the first of 2025. */
function week(number: number): StoreBatch {
  const day = addDays('2025-01-01', 7 * number);
  return {
    commits: Array.from({ length: COMMITS }, (_, at) => storedCommit(number * COMMITS + at, day)),
    pulls: Array.from({ length: PULLS }, (_, at) => storedPull(number * PULLS + at + 1, day)),
    watermark: { pulls: day },
  };
}

function weeks(count: number): StoreBatch {
  const all = Array.from({ length: count }, (_, number) => week(number));
  return {
    commits: all.flatMap(({ commits }) => commits ?? []),
    pulls: all.flatMap(({ pulls }) => pulls ?? []),
  };
}

async function timed(act: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await act();
  return performance.now() - start;
}

function rowsOf(name: string, runs: readonly Run[]): readonly BenchRow[] {
  const toAll = median(runs.map(({ week: one, all }) => one / all));
  const toSmall = median(runs.map(({ week: one, weekOnSmall }) => one / weekOnSmall));
  const ms = (pick: (run: Run) => number): string => `${median(runs.map(pick)).toFixed(0)} ms`;
  const size = `${COMMITS} commits and ${PULLS} pull requests a week, ${RUNS} runs`;
  const one = `one more week ${ms((run) => run.week)}`;
  return [
    {
      name: `store in a ${name}: one more week on ${WEEKS}, against writing all ${WEEKS}`,
      ratio: toAll,
      // The share of the week is 1/60; starting git and listing files is what a week costs besides.
      limit: name === 'folder' ? 0.06 : 0.25,
      ok: toAll <= (name === 'folder' ? 0.06 : 0.25),
      detail: `${one}, all ${ms((run) => run.all)}; ${size}`,
    },
    {
      name: `store in a ${name}: one more week on ${WEEKS}, against one more on 6`,
      ratio: toSmall,
      limit: 1.5,
      ok: toSmall <= 1.5,
      detail: `${one}, on 6 weeks ${ms((run) => run.weekOnSmall)}; ${size}`,
    },
  ];
}
