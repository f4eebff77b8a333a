import {
  compileGlob,
  expandBraces,
  matches,
  type Pattern,
  type Policy,
  type RuleSetting,
} from '@forethought/core';

/**
 * A policy in the form in which it is read fastest: lists of patterns as one text each, in the order in which `withPatterns` meets
 * them, and the words that only findings need as one text too.
 */
export interface PackedPolicy {
  readonly policy: Policy;
  readonly patterns: readonly string[];
  readonly words: string;
}

type Change = (patterns: readonly Pattern[]) => Pattern[];

/** Packs what concerns commits: one line per choice of a glob, with a piece of text that every path it matches contains. */
export function packPolicy(policy: Policy): PackedPolicy {
  const patterns: string[] = [];
  const bare = withPatterns(policy, (list) => {
    patterns.push(list.flatMap(linesOf).join('\n'));
    return [];
  });
  const { words, ...sections } = policy.sections;
  return {
    policy: { ...bare, sections: { ...sections, words: {} } },
    patterns,
    words: JSON.stringify(words),
  };
}

/** The whole policy, for everything that an ordinary commit does not need. */
export function unpackPolicy({ policy, patterns, words }: PackedPolicy): Policy {
  let at = 0;
  const whole = withPatterns(policy, () => linesIn(patterns[at++]).map(patternOf));
  return { ...whole, sections: { ...policy.sections, words: JSON.parse(words) } };
}

/**
 * The policy for a change of these paths: patterns that can't match any of them are left out, and with them technologies. Every
 * answer about these paths stays the same, and preparing hundreds of patterns for ten files is saved.
 */
export function narrowPolicy({ policy, patterns }: PackedPolicy, paths: readonly string[]): Policy {
  const text = paths.join('\n');
  let at = 0;
  const isNear = (line: string): boolean => text.includes(line.slice(0, line.indexOf('\t')));
  const narrowed = withPatterns(policy, () => linesIn(patterns[at++]).filter(isNear).map(patternOf));
  return {
    ...narrowed,
    technologies: narrowed.technologies.filter((technology) => technology.paths.length > 0),
  };
}

function linesIn(text: string | undefined): readonly string[] {
  return text === undefined || text === '' ? [] : text.split('\n');
}

function patternOf(line: string): Pattern {
  const [, glob = '', source = ''] = line.split('\t');
  return { glob, source };
}

/** Kinds of documents don't concern commits. */
function withPatterns(policy: Policy, change: Change): Policy {
  const { documentation, lockFiles, generated, vendored, deployment } = policy.paths;
  return {
    ...policy,
    rules: policy.rules.map((setting) => settingWith(setting, change)),
    technologies: policy.technologies.map((technology) => ({
      ...technology,
      paths: change(technology.paths),
    })),
    documents: [],
    documentSections: {},
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

function settingWith(setting: RuleSetting, change: Change): RuleSetting {
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

function narrowUnless<T extends { readonly onlyPaths?: Pattern[] | undefined }>(
  unless: T,
  change: Change,
): T {
  return unless.onlyPaths === undefined ? unless : { ...unless, onlyPaths: change(unless.onlyPaths) };
}

/** `key`, glob and expression, separated by tabs; the expression only where matching needs it. */
function linesOf({ glob, source }: Pattern): readonly string[] {
  if (/[\t\n]/.test(glob)) throw new RangeError(`the pattern ${JSON.stringify(glob)} can't be packed`);
  const choices = expandBraces(glob);
  const compiled = typeof choices === 'string' ? [] : choices.map(compileGlob);
  const patterns = compiled.flatMap((each) => ('pattern' in each ? [each.pattern] : []));
  if (patterns.length === 0 || patterns.length < compiled.length) return [['', glob, source].join('\t')];
  return patterns.map((each) =>
    [keyOf(each.glob), each.glob, needsSource(each.glob) ? each.source : ''].join('\t'),
  );
}

/** Whether matching falls back on the expression: one that can't be compiled is noticed then, and only then. */
function needsSource(glob: string): boolean {
  try {
    matches([{ glob, source: '(' }], '');
    return false;
  } catch {
    return true;
  }
}

/** The longest run without a wildcard or a slash. Classes and escapes are too rare to be worth a parser. */
function keyOf(glob: string): string {
  if (/[[\]\\]/.test(glob)) return '';
  return glob
    .split(/[*?/]/)
    .reduce((longest, piece) => (piece.length > longest.length ? piece : longest), '');
}
