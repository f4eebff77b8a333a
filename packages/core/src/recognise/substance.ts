import type { Entry } from '../schema/evidence.js';
import { isName, isTelling } from './command.js';
import { contentWords } from './words.js';

const MEASURE =
  /(?<![\w.#-])[~<>≤≥±+-]?\d[\d.,]*[kKM]?\s?(?:%|×|x\b|[munµμ]s\b|s\b|secs?\b|seconds?\b|minutes?\b|mins?\b|hours?\b|hrs?\b|[KMGTkm]i?[Bb](?:ps)?\b|bytes?\b|ops\b|[qrf]ps\b|MHz\b|GHz\b|times\b|iterations?\b|runs\b|pass(?:es|ed)?\b|failed\b|failures?\b|errors?\b|warnings?\b|chars?\b)/;
const COUNTED =
  /(?<![\w.#-])[~<>]?\d[\d.,]*[kKM]?\+?\s+(?!new\b|unit\b|more\b|additional\b|extra\b|tests?\b|specs?\b|cases?\b|PRs?\b|commits?\b|files? changed|reviewers?\b|days?\b|weeks?\b|months?\b|years?\b)[a-z]{3,20}s\b/;
const RATIO = /(?<![\w/.])\d{1,6}\s?\/\s?\d{1,6}\s+(?:tests?\s+)?(?:pass|ok|green|succe)/i;
const OBSERVED =
  /\b(?:saw|see|seen|sees|seeing|observed?|verify|verif(?:ied|ies|ying)|(?:tested|checked|ensured?|made sure) (?:that|it)|ensur(?:ed?|ing)|confirm(?:ed|ing)?|noticed|noted?|got|gets?|receiv(?:ed?|es)|return(?:s|ed)|show(?:s|ed|n|ing)?|display(?:s|ed)|appear(?:s|ed)|hit|able to|redirected|rejected|prompted|no longer|go(?:es)? away|went away|gone|work(?:s|ed|ing)|succeed(?:s|ed)?|fail(?:s|ed)|crash(?:es|ed)?|load(?:s|ed)|render(?:s|ed)|disappear(?:s|ed)|remain(?:s|ed)|should|expect(?:ed)?|produc(?:es|ed)|emits?|logs?|logged|prints?|printed|match(?:es|ed)|reports?|reported|looks? (?:good|ok|right|fine|correct)|thrown|raised|no (?:\w+ ){0,2}(?:exceptions?|errors?|warnings?|crash\w*|leaks?|regressions?)|without (?:error|issue|problem|crash)\w*)\b/gi;
/** What people say they did; `claim.ts` reads it too. */
export const ACTION =
  /\b(?:open(?:ed)?|click(?:ed)?|creat(?:ed?|ing)|made|add(?:ed|ing)|call(?:ed|ing)|compar(?:ed|ing)|writ(?:e|ing)|wrote|pass(?:ed|ing)|restart(?:ed)?|launch(?:ed)?|start(?:ed)?|stop(?:ped)?|kill(?:ed)?|visit(?:ed)?|went (?:to|through)|go to|navigat(?:ed?|ing)|load(?:ed)?|reload(?:ed)?|refresh(?:ed)?|upload(?:ed)?|download(?:ed)?|delet(?:ed?|ing)|remov(?:ed?|ing)|edit(?:ed)?|chang(?:ed?|ing)|set|toggl(?:ed?|ing)|sign(?:ed)?|log(?:ged)? (?:in|out)|typ(?:ed?|ing)|enter(?:ed)?|submit(?:ted)?|select(?:ed)?|press(?:ed)?|push(?:ed)?|pull(?:ed)?|clon(?:ed?|ing)|commit(?:ted)?|view(?:ed)?|us(?:ed|ing)|tri(?:ed|es)|try|quer(?:y|ied)|install(?:ed)?|flash(?:ed)?|boot(?:ed|s)?|deploy(?:ed)?|upgrad(?:ed?|ing)|connect(?:ed)?|disconnect(?:ed)?|simulat(?:ed?|ing)|fak(?:ed?|ing)|forc(?:ed?|ing)|inject(?:ed)?|reproduc(?:ed?|ing)|trigger(?:ed)?|enabl(?:ed?|ing)|disabl(?:ed?|ing)|configur(?:ed?|ing)|generat(?:ed?|ing)|compil(?:ed?|ing)|built|build|compar(?:ed?|ing)|brows(?:ed?|ing)|examin(?:ed?|ing)|inspect(?:ed)?|search(?:ed)?|call(?:ed)?|sent|send|import(?:ed)?|export(?:ed)?|migrat(?:ed?|ing)|scal(?:ed?|ing)|appl(?:y|ied)|roll(?:ed)?|ran|re-?ran|run|suspend(?:ed)?|resum(?:ed?|ing)|copied|measured|profiled)\b/gi;
const NAMED_PLACE =
  /\b(?:tested|ran|run|verified|works?|worked|compiles?|compiled|built|builds?|boots?|booted|flashed|installed|deployed|validated|checked|tried|reproduced)\b[^.;\n]{0,60}?\b(?:on|with|in|under|against|using)\s+(?:an?\s|the\s|my\s|real\s|both\s)?(?:[\w+-]{1,30}\s){0,3}(?!e2e|[kK]8s|i18n|l10n|a11y|\d+(?:st|nd|rd|th|k|x)?\b)(?=[\w+.-]{0,30}\d)(?=[\w+.-]{0,30}[A-Za-z])[\w+.-]{2,40}|\b(?:tested|ran|run|verified|works?|validated|checked|tried|reproduced)\b[^.;\n]{0,40}?\b(?:on|with|in|under|against|using)\s+(?:an?\s|the\s)?[A-Z][\w+-]*\s\d[\w.]*/;
const BOOTED = /\b(?:boot|boots|booted|booting|flash|flashed|power[- ]cycled|suspend|resume|hot-?plug\w*)\b/i;
const POINTER =
  /^(?:see|per|as (?:above|in|per|described|mentioned|stated)|same as|ditto|cf\.?|refer to|covered (?:by|in))\s{1,3}(?:above|below|screenshots?|summary|description|title|subject|comments?|attach\w*|issue|parent|previous|prior|next|other|linked|pr\b|diff|video|gif|recording|(?:the |my |this )?(?:test plan|attached|linked|pr|pull request|issue|ticket|video|gif|recording|log|commit|description|summary|comments?|screenshots?|previous|parent)\b|#\d|[A-Z]{1,6}-?\d|https?:)/i;
const WROTE_TESTS =
  /^(?:i |we |this |also )?(?:add(?:s|ed|ing)?|new|updat(?:es?|ed|ing)|expand(?:s|ed)?|extend(?:s|ed)?|wrote|includ(?:es?|ed)|modif(?:y|ied)|creat(?:es?|ed)|adjust(?:s|ed)?|improv(?:es?|ed)|cover(?:s|ed)? by|(?:unit |integration |regression )?tests? (?:were |was |have been |has been |are )?(?:added|updated|expanded|extended|included))\b[^.;\n]{0,60}?\b(?:tests?|coverage|specs?|test ?cases?|snapshots?|fixtures?|assertions?|added|updated|expanded|included)\b/i;

/** Whether entries about testing hold something that a third person could repeat or check. */
export function hasSubstance(entries: readonly Entry[]): boolean {
  const said = entries.filter((entry) => entry.checked !== false);
  if (said.some(tells)) return true;
  const stories = said.filter((entry) => entry.kind !== 'task' && entry.kind !== 'code').map((entry) => entry.text);
  return isScenario(stories) || (said.some(showsPicture) && contentWords(stories.map(withoutLinks).join(' ')) >= 3);
}

/** A picture shows a result; with words beside it somebody else can tell what of. */
function showsPicture(entry: Entry): boolean {
  return entry.references.some((reference) => reference.excluded === 'image');
}

function withoutLinks(text: string): string {
  return text.replace(/!?\[[^\]\n]{0,300}\]\([^)\s]{0,2000}\)|https?:\/\/\S{1,2000}/g, ' ');
}

/** One entry that can be checked by itself: code or output, a measured value, a name out of code. */
function tells(entry: Entry): boolean {
  if (entry.kind === 'code') return isTellingCode(entry.text);
  const text = withoutLinks(entry.text.slice(0, 8000));
  if (POINTER.test(text) && text.length < 160) return false;
  return hasTellingSpan(text) || hasNames(text) || hasMeasure(text) || (entry.kind === 'row' && /\d/.test(text));
}

function isTellingCode(text: string): boolean {
  const lines = text
    .slice(0, 20_000)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && line !== '...');
  const blanks = lines.filter((line) => /XXX|<[a-z][\w -]*>|\bfoo\b/i.test(line)).length;
  if (lines.length === 0 || blanks * 2 >= lines.length) return false;
  return lines.length > 2 || lines.some(isTelling);
}

/** Inline code that is no standard test run. */
function hasTellingSpan(text: string): boolean {
  const parts = text.split('`');
  for (let index = 1; index < parts.length - 1; index += 2) {
    const span = parts[index] ?? '';
    if (span.trim().length > 2 && isTelling(span)) return true;
    if (/[^\w\s-]/.test(span) && span.trim().length > 2 && !/^\W+$/.test(span) && !/^[\w./-]+$/.test(span)) return true;
  }
  return false;
}

function hasNames(text: string): boolean {
  const bare = text.replace(/`[^`\n]{0,500}`/g, ' ');
  return bare.split(/[\s,;]+/).some(isName);
}

function hasMeasure(text: string): boolean {
  return text.split('\n').some((whole) => {
    const line = whole.slice(0, 600);
    return MEASURE.test(line) || COUNTED.test(line) || RATIO.test(line);
  });
}

/** Something done and what came of it, or several things done: told in enough words of its own. */
function isScenario(texts: readonly string[]): boolean {
  let steps = 0;
  let seen = 0;
  let words = 0;
  for (const sentence of texts.flatMap(sentences)) {
    if (POINTER.test(sentence) || WROTE_TESTS.test(sentence)) continue;
    const content = contentWords(sentence);
    if (NAMED_PLACE.test(sentence)) return true;
    if (BOOTED.test(sentence) && content >= 1) return true;
    const acts = (sentence.match(ACTION) ?? []).length;
    const sights = (sentence.match(OBSERVED) ?? []).length;
    if (sights > 0 && (content >= 5 || (acts > 0 && content >= 4))) return true;
    if (sights > 0 && /\b(?:go(?:es)? away|no longer|went away)\b/.test(sentence) && content >= 3) return true;
    steps += acts;
    seen += sights;
    if (acts + sights > 0) words += content;
    if (acts >= 1 && content >= 12) return true;
  }
  return words >= 6 && (steps >= 3 || (steps >= 2 && seen >= 1));
}

function sentences(text: string): readonly string[] {
  return text
    .slice(0, 8000)
    .split(/(?<=[.!?;])\s+|\n(?=\s*[-*\d])/)
    .map((sentence) => sentence.replace(/\s+/g, ' ').trim().slice(0, 600));
}
