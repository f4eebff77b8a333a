/** What kind of trouble git had; callers decide by it, never by the words. */
export type GitTrouble =
  | 'git-missing'
  | 'git-too-old'
  | 'no-directory'
  | 'no-such-file'
  | 'not-a-repository'
  | 'unsafe-ownership'
  | 'unknown-revision'
  | 'no-commits'
  | 'shallow'
  | 'missing-object'
  | 'broken-configuration'
  | 'output-too-large'
  | 'killed'
  | 'failed';

/** Git could not answer. `message` says what happened, `fix` the next step, `detail` is what git printed. */
export class GitError extends Error {
  override readonly name = 'GitError';
  readonly trouble: GitTrouble;
  readonly fix: string;
  readonly detail: string;

  constructor(trouble: GitTrouble, message: string, fix: string, detail = '') {
    super(message);
    this.trouble = trouble;
    this.fix = fix;
    this.detail = detail;
  }
}

/** Words that git prints (in the C locale) with what they mean. The first row that matches counts. */
const MEANINGS: readonly {
  readonly words: RegExp;
  readonly trouble: GitTrouble;
  readonly say: (found: string, directory: string) => readonly [message: string, fix: string];
}[] = [
  {
    words: /detected dubious ownership in repository at '([^'\n]*)'/,
    trouble: 'unsafe-ownership',
    say: (path) => [
      `${path} belongs to another user, and Git refuses to read it`,
      `run: git config --global --add safe.directory '${path}'`,
    ],
  },
  {
    words: /not a git repository/,
    trouble: 'not-a-repository',
    say: (_, directory) => [
      `${directory} is not inside a Git repository`,
      'change to a repository, or name one with --repo <path>',
    ],
  },
  {
    words: /does not have any commits yet/,
    trouble: 'no-commits',
    say: () => [
      'the current branch has no commit yet',
      'make the first commit, or name a branch that has one',
    ],
  },
  {
    words:
      /(?:unrecognized argument|unknown option|invalid option|unknown value for --diff-merges)[: ]*([^\n]*)/,
    trouble: 'git-too-old',
    say: (found) => [`this git does not know ${found}`, 'install git 2.31 or newer'],
  },
  {
    words: /bad (?:numeric |boolean )?config (?:line|value|variable)[^\n]*/,
    trouble: 'broken-configuration',
    say: () => ['Git cannot read its own configuration', 'repair the file that git names'],
  },
  {
    words:
      /(?:ambiguous argument|bad revision|Needed a single revision|Invalid revision range|not a valid object name:?|bad object) ?'?([^'\n]*)/i,
    trouble: 'unknown-revision',
    say: (found) => [`no commit is called ${found || 'that'}`, 'look at: git branch --all, git tag'],
  },
  {
    words:
      /(?:unable to read tree|[Cc]ould not (?:read|fetch|parse)|missing (?:blob|tree|commit)|promisor remote)[^\n]*/,
    trouble: 'missing-object',
    say: () => [
      'an object of this repository is missing here',
      'fetch the whole repository: git fetch --refetch, or run git fsck to see what is damaged',
    ],
  },
];

/** Turns a failed command into an error that says the next step. */
export function explainGit(
  args: readonly string[],
  code: number | null,
  words: string,
  directory: string,
): GitError {
  const detail = words.trim();
  for (const meaning of MEANINGS) {
    const match = meaning.words.exec(detail);
    if (match === null) continue;
    const [message, fix] = meaning.say(match[1] ?? match[0], directory);
    return new GitError(meaning.trouble, message, fix, detail);
  }
  const verb = args.find((argument) => /^[a-z][a-z-]*$/.test(argument)) ?? '';
  const last = detail.split('\n').at(-1) ?? '';
  return new GitError(
    code === null ? 'killed' : 'failed',
    `git ${verb} ended with ${code ?? 'a signal'}${last === '' ? '' : `: ${last}`}`,
    'run the same command by hand to see more',
    detail,
  );
}

/** Why the process could not be started at all. */
export function explainStart(
  cause: NodeJS.ErrnoException,
  directory: string,
  directoryExists: boolean,
): GitError {
  if (!directoryExists) return noDirectory(directory, cause.message);
  return new GitError(
    'git-missing',
    `git could not be started (${cause.code ?? cause.message})`,
    'install git 2.31 or newer and make sure that it is on PATH: https://git-scm.com/downloads',
    cause.message,
  );
}

/** There is no folder of that name: git can't even be started there. */
export function noDirectory(directory: string, detail = ''): GitError {
  return new GitError(
    'no-directory',
    `${directory} is not a directory`,
    'name an existing directory',
    detail,
  );
}

/** Git printed more than is kept in memory. */
export function tooLarge(bytes: number, command = 'cat-file'): GitError {
  return new GitError(
    'output-too-large',
    `git ${command} printed more than ${bytes} bytes`,
    'narrow the range',
  );
}
