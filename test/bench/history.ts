import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { fastImport, type ImportCommit } from '../helpers/fast-import.js';
import { makeRepository, type TestRepository } from '../helpers/repository.js';
import { sectionedHistory } from './range-history.js';
import { type BenchRow, median } from './row.js';

const COMMITS = 80_000;
const RUNS = 3;
const DRIVERS = resolve('test/.build/bench/drivers');
/** What a heap may grow to before it is swept: without a limit it grows for as long as the machine has memory to spare. */
const HEAP = '--max-old-space-size=96';
/** Prints the largest resident set of the process itself when it ends, in KiB. */
const PEAK =
  "data:text/javascript,process.on('exit',()=>process.stderr.write('peak '+process.resourceUsage().maxRSS+'\\n'))";
const NAMES = ['--name-status', '--no-renames'];
const SIZES = ['--raw', '--numstat', '--no-renames', '--find-renames', '-l100'];

/** One process: how long it took, and the memory that it had. */
interface Run {
  readonly milliseconds: number;
  readonly mebibytes: number;
}

/**
 * Reads a history of 80,000 commits whole, with a commit-graph, and measures what its messages carry, beside the `git log` that each needs:
 * changed files for reading, and sizes for judging, which decide whom a rule asks. The median of paired runs counts.
 */
export async function run(): Promise<readonly BenchRow[]> {
  const repository = makeRepository();
  try {
    await fastImport(repository, grownHistory());
    repository.git('repack', '-a', '-d', '-q');
    repository.git('commit-graph', 'write', '--reachable');
    repository.git('checkout', '-q', 'main', '--', 'forethought.yml');
    return [
      ...compare(repository, 'collecting with changed files', 'read-range.js', NAMES),
      ...compare(repository, 'collecting, judging and measuring', 'measure-history.js', SIZES),
    ];
  } finally {
    repository.cleanup();
  }
}

/** A project that took the sections up late: one message in eight has them, the others have a title and a paragraph. */
function* grownHistory(): Generator<ImportCommit> {
  let number = 0;
  for (const commit of sectionedHistory(COMMITS)) {
    const isPlain = number++ % 8 !== 0;
    yield isPlain ? { ...commit, message: `${commit.message.split('\n', 5).join('\n')}\n` } : commit;
  }
}

function compare(
  repository: TestRepository,
  name: string,
  driver: string,
  files: readonly string[],
): readonly BenchRow[] {
  const pairs = Array.from({ length: RUNS }, () => ({
    ours: timed(repository, process.execPath, [HEAP, '--import', PEAK, `${DRIVERS}/${driver}`, 'main']),
    git: timed(repository, 'git', ['log', '-z', ...files, 'main']),
  }));
  const ratio = median(pairs.map(({ ours, git }) => ours.milliseconds / git.milliseconds));
  const memory = Math.max(...pairs.map(({ ours }) => ours.mebibytes));
  const [ours, git] = [
    median(pairs.map((each) => each.ours.milliseconds)),
    median(pairs.map((each) => each.git.milliseconds)),
  ];
  const detail = `${Math.round(ours)} ms, git log ${files[0] === '--raw' ? '--numstat' : files[0]} ${Math.round(git)} ms, ${COMMITS} commits, median of ${RUNS} pairs`;
  return [
    { name: `${name} ÷ git log`, ratio, limit: 1.8, ok: ratio <= 1.8, detail },
    {
      name: `${name}, memory ÷ 150 MiB`,
      ratio: memory / 150,
      limit: 1,
      ok: memory <= 150,
      detail: `largest resident set ${Math.round(memory)} MiB at ${COMMITS} commits, with ${HEAP}`,
    },
  ];
}

/** Output is counted, not kept; a run that saw fewer commits would be fast for nothing. */
function timed(repository: TestRepository, command: string, args: readonly string[]): Run {
  const begin = process.hrtime.bigint();
  const isGit = command === 'git';
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: repository.path,
    env: repository.env,
    encoding: 'utf8',
    stdio: ['ignore', isGit ? 'ignore' : 'pipe', 'pipe'],
  });
  const milliseconds = Number(process.hrtime.bigint() - begin) / 1e6;
  if (status !== 0 || (!isGit && !stdout.startsWith(`${COMMITS + 1} `)))
    throw new Error(`${command} ${args.join(' ')} gave ${status}: ${stdout}\n${stderr}`);
  return { milliseconds, mebibytes: Number(/^peak (\d+)$/m.exec(stderr)?.[1] ?? 0) / 1024 };
}
