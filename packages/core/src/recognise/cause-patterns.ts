import { anyOf } from './pattern.js';

/** What goes wrong, as nouns. */
const FAULT =
  '(?:bug|regression|issue|problem|error|crash|panic|leak|race|race condition|deadlock|livelock|failure|breakage|typo|thinko|mistake|warning|flake|flakiness|hang|corruption|overflow|underflow|defect|fault|oversight|omission|vulnerability|segfault|exception|violation|conflict|shadowing|slowdown|degradation|inconsistency|use-after-free|cycle|mismatch)(?:s|es)?';
/** Words after which a fault is the fault itself: an “error code” is none. */
const FAULT_ENDS =
  '(?=[,.:;)!]|$| (?:where|when|that|which|in|by|for|on|with|due|if|because|to|of|as|at|and|since|into|between|after|during|from|under|only|here|there|involving|affecting|causing|leading|resulting|making|related)\\b)';
const BY_MISTAKE =
  '(?:acciden(?:tal)?ly|inadvertently|mistak\\w{1,4}ly|unintentionally|erroneously|incorrectly|wrongly|improperly|by (?:mistake|accident))';
/** What happens to what is broken, as verbs and adjectives. */
const FAILING =
  '(?:fail(?:s|ed|ing|ures?)?|broken|crash(?:es|ed|ing)?|flak(?:y|ey|es|iness)|hang(?:s|ing)?|segfault(?:s|ed|ing)?|panic(?:s|ked|king)?|(?:stops?|stopped|not|no longer) work(?:ing|s)?|regress(?:ed|es|ing)?)';
/** Where a sentence begins, behind a label or the name of a component. */
const START = String.raw`^(?:[\w .,()/-]{1,60}: ){0,2}(?:[-*] )?`;
/** Words that only lead to the name of a change. */
const NAMING =
  '(?:the|an?|this|that|my|our|its|recent(?:ly)?|merged|landed|earlier|previous|prior|last|latest|initial|original|new|changes?|commits?|prs?|pull requests?|mrs?|patch(?:es)?|diff|merge|merging|landing|refactor(?:ing)?|rewrite|rework|work|code|logic|optimi[sz]ation|feature|update|bump|upgrade|implementation|clean-?up|tests?|in|of|from|by|made|done|added|introduced|with|rev(?:ision)?|sha|hash)';
const LEADS_TO = String.raw`(?:\s{1,2}${NAMING}[,:]?){0,7}:?\s{0,2}["'\x60*_(<[]{0,3}$`;

const before = (alternatives: readonly string[]): RegExp =>
  anyOf(alternatives.map((words) => `(?<![\\w-])${words}${LEADS_TO}`));

/** Right before the name of a change: that change broke what is repaired. */
export const BEFORE = before([
  '(?:caused|provoked) (?:\\w+ly )?(?:by|in|from|with|after|due to|since)',
  '(?:broken|broke|breakage|regressed|unintentionally changed) (?:\\w+ly )?(?:by|in|from|since|after|due to|with)',
  `regressions?(?: (?:bugs?|issues?|was|were|is|got|introduced|caused|that|which|first|came|comes|coming|stem(?:s|ming)|due)){0,4} (?:in|from|by|of|since|after|with|to)`,
  'bisect(?:ed|s|ing|ion)?(?: (?:it|this|that|the (?:\\w+ )?(?:failure|issue|bug|problem|regression|breakage)|down|back|points?|pointed|led|leads|landed|identifie[sd]|shows?|says|blames?|results?|to|at|on|finds?|found)){0,5}',
  '(?:culprit|offender|offending (?:commit|pr|change|patch)|bad commit|first bad commit)(?: (?:is|was|seems to be))?:?',
  'fix-?ups? (?:commit )?(?:for|of|to)',
  '(?:typos?|thinkos?|mistakes?|oversights?|omissions?|breakages?|regressions?|bugs?) (?:made |introduced )?(?:in|from|of|by)',
  '(?:fallout|fall-out) (?:from|of)',
  '(?:missed|forgotten|overlooked|omitted|left out|messed up|botched) (?:in|by|from|during)',
  `${BY_MISTAKE} (?:\\w+ ){1,3}(?:in|by|with|from|during|since|as part of)`,
  `${FAULT}(?: (?:in|of|with|when|where|for|on|at|that|which|from|between|during|due|are due|is due|was due|were due|inside|about|it|was|were|is|got|has been|had been)\\b[^.;?]{0,80})? (?:introduced|created|triggered|exposed)(?: \\w+ly)? (?:in|by|with|since|via|through|during|after)`,
  `(?:is|are|was|were) (?:${BY_MISTAKE} |\\w+ly )?(?:broken|failing) (?:by|in|since|after)`,
  `${FAILING} (?:ever |all )?(?:since|after)`,
  `(?:${FAULT}|${FAILING}) (?:(?:is|are|was|were) )?(?:due to|because of)`,
  `${START}(?:this (?:\\w+ )?)?(?:fixes|corrects|repairs|unbreaks)\\b[^.;?]{0,160} (?:introduced|triggered)(?: \\w+ly)? (?:in|by|with|since|via|through)`,
]);

/** Right before the name of a change, in a text that repairs something. */
export const BEFORE_IN_FIX = before([
  `${START}(?:this )?(?:fix(?:es|ed|ing)?|correct(?:s|ed)?|repair(?:s|ed)?|unbreak(?:s)?)\\b[^.;?]{0,160} (?:introduced|added|created|triggered)(?: \\w+ly)? (?:in|by|with|since|via|through)`,
  `${START}(?:(?:this|it|that|these|which|the (?:original )?${FAULT})(?: ${FAULT})?(?: (?:was|were|is|got|has been|had been))? )?(?:first |originally |initially |likewise |also |\\w+ly )?(?:introduced|triggered|regressed) (?:in|by|with|since|via|through)`,
  `${START}(?:broken|wrong|bad|incorrect|invalid)\\b[^.;?]{0,60} (?:in|from|since|by|after)`,
]);

/** Right before the name of a commit: it is what is repaired. */
export const BEFORE_COMMIT = anyOf([
  String.raw`${START}(?:this )?(?:fix(?:es)?|fix-?ups?|amends|corrects|completes)(?: up)?:?(?: commit)?\s{1,2}["'\x60(]{0,2}$`,
]);

const LEADS_ON = String.raw`^["'\x60*_)\]>]{0,4},?(?:\s{1,2}\([^()]{0,80}\),?)?(?:\s{1,2}(?:which|that|has|have|had|also|then|it|we|i|they|he|she|actually|subtly|silently|already|in turn|seems to have)){0,4}\s{1,2}`;
const after = (alternatives: readonly string[]): RegExp =>
  anyOf(alternatives.map((words) => LEADS_ON + words));

/** Right behind the name of a change: that change did it. */
export const AFTER = after([
  '(?:breaks|broke|broken)(?! (?:by|in|since|up|out|down|apart|into|off|\\w+ (?:up|out|down|into|apart))\\b)\\b',
  '(?:caused|causes|causing)(?! (?:by|in|from)\\b)\\b',
  '(?:regressed|regresses|botched|messed up|forgot|overlooked|neglected to)\\b',
  `${BY_MISTAKE} [a-z]`,
  `(?:introduced|introduces|introducing|added|adds|created|creates|left|contained|contains|resulted in|results in|led to|leads to|exposed|exposes|triggered|triggers)(?: (?!(?:for|to|of|that|which|against|fix|fixes|from|in|with|about|on|and|handling|tests?|checks?)\\b)[\\w'’-]{1,30}){0,5} ${FAULT}${FAULT_ENDS}`,
  '(?:was|is|were|are) (?:\\w+ly |also |still )?(?:incomplete|incorrect|wrong|buggy|flawed|insufficient|faulty|not (?:enough|complete|correct|sufficient))\\b',
]);

/** Right behind the name of a change, in a text that repairs something. */
export const AFTER_IN_FIX = after([
  "(?:did not|did[nN][’']?t|failed to|does not|does[nN][’']?t|fails to) (?:\\w+ly )?(?:account|handle|update|consider|take|cover|check|properly|correctly|fully|work|go|set|reset|free|clean|include|add|remove|propagate|initiali[sz]e|guard|adjust|change|apply|catch|respect|rename|copy|pass|close|release|preserve|register)\\b",
  'missed (?:to|the|a|an|some|one|updating|adding|removing|\\w+ing)\\b',
]);

/** The name stands in “the fix in #12 …”; what it was comes later. */
export const OF_A_FIX =
  /\b(?:fix|change|patch|commit|attempt)(?:es|s)?(?: made| done)? (?:in|from|of|by)\s{0,2}["'`(<[]{0,2}$/i;
/** What is said of such a fix: “was incomplete”. */
export const WAS_NOT_ENOUGH = anyOf([
  `^.{0,100} (?:was|is) (?:\\w+ly |still )?(?:incomplete|incorrect|wrong|buggy|insufficient|not (?:enough|complete|correct|sufficient))\\b`,
]);
/** “Since #12, the test has been failing”. */
export const SINCE = before([`${START}(?:ever )?since`]);
/** What goes on behind such a beginning: “has been failing”. */
export const FAILS_SINCE = anyOf([
  `^.{0,160}\\b(?:(?:has|have) been|started|began|is now|are now|now|is|are) (?:\\w+ly )?${FAILING}\\b`,
]);

/** Words that make a statement none, up to a few words before it. */
export const UNSURE = anyOf([
  String.raw`(?:^|[\s("'])(?:not|never|neither|nor|no(?! longer)|none|cannot|\w{2,8}n['’]t|rather than|instead of|unrelated|independent|if|whether|unless|may|might|maybe|perhaps|possibl[ey]|probably|likely|could|would|should|suspect\w*|guess\w*|seems?|appears?|think|thought|believe[sd]?|unsure|unclear|unknown|assum\w+|presum\w+|similar|like|what|until|intentionally|deliberately|on purpose|(?:as )?(?:noted|described|explained|mentioned|discussed|pointed out))(?:\s+[^\s,;]{1,40}){0,4}\s*$`,
]);
/** A sentence about what is still to come. */
export const OF_LATER =
  /^(?:in )?(?:an?|the|some) (?:subsequent|later|following|next|future|upcoming|separate) (?:commits?|patch(?:es)?|changes?|prs?|pull requests?)\b/i;
/** The same within a statement: “the leak was never introduced by”. */
export const DENIED =
  /\b(?:not(?! work)|never|may|might|maybe|perhaps|possibly|probably|likely|could|intentionally|deliberately|\w{2,8}n['’]t(?! work))\b/i;
/** Another change repaired it, which stands before: “#13 fixed what #12 broke”. */
export const REPAIRED_BEFORE =
  /(?:#\d{1,7}|\/\d{1,7}|\b[0-9a-f]{7,40})[)\]>]{0,2},?(?: \([^()]{0,120}\),?)?(?: (?:which|that|has|already|then|later)){0,3} (?:fixed|fixes|resolved|reverted|addressed|repaired)\b/i;
/** Another change repaired it, which stands behind: “broken by #12, fixed in #13”. */
export const REPAIRED_ELSEWHERE =
  /\b(?:fixed|reverted|resolved|addressed|solved|repaired)(?: \w+ly)? (?:by|in|with|via|as of)(?: \w+){0,3}\s{1,2}["'`*_(<[]{0,3}(?:#\d|https?:|[\w.-]{1,60}\/[\w.-]{1,60}#\d|pr ?#?\d|[0-9a-f]{7,40}\b)/i;
