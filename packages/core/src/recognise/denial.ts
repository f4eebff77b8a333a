import { anyOf } from './pattern.js';
import type { Found } from './reference-patterns.js';

const NOT = `(?:did|do|does|have|has|had|could|can|was|were|would)(?:n['’]?t| not)|cannot|never|not|without|no (?:need|time|reason|wish) to|(?:nobody|no[- ]one|none of us)(?: has| have)?|forgot to|failed to|refused to|avoided|instead of|nor`;
const PROMISE =
  '(?:will|shall|should|must|needs? to|ought to|have to|wants? to|meant to|plan(?:s|ned)? to|going to|remember to|todo|to[- ]?do|still to|yet to|to)';
const READ =
  '(?:be |have |get (?:a)?round to )?(?:read|reading|consult(?:ed|ing)?|open(?:ed|ing)?|look(?:ed|ing)? (?:at|up|into|in|through)|check(?:ed|ing)?|review(?:ed|ing)?|stud(?:y|ied|ying)|visit(?:ed|ing)?|reach(?:ed)?|access(?:ed)?|brows(?:e|ed|ing)|bother(?:ed)? with|skim(?:med)?)';
const THING =
  '(?:docs?|documentation|sources?|pages?|references?|manuals?|material|links?|specs?|specifications?)';
/** Where a denial of one's own begins: “it was not read” about code is none. */
const OWN = String.raw`(?:^|(?:^|[^\w])(?:i|we|you|and|but|so|because|since|though|although|also|[,:(-])\s)`;
const WORD =
  'having|already|yet|actually|really|fully|even|ever|properly|carefully|personally|been|have|had|i|we|bother to|bothered to|manage to|get to';

/** What says, up to the reference, that it was not read: words of denial and of reading, and then only what names it. */
const DENIALS: readonly RegExp[] = [
  anyOf([String.raw`${OWN}(?:${NOT})\s+(?:(?:${WORD})\s+){0,3}${READ}$`]),
  anyOf([
    String.raw`^(?:(?:i|we) )?${PROMISE}\s+(?:: )?(?:(?:${WORD})\s+){0,2}${READ}(?: later| next| first)?$`,
  ]),
  anyOf([
    `^(?:no|zero) ${THING}$`,
    String.raw`(?:^|[^\w])(?:no|zero) ${THING} (?:${READ}|used|needed)$`,
    String.raw`(?:^|[^\w])(?:nothing|none|(?:no|zero) ${THING})(?: of (?:it|this|them))?(?: (?:was|were|has been|have been|had been))? (?:${READ}|used)$`,
    `${OWN}(?:(?:i|we) )?(?:unread|skipped|ignored|omitted|left out)(?: (?:reading|to read))?$`,
    '(?:nicht gelesen|ungelesen|nicht angesehen|(?:pas|non|jamais) (?:lu|consulté)e?s?|sin leer|no (?:leíd[oa]s?|consultad[oa]s?|leí)|não (?:lid[oa]s?|li|consultad[oa]s?)|не (?:читал\\w*|прочитан\\w*|смотрел\\w*)|未读|未阅读|没有?(?:读|看|阅读)过?|読んでいない|未読)$',
  ]),
];
/** Words that only name what follows: articles, kinds of documents, names, marks. */
const NAMING =
  /^(?:[,:(-]|the|its|their|his|her|our|this|that|these|those|any|all|whole|entire|full|of|official|relevant|linked|docs?|documentation|sources?|pages?|site|website|manuals?|guides?|handbook|specs?|specification|standard|references?|chapters?|sections?|links?|articles?|man|at|on|in|under|from|about|for|here|e\.g|i\.e|eg|ie|cf|either|and|or|nor|it|them|neither|yet|anything|[\p{Lu}\d][\p{L}\d.+#/-]*)$/u;
/** The last words of a denial itself, and of what names a reference: any other word right before a reference ends the search. */
const LAST_WORD =
  /^(?:read(?:ing)?|consult(?:ed|ing)?|open(?:ed|ing)?|at|up|into|in|through|check(?:ed|ing)?|review(?:ed|ing)?|stud(?:y|ied|ying)|visit(?:ed|ing)?|reach(?:ed)?|access(?:ed)?|brows(?:e|ed|ing)|with|skim(?:med)?|used|needed|later|next|first|un\p{L}+|skipped|ignored|omitted|out|material|g|gelesen|angesehen|lu\p{L}*|consult\p{L}*|le[ií]\p{L}*|lid\p{L}*|li|[^\p{ASCII}]\P{ASCII}*)$/u;
/** What stands right behind a reference and takes it back. */
const TAKEN_BACK =
  /^[\])>"'`*_]{0,6}\s{0,2}[-–—:,(]{0,2}\s{0,2}(?:(?:i|we) )?(?:(?:was|were|is) )?(?:(?:not|never)(?: yet| been)? (?:read|consulted|opened|reviewed|looked at|checked)|unread|(?:did not|didn['’]?t|have not|haven['’]?t)(?: yet)? (?:read|open|consult|look at|opened|consulted)(?: it| this| that)?|to be read|still to read|nicht gelesen|non lu|pas lu|no leído|未读|未読)(?: yet| it| this)?\s{0,2}[)\].!]{0,2}(?:$|\n)/i;
/** Of these every text has one that takes a reference back: most texts end here, and the expression is never made for them. */
const TAKING_BACK = [
  'not',
  'never',
  'unread',
  'didn',
  'haven',
  'nicht',
  'to be',
  'to read',
  'non lu',
  'pas lu',
  'no le',
  '未',
];
/** Words of which a denial has one. */
const DENYING =
  /n['’]?t |\bno[rt]?\b|never|nothing|none|zero|without|cannot|nobody|forgot|failed|refused|avoided|instead|will|shall|should|must|need|ought|\bto (?:be )?[rcoslvab]|todo|unread|skipped|ignored|omitted|left out|gelesen|angesehen|\blue?s?\b|leí|leer|não|не |未|没|読/i;
/** What joins a reference to the one before it. */
const GOES_ON = /^[\s,)\]>"'`*_]{0,8}(?:(?:and|or|nor) )?(?:\[[^\]\n]{0,120}\]\()?[\s("'`<*_]{0,4}$/;

/** How far back, in UTF-16 units, a denial may stand. */
const REACH = 160;

/** References that their own text says were not read: the words right before them deny it, or those right behind take it back. */
export function unreadAmong(text: string, found: readonly Found[]): ReadonlySet<Found> {
  const unread = new Set<Found>();
  for (const [index, each] of found.entries()) {
    const before = found[index - 1];
    const goesOn =
      before !== undefined && unread.has(before) && GOES_ON.test(text.slice(before.end, each.start));
    if (goesOn || isDenied(text, each.start) || isTakenBack(text.slice(each.end, each.end + 60))) {
      unread.add(each);
    }
  }
  return unread;
}

function isTakenBack(behind: string): boolean {
  const lower = behind.toLowerCase();
  return TAKING_BACK.some((word) => lower.includes(word)) && TAKEN_BACK.test(behind);
}

function isDenied(text: string, at: number): boolean {
  const from = Math.max(0, at - REACH);
  const isTitled = text.charCodeAt(at - 1) === 40 && text.charCodeAt(at - 2) === 93;
  const title = isTitled ? text.slice(from, at).lastIndexOf('[') : -1;
  const end = title === -1 ? at : from + title;
  const last = lastWord(text, from, end);
  if (last === '' || !(NAMING.test(last) || LAST_WORD.test(last.toLowerCase()))) return false;
  const near = text.slice(from, end);
  return DENYING.test(near) && endsInDenial(clauseOf(near));
}

/** The word that a text ends with between two indices, behind at most a dozen of other characters; '' for none. */
function lastWord(text: string, from: number, end: number): string {
  let to = end;
  while (to > from && end - to < 12 && !isWordCode(text.charCodeAt(to - 1))) to--;
  let start = to;
  while (start > from && to - start < 20 && isWordCode(text.charCodeAt(start - 1))) start--;
  return text.slice(start, to);
}

const isWordCode = (code: number): boolean =>
  (code >= 48 && code <= 57) || ((code | 32) >= 97 && (code | 32) <= 122) || code > 0xbf;

/** The last clause of a text; the titles of links are left out. */
function clauseOf(near: string): string {
  const plain = near
    .replace(/\[[^\]\n]{0,120}\]\([^)\s]{0,200}\)/g, ' ')
    .replace(/\b(e\.g|i\.e|cf)\.(?=\s)/gi, '$1');
  const ends = [...plain.matchAll(/[.!?](?=\s)|;|\n\s*\n/g)].at(-1);
  return plain.slice(ends === undefined ? 0 : ends.index + 1);
}

/** Whether a clause ends in a denial, with nothing behind it but what names the reference. */
function endsInDenial(clause: string): boolean {
  const words = clause
    .replace(/\s[-–—]{1,3}\s/g, ' - ')
    .replace(/[,:(]/g, ' $& ')
    .replace(/[^\p{L}\p{N}'’.+#/,:(-]+/gu, ' ')
    .trim()
    .split(' ');
  let end = words.length;
  for (let named = 0; end > 0 && named <= 8; named++) {
    if (DENIALS.some((denial) => denial.test(words.slice(0, end).join(' ')))) return true;
    if (!NAMING.test(words[end - 1] ?? '')) return false;
    end--;
  }
  return false;
}
