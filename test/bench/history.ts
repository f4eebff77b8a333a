import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { fastImport, type ImportCommit } from '../helpers/fast-import.js';
import { makeRepository } from '../helpers/repository.js';
import { sectionedHistory } from './range-history.js';
import { type BenchRow, median } from './row.js';

const COMMITS = 80_000;
const RUNS = 3;
const MAIN = resolve('packages/cli/dist/main.js');
const NAMES_READ = resolve('test/.build/bench/drivers/read-range.js');
/** Prints the largest resident set of the process itself when it ends, in KiB. Git's processes are others. */
const PEAK =
  "data:text/javascript,process.on('exit',()=>process.stderr.write('peak '+process.resourceUsage().maxRSS+'\\n'))";
const NAMES = ['--name-status', '--no-renames'];
const SIZES = ['--raw', '--numstat', '--no-renames', '--find-renames', '-l100'];
const DAYS = ['--since', '1990-01-01', '--until', '2037-12-31'];
/** Another history to print beside the made one: the path of a clone with a commit-graph. */
const GIVEN = process.env['FORETHOUGHT_BENCH_HISTORY'];

/** One process: how long it took, and the memory that it had. */
interface Run {
  readonly milliseconds: number;
  readonly mebibytes: number;
}

/** A history to read, and what a run of ours prints of it where it has seen every commit. */
interface History {
  readonly name: string;
  readonly path: string;
  readonly env: Readonly<Record<string, string>>;
  readonly commits: number;
}

/**
 * Reads a history of 80,000 commits whole, with a commit-graph, as the built command does it, beside the `git log` that each needs:
 * changed files for reading, and sizes for collecting and for judging, which decide whom a rule asks. The median of paired runs counts;
 * nobody steers the engine.
 */
export async function run(): Promise<readonly BenchRow[]> {
  const repository = makeRepository();
  try {
    await fastImport(repository, grownHistory());
    repository.git('repack', '-a', '-d', '-q');
    repository.git('commit-graph', 'write', '--reachable');
    repository.git('checkout', '-q', 'main', '--', 'forethought.yml');
    const { path, env } = repository;
    const made = { name: 'made history', path, env, commits: COMMITS + 1 };
    return [...rowsOf(made, RUNS), ...(GIVEN === undefined ? [] : rowsOf(givenHistory(GIVEN, env), 1))];
  } finally {
    repository.cleanup();
  }
}

function rowsOf(history: History, runs: number): readonly BenchRow[] {
  return [
    ...compare(history, runs, 'reading changed files', [NAMES_READ, 'HEAD'], NAMES),
    ...compare(history, runs, 'collect', [MAIN, 'collect', ...DAYS], SIZES),
    ...compare(history, runs, 'report --source git', [MAIN, 'report', '--source', 'git', ...DAYS], SIZES),
  ];
}

/** A project that took the sections up late: one message in eight has them, the others have a title and a paragraph. */
function* grownHistory(): Generator<ImportCommit> {
  let number = 0;
  for (const commit of sectionedHistory(COMMITS)) {
    const isPlain = number++ % 8 !== 0;
    yield isPlain ? { ...commit, message: `${commit.message.split('\n', 5).join('\n')}\n` } : commit;
  }
}

function givenHistory(path: string, env: History['env']): History {
  const { stdout } = spawnSync('git', ['rev-list', '--count', 'HEAD'], { cwd: path, env, encoding: 'utf8' });
  return { name: 'given history', path, env, commits: Number(stdout) };
}

function compare(
  history: History,
  runs: number,
  name: string,
  command: readonly string[],
  files: readonly string[],
): readonly BenchRow[] {
  const pairs = Array.from({ length: runs }, () => ({
    ours: timed(history, process.execPath, ['--import', PEAK, ...command]),
    git: timed(history, 'git', ['log', '-z', ...files, 'HEAD']),
  }));
  const ratio = median(pairs.map(({ ours, git }) => ours.milliseconds / git.milliseconds));
  const memory = Math.max(...pairs.map(({ ours }) => ours.mebibytes));
  const [ours, git] = [
    median(pairs.map((each) => each.ours.milliseconds)),
    median(pairs.map((each) => each.git.milliseconds)),
  ];
  const detail = `${Math.round(ours)} ms, git log ${files[0] === '--raw' ? '--numstat' : files[0]} ${Math.round(git)} ms, ${history.commits} commits, median of ${runs} pairs`;
  return [
    { name: `${history.name}: ${name} ÷ git log`, ratio, limit: 1.8, ok: ratio <= 1.8, detail },
    {
      name: `${history.name}: ${name}, memory ÷ 150 MiB`,
      ratio: memory / 150,
      limit: 1,
      ok: memory <= 150,
      detail: `largest resident set ${Math.round(memory)} MiB at ${history.commits} commits`,
    },
  ];
}

/** Output is searched, not kept; a run that saw fewer commits would be fast for nothing. */
function timed({ path, env, commits }: History, command: string, args: readonly string[]): Run {
  const begin = process.hrtime.bigint();
  const isGit = command === 'git';
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: path,
    env,
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
    stdio: ['ignore', isGit ? 'ignore' : 'pipe', 'pipe'],
  });
  const milliseconds = Number(process.hrtime.bigint() - begin) / 1e6;
  if (status !== 0 || (!isGit && seenIn(stdout) !== commits))
    throw new Error(`${command} ${args.join(' ')} gave ${status}: ${stdout.slice(0, 500)}\n${stderr}`);
  return { milliseconds, mebibytes: Number(/^peak (\d+)$/m.exec(stderr)?.[1] ?? 0) / 1024 };
}

/** Facts list their commits; a report and the reader begin with how many there were. */
function seenIn(stdout: string): number {
  if (stdout.startsWith('{')) return stdout.split('\n   "sha": ').length - 1;
  return Number(/^(\d+) /m.exec(stdout)?.[1]);
}
