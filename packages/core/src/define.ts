import type {
  CauseCandidate,
  CauseFacts,
  Conversation,
  Exemption,
  LibraryMatch,
  Miss,
  RuleAnswers,
} from './change.js';
import type { ExampleConversation } from './example-conversation.js';
import type { ReadRecord } from './programme/record.js';
import type { ProgrammeWorld } from './programme/world.js';
import type { RequiredSection } from './recognise/document-part.js';
import type { Kind } from './schema/common.js';
import type { OptionValue } from './schema/conditions.js';
import type { Evidence, Section } from './schema/evidence.js';
import type { Outcome, Problem } from './schema/finding.js';
import type { SectionIndex } from './schema/policy.js';
import type { TouchedTechnology } from './technologies.js';

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
  /** The only valid texts are ids of `sections`, the team's own included. */
  readonly names?: 'sections';
  /** A list without which the rule asks for nothing, so that whoever asks under a name has to fill it. */
  readonly needed?: true;
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
  /**
   * Technologies that the changed files belong to; of a setting for some paths, the files at those. Undefined: nobody knows which
   * files changed.
   */
  readonly technologies: readonly TouchedTechnology[] | undefined;
  /** All technologies that the plan and the team know. */
  readonly knownTechnologies: readonly { readonly docs: readonly string[] }[];
  /** Those of the paths named in the text that exist in the tree of the change. */
  readonly existingPaths: ReadonlySet<string> | undefined;
  /** For named paths that don't exist, the nearest one that does; the path itself where it lies in the working tree alone. */
  readonly nearPaths: ReadonlyMap<string, string> | undefined;
  /** Whether a pattern of the team's own matches the whole of a text. */
  readonly matchPattern: ((pattern: string, text: string) => boolean) | undefined;
  /** What earlier changes said, by `blockKey`, with a short name of the change that said it last. */
  readonly earlier: ReadonlyMap<string, string> | undefined;
  /** Reviews, threads and times around a pull request. */
  readonly conversation: Conversation | undefined;
  /** Whether a commit takes back one that exists. Undefined: nobody looked, and the text is taken at its word. */
  readonly isRevert: boolean | undefined;
  /** What history says about the cause of what a fix repairs. */
  readonly causes: CauseFacts | undefined;
  /** Entries of the pattern library that the change calls for. */
  readonly library: readonly LibraryMatch[] | undefined;
  /** The confirmed miss that the change repairs, or null. */
  readonly miss: Miss | null | undefined;
  /** Whether the commit lands as it is. */
  readonly lands: boolean | undefined;
  /** Id of the commit's tree; null where its text was gathered from other commits. */
  readonly tree: string | null | undefined;
  /** What the other rules answered, for a rule that needs `answers` and is judged after them. */
  readonly answers: RuleAnswers | undefined;
  /** The record that is judged, where a YAML file is one, with what its path says. */
  readonly record: ReadRecord | undefined;
  /** Everything that a record's claims are held against, or a weekly file's answers asked by. */
  readonly programme: ProgrammeWorld | undefined;
  /** Names of the parts of each section in folded form, in every language of the plan, to their canonical names. */
  readonly partNames: SectionIndex['parts'];
  /** Kind of document, where a document is judged. */
  readonly documentKind: string | undefined;
  /** Where the document lies, from the root of the repository, with `/`; undefined where nobody said. */
  readonly documentPath: string | undefined;
  /** Every kind of document that the policy knows. */
  readonly documentKinds: readonly { readonly kind: string }[];
  /** Sections that this kind of document must have. */
  readonly requiredSections: readonly RequiredSection[];
  /** The instant as of which is judged; undefined where nobody told the time. */
  readonly asOf: string | undefined;
  /** When the document was last changed, by its history. Undefined: nobody looked. */
  readonly changedAt: string | undefined;
}

/**
 * A rule's answer: problems (none = pass), a reason why the evidence itself says that it does not apply, why there is nothing to
 * judge (no revert, no review yet), which no plan can forbid, or what has to be looked up first.
 */
export type CheckResult =
  | { readonly problems: readonly Problem[] }
  | { readonly notApplicable: string }
  | { readonly notAsked: string }
  | {
      readonly needs:
        | 'files'
        | 'technologies'
        | 'paths'
        | 'patterns'
        | 'designs'
        | 'history'
        | 'measures'
        | OutsideNeed;
    };

/** What stands in no text and no tree: the judge takes it as a value, and a door that never has it leaves out the rules that need it. */
export type OutsideNeed =
  | 'conversation'
  | 'causes'
  | 'library'
  | 'lessons'
  | 'landing'
  | 'earlier'
  | 'answers'
  | 'record';

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
  /** When it is judged, and when the document was last changed by its history; default: nobody says. */
  readonly asOf?: string;
  readonly changedAt?: string;
  /** Title of a pull request. */
  readonly title?: string;
  /** What happened around a pull request. */
  readonly conversation?: ExampleConversation;
  /** What history says about the cause, what the pattern library offers, which miss is repaired, and whether the commit lands as it is. */
  readonly causes?: {
    readonly existing?: readonly string[];
    readonly candidates?: readonly CauseCandidate[];
  };
  readonly library?: readonly LibraryMatch[];
  readonly miss?: Miss | null;
  readonly lands?: boolean;
  /** Id of the commit's tree. */
  readonly tree?: string | null;
  /** What earlier changes said: their texts by a short name. */
  readonly earlier?: Readonly<Record<string, string>>;
  /** What other rules answered, and records of exceptions that have run out. */
  readonly outcomes?: Readonly<Record<string, Outcome>>;
  readonly lapsed?: RuleAnswers['lapsed'];
  /** What a record is held against; a text of the document kind `<form>-record` is read as such a record. */
  readonly programme?: ProgrammeWorld;
  /** Where the document lies; default: nobody says. */
  readonly path?: string;
  /** `pass`, `not-applicable`, what is needed to tell, or the set of problem codes. */
  readonly expect: 'pass' | 'not-applicable' | `needs ${string}` | readonly string[];
}

/** A rule: words, check and examples in one value. It knows no severity, no calendar and no world. */
export interface Rule<S extends OptionSpecs = OptionSpecs> {
  readonly id: string;
  /** Ids that it had before; whoever still writes one is told the new one. */
  readonly formerly?: readonly string[];
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
  readonly needs?: readonly OutsideNeed[];
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

/** The section of that canonical name, if the text has it. */
export function sectionOf(evidence: Evidence, name: string): Section | undefined {
  return evidence.sections.find((section) => section.name === name);
}
