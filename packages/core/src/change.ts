import type { Evidence } from './schema/evidence.js';
import type { FileChange } from './schema/facts.js';
import type { Subject } from './schema/finding.js';

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
  /** Line counts of `files` are there (binary files keep `null`). */
  readonly linesRead: boolean;
  /** `linguist-generated` and `-vendored` were looked up for `files`. */
  readonly attributesRead: boolean;
  readonly labels: readonly string[];
  readonly draft: boolean;
  readonly branch?: string;
  /** Conventional commit type of the title, lower case, where it has one. */
  readonly type?: string;
  readonly exemption?: Exemption;
  readonly existingPaths?: ReadonlySet<string>;
  /** Tries a pattern of the team's own on a text; its engine is loaded only where a pattern is set. */
  readonly matchPattern?: (pattern: string, text: string) => boolean;
  readonly earlier?: ReadonlySet<string>;
  readonly documentKind?: string;
}

/** What the judge would have to know to decide an unknown. */
export type Need = 'files' | 'lines' | 'attributes' | 'paths' | 'patterns' | 'branch';
