import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { fastImport } from '../helpers/fast-import.js';
import { makeRepository, type TestRepository } from '../helpers/repository.js';
import { sectionedHistory } from './range-history.js';
import { type BenchRow, median } from './row.js';

const SMALL = 5000;
const LARGE = 50_000;
const RUNS = 7;
const MEBIBYTE = 1024;

const MAIN = resolve('packages/cli/dist/main.js');
const COMMITLINT = resolve('test/.build/bench/commitlint-range.js');
/** Prints the largest resident set of the process itself when it ends, in KiB. */
const PEAK = "process.on('exit',()=>process.stderr.write('peak '+process.resourceUsage().maxRSS+'\\n'))";

/** One finished process: wall time in milliseconds, and what it wrote to standard error. */
interface Run {
  readonly milliseconds: number;
  readonly words: string;
}

/**
 * Compares the range check with all rules in force with git alone and with commitlint 21, and its memory at 50,000 commits with
 * that at 5,000. Output goes nowhere in every case. The median of paired runs counts, so that a busy machine slows both sides.
 */
export async function run(): Promise<readonly BenchRow[]> {
  const small = await build(SMALL);
  const large = await build(LARGE);
  try {
    return [againstGit(small), againstCommitlint(small), ...memory(small, large)];
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
  return repository;
}

function againstGit(repository: TestRepository): BenchRow {
  const pairs = Array.from({ length: RUNS }, () => ({
    ours: check(repository).milliseconds,
    git: timed(repository, 'git', ['log', '--name-status', 'first..main']).milliseconds,
  }));
  const ratio = median(pairs.map(({ ours, git }) => ours / git));
  const ours = median(pairs.map((pair) => pair.ours));
  const git = median(pairs.map((pair) => pair.git));
  const detail = `check ${round(ours)} ms, git log --name-status ${round(git)} ms, ${SMALL} commits, ${RUNS} pairs`;
  return row(`range check ÷ git log --name-status`, ratio, 2, ratio <= 2, detail);
}

/** commitlint's command line is not installed in version 21: its own load and lint run in one process, without its start-up. */
function againstCommitlint(repository: TestRepository): BenchRow {
  const pairs = Array.from({ length: 3 }, () => ({
    ours: check(repository).milliseconds,
    theirs: timed(repository, process.execPath, [COMMITLINT, 'first..main', resolve('.')]).milliseconds,
  }));
  const ratio = median(pairs.map(({ ours, theirs }) => theirs / ours));
  const perSecond = (milliseconds: number): number => round((SMALL / milliseconds) * 1000);
  const ours = perSecond(median(pairs.map((pair) => pair.ours)));
  const theirs = perSecond(median(pairs.map((pair) => pair.theirs)));
  const detail = `${ours} commits/s, commitlint 21 (load and lint in one process, Node ${process.versions.node}) ${theirs} commits/s, ${pairs.length} pairs`;
  return row('range check, commits per second ÷ commitlint 21', ratio, 4, ratio >= 4, detail);
}

function memory(small: TestRepository, large: TestRepository): readonly BenchRow[] {
  const peaks = (repository: TestRepository): number =>
    median(
      Array.from({ length: 3 }, () => peakOf(check(repository, '--import', `data:text/javascript,${PEAK}`))),
    );
  const [few, many] = [peaks(small), peaks(large)];
  const detail = `${round(few)} MiB at ${SMALL} commits, ${round(many)} MiB at ${LARGE}, largest resident set, 3 runs each`;
  const growth = many / few;
  return [
    row('range check, memory at 50,000 ÷ at 5,000 commits', growth, 1.2, growth <= 1.2, detail),
    row('range check, memory at 50,000 commits ÷ 150 MiB', many / 150, 1, many <= 150, detail),
  ];
}

function check(repository: TestRepository, ...flags: readonly string[]): Run {
  const range = ['check', '--from', 'first', '--to', 'main', '--format', 'json'];
  const run = timed(repository, process.execPath, [...flags, MAIN, ...range], [0, 1]);
  return run;
}

/** Runs a command with its output thrown away; an exit code that was not expected is an error, as it would be fast for nothing. */
function timed(
  repository: TestRepository,
  command: string,
  args: readonly string[],
  codes: readonly number[] = [0],
): Run {
  const begin = process.hrtime.bigint();
  const result = spawnSync(command, args, {
    cwd: repository.path,
    env: repository.env,
    stdio: ['ignore', 'ignore', 'pipe'],
    maxBuffer: 2 ** 26,
  });
  const milliseconds = Number(process.hrtime.bigint() - begin) / 1e6;
  const words = result.stderr.toString();
  if (result.status === null || !codes.includes(result.status)) {
    throw new Error(`${command} ${args.join(' ')} gave ${result.status}\n${words}`);
  }
  return { milliseconds, words };
}

function peakOf({ words }: Run): number {
  return Number(/^peak (\d+)$/m.exec(words)?.[1]) / MEBIBYTE;
}

function round(value: number): number {
  return Math.round(value);
}

function row(name: string, ratio: number, limit: number, ok: boolean, detail: string): BenchRow {
  return { name, ratio, limit, ok, detail };
}
