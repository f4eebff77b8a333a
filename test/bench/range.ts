import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import type { Report } from '@forethought/core';
import { fastImport } from '../helpers/fast-import.js';
import { makeRepository, type TestRepository } from '../helpers/repository.js';
import { sectionedHistory } from './range-history.js';
import { type BenchRow, median } from './row.js';

const SMALL = 5000;
const LARGE = 50_000;
const PAIRS = 7;

const MAIN = resolve('packages/cli/dist/main.js');
const DRIVERS = resolve('test/.build/bench/drivers');
const CHECK = [MAIN, 'check', '--from', 'first', '--to', 'main', '--format', 'json'];
/** The same without what an earlier run has kept. */
const ANEW = [...CHECK, '--no-cache'];
const READ = [`${DRIVERS}/read-range.js`, 'first..main'];
/** commitlint 21 is here without its command line: its load and lint run in one process, which spares them its start-up. */
const COMMITLINT = [`${DRIVERS}/commitlint-range.js`, 'first..main', resolve('.')];
/** Prints the largest resident set of the process itself when it ends, in KiB. */
const PEAK =
  "data:text/javascript,process.on('exit',()=>process.stderr.write('peak '+process.resourceUsage().maxRSS+'\\n'))";

/**
 * Compares the range check, all rules in force, with git alone and with commitlint 21, and its memory at 50,000 commits with
 * that at 5,000: where every commit is judged anew, and where an earlier run has kept its verdicts. Output goes nowhere on either side. The median of paired runs counts, so that a busy machine slows both.
 */
export async function run(): Promise<readonly BenchRow[]> {
  const small = await build(SMALL);
  const large = await build(LARGE);
  try {
    verify(small);
    return [...againstGit(small), ...againstCommitlint(small), ...memory(small, large)];
  } finally {
    small.cleanup();
    large.cleanup();
  }
}

async function build(count: number): Promise<TestRepository> {
  const repository = makeRepository();
  await fastImport(repository, sectionedHistory(count));
  repository.git('repack', '-a', '-d', '-q');
  repository.git('tag', 'first', `main~${count}`);
  repository.git('checkout', '-q', 'main', '--', 'forethought.yml');
  return repository;
}

/** A check that is fast because it judges nothing would pass every limit below. */
function verify(repository: TestRepository): void {
  // The second run keeps what it found, the third believes it.
  const [anew, ...others] = [ANEW, CHECK, CHECK].map((args) => reportOf(repository, args));
  if (anew === undefined || others.some((other) => outcomesOf(other) !== outcomesOf(anew)))
    throw new Error('what was kept is something else');
  const { counts, mode } = anew;
  const isJudged = counts.judged === SMALL && counts.failed > SMALL / 50 && counts.failed < SMALL / 10;
  if (!isJudged || mode !== 'strict')
    throw new Error(`the check judged something else: ${JSON.stringify(counts)}`);
}

type Answer = Pick<Report, 'counts' | 'mode' | 'findings'>;

function reportOf(repository: TestRepository, args: readonly string[]): Answer {
  return JSON.parse(repository.run(process.execPath, args).stdout);
}

function outcomesOf({ findings }: Answer): string {
  return JSON.stringify(findings.map(({ ruleId, outcome, subject }) => [ruleId, outcome, subject]));
}

function againstGit(repository: TestRepository): readonly BenchRow[] {
  const runs = Array.from({ length: PAIRS }, () => ({
    check: node(repository, ANEW),
    again: node(repository, CHECK),
    read: node(repository, READ),
    git: milliseconds(repository, 'git', ['log', '--name-status', 'first..main']),
  }));
  const row = (name: string, pick: (run: (typeof runs)[number]) => number): BenchRow => {
    const ratio = median(runs.map((each) => pick(each) / each.git));
    const ours = Math.round(median(runs.map(pick)));
    const git = Math.round(median(runs.map((each) => each.git)));
    const detail = `${ours} ms, git log --name-status ${git} ms, ${SMALL} commits, median of ${PAIRS} pairs`;
    return { name, ratio, limit: 2, ok: ratio <= 2, detail };
  };
  return [
    row('range check, judged anew ÷ git log --name-status', (each) => each.check),
    row('range check again ÷ git log --name-status', (each) => each.again),
    row('of that, reading alone ÷ git log --name-status', (each) => each.read),
  ];
}

function againstCommitlint(repository: TestRepository): readonly BenchRow[] {
  const runs = Array.from({ length: 3 }, () => ({
    check: node(repository, ANEW),
    again: node(repository, CHECK),
    commitlint: node(repository, COMMITLINT),
  }));
  const perSecond = (values: readonly number[]): number => Math.round((SMALL / median(values)) * 1000);
  const theirs = perSecond(runs.map(({ commitlint }) => commitlint));
  const row = (what: string, pick: (run: (typeof runs)[number]) => number): BenchRow => {
    const ratio = median(runs.map((each) => each.commitlint / pick(each)));
    const detail = `${perSecond(runs.map(pick))} commits/s; commitlint 21, load and lint in one process, Node ${process.versions.node}: ${theirs} commits/s; median of 3 pairs`;
    return {
      name: `${what}, times as fast as commitlint 21 (at least)`,
      ratio,
      limit: 4,
      ok: ratio >= 4,
      detail,
    };
  };
  return [
    row('range check, judged anew', ({ check }) => check),
    row('range check again', ({ again }) => again),
  ];
}

function memory(small: TestRepository, large: TestRepository): readonly BenchRow[] {
  const few = median([peak(small), peak(small), peak(small)]);
  const many = peak(large);
  const detail = `largest resident set: ${Math.round(few)} MiB at ${SMALL} commits (median of 3), ${Math.round(many)} MiB at ${LARGE}`;
  const growth = many / few;
  return [
    {
      name: 'range check, memory at 50,000 commits ÷ at 5,000',
      ratio: growth,
      limit: 1.2,
      ok: growth <= 1.2,
      detail,
    },
    {
      name: 'range check, memory at 50,000 commits ÷ 150 MiB',
      ratio: many / 150,
      limit: 1,
      ok: many <= 150,
      detail,
    },
  ];
}

function node(repository: TestRepository, args: readonly string[]): number {
  return milliseconds(repository, process.execPath, args);
}

/** Wall time of a process whose output is thrown away. Violations are no failure; anything else would be fast for nothing. */
function milliseconds(repository: TestRepository, command: string, args: readonly string[]): number {
  const begin = process.hrtime.bigint();
  const { status, stderr } = spawnSync(command, args, {
    cwd: repository.path,
    env: repository.env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const elapsed = Number(process.hrtime.bigint() - begin) / 1e6;
  if (status !== 0 && status !== 1) throw new Error(`${command} ${args.join(' ')} gave ${status}\n${stderr}`);
  return elapsed;
}

/** MiB. */
function peak(repository: TestRepository): number {
  const { stderr } = repository.run(process.execPath, ['--import', PEAK, ...ANEW]);
  return Number(/^peak (\d+)$/m.exec(stderr)?.[1]) / 1024;
}
