import {
  compileGlob,
  expandBraces,
  matches,
  type Pattern,
  type Policy,
  type RuleSetting,
} from '@forethought/core';
import { asciiJson } from './ascii-json.js';
import { packNames, unpackNames } from './hook-names.js';
import { searchedNames } from './hook-names-search.js';

/**
 * A policy in the form in which it is read fastest: `policy` without its long lists, which are texts, most of them never looked
 * into. `texts` holds the names of sections in two, the parts of sections by section, technologies, the words that only findings
 * need, and lists of patterns in the order in which `withPatterns` meets them.
 */
export interface PackedPolicy {
  readonly policy: Policy;
  readonly texts: readonly string[];
}

type Change = (patterns: readonly Pattern[]) => Pattern[];
type Technology = Policy['technologies'][number];

/** How many texts stand before the lists of patterns. */
const LISTS = 6;

/** A policy, which need not say what documents look like. */
export type PolicyOfCommits = Omit<Policy, 'documents' | 'documentSections'>;

/** Packs what concerns commits: one line per choice of a glob, with a piece of text that every path it matches contains. */
export function packPolicy(policy: PolicyOfCommits): PackedPolicy {
  const lists: string[] = [];
  const bare = withPatterns(policy, (list) => {
    lists.push(list.flatMap(linesOf).join('\n'));
    return [];
  });
  const { sections, parts, words } = policy.sections;
  const { plain, others } = packNames(sections);
  const owners = policy.technologies.map(({ paths }) => paths.flatMap(linesOf).join('\n'));
  const technologies = policy.technologies.map((technology) => asciiJson({ ...technology, paths: [] }));
  const noParts = Object.fromEntries(Object.keys(parts).map((section) => [section, {}]));
  return {
    policy: { ...bare, sections: { sections: {}, parts: noParts, words: {} }, technologies: [] },
    texts: [
      plain,
      others,
      Object.values(parts).map(asciiJson).join('\n'),
      owners.join('\n\n'),
      technologies.join('\n'),
      asciiJson(words),
      ...lists,
    ],
  };
}

/** The whole policy, for everything that an ordinary commit does not need. */
export function unpackPolicy({ policy, texts }: PackedPolicy): Policy {
  const [plain = '', others = '', parts = '', owners = '', technologies = '', words = ''] = texts;
  let at = LISTS;
  return {
    ...withPatterns(policy, () => linesIn(texts[at++]).map(patternOf)),
    sections: {
      sections: unpackNames({ plain, others }),
      parts: { ...partsIn(policy, parts) },
      words: JSON.parse(words),
    },
    technologies: technologiesIn(owners, technologies),
  };
}

/**
 * The policy for a change of these paths: patterns that can't match any of them are left out, and with them technologies. Every
 * answer about these paths stays the same, and preparing hundreds of patterns for ten files is saved. Technologies and the parts
 * of a section are unpacked when somebody asks for them.
 */
export function narrowPolicy({ policy, texts }: PackedPolicy, paths: readonly string[]): Policy {
  const [plain = '', others = '', parts = '', owners = '', technologies = ''] = texts;
  const text = paths.join('\n');
  let at = LISTS;
  const isNear = (line: string): boolean => text.includes(line.slice(0, line.indexOf('\t')));
  const narrowed = withPatterns(policy, () => linesIn(texts[at++]).filter(isNear).map(patternOf));
  const sections = { sections: searchedNames({ plain, others }), parts: partsIn(policy, parts), words: {} };
  return withLazy({ ...narrowed, sections }, 'technologies', () =>
    technologiesIn(owners, technologies, isNear),
  );
}

/** Technologies, or those that have patterns left of which `isNear` says that they may match. */
function technologiesIn(owners: string, texts: string, isNear?: (line: string) => boolean): Technology[] {
  const lists = owners.split('\n\n');
  return linesIn(texts).flatMap((text, at) => {
    const lines = linesIn(lists[at]);
    const near = isNear === undefined ? lines : lines.filter(isNear);
    if (isNear !== undefined && near.length === 0) return [];
    return [{ ...JSON.parse(text), paths: near.map(patternOf) }];
  });
}

/** The parts of each section, whose names stand in the bare policy. */
function partsIn({ sections }: Policy, texts: string): Policy['sections']['parts'] {
  const lines = linesIn(texts);
  const parts: Record<string, Record<string, string>> = {};
  for (const [at, section] of Object.keys(sections.parts).entries()) {
    withLazy(parts, section, () => JSON.parse(lines[at] ?? '{}'));
  }
  return parts;
}

/** Gives an object a property that is made when it is first asked for. */
function withLazy<T extends object, K extends keyof T>(value: T, name: K, make: () => T[K]): T {
  let made: T[K] | undefined;
  const get = (): T[K] => {
    made ??= make();
    return made;
  };
  return Object.defineProperty(value, name, { get, enumerable: true, configurable: true });
}

function linesIn(text: string | undefined): readonly string[] {
  return text === undefined || text === '' ? [] : text.split('\n');
}

function patternOf(line: string): Pattern {
  const [, glob = '', source = ''] = line.split('\t');
  return { glob, source };
}

/** Kinds of documents don't concern commits, nor does the class of deployments but in conditions, where it is written out. */
function withPatterns(policy: PolicyOfCommits, change: Change): Policy {
  const { documentation, lockFiles, generated, vendored } = policy.paths;
  return {
    ...policy,
    rules: policy.rules.map((setting) => settingWith(setting, change)),
    documents: [],
    documentSections: {},
    paths: {
      documentation: change(documentation),
      lockFiles: change(lockFiles),
      generated: change(generated),
      vendored: change(vendored),
      deployment: [],
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
