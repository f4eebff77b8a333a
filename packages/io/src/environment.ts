/** Variables of Git that describe the user or the machine. Every other `GIT_*` belongs to one repository or one command. */
const PERSONAL =
  /^GIT_(CONFIG_(GLOBAL|SYSTEM|NOSYSTEM|COUNT|KEY_\d+|VALUE_\d+)|AUTHOR_|COMMITTER_|EXEC_PATH$|SSH|ASKPASS$|TRACE|CEILING_DIRECTORIES$|DISCOVERY_ACROSS_FILESYSTEM$|ATTR_NOSYSTEM$)/;

/** Variables that change how paths or objects are understood, and that a reader must not inherit from anybody. */
const DISTORTING = [
  'GIT_LITERAL_PATHSPECS',
  'GIT_GLOB_PATHSPECS',
  'GIT_NOGLOB_PATHSPECS',
  'GIT_ICASE_PATHSPECS',
  'GIT_EXTERNAL_DIFF',
  'GIT_DIFF_OPTS',
];

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The environment that git is started with. In the current repository what a hook was given stays (`GIT_INDEX_FILE` of a
 * partial commit, `GIT_DIR` of a worktree); for another repository everything that names a repository goes. Output is in
 * English, no lock is taken for reading, nobody is asked for a password, replaced objects
 * are read as they were stored, and git fills its buffer before it writes to a pipe.
 */
export function gitEnvironment(base: Environment, otherRepository: boolean): Environment {
  const kept = Object.entries(base).filter(
    ([name]) => !name.startsWith('GIT_') || !otherRepository || PERSONAL.test(name),
  );
  const environment: Record<string, string | undefined> = Object.fromEntries(kept);
  for (const name of DISTORTING) delete environment[name];
  return {
    ...environment,
    LC_ALL: 'C',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_FLUSH: '0',
  };
}
