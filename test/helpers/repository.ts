import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** What a command left behind. `code` is the exit code, or -1 when a signal ended it. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** How one command runs. `env` is added to the repository's isolated environment; `undefined` removes a variable. */
export interface RunOptions {
  readonly input?: string | Buffer;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
}

/** Content of files by path: text, bytes, or `null` to delete. */
export type Files = Readonly<Record<string, string | Buffer | null>>;

/** `Name <address>` for both people unless given apart; `date` in any form that Git reads. Hooks run only when asked for. */
export interface CommitOptions {
  readonly author?: string;
  readonly committer?: string;
  readonly date?: string;
  readonly hooks?: boolean;
  readonly config?: readonly string[];
}

/** A real repository in a temporary directory, apart from the machine's own Git configuration. */
export interface TestRepository {
  /** Absolute real path of the work tree, or of the bare repository. */
  readonly path: string;
  /** Home directory of the isolated user; its `.gitconfig` is the global configuration. */
  readonly home: string;
  readonly env: Readonly<Record<string, string>>;
  /** Runs any command there and never throws. */
  run(command: string, args: readonly string[], options?: RunOptions): Outcome;
  /** Runs git and returns its output without the last line end; throws with git's words when it fails. */
  git(...args: string[]): string;
  /** Runs git and returns whatever happened. */
  tryGit(args: readonly string[], options?: RunOptions): Outcome;
  write(files: Files): void;
  /** Writes the files, stages them and commits exactly this message; returns the sha. Dates advance by a minute from 2026-01-05. */
  commit(files: Files, message: string | Buffer, options?: CommitOptions): string;
  cleanup(): void;
}

export interface RepositoryOptions {
  readonly objectFormat?: 'sha1' | 'sha256';
  readonly bare?: boolean;
  readonly branch?: string;
}

const FIRST_DATE = Date.parse('2026-01-05T09:00:00Z') / 1000;

/** The environment of an isolated user: no variable of Git, of a hook, of a server or of the machine's configuration comes through. */
export function isolatedEnv(home: string): Record<string, string> {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(GIT_|HUSKY|XDG_|NODE_EXTRA_CA|CI$)/.test(name),
  );
  return {
    ...(Object.fromEntries(kept) as Record<string, string>),
    HOME: home,
    GIT_CONFIG_GLOBAL: join(home, '.gitconfig'),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    LC_ALL: 'C.UTF-8',
    TZ: 'UTC',
  };
}

/** Makes an empty repository; `cleanup` removes it. The user is Ada Example <ada@example.org>. */
export function makeRepository(options: RepositoryOptions = {}): TestRepository {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'forethought-test-')));
  const path = join(root, 'repository');
  const home = join(root, 'home');
  mkdirSync(path);
  mkdirSync(home);
  writeFileSync(join(home, '.gitconfig'), '[user]\n\tname = Ada Example\n\temail = ada@example.org\n');
  const repository = openTestRepository(path, home, () => rmSync(root, { recursive: true, force: true }));
  const format = options.objectFormat === undefined ? [] : [`--object-format=${options.objectFormat}`];
  const bare = options.bare === true ? ['--bare'] : [];
  repository.git('init', '-q', '-b', options.branch ?? 'main', ...format, ...bare);
  return repository;
}

/** The same handle on a directory that is a repository already: a clone, a worktree. */
export function openTestRepository(
  path: string,
  home: string,
  cleanup: () => void = () => {},
): TestRepository {
  const env = isolatedEnv(home);
  let minutes = 0;
  const run = (command: string, args: readonly string[], options: RunOptions = {}): Outcome => {
    const merged = { ...env, ...options.env };
    const result = spawnSync(command, args, {
      cwd: options.cwd ?? path,
      env: Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined)),
      input: options.input ?? '',
      maxBuffer: 256 * 1024 * 1024,
    });
    if (result.error !== undefined) throw result.error;
    return { code: result.status ?? -1, stdout: result.stdout.toString(), stderr: result.stderr.toString() };
  };
  const must = (args: readonly string[], runOptions?: RunOptions): string => {
    const result = run('git', args, runOptions);
    if (result.code !== 0) throw new Error(`git ${args.join(' ')} gave ${result.code}\n${result.stderr}`);
    return result.stdout.replace(/\n$/, '');
  };
  const write = (files: Files): void => {
    for (const [name, content] of Object.entries(files)) {
      const target = join(path, name);
      if (content === null) {
        rmSync(target, { recursive: true, force: true });
        continue;
      }
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, content);
    }
  };
  const commit = (files: Files, message: string | Buffer, options: CommitOptions = {}): string => {
    write(files);
    const names = Object.keys(files);
    if (names.length > 0) must(['--literal-pathspecs', 'add', '-A', '-f', '--', ...names]);
    const date = options.date ?? `@${FIRST_DATE + 60 * minutes++} +0000`;
    const hooks = options.hooks === true ? [] : ['-c', 'core.hooksPath=/dev/null'];
    const config = (options.config ?? []).flatMap((setting) => ['-c', setting]);
    const flags = ['--allow-empty', '--allow-empty-message', '--cleanup=verbatim', '-q', '-F', '-'];
    must([...hooks, ...config, 'commit', ...flags], {
      input: message,
      env: {
        ...person('AUTHOR', options.author),
        ...person('COMMITTER', options.committer ?? options.author),
        GIT_AUTHOR_DATE: date,
        GIT_COMMITTER_DATE: date,
      },
    });
    return must(['rev-parse', 'HEAD']);
  };
  return {
    path,
    home,
    env,
    run,
    git: (...args) => must(args),
    tryGit: (args, options) => run('git', args, options),
    write,
    commit,
    cleanup,
  };
}

/** `Name <address>` as the two variables that Git reads. */
function person(role: 'AUTHOR' | 'COMMITTER', text: string | undefined): Record<string, string> {
  if (text === undefined) return {};
  const open = text.lastIndexOf('<');
  return {
    [`GIT_${role}_NAME`]: text.slice(0, open).trim(),
    [`GIT_${role}_EMAIL`]: text.slice(open + 1, -1),
  };
}
