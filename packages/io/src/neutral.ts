/** Settings of a user's configuration that must not change what is read; the same bytes everywhere. */
export const NEUTRAL_CONFIG: readonly string[] = [
  'log.follow=false',
  'log.mailmap=false',
  'diff.renames=false',
  'diff.algorithm=myers',
  'diff.indentHeuristic=true',
  'diff.orderFile=/dev/null',
].flatMap((setting) => ['-c', setting]);

/** The same for what has a flag. */
export const NEUTRAL_DIFF: readonly string[] = [
  '--no-renames',
  '--no-relative',
  '--no-ext-diff',
  '--no-textconv',
  '--ignore-submodules=none',
  '--no-color',
];
