/** Settings of a user's configuration that must not change what is read; the same bytes everywhere. */
export const NEUTRAL_CONFIG: readonly string[] = [
  'log.follow=false',
  'log.mailmap=false',
  'diff.renames=false',
  'diff.algorithm=myers',
  'diff.indentHeuristic=true',
  'diff.orderFile=/dev/null',
  'core.attributesFile=/dev/null',
  'core.bigFileThreshold=512m',
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

/**
 * How sizes are read, the same by every door: with the lines of each file, and a renamed file counted by what changed in it. Past
 * a hundred new or lost files only those that moved unchanged are still recognised, which bounds what one commit can cost.
 */
export const WITH_LINES: readonly string[] = [
  '--raw',
  '--numstat',
  '--no-abbrev',
  ...NEUTRAL_DIFF,
  '--find-renames',
  '-l100',
];
