/**
 * Everything that CI asks for, in order: build, lint, lock file, generated files, tests. Each step is
 * announced on one line and the first that fails stops with its name. Works with uncommitted edits.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { lstatSync, mkdtempSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);
const before = treeHashes();

step('build', () => npmRun('build'));
step('lint', () => npmRun('lint'));
step('lock file', () => run(process.execPath, ['scripts/check-lock.mjs']));
step('generated files', () => npmRun('generate') && isUnchanged());
step('test', test);

/**
 * @param {string} name
 * @param {() => boolean} passes
 */
function step(name, passes) {
  console.log(`check: ${name}`);
  if (passes()) return;
  console.log(`check: ${name} failed`);
  process.exit(1);
}

/** @param {string} script */
function npmRun(script) {
  return run('npm', ['run', '--silent', script], process.platform === 'win32');
}

/**
 * Standard error goes to standard output, so that a log keeps the order of what was said.
 * @param {string} command
 * @param {string[]} args
 */
function run(command, args, shell = false) {
  const { status, error } = spawnSync(command, args, { stdio: ['ignore', 1, 1], shell });
  if (error) console.log(String(error));
  return status === 0;
}

/** Content hash of every file that Git tracks or would track. */
function treeHashes() {
  const list = spawnSync('git', ['ls-files', '-coz', '--exclude-standard'], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (list.status !== 0) {
    console.log(
      `check: the comparison of generated files needs a Git repository\n${list.stderr ?? list.error}`,
    );
    process.exit(1);
  }
  const paths = new Set(list.stdout.split('\0').filter(Boolean));
  return new Map([...paths].map((path) => [path, contentHash(path)]));
}

/** @param {string} path */
function contentHash(path) {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat === undefined || stat.isDirectory()) return 'absent';
  const content = stat.isSymbolicLink() ? readlinkSync(path) : readFileSync(path);
  return createHash('sha256').update(content).digest('hex');
}

function isUnchanged() {
  const after = treeHashes();
  const stale = [...new Set([...before.keys(), ...after.keys()])]
    .filter((path) => (before.get(path) ?? 'absent') !== (after.get(path) ?? 'absent'))
    .sort();
  for (const path of stale) console.log(`${path} was stale; it is written now: review it and commit it`);
  return stale.length === 0;
}

/** Runs Jest and closes with one plain line of counts; a suite that could not run counts as one failure. */
function test() {
  const folder = mkdtempSync(join(tmpdir(), 'forethought-check-'));
  const file = join(folder, 'jest.json');
  const jest = ['node_modules/jest/bin/jest.js', '--json', `--outputFile=${file}`];
  try {
    const passed = run(process.execPath, ['--experimental-vm-modules', ...jest]);
    const result = JSON.parse(readFileSync(file, 'utf8'));
    const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
    console.log(`${result.numPassedTests} passed, ${failed} failed`);
    return passed && failed === 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
