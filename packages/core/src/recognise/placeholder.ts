import { isAboutChange } from './about-change.js';
import { isNothing, unmarked } from './nothing.js';
import { anyOf } from './pattern.js';
import { saysWaived } from './waiver.js';

/** What a whole entry amounts to when it says nothing that counts. `reason` stands with `not-applicable`. */
export interface PlaceholderState {
  readonly state: 'placeholder' | 'deferred' | 'not-applicable';
  readonly reason?: string;
}

const REASONED = new RegExp(
  `^${
    anyOf([
      String.raw`n\/?a`,
      String.raw`n\.a\.?`,
      'not applicable|does not apply|doesn.t apply',
      'none',
      'no tests?(?: (?:are |were |is |was )?(?:needed|necessary|required))?',
      'not (?:needed|necessary|required|tested|run|relevant)|untested|nothing to test',
    ]).source
  }(?: locally| yet| here)?\\b\\s{0,3}(?:[:;,.(–—-]{1,3}|(?:because|since|as|for)\\b)\\s{0,3}`,
  'i',
);

const PROMISE = anyOf([
  String.raw`\b(?:will|to be|going to|gonna|plan(?:ning)? to|needs? to|should|shall|todo:?) (?:\w{1,20} ){0,3}?(?:add|added|write|written|test|tested|come|follow|included?|provided?|release|deploy|verify|verified|check|do|done)\b`,
]);
const LATER = anyOf([
  String.raw`\b(?:later|upcoming|follow[- ]?ups?|subsequent|next|separate|future|another|soon|eventually)\b`,
  String.raw`\bafter(?:wards?)? (?:merge|landing|this lands|deploy\w*)\b`,
]);
const PROMISE_OUTRIGHT = anyOf([
  "^(?:i(?:'ll| will)|we(?:'ll| will)|will) (?:\\w{1,20} ){0,2}?(?:add|write|test|follow|include|provide|release|deploy|verify|check|do|try|see|update|run)\\b",
  '^(?:needs? to|going to|plan to|todo:?|to do:?) ',
  String.raw`^(?:land|merge|deploy|ship|release)(?: it| this)? and (?:test|try|see|pray|hope|verify|check|watch|monitor|observe|release)\b`,
  String.raw`^(?:in )?(?:an? |the |some )?(?:future|later|next|upcoming|subsequent|separate|follow[- ]?up|another) (?:prs?|pull requests?|diffs?|commits?|changes?|patch(?:es)?|mrs?|releases?)\b.{0,12}$`,
]);
/** A clause that claims a test, and one that promises, denies or waits. */
const CLAIMED = /\b(?:tests?|tested|testing|ci|unit|ut|manual(?:ly)?|existing|added|relies|rely)\b|`/i;
const OPEN =
  /\b(?:will|we'll|i'll|be|to|later|soon|follow\w*|future|next|upcoming|separate|todo|needs?|merge|land|release|no|not|none|haven't|didn't|hasn't|more)\b/i;
const DONE =
  /\b(?:ran|passe[ds]|passing|tested|verified|checked|confirmed|added|saw|observed|reproduced|built|works?|worked)\b/i;

const INSTRUCTION =
  /^(?:please|briefly|describe|explain|demonstrate|outline|summari[sz]e|list|provide|include|add (?:a|any|your|the)|enter|insert|replace|fill|write|delete|remove this|state|tell us|specify|mention|link to|document how|show us|share) /i;
const ADDRESSED =
  /\b(?:this pr|pull request|changes?|tests?|steps?|here|reviewers?|how|what|why|if applicable|below|relevant)\b/i;
const TO_AUTHOR = /\b(?:you|your)\b/i;
const QUESTION =
  /^(?:how|what|which|why|did|have|has|are|is|does|do|was|were|where|when|who|can)\b[^.!]{3,}\?(?:\s{0,3}if (?:so|yes|not?)\b.{0,80})?$/i;
const BRACKETED = /^[<[{(][^<>[\]{}()\d]{2,80}[>\]})]$/;

/** Longer texts, in UTF-16 units, say something. */
const LONGEST = 400;

/**
 * What the whole text of an entry amounts to, or `null` when it says something: a placeholder, a promise for later, or
 * `N/A` with its reason. `section`: the canonical name of where it stands; a place for test evidence knows more ways to
 * say why there is none.
 */
export function placeholderState(text: string, section?: string): PlaceholderState | null {
  if (isNothing(text)) return { state: 'placeholder' };
  if (text.length > LONGEST) return null;
  if (isAboutChange(text.slice(0, lineEnd(text))) && text.split('\n').every(isAboutChange))
    return { state: 'placeholder' };
  const plain = unmarked(text);
  const reasoned = REASONED.exec(plain) ?? /^n\/a (?=\w)/i.exec(plain);
  if (reasoned !== null) return notApplicable(plain.slice(reasoned[0].length));
  if (isTemplateText(plain)) return { state: 'placeholder' };
  if (isPromise(plain)) return { state: 'deferred' };
  return section === 'test-evidence' && saysWaived(plain) ? { state: 'not-applicable', reason: plain } : null;
}

function lineEnd(text: string): number {
  const end = text.indexOf('\n');
  return end === -1 ? text.length : end;
}

/** A promise is only one while nothing beside it in the same text was done. */
function isPromise(plain: string): boolean {
  if (!PROMISE_OUTRIGHT.test(plain) && !(PROMISE.test(plain) && LATER.test(plain))) return false;
  if (/\b(?:ran|passe[ds]|verified|confirmed|measured|saw|observed)\b/i.test(plain)) return false;
  return !plain
    .split(/[.;,:!()]\s*|\s(?:but|and also)\s/)
    .some((clause) => CLAIMED.test(clause) && !OPEN.test(clause));
}

function notApplicable(rest: string): PlaceholderState {
  const reason = rest.replace(/[\s).]+$/, '').trim();
  if (reason.length < 3 || isNothing(reason)) return { state: 'placeholder' };
  return { state: 'not-applicable', reason };
}

/** A question or an instruction of a form that was left standing. */
function isTemplateText(plain: string): boolean {
  const instructs = INSTRUCTION.test(plain);
  if (BRACKETED.test(plain) || (instructs && TO_AUTHOR.test(plain))) return true;
  const asks = (instructs && ADDRESSED.test(plain)) || QUESTION.test(plain);
  return asks && plain.length <= 300 && !DONE.test(plain);
}
