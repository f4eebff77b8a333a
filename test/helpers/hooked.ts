import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { makeRepository, type Outcome, type TestRepository } from './repository.js';

/** Source code that is long enough to be asked about. */
export const CODE = Array.from({ length: 20 }, (_, at) => `export const value${at} = ${at};\n`).join('');

/** Evidence in label form that the two blocking rules of the standard mode accept. */
export const EVIDENCE = [
  'Sources Consulted:',
  '- https://nodejs.org/api/timers.html#settimeoutcallback-delay-args - a delay under 1 ms becomes 1 ms',
  '',
  'Test Evidence:',
  '- `npm test`: 14 passed, 0 failed',
].join('\n');

/** A message with that evidence, and one without any. */
export const DOCUMENTED = `feat: wait before the next attempt\n\nThe service sheds load.\n\n${EVIDENCE}\n`;
export const UNDOCUMENTED = 'feat: wait before the next attempt\n\nThe service sheds load.\n';

const HOOKS = ['pre-commit', 'prepare-commit-msg', 'commit-msg', 'post-commit', 'pre-push'] as const;

/** How a repository with our hooks begins. */
export interface HookedOptions {
  /** Text of forethought.yml; default: the standard mode. `null` leaves it out. */
  readonly config?: string | null;
}

/** A repository whose hooks are ours, run from the built package, with the configuration in its first commit. */
export function makeHooked(options: HookedOptions = {}): TestRepository {
  const repository = makeRepository();
  mkdirSync(join(repository.path, 'node_modules'));
  symlinkSync(resolve('packages/cli'), join(repository.path, 'node_modules/forethought'));
  for (const hook of HOOKS) {
    const text = `#!/bin/sh\n. node_modules/forethought/dist/hooks/${hook}\n`;
    repository.write({ [`.git/hooks/${hook}`]: text });
    repository.run('chmod', ['+x', `.git/hooks/${hook}`]);
  }
  const config = options.config === undefined ? 'mode: standard\n' : options.config;
  const files = { '.gitignore': 'node_modules\n', 'README.md': '# A service\n', 'src/old.ts': CODE };
  repository.commit(
    { ...files, ...(config === null ? {} : { 'forethought.yml': config }) },
    'chore: begin\n',
  );
  return repository;
}

/** Stages a new source file of twenty lines (or other files) and runs `git commit` with the arguments, hooks included. */
export function commitCode(
  repository: TestRepository,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>> = {},
): Outcome {
  stageCode(repository);
  return repository.tryGit(['commit', ...args], { env });
}

let files = 0;

/** Stages one more source file of twenty lines and gives its path. */
export function stageCode(repository: TestRepository): string {
  files += 1;
  const path = `src/made-${files}.ts`;
  repository.write({ [path]: CODE });
  repository.git('add', '--', path);
  return path;
}

/** An editor that puts the words above whatever git shows. */
export function editorTyping(repository: TestRepository, words: string | Buffer): Record<string, string> {
  repository.write({
    '.git/typed': words,
    '.git/type': '#!/bin/sh\ncat .git/typed "$1" >.git/both && cat .git/both >"$1"\n',
  });
  return { GIT_EDITOR: `sh "${join(repository.path, '.git/type')}"` };
}

/** Sha of HEAD, to see whether a commit was made. */
export function headOf(repository: TestRepository): string {
  return repository.git('rev-parse', 'HEAD');
}

/** Text of a file of the worktree, or of its Git directory; empty where there is none. */
export function textIn(repository: TestRepository, path: string): string {
  const file = join(repository.path, path);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** The command that the hook printed last, run as it stands by sh. Throws where it is no `git commit`. */
export function retry(
  repository: TestRepository,
  words: string,
  env: Readonly<Record<string, string>>,
): Outcome {
  const command = words.trimEnd().split('\n').at(-1)?.trim() ?? '';
  if (!command.startsWith('git commit '))
    throw new Error(`the hook printed no command to go on with: ${words}`);
  return repository.run('sh', ['-c', command], { env });
}

/** An editor that fills the skeletons in. */
export const FILLING = {
  GIT_EDITOR: [
    "sed -i -e 's|^- <url or path>.*|- https://nodejs.org/api/timers.html - a delay under 1 ms becomes 1 ms|'",
    "-e 's|^- Isolation: .*|- `npm test`: 14 passed, 0 failed|' -e '/^- Integration: /d' -e '/^- Failure cases: /d'",
  ].join(' '),
};
