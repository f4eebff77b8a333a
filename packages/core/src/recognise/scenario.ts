import { anyOf, wordsOf } from './pattern.js';
import { contentWords } from './words.js';

/** What people say came out. */
const OBSERVED = wordsOf(
  [
    'saw see seen sees seeing observed? verify verif(?:ied|ies|ying) (?:tested|checked|ensured?|made_sure)_(?:that|it)',
    'ensur(?:ed?|ing) confirm(?:ed|ing)? noticed noted? got gets? receiv(?:ed?|es) return(?:s|ed) show(?:s|ed|n|ing)?',
    'display(?:s|ed) appear(?:s|ed) hit able_to redirected rejected prompted no_longer go(?:es)?_away went_away gone',
    'work(?:s|ed|ing) succeed(?:s|ed)? fail(?:s|ed) crash(?:es|ed)? load(?:s|ed) render(?:s|ed) disappear(?:s|ed)',
    'remain(?:s|ed)? should expect(?:ed)? produc(?:es|ed) emits? logs? logged prints? printed match(?:es|ed) reports?',
    'reported looks?_(?:good|ok|right|fine|correct) thrown raised',
    String.raw`no_(?:\w+_){0,2}(?:exceptions?|errors?|warnings?|crash\w*|leaks?|regressions?) without_(?:error|issue|problem|crash)\w*`,
  ],
  'gi',
);
/** What people say they did. */
const ACTION = wordsOf(
  [
    'open(?:ed)? click(?:ed)? creat(?:ed?|ing) made add(?:ed|ing) call(?:ed|ing)? compar(?:ed?|ing) writ(?:e|ing) wrote',
    'pass(?:ed|ing) restart(?:ed)? launch(?:ed)? start(?:ed)? stop(?:ped)? kill(?:ed)? visit(?:ed)? went_(?:to|through)',
    'go_to switch(?:ed)? navigat(?:ed?|ing) load(?:ed)? reload(?:ed)? refresh(?:ed)? upload(?:ed)? download(?:ed)? delet(?:ed?|ing)',
    'remov(?:ed?|ing) edit(?:ed)? chang(?:ed?|ing) set toggl(?:ed?|ing) sign(?:ed)? log(?:ged)?_(?:in|out) typ(?:ed?|ing)',
    'enter(?:ed)? submit(?:ted)? select(?:ed)? press(?:ed)? push(?:ed)? pull(?:ed)? clon(?:ed?|ing) commit(?:ted)?',
    'view(?:ed)? us(?:ed|ing) tri(?:ed|es) try quer(?:y|ied) install(?:ed)? flash(?:ed)? boot(?:ed|s)? deploy(?:ed)?',
    'upgrad(?:ed?|ing) connect(?:ed)? disconnect(?:ed)? simulat(?:ed?|ing) fak(?:ed?|ing) forc(?:ed?|ing) inject(?:ed)?',
    'reproduc(?:ed?|ing) trigger(?:ed)? enabl(?:ed?|ing) disabl(?:ed?|ing) configur(?:ed?|ing) generat(?:ed?|ing)',
    'compil(?:ed?|ing) built build brows(?:ed?|ing) examin(?:ed?|ing) inspect(?:ed)? search(?:ed)? sent send import(?:ed)?',
    'export(?:ed)? migrat(?:ed?|ing) scal(?:ed?|ing) appl(?:y|ied) roll(?:ed)? ran re-?ran run suspend(?:ed)?',
    'resum(?:ed?|ing) copied measured profiled',
  ],
  'gi',
);
const TRIED = 'tested|ran|run|verified|works?|worked|validated|checked|tried|reproduced';
const MADE = 'compiles?|compiled|built|builds?|boots?|booted|flashed|installed|deployed';
const ARTICLE = String.raw`(?:an?\s|the\s|my\s|real\s|both\s)?`;
/** A model, board or version: a word with letters and digits that is no abbreviation or ordinal. */
const MODEL = String.raw`(?!e2e|[kK]8s|i18n|l10n|a11y|\d+(?:st|nd|rd|th|k|x)?\b)(?=[\w+.-]{0,30}\d)(?=[\w+.-]{0,30}[A-Za-z])[\w+.-]{2,40}`;
/** Something tried on a device, platform or version that is named. */
const NAMED_PLACES: readonly RegExp[] = [
  anyOf([
    String.raw`\b(?:${TRIED}|${MADE})\b[^.;\n]{0,60}?\b(?:on|with|in|under|against|using)\s+${ARTICLE}(?:[\w+-]{1,30}\s){0,3}${MODEL}`,
    String.raw`\b(?:${TRIED}|${MADE})\b[^.;\n]{0,40}?\b(?:on|with|in|under)\s+${ARTICLE}(?!end-to)[a-z0-9]{2,20}(?:-[a-z0-9]{2,20}){2,5}\b`,
    String.raw`\b(?:${MADE})\b(?:\s(?:for|to|and boot))?\s+${ARTICLE}(?:[\w+-]{1,30}\s){0,2}${MODEL}`,
  ]),
  /\b(?:[Tt]ested|[Rr]an|[Vv]erified|[Ww]orks?|[Vv]alidated|[Cc]hecked|[Tt]ried|[Rr]eproduced)\b[^.;\n]{0,40}?\b(?:on|with|in|under|against|using)\s+(?:an?\s|the\s)?[A-Z][\w+-]*\s\d[\w.]*/,
];
const BOOTED = /\b(?:boot|boots|booted|booting|flash|flashed|power[- ]cycled|suspend|resume|hot-?plug\w*)\b/i;
const TESTED_BY_DOING =
  /\b(?:tested|verified|checked|validated|reproduced)\b.{0,40}\b(?:by|while|when|after) (?:\w+ )?\w+ing\b/i;
const SAW_THAT =
  /\b(?:see|saw|verify|verified|confirm(?:ed)?|check(?:ed)?|ensured?|ma[kd]e sure|validated?)(?: (?:on|in|with|against|under|at) (?:[\w.-]{1,30} ){1,4}| )that\b/i;
const WENT_AWAY = /\b(?:go(?:es)? away|no longer|went away)\b/i;
const POINTS =
  'see|per|as (?:above|in|per|described|mentioned|stated)|same as|ditto|cf\\.?|refer to|covered (?:by|in)';
const POINTED = [
  'above|below|screenshots?|summary|description|title|subject|comments?|attach\\w*|issue|parent|previous|prior|next|other|linked|pr\\b|diff|video|gif|recording',
  '(?:the |my |this )?(?:test plan|attached|linked|pr|pull request|issue|ticket|video|gif|recording|log|commit|description|summary|comments?|screenshots?|previous|parent)\\b',
  '#\\d|[A-Z]{1,6}-?\\d|https?:',
].join('|');
const POINTER = new RegExp(String.raw`^(?:${POINTS})\s{1,3}(?:${POINTED})`, 'i');
const WRITES =
  'add(?:s|ed|ing)?|new|updat(?:es?|ed|ing)|expand(?:s|ed)?|extend(?:s|ed)?|wrote|includ(?:es?|ed)|modif(?:y|ied)|creat(?:es?|ed)|adjust(?:s|ed)?|improv(?:es?|ed)|cover(?:s|ed)? by';
const WRITTEN =
  '(?:unit |integration |regression )?tests? (?:were |was |have been |has been |are )?(?:added|updated|expanded|extended|included)';
const WROTE_TESTS = new RegExp(
  String.raw`^(?:i |we |this |also )?(?:(?:${WRITES})\b[^.;\n]{0,60}?\b(?:tests?|coverage|specs?|test ?cases?|snapshots?|fixtures?|assertions?)\b|${WRITTEN})`,
  'i',
);

/** The name of a test or of what tests cover, not a step. */
const ABOUT_TESTS = /^\W{0,4}(?:\w+ ){0,3}(?:tests?|coverage|specs?)\b/i;

/** Whether a text only points somewhere else: `see above`, `see #12`. */
export function isPointer(text: string): boolean {
  return text.length < 160 && POINTER.test(text);
}

/** Whether list items are steps that somebody else could follow: three or more with words of their own, one of them an action or a sight. */
export function isStepList(items: readonly string[]): boolean {
  const steps = items.filter(
    (item) => contentWords(item) >= 2 && !WROTE_TESTS.test(item) && !ABOUT_TESTS.test(item),
  );
  if (steps.length < 3) return false;
  return steps.some((step) => step.search(ACTION) !== -1 || step.search(OBSERVED) !== -1);
}

/** Whether texts tell of something done and what came of it, or of several things done, in enough words of their own. */
export function isScenario(texts: readonly string[]): boolean {
  let steps = 0;
  let sights = 0;
  let words = 0;
  for (const sentence of texts.flatMap(sentences)) {
    if (POINTER.test(sentence) || WROTE_TESTS.test(sentence)) continue;
    const content = contentWords(sentence);
    const acts = (sentence.match(ACTION) ?? []).length;
    const seen = (sentence.match(OBSERVED) ?? []).length;
    if (standsAlone(sentence, content, acts, seen)) return true;
    steps += acts;
    sights += seen;
    if (acts + seen > 0) words += content;
  }
  return words >= 6 && (steps >= 3 || (steps >= 2 && sights >= 1));
}

function standsAlone(sentence: string, content: number, acts: number, seen: number): boolean {
  if (NAMED_PLACES.some((place) => place.test(sentence)) || (BOOTED.test(sentence) && content >= 1))
    return true;
  if (TESTED_BY_DOING.test(sentence) && content >= 4) return true;
  if (seen > 0 && (content >= 5 || (acts > 0 && content >= 4))) return true;
  return (
    ((WENT_AWAY.test(sentence) || SAW_THAT.test(sentence)) && content >= 3) ||
    (acts > 0 && content >= 12) ||
    (acts > 1 && content >= 7)
  );
}

function sentences(text: string): readonly string[] {
  return text
    .slice(0, 8000)
    .split(/(?<=[.!?;])\s+|\n(?=\s*[-*\d])/)
    .map((sentence) => sentence.replace(/\s+/g, ' ').trim().slice(0, 600));
}
