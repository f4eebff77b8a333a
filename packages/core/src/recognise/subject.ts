import { linesOf } from '../evidence/source.js';
import type { Person } from '../schema/facts.js';

const TYPE = /^([a-z][a-z-]{0,29})(?:\([^()]{0,80}\))?!?:\s/i;
const REVERTS =
  /^(?:this|the)\s{1,3}(?:reverts|commit reverts)\s{1,3}(?:commit\s{1,3})?[`'"(]{0,2}([0-9a-f]{7,64})\b/i;
const REVERTS_NAMED = /^this\s{1,3}(?:diff|change|patch|pr|pull request|commit)?\s{0,3}reverts\s{1,3}\S/i;
const REVERT_TITLE =
  /^revert(?:ed|s|ing)?(?:\([^()]{0,80}\))?[:\s]\s{0,3}(?:["“'`#]|commit\b|[0-9a-f]{7,64}\b|[A-Z]{1,8}-?\d{2,}|.{0,40}#\d)/i;
const QUALIFIED_REVERT =
  /^(?:temporar(?:y|ily)|partial(?:ly)?)\s{1,3}revert(?:ed|s|ing)?\s{1,3}(?:["“'`#]|commit\b|[0-9a-f]{7,64}\b)/i;
const REAPPLY_TITLE = /^(?:re-?(?:apply|land|introduce)\b|revert\s{1,3}["“'`]revert\b)/i;
const CHERRY_PICK = /^\(cherry[- ]picked from commit ([0-9a-f]{7,64})\)\s{0,3}$/i;
const MERGE_TITLES: readonly RegExp[] = [
  /^merge (?:pull request|branch(?:es)?|remote-tracking branch(?:es)?|tag|commit|merge request|changes?|topic)\b/i,
  /^merge ["“'`]/i,
  /^merge \S{1,200} into \S/i,
  /^merged in \S/i,
  /^merge in\b/i,
  /^auto[- ]?merge of #\d/i,
  /^am [0-9a-f]{7,40}: /,
];
const MERGED_DOWN = /\sam: [0-9a-f]{7,40}$/;

/** The first line of a message that says something. */
export function subjectLine(message: string): string {
  return /\S[^\r\n]*/.exec(message.slice(0, 20_000))?.[0].trimEnd() ?? '';
}

/** The conventional commit type of a title, lower case (`feat(api)!: …` → `feat`). https://www.conventionalcommits.org/en/v1.0.0/ */
export function commitType(title: string): string | undefined {
  return TYPE.exec(title.slice(0, 200))?.[1]?.toLowerCase();
}

/**
 * The sha that a message says it reverts, in the words that `git revert` writes at the start of a line. A change that brings a
 * reverted one back names that revert too, and is no revert: undefined.
 */
export function revertedSha(message: string): string | undefined {
  if (!/reverts\s/i.test(message) || isReapply(message)) return undefined;
  return firstMatch(message, REVERTS);
}

/** Whether the text says that it takes an earlier change back: git's sentence, or a title that names what it reverts. */
export function isRevert(message: string): boolean {
  if (!/revert/i.test(message) || isReapply(message)) return false;
  const subject = subjectLine(message).slice(0, 300);
  if (REVERT_TITLE.test(subject) || QUALIFIED_REVERT.test(subject)) return true;
  return (
    firstMatch(message, REVERTS) !== undefined || bodyLines(message).some((line) => REVERTS_NAMED.test(line))
  );
}

/** Whether the title says that a reverted change comes back. */
export function isReapply(message: string): boolean {
  return REAPPLY_TITLE.test(subjectLine(message).slice(0, 300));
}

/** Whether the title is one that git or a forge writes for merges; what a commit's parents say goes before this. */
export function isMerge(message: string): boolean {
  const subject = subjectLine(message).slice(0, 500);
  return MERGE_TITLES.some((title) => title.test(subject)) || MERGED_DOWN.test(subject);
}

/** The commit that a message says it was picked from (`git cherry-pick -x`); the last one where it was picked several times. */
export function cherryPickSource(message: string): string | undefined {
  let found: string | undefined;
  if (!/picked from commit/i.test(message)) return found;
  for (const line of bodyLines(message)) {
    found = CHERRY_PICK.exec(line)?.[1]?.toLowerCase() ?? found;
  }
  return found;
}

/** Whether an author is an account that says itself to be no human: `[bot]` in the name or in a no-reply address. */
export function isBot(person: Person): boolean {
  return (
    /\[bot\]\s{0,3}$/i.test(person.name.slice(0, 200)) ||
    /\[bot\]@users\.noreply\./i.test(person.email.slice(0, 300))
  );
}

function firstMatch(message: string, pattern: RegExp): string | undefined {
  for (const line of bodyLines(message)) {
    const sha = pattern.exec(line)?.[1];
    if (sha !== undefined) return sha.toLowerCase();
  }
  return undefined;
}

/** Lines cut to the length that any of the patterns can use. */
function bodyLines(message: string): readonly string[] {
  return linesOf(message).map((line) => line.slice(0, 300));
}

const REPAIR =
  /\b(?:fix(?:e[sd]|ing|up)?|bug ?fix|hot ?fix|repair(?:s|ed)?|correct(?:s|ed|ly)?|resolve[sd]?|work ?around|unbreak|patch(?:es|ed)? (?:a |the )?(?:leak|hole))\b/i;
const COSMETIC =
  /\b(?:typos?|spelling|grammar|wording|comments?|docs?|documentation|readme|docstrings?|changelog|release notes|formatting|whitespace|indentation|lint(?:er|ing)?|warnings?|nits?|review|style|copyright|license|links?|rename|unreleased_history)\b/i;
const FAULT =
  /\b(?:prevent(?:s|ed|ing)?|avoid(?:s|ed|ing)?|stop(?:s|ped)?|guard|handle|tolerate|do(?:es)? not|don['’]?t|never|no longer|remove|should|add(?:ed)? (?:missing|bounds)|properly|correctly)\b.{0,80}\b(?:crash\w*|panic\w*|leak\w*|race\w*|deadlock\w*|overflow\w*|underflow|null|nil|segfault\w*|exception\w*|fail\w*|error\w*|corrupt\w*|hang\w*|losing|loss|duplicat\w*|infinite|stale|wrong\w*|incorrect\w*|invalid|missing|broken|flak(?:y|ey|iness)|regress\w*|injection|compil\w*|bounds|accidental)\b|\b(?:is|are|was|were|gets?) (?:broken|wrong|not working|flak(?:y|ey)|incorrect(?:ly)?)\b|\b(?:test|build|recovery|ci)\b.{0,40}\b(?:failed|failure|fails|broken|is flakey)\b/i;

/** Whether a title says that a defect is repaired. Fixes of words, comments and formatting are none, nor are merges. */
export function isFix(message: string): boolean {
  const subject = subjectLine(message).slice(0, 300);
  if (isRevert(message) || isReapply(message)) return false;
  const type = commitType(subject);
  if (COSMETIC.test(subject) && !FAULT.test(subject)) return false;
  if (type !== undefined && /^(?:docs?|chore|style|refactor|test|feat|perf|build|ci|deps)$/.test(type)) {
    return type === 'test' && REPAIR.test(subject);
  }
  return REPAIR.test(subject) || FAULT.test(subject);
}

/** Whether a text says by its form that no human wrote it: a bot's sign-off, or the body of a dependency or roll updater. */
export function looksAutomated(message: string): boolean {
  const subject = subjectLine(message).slice(0, 300);
  if (
    /^(?:build|chore|ci|fix)?(?:\(deps(?:-dev)?\))?:?\s{0,2}\[?\w{0,30}\]?:?\s{0,2}(?:bump|update) \S{1,120} (?:from|to) v?\d/i.test(
      subject,
    )
  )
    return true;
  if (
    /^(?:update (?:dependency|rust crate|npm|pre-commit|github actions?|docker|module) |roll \S{1,80} from [0-9a-f]{6,40} to |lock file maintenance)/i.test(
      subject,
    )
  )
    return true;
  return linesOf(message).some((line) =>
    /^(?:signed-off-by|co-authored-by|from|author): [^<\n]{0,80}\[bot\]|^updated-dependencies:$|^this pr contains the following updates:$/i.test(
      line.slice(0, 300),
    ),
  );
}
