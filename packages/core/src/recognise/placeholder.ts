import { fold } from '../evidence/fold.js';
import { exclusionByLabel } from './url-exclusion.js';

/** What a whole entry amounts to when it says nothing that counts. `reason` stands with `not-applicable`. */
export interface PlaceholderState {
  readonly state: 'placeholder' | 'deferred' | 'not-applicable';
  readonly reason?: string;
}

const NOTHING: ReadonlySet<string> = new Set(
  (
    'todo|to do|tbd|tba|tbc|wip|fixme|xxx|none|none yet|none needed|none required|nothing|nope|no|nil|null|na|n/a|n.a|n a|not applicable|' +
    'does not apply|not needed|not required|not necessary|no need|unneeded|unnecessary|' +
    'pending|later|soon|coming soon|to be done|to be determined|to be added|to follow|in progress|' +
    'untested|not tested|not tested yet|not yet tested|no tests|no test|no testing|not run|not yet|not done|wasnt|it wasnt|it was not|didnt|i didnt|' +
    'unknown|idk|dont know|same|see title|see above title|foo|bar|test|test plan|lorem ipsum|' +
    'keine|keiner|nichts|entfällt|ungetestet|aucun|aucune|néant|rien|ninguno|ninguna|nada|nenhum|nenhuma|nessuno|geen|inga|нет|не тестировалось|' +
    '无|暂无|没有|無|なし|特になし|없음|해당 없음'
  ).split('|'),
);

const REASONED =
  /^(?:n\/?a|n\.a\.?|not applicable|none|no tests?(?: (?:are |were |is |was )?(?:needed|necessary|required))?|not (?:needed|necessary|required|tested|run|relevant)|untested|does not apply|doesn't apply|nothing to test)\b[\s]{0,3}(?:[:;,.(–—-]{1,3}|because\b|since\b|as\b|for\b|locally\b)\s{0,3}/i;
const WAIVER =
  /\b(?:no|not|without) (?:\w{1,20} ){0,3}(?:tests?|testing|functionality|functional|behaviou?r|code)\b.{0,40}\b(?:needed|necessary|required|affected|changed?|changes)\b|\b(?:only|just|purely) (?:\w{1,20} ){0,3}(?:docs?|documentation|comments?|text|wording|typos?|words|readme|formatting|config(?:uration)?) ?(?:changes?|updates?|fix(?:es)?|edits?)?\b|\b(?:docs?|documentation|comments?|text|wording|formatting|readme|whitespace)[- ]only\b|\bno[- ](?:functional|behaviou?r(?:al)?|code|runtime|user[- ]facing) changes?\b|\b(?:do|does|should|will|would) not (?:\w{1,20} )?(?:affect|impact|change|touch)\b.{0,60}\b(?:behaviou?r|functionality|code|runtime|logic)\b|\b(?:(?:do not|don't|did not|didn't) (?:really )?have (?:an?|any) (?:\w{1,20} )?(?:way|means|device|hardware|setup|environment) to|can(?:no|')t|could(?:n't| not)|unable to|not able to|no (?:good |easy )?way to|hard to|difficult to|impossible to)(?: \w{1,20}){0,2} (?:test|repro\w*|verify|validate)\b|\b(?:hasn't|has not|was not|wasn't|not) been tested\b.{0,60}\b(?:because|since|as)\b/i;
/** Something was done after all. */
const POSITIVE = /\b(?:tests? (?:still |all )?pass\w*|pass(?:es|ed)|ran|verified|confirmed|checked|tested (?:on|with|by|in|using|locally|manually)|ci|built|compiles?|previewed|rendered|looked)\b|`/i;
const DEFERRED =
  /\b(?:will|to be|going to|gonna|plan(?:ning)? to|need(?:s)? to|should|shall|todo:?) (?:\w{1,20} ){0,3}?(?:add|added|write|written|test|tested|come|follow|include|included|provide|provided|release|deploy|verify|verified|check|do|done)\b/i;
const LATER =
  /\b(?:later|upcoming|follow[- ]?ups?|subsequent|next|separate|future|another|soon|eventually|after(?:wards?)? (?:merge|landing|this lands|deploy\w*))\b/i;
const DEFERRED_OUTRIGHT =
  /^(?:(?:i(?:'ll| will)|we(?:'ll| will)|will|need to|needs to|going to|plan to|todo:?|to do:?) |(?:land|merge|deploy|ship|release)(?: it| this)? and (?:test|try|see|pray|hope|verify|check|watch|monitor|observe|release)\b)/i;
/** A title of somebody's next change, as a joke or a promise: "Future PRs". */
const OTHER_CHANGE =
  /^(?:in )?(?:an? |the |some )?(?:future|later|next|upcoming|subsequent|separate|follow[- ]?up|another) (?:prs?|pull requests?|diffs?|commits?|changes?|patch(?:es)?|mrs?|releases?)\b.{0,12}$/i;
const PAST =
  /\b(?:ran|run|passed|passes|passing|tested|verified|checked|confirmed|added|saw|observed|reproduced|built|works?|worked)\b/i;

/**
 * What the whole text of an entry amounts to, or `null` when it says something: a placeholder, a promise for later, or
 * `N/A` with its reason.
 */
export function placeholderState(text: string): PlaceholderState | null {
  const words = bareWords(text);
  if (words === '' || NOTHING.has(words)) return { state: 'placeholder' };
  if (text.length > 400) return null;
  if (text.split('\n').every(isAboutChange)) return { state: 'placeholder' };
  const plain = unmarked(text);
  const reasoned = REASONED.exec(plain);
  if (reasoned !== null) return notApplicable(plain.slice(reasoned[0].length));
  if (isTemplateText(plain)) return { state: 'placeholder' };
  if (isDeferral(plain)) return { state: 'deferred' };
  if (plain.length <= 240 && WAIVER.test(plain) && !POSITIVE.test(plain)) {
    return { state: 'not-applicable', reason: plain };
  }
  return null;
}

/** A line of a review tool that slipped into a section: `Pull Request resolved: …`. */
function isAboutChange(line: string): boolean {
  const at = line.indexOf('://');
  return at > 0 && exclusionByLabel(line.slice(0, line.lastIndexOf(' ', at) + 1)) !== undefined;
}

/** A promise is only one while nothing in the same text was done. */
function isDeferral(plain: string): boolean {
  if (DEFERRED_OUTRIGHT.test(plain) || OTHER_CHANGE.test(plain)) return true;
  return DEFERRED.test(plain) && LATER.test(plain) && !/\b(?:ran|passed|passes|verified|confirmed|saw|observed)\b/i.test(plain);
}

function notApplicable(rest: string): PlaceholderState {
  const reason = rest.replace(/[\s).]+$/, '').trim();
  return NOTHING.has(bareWords(reason)) || reason.length < 3
    ? { state: 'placeholder' }
    : { state: 'not-applicable', reason };
}

/** A question or an instruction of a form that was left standing. */
function isTemplateText(plain: string): boolean {
  if (plain.length > 300 || PAST.test(plain)) return false;
  if (/^(?:please |briefly |describe |explain |list |provide |include |add (?:a|any|your|the) |enter |insert |replace |fill |write |delete |remove this|state |tell us |specify |mention |link to )/i.test(plain)) {
    return /\b(?:you|your|this pr|pull request|change|changes|tests?|steps?|here|reviewers?|how|what|why|if applicable|below|relevant)\b/i.test(plain);
  }
  if (/^(?:how|what|which|why|did|have|has|are|is|does|do|was|were|where|when|who|can)\b[^.!]{3,}\?(?:\s{0,3}if (?:so|yes|not?)\b.{0,80})?$/i.test(plain)) return true;
  return /^[<[{(][^<>[\]{}()]{2,80}[>\]})]$/.test(plain) && !/\d/.test(plain);
}

/** Without emphasis, list markers, boxes and white space at the ends. */
function unmarked(text: string): string {
  return text
    .slice(0, 600)
    .replace(/[*_`~]/g, '')
    .replace(/\s+/g, ' ')
    .replace(/^ ?(?:[-+>] ?|\d{1,3}[.)] ?)?(?:\[[ xX]?\] ?)?/, '')
    .trim();
}

/** Folded and without apostrophes and inner markup; what is left when only dots or dashes stand there is nothing. */
function bareWords(text: string): string {
  if (text.length > 80) return text.trim() === '' ? '' : text;
  return fold(unmarked(text).replace(/['’]/g, ''));
}
