import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CODE, DOCUMENTED, makeHooked } from '../helpers/hooked.js';
import type { TestRepository } from '../helpers/repository.js';
import { type BenchRow, median } from './row.js';

const ROUNDS = 41;
const FILES = 400;
const STAGED = 10;
const LONG_AGO = new Date('2026-01-05T09:00:00Z');

/** What one run of a command and its children took, in milliseconds. */
interface Cost {
  readonly cpu: number;
  readonly wall: number;
}

/** A command with what is put right before each of its runs, untimed. */
interface Subject {
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly before?: () => void;
}

/**
 * The commit-msg hook as it is installed – sh, git and node together – against `node -e 0` in turn, on a message in label form
 * with ten of 400 files staged. Ratios are medians of the pairs.
 */
export async function run(): Promise<readonly BenchRow[]> {
  const repository = makeBenchRepository();
  try {
    const node = { command: [process.execPath, '-e', '0'] };
    const hook = hookSubject(repository);
    cost(repository, hook);
    const same = pairs(repository, node, node, ROUNDS);
    const warm = pairs(repository, node, hook, ROUNDS);
    const cold = pairs(repository, node, { ...hook, before: () => emptyCache(repository) }, 15);
    cost(repository, hook);
    const commitlint = pairs(repository, hook, commitlintSubject(), 15);
    const base = repository.git('rev-parse', 'HEAD');
    const commit = pairs(repository, node, commitSubject(repository, base, []), ROUNDS);
    onlyCommitMsg(repository);
    const stub = pairs(
      repository,
      node,
      commitSubject(repository, base, ['core.hooksPath=.git/stub']),
      ROUNDS,
    );
    return [
      row('commit-msg hook, CPU, times node -e 0', warm, 'cpu', 1.4, same),
      row('commit-msg hook, wall, times node -e 0', warm, 'wall', 1.3, same),
      row('commit-msg hook without its cache, CPU, times node -e 0', cold, 'cpu', 10, same),
      atLeast('commitlint 21 on one message, CPU, times the hook (at least)', commitlint, 12),
      row('whole git commit with the commit-msg hook, CPU, times node -e 0', stub, 'cpu', 1.75, same),
      row('whole git commit with all five hooks, CPU, times node -e 0', commit, 'cpu', 1.75, same),
    ];
  } finally {
    repository.cleanup();
  }
}

function makeBenchRepository(): TestRepository {
  const repository = makeHooked();
  const files = Array.from(
    { length: FILES },
    (_, at) => [`src/area-${at % 20}/file-${at}.ts`, CODE] as const,
  );
  repository.commit(Object.fromEntries(files), 'chore: a project\n');
  for (const [path] of files.slice(0, STAGED)) repository.write({ [path]: `${CODE}${CODE}` });
  repository.git('add', '-A');
  restHead(repository);
  repository.write({ '.git/COMMIT_EDITMSG': DOCUMENTED, '.git/words': DOCUMENTED });
  return repository;
}

/** The hook as git starts it for `git commit -m`, of somebody who has just begun to commit. */
function hookSubject(repository: TestRepository): Subject {
  const env = {
    GIT_EDITOR: ':',
    GIT_INDEX_FILE: '.git/index',
    GIT_AUTHOR_NAME: 'Ada Example',
    GIT_AUTHOR_EMAIL: 'ada@example.org',
    GIT_AUTHOR_DATE: `@${Math.floor(Date.now() / 1000)} +0000`,
  };
  return { command: [join(repository.path, '.git/hooks/commit-msg'), '.git/COMMIT_EDITMSG'], env };
}

function commitlintSubject(): Subject {
  const driver = fileURLToPath(new URL('drivers/commitlint-message.js', import.meta.url));
  return { command: [process.execPath, driver, '.git/COMMIT_EDITMSG', resolve('.')] };
}

/** Each commit is taken back, as if HEAD had stood where it stands for long: an amend is what a fresh one looks like. */
function commitSubject(repository: TestRepository, base: string, config: readonly string[]): Subject {
  return {
    command: ['git', ...config.flatMap((setting) => ['-c', setting]), 'commit', '-q', '-F', '.git/words'],
    before: () => {
      repository.git('reset', '-q', '--soft', base);
      restHead(repository);
    },
  };
}

/** A folder with nothing but the commit-msg hook. */
function onlyCommitMsg(repository: TestRepository): void {
  const hook = join(repository.path, '.git/hooks/commit-msg');
  mkdirSync(join(repository.path, '.git/stub'));
  copyFileSync(hook, join(repository.path, '.git/stub/commit-msg'));
}

/** HEAD has not moved for long, as far as its log says. */
function restHead(repository: TestRepository): void {
  utimesSync(join(repository.path, '.git/logs/HEAD'), LONG_AGO, LONG_AGO);
}

/** Policies and compiled code of the hook. */
function emptyCache(repository: TestRepository): void {
  const folder = join(repository.path, '.git/forethought');
  for (const name of readdirSync(folder)) if (/^(?:policy|code)-/.test(name)) rmSync(join(folder, name));
}

/** Runs both in turn, so that a busy moment meets both. */
function pairs(
  repository: TestRepository,
  base: Subject,
  subject: Subject,
  rounds: number,
): readonly (readonly [base: Cost, subject: Cost])[] {
  return Array.from({ length: rounds }, () => [cost(repository, base), cost(repository, subject)] as const);
}

/** User and system time of the command and of every child that it waited for, as bash's `time` knows them. */
function cost(repository: TestRepository, { command, env, before }: Subject): Cost {
  before?.();
  const script = 'TIMEFORMAT="%U %S %R"; time "$@" </dev/null >/dev/null 2>&1 || echo failed >&2';
  const done = spawnSync('bash', ['-c', script, 'bash', ...command], {
    cwd: repository.path,
    env: { ...repository.env, ...env },
    encoding: 'utf8',
  });
  const [user = Number.NaN, system = Number.NaN, real = Number.NaN] = done.stderr
    .trim()
    .split(/\s+/)
    .map(Number);
  if (done.stderr.includes('failed') || Number.isNaN(real))
    throw new Error(`${command.join(' ')}: ${done.stderr}`);
  return { cpu: 1000 * (user + system), wall: 1000 * real };
}

type Pairs = ReturnType<typeof pairs>;

function ratioOf(measured: Pairs, what: keyof Cost): number {
  return median(measured.map(([base, subject]) => subject[what] / base[what]));
}

function row(name: string, measured: Pairs, what: keyof Cost, limit: number, same: Pairs): BenchRow {
  const ratio = ratioOf(measured, what);
  const noise = `node -e 0 against itself ${ratioOf(same, what).toFixed(2)}`;
  return { name, ratio, limit, ok: ratio <= limit, detail: `${figures(measured, what)}; ${noise}` };
}

function atLeast(name: string, measured: Pairs, limit: number): BenchRow {
  const ratio = ratioOf(measured, 'cpu');
  return { name, ratio, limit, ok: ratio >= limit, detail: figures(measured, 'cpu') };
}

function figures(measured: Pairs, what: keyof Cost): string {
  const middle = (at: 0 | 1): string => median(measured.map((pair) => pair[at][what])).toFixed(0);
  return `${middle(1)} ms against ${middle(0)} ms, medians of ${measured.length} pairs`;
}
