import type { ReadRecord } from './programme/record.js';
import type { ProgrammeWorld } from './programme/world.js';
import type { Evidence } from './schema/evidence.js';
import type { FileChange } from './schema/facts.js';
import type { Outcome, Subject } from './schema/finding.js';
import type { Policy } from './schema/policy.js';
import type { Account, Thread } from './schema/pull.js';

/** A structural reason why no rule asks: parents, a revert that resolves, the source of a cherry-pick, an account type, the first commit, the adoption date. */
export interface Exemption {
  readonly kind: 'merge' | 'revert' | 'cherry-pick' | 'bot' | 'root' | 'web-flow' | 'before-adoption';
  readonly detail: string;
}

/**
 * One thing to be judged. `files` absent: the changed files are unknown. A file's `added: null` with `linesRead: false` means
 * that sizes were not read yet; judging then answers *unknown* only where the size would decide, and says so in `needs`.
 */
export interface Change {
  readonly subject: Subject;
  readonly evidence: Evidence;
  readonly files?: readonly FileChange[];
  /** Nobody can say which files changed: judge as a change of source code, and leave what hangs on paths unknown. */
  readonly assumeSource?: boolean;
  /** Line counts of `files` are there (`null` in a file that Git takes for binary). */
  readonly linesRead: boolean;
  /** `linguist-generated` and `-vendored` were looked up for `files`. */
  readonly attributesRead: boolean;
  readonly labels: readonly string[];
  readonly draft: boolean;
  readonly branch?: string;
  /** Conventional commit type of the title, lower case, where it has one. */
  readonly type?: string;
  readonly exemption?: Exemption;
  /** Whether a commit takes back one that exists; absent where nobody looked. */
  readonly isRevert?: boolean;
  readonly existingPaths?: ReadonlySet<string>;
  /** For named paths that don't exist, the nearest one that does. */
  readonly nearPaths?: ReadonlyMap<string, string>;
  /** Tries a pattern of the team's own on a text; its engine is loaded only where a pattern is set. */
  readonly matchPattern?: (pattern: string, text: string) => boolean;
  /** What earlier changes said, by `blockKey`, with a short name of the change that said it last. */
  readonly earlier?: ReadonlyMap<string, string>;
  readonly documentKind?: string;
  /** When a document was last changed, by its history; absent where nobody looked. */
  readonly changedAt?: string;
  /** Reviews, threads and times of a pull request, where somebody read them. */
  readonly conversation?: Conversation;
  /** What history says about the cause of what a fix repairs. */
  readonly causes?: CauseFacts;
  /** Entries of the pattern library that the change calls for, the surest first; empty where none does. */
  readonly library?: readonly LibraryMatch[];
  /** The confirmed miss that the change repairs; null where it repairs none. */
  readonly miss?: Miss | null;
  /** Whether the commit lands as it is, instead of being squashed before. */
  readonly lands?: boolean;
  /** Id of the commit's tree; null where its text was gathered from other commits, as a squash of the platform does. */
  readonly tree?: string | null;
  /** The record that a YAML file is, with what its path says. */
  readonly record?: ReadRecord;
  /** What the record is held against; absent where nobody looked. */
  readonly programme?: ProgrammeWorld;
}

/** What somebody looked up in the history below a change. */
export interface CauseFacts {
  /** Of the commits that the text names, as it names them, those that stand in the history below the change. */
  readonly existing: ReadonlySet<string>;
  /** Commits that last touched the lines which the change takes away, the likeliest first; empty where none was found. */
  readonly candidates: readonly CauseCandidate[];
}

/** One commit that may have caused what is repaired: something to offer, never a verdict. */
export interface CauseCandidate {
  readonly sha: string;
  readonly subject: string;
}

/** An entry of the pattern library that a change calls for, with the words and paths that say so. */
export interface LibraryMatch {
  readonly id: string;
  readonly title: string;
  readonly because: readonly string[];
}

/** A confirmed miss that a change repairs: which change caused it, how that came to light, and where a lesson from it is written down. */
export interface Miss {
  /** `#12` or a sha. */
  readonly change: string;
  readonly kind: 'fix-forward' | 'escape' | 'rollback' | 'revert' | 'surprise';
  /** Patterns and documents that name the change or its repair. */
  readonly lessons: readonly string[];
}

/** A record of an exception that covers a change and has run out. */
export interface LapsedWaiver {
  readonly rule: string;
  readonly until: string;
  readonly approver: string;
  /** Where it stands, e.g. `forethought.yml:12`, as far as that is known. */
  readonly at?: string | undefined;
}

/** What all other rules answered about the same change. */
export interface RuleAnswers {
  /** Every rule that there is. */
  readonly ruleIds: readonly string[];
  readonly outcomes: ReadonlyMap<string, Outcome>;
  readonly lapsed: readonly LapsedWaiver[];
}

/** One review as rules read it. `isOwn`: the pull request's author wrote it. */
export interface ReviewText {
  readonly author: Account | null;
  readonly isOwn: boolean;
  readonly state: 'approved' | 'changes-requested' | 'commented' | 'dismissed';
  readonly submittedAt: string;
  readonly evidence: Evidence;
  readonly url: string;
}

/** A design that the pull request's text links, with the earliest approval that somebody else gave it; `approvedAt: null` when there is none. */
export interface DesignApproval {
  /** As the text names it: a path, `#12` or an address. */
  readonly reference: string;
  readonly approvedAt: string | null;
  readonly approver: string | null;
}

/** What happened around a pull request's text. A part that is `undefined` was not read, and no rule takes it for empty. Times are the platform's. */
export interface Conversation {
  readonly author: Account | null;
  readonly createdAt: string;
  /** The earliest moment that implementing may have begun: the first commit's date, or the pull request's creation if that is earlier. */
  readonly startedAt: string | undefined;
  readonly reviews: readonly ReviewText[] | undefined;
  readonly threads: readonly Thread[] | undefined;
  readonly designs: readonly DesignApproval[] | undefined;
}

/** What the judge would have to know to decide an unknown. */
export type Need =
  | 'files'
  | 'technologies'
  | 'lines'
  | 'attributes'
  | 'paths'
  | 'patterns'
  | 'branch'
  | 'conversation'
  | 'designs'
  | 'history'
  | 'causes'
  | 'library'
  | 'lessons'
  | 'earlier'
  | 'answers'
  | 'landing'
  | 'record'
  | 'measures';

/** Facts about a change that may be told while it is judged. */
export type Told = Pick<Change, 'matchPattern' | 'earlier' | 'causes' | 'miss'>;

/**
 * Tells more of a change, where a rule asks for something that is at hand: it is asked again with that at once. Undefined: it has to
 * be looked up.
 */
export type Tell = (change: Change, policy: Policy, need: Need) => Told | undefined;
