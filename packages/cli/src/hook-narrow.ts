import { compileGlob, expandBraces, type Pattern, type Policy, type RuleSetting } from '@forethought/core';

/** A pattern with a piece of text that every path it matches contains. */
interface Keyed extends Pattern {
  readonly key?: string;
}

type Narrow = (patterns: readonly Keyed[]) => Keyed[];

/** The policy with one pattern per choice of its globs, each with its piece of text: what `narrowPolicy` needs. */
export function keyedPolicy(policy: Policy): Policy {
  return withPatterns(policy, (patterns) => patterns.flatMap(keyed));
}

/**
 * The same policy for a change of these paths: patterns that can't match any of them are left out, and with them technologies.
 * Every answer about these paths stays the same, and preparing hundreds of patterns for ten files is saved.
 */
export function narrowPolicy(policy: Policy, paths: readonly string[]): Policy {
  const text = paths.join('\n');
  const narrowed = withPatterns(policy, (patterns) => patterns.filter(({ key }) => text.includes(key ?? '')));
  return {
    ...narrowed,
    technologies: narrowed.technologies.filter((technology) => technology.paths.length > 0),
  };
}

/** Kinds of documents don't concern commits. */
function withPatterns(policy: Policy, change: Narrow): Policy {
  const { documentation, lockFiles, generated, vendored, deployment } = policy.paths;
  return {
    ...policy,
    rules: policy.rules.map((setting) => settingWith(setting, change)),
    technologies: policy.technologies.map((technology) => ({
      ...technology,
      paths: change(technology.paths),
    })),
    documents: [],
    paths: {
      documentation: change(documentation),
      lockFiles: change(lockFiles),
      generated: change(generated),
      vendored: change(vendored),
      deployment: change(deployment),
    },
    waivers: policy.waivers.map(({ paths, ...waiver }) =>
      paths === undefined ? waiver : { ...waiver, paths: change(paths) },
    ),
  };
}

function settingWith(setting: RuleSetting, change: Narrow): RuleSetting {
  const { paths, unless, ...when } = setting.when;
  return {
    ...setting,
    ...(setting.onlyFor === undefined ? {} : { onlyFor: change(setting.onlyFor) }),
    when: {
      ...when,
      ...(paths === undefined ? {} : { paths: change(paths) }),
      ...(unless === undefined ? {} : { unless: narrowUnless(unless, change) }),
    },
  };
}

function narrowUnless<T extends { readonly onlyPaths?: Keyed[] | undefined }>(unless: T, change: Narrow): T {
  return unless.onlyPaths === undefined ? unless : { ...unless, onlyPaths: change(unless.onlyPaths) };
}

function keyed(pattern: Keyed): Keyed[] {
  const choices = expandBraces(pattern.glob);
  if (typeof choices === 'string') return [pattern];
  const patterns = choices.map((glob): Keyed => {
    const compiled = compileGlob(glob);
    return 'pattern' in compiled ? { ...compiled.pattern, key: keyOf(glob) } : { ...pattern, glob };
  });
  return patterns.every(({ key }) => key !== undefined) ? patterns : [pattern];
}

/** The longest run without a wildcard or a slash. Classes and escapes are too rare to be worth a parser. */
function keyOf(glob: string): string {
  if (/[[\]\\]/.test(glob)) return '';
  return glob
    .split(/[*?/]/)
    .reduce((longest, piece) => (piece.length > longest.length ? piece : longest), '');
}
