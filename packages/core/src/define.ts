import type { Conversation, Exemption } from './change.js';
import type { ExampleConversation } from './example-conversation.js';
import type { Kind } from './schema/common.js';
import type { OptionValue } from './schema/conditions.js';
import type { Evidence, Section } from './schema/evidence.js';
import type { Facts } from './schema/facts.js';
import type { Finding, Outcome, Problem } from './schema/finding.js';

/** One option of a rule: the only place where its default is written. */
export interface OptionSpec<T extends OptionValue = OptionValue> {
  /** `patterns` is a list of RE2 patterns. */
  readonly type: 'number' | 'string' | 'boolean' | 'strings' | 'patterns';
  readonly default: T;
  readonly words: string;
  /** The only texts that are valid, of a `string` or of each of `strings`; absent: any. */
  readonly values?: readonly string[];
  /** Section whose parts, the team's own included, are the only valid texts. */
  readonly partsOf?: string;
}
export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

/** Values of a rule's options, defaults filled in. */
export type Options<S extends OptionSpecs> = { readonly [K in keyof S]: S[K]['default'] };

/** Words of one problem. `{name}` takes a value of the problem's data. `fix` says the next step; no "you". */
export interface ProblemWords {
  readonly actual: string;
  readonly expected: string;
  readonly fix: string;
}

/** What a rule may know besides the text. Everything that is `undefined` was not looked up. */
export interface RuleContext {
  readonly kind: Kind;
  /** Technologies that the changed files belong to, with the hosts of their official documentation. */
  readonly technologies: readonly {
    readonly id: string;
    readonly title: string;
    readonly docs: readonly string[];
  }[];
  /** Those of the paths named in the text that exist in the tree of the change. */
  readonly existingPaths: ReadonlySet<string> | undefined;
  /** Whether a pattern of the team's own matches the whole of a text. */
  readonly matchPattern: ((pattern: string, text: string) => boolean) | undefined;
  /** Hashes (`hashEntry`) of what earlier changes said, to recognise repeated text. */
  readonly earlier: ReadonlySet<string> | undefined;
  /** Reviews, threads and times around a pull request. */
  readonly conversation: Conversation | undefined;
  /** Whether a commit takes back one that exists. Undefined: nobody looked, and the text is taken at its word. */
  readonly isRevert: boolean | undefined;
  /** Kind of document, where a document is judged. */
  readonly documentKind: string | undefined;
  /** Sections that this kind of document must have. */
  readonly requiredSections: readonly string[];
}

/**
 * A rule's answer: problems (none = pass), a reason why the evidence itself says that it does not apply, why there is nothing to
 * judge (no revert, no review yet), which no plan can forbid, or what has to be looked up first.
 */
export type CheckResult =
  | { readonly problems: readonly Problem[] }
  | { readonly notApplicable: string }
  | { readonly notAsked: string }
  | { readonly needs: 'paths' | 'patterns' | 'conversation' | 'designs' };

/** A labelled input with its exact outcome. Examples are the rule's tests and stand in its documentation page. */
export interface Example {
  readonly name: string;
  readonly kind: Kind;
  readonly text: string;
  /** Changed paths; default: one source file. */
  readonly files?: readonly string[];
  readonly options?: Readonly<Record<string, OptionValue>>;
  /** Paths that exist in the tree. */
  readonly existingPaths?: readonly string[];
  readonly documentKind?: string;
  /** Title of a pull request. */
  readonly title?: string;
  /** What happened around a pull request. */
  readonly conversation?: ExampleConversation;
  /** `pass`, `not-applicable`, or the set of problem codes. */
  readonly expect: 'pass' | 'not-applicable' | readonly string[];
}

/** A rule: words, check and examples in one value. It knows no severity, no calendar and no world. */
export interface Rule<S extends OptionSpecs = OptionSpecs> {
  readonly id: string;
  readonly lifecycle: 'experimental' | 'stable' | 'deprecated';
  /** Opens every finding; a plan's practice may put its own in its place. */
  readonly question: string;
  /** One sentence that is true when the rule is satisfied. */
  readonly summary: string;
  /** One line: why anybody should care. */
  readonly why: string;
  readonly appliesTo: readonly Kind[];
  /** Changes that are exempt from every other rule for one of these reasons, and that this one asks about. */
  readonly asks?: readonly Exemption['kind'][];
  /** What the rule can't do without beside the text. A door that never has it, as a linter, leaves the rule out. */
  readonly needs?: readonly 'conversation'[];
  /** Canonical sections that the rule reads; their skeletons are what a finding offers to paste. */
  readonly sections: readonly string[];
  readonly options: S;
  readonly problems: Readonly<Record<string, ProblemWords>>;
  readonly check: (evidence: Evidence, options: Options<S>, context: RuleContext) => CheckResult;
  readonly examples: readonly Example[];
}

/** Declares a rule. Nothing is added: the shape is checked by the compiler and by `test/rules.test.ts`. */
export function defineRule<const S extends OptionSpecs>(rule: Rule<S>): Rule<S> {
  return rule;
}

/** A rule of any options, as the judge and the generated index hold it. */
// biome-ignore lint/suspicious/noExplicitAny: the judge fills in defaults by the rule's own specification
export type AnyRule = Rule<any>;

/** One engineer's counts in one ISO week. Tallies of one metric and engineer add up across weeks and shards. */
export interface Tally {
  readonly engineer: string;
  readonly week: string;
  readonly numerator: number;
  readonly denominator: number;
  readonly sample: readonly string[];
  readonly misses: readonly string[];
  /** Changes that stay out of numerator and denominator, by why; absent reads as none. */
  readonly excluded?: Excluded;
}

/** How many changes were left out of a count: structurally exempt, not applicable (or volunteered below the threshold), not judged. */
export interface Excluded {
  readonly exempt: number;
  readonly notApplicable: number;
  readonly unknown: number;
}

/** What a metric counts from: facts, the findings about them by subject id, and who stands behind a commit. */
export interface TallyInput {
  readonly facts: Facts;
  readonly findings: readonly Finding[];
  /** Engineer ids behind a commit (author and co-authors), bots left out. */
  readonly engineersOf: (sha: string) => readonly string[];
  /** True where a squash of the platform landed the pull request's body as this commit's message. */
  readonly landedBody: (sha: string) => boolean;
  /**
   * Whether a commit's evidence names official documentation of what it touches (see `officialSources`); `null` where that
   * could not be found out. Absent: nobody looked.
   */
  readonly officialSource?: (sha: string) => boolean | null;
}

/** An example of a metric: findings in, one measure out, run as a test. */
export interface MetricExample {
  readonly name: string;
  readonly findings: readonly {
    readonly ruleId: string;
    readonly outcome: Outcome;
    readonly asked?: boolean | null;
    readonly commit: string;
  }[];
  readonly landed?: readonly string[];
  /** Commits whose evidence names official documentation of what they touch, or not; others: unknown. */
  readonly official?: Readonly<Record<string, boolean>>;
  readonly expect: {
    readonly state: string;
    readonly numerator: number | null;
    readonly denominator: number | null;
  };
}

/** A metric: formula, window, minimum sample and how it can be fooled, in one value. */
export interface Metric {
  readonly id: string;
  readonly summary: string;
  readonly why: string;
  readonly unit: 'ratio' | 'count' | 'days' | 'hours' | 'score';
  readonly better: 'higher' | 'lower';
  /** `census` metrics are met by their value; `inferred` ones are *uncertain* while the interval spans the target. */
  readonly counting: 'census' | 'inferred';
  readonly formula: string;
  readonly windowDays: number;
  readonly lagDays: number;
  readonly minimumSample: { readonly person: number; readonly team: number };
  /** What an empty denominator means in words. */
  readonly noData: string;
  /** Whether an empty denominator says that nothing was asked (default) or that the facts to ask about were not there. */
  readonly whenEmpty?: 'not-applicable' | 'no-data';
  /** Ids of the fact sources without which nothing can be counted; a missing one gives *no data* with its reason. */
  readonly needs?: readonly string[];
  readonly gaming: string;
  readonly counterMeasure: string;
  /** Counts, or the reason why the facts can't carry the metric. */
  readonly tally: (input: TallyInput) => readonly Tally[] | { readonly noData: string };
  readonly examples: readonly MetricExample[];
}

/** Declares a metric. */
export function defineMetric(metric: Metric): Metric {
  return metric;
}

/** The section of that canonical name, if the text has it. */
export function sectionOf(evidence: Evidence, name: string): Section | undefined {
  return evidence.sections.find((section) => section.name === name);
}
