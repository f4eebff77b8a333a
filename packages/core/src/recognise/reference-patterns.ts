import type { Reference } from '../schema/evidence.js';
import { mayBeRecord, mayBeTitled, RECORD, TITLED } from './document-patterns.js';
import { MANUAL_COMMAND, mayBeManual } from './manual-patterns.js';

/** A reference and where it stands in the text, in UTF-16 units. */
export interface Found extends Omit<Reference, 'place'> {
  readonly start: number;
  readonly end: number;
}

/** One way to cite in several words; `expressionFor` a text is `undefined` where a cheap test says that nothing can be found. */
interface Pattern {
  readonly kind: Found['kind'];
  readonly expressionFor: (text: string) => RegExp | undefined;
}

const SECTION_BEHIND = String.raw`(?:,? {0,2}(?:§|[Ss]ection|[Ss]ec\.?|[Cc]hapter|[Aa]ppendix) {0,2}[\w.]{1,12})?`;
const SPECIFICATION = new RegExp(
  String.raw`(?<![\w-])(?:RFC[- ]?\d{2,5}|(?:ISO|IEC)(?:/(?:IEC|TS|TR|SAE|ASTM|IEEE)){0,2}[- ]?\d{3,6}(?:-\d{1,3})?|(?:IEEE|ANSI|DIN|ETSI|NIST|FIPS|JEDEC|OASIS|IETF)(?: (?:Std|SP|EN|TS|PUB))?\.?[- ]?\d{1,6}(?:[.-]\d{1,4}){0,3}|ECMA-\d{3}|(?:PEP|JEP|JSR|BIP|EIP|ERC|SEP|KEP|GEP|MIP|SIP|KIP|FLIP)[- ]\d{1,5}|POSIX\.1(?:-\d{4})?|WCAG ?\d\.\d|UTS ?#?\d{1,3}|UAX ?#?\d{1,3}|BCP ?\d{1,3}|STD ?\d{1,3}|draft-[a-z][a-z0-9]{1,20}-[a-z0-9-]{3,60}-\d{2}|3GPP T[SR] \d{2}\.\d{3}|ITU-T [A-Z]\.\d{1,5}|(?:OWASP )?ASVS \d(?:\.\d){1,2}|(?<![./])(?:[Rr]fc[- ]?\d{3,5}|(?:[Ii]so|[Ii]eee|[Pp]ep|[Ee]cma) \d{1,6}(?:-\d{1,3})?)(?!\w|\.\w|/))(?![\w-]\w)${SECTION_BEHIND}`,
  'g',
);
const TITLE = String.raw`(?:["“*_][^"”*_\n]{3,120}["”*_]|(?:[A-Z][\w.+/-]{0,30}|\d[\w.]{0,12}|of|and|the|for) {0,2}(?:(?:[A-Z][\w.+/&-]{0,30}|\d[\w.]{0,12}|of|and|the|for|in) {0,2}){0,9})`;
const CHAPTER_OF = new RegExp(
  String.raw`(?<!\w)(?:chapter|ch\.|section|sec\.|§{1,2}|page|pp?\.|table|figure|appendix|part)[ ]{0,2}[\dA-Z][\w.–-]{0,15},? {1,2}(?:of|in|from) {1,2}(?:the {1,2})?(?=["“*_A-Z])${TITLE}`,
  'g',
);
const TITLE_CHAPTER =
  /(?<!\w)[A-Z][\w+.-]{1,30}(?: {1,2}[\w&+.:!’'-]{1,30}){0,8}["”*_]{0,2}[,:(]{0,2} {0,2}(?:[Cc]hapters?|[Cc]h\.|[Ss]ections?|[Ss]ec\.|§{1,2}|[Aa]ppendix|pp?\.|pages?) {0,2}[\d][\w.–-]{0,15}/g;
const NUMBERED =
  /(?<!\w)(?:[Dd]ocument(?:ation)?|[Dd]oc|[Dd]ata ?[Ss]heet|[Ss]pecification|[Ss]pec|[Ss]chematics?|[Ww]hite ?[Pp]aper|[Aa]pp(?:lication)? [Nn]ote|[Ee]rrat(?:a|um)|[Rr]eference [Mm]anual|[Uu]ser [Mm]anual|[Pp]rogramming [Mm]anual|[Dd]eveloper'?s? [Mm]anual|TRM|EDS|PPR|BKDG|BWG|FAS|PDG|SDM|AN)(?:,? {0,2}(?:number|no\.?|id|ID|rev\.?|revision|version|v\.?|vol(?:ume|\.)?)){0,2}[ :]{0,2}#? {0,2}(?:[A-Z]{1,6}-?)?\d[\w./-]{2,24}/g;
const QUOTED = /["“][A-Z][^"”\n]{8,160}["”][^"“”\n]{0,80}?(?<!\d)(?:19|20)\d\d(?!\d)/g;
const TRACKER =
  /(?<![\w-])(?:[Bb]ugs?|[Ii]ssues?|[Tt]ickets?|[Tt]asks?|[Rr]efs?|[Ss]ee|[Ff]ix(?:es|ed)?|[Cc]loses?|[Rr]esolves?|BUG|Bug-Id|Bugzilla)(?:[ :=]|: ){1,2}(?:\w{1,20}[:/#])?[#bT]?[:/]?\d{3,12}(?![\w.]\d)/g;

/** Cheap tests, in the order of the expressions above. */
const MAY_BE_SPECIFICATION =
  /RFC|[Rr]fc|[Ii]so |[Ii]eee |[Pp]ep |[Ee]cma |ISO|IEC|IEEE|ANSI|DIN|ETSI|NIST|FIPS|JEDEC|OASIS|IETF|ECMA|PEP|JEP|JSR|BIP|EIP|ERC|SEP|KEP|GEP|MIP|SIP|KIP|FLIP|POSIX|WCAG|UTS|UAX|BCP|STD|draft-|3GPP|ITU-T|ASVS/;
const MAY_BE_CHAPTER_OF = /(?:chapter|ch\.|ection|sec\.|§|age|p\.|able|igure|ppendix|part) {0,2}[\dA-Z]/;
const MAY_BE_TITLE_CHAPTER = /(?:hapters?|h\.|ections?|ec\.|§|ppendix|p\.|pages?) {0,2}\d/;
const MAY_BE_NUMBERED =
  /[Dd]oc|[Ss]heet|[Ss]pec|[Ss]chematic|[Pp]aper|[Nn]ote|[Ee]rrat|[Mm]anual|TRM|EDS|PPR|BKDG|BWG|FAS|PDG|SDM|AN \d/;
const MAY_BE_QUOTED = /["”][^"\n]{0,80}(?:19|20)\d\d/;
const MAY_BE_TRACKER =
  /(?:ugs?|UG|ssues?|icket|ask|[Rr]ef|[Ss]ee|[Ff]ix|lose|esolve|-Id|zilla)[a-z]{0,2}[ :=]{1,3}(?:\w{1,20}[:/#])?[#bT]?[:/]?\d{3}/;

/** In the order in which they are tried; what one finds, the next ones don't see. */
const PATTERNS: readonly Pattern[] = [
  {
    kind: 'specification',
    expressionFor: (text) => (MAY_BE_SPECIFICATION.test(text) ? SPECIFICATION : undefined),
  },
  { kind: 'manual', expressionFor: (text) => (mayBeManual(text) ? MANUAL_COMMAND : undefined) },
  { kind: 'document', expressionFor: (text) => (MAY_BE_CHAPTER_OF.test(text) ? CHAPTER_OF : undefined) },
  {
    kind: 'document',
    expressionFor: (text) => (MAY_BE_TITLE_CHAPTER.test(text) ? TITLE_CHAPTER : undefined),
  },
  { kind: 'document', expressionFor: (text) => (MAY_BE_NUMBERED.test(text) ? NUMBERED : undefined) },
  { kind: 'document', expressionFor: (text) => (mayBeRecord(text) ? RECORD : undefined) },
  { kind: 'document', expressionFor: (text) => (mayBeTitled(text) ? TITLED : undefined) },
  { kind: 'document', expressionFor: (text) => (MAY_BE_QUOTED.test(text) ? QUOTED : undefined) },
  { kind: 'issue', expressionFor: (text) => (MAY_BE_TRACKER.test(text) ? TRACKER : undefined) },
];

/** References of several words in `text`; `masked` blanks out what was found. */
export function phrasesIn(text: string): readonly Found[] {
  const found: Found[] = [];
  if (!/\d/.test(text) && !mayBeManual(text) && !mayBeTitled(text)) return found;
  let rest = text;
  for (const { kind, expressionFor } of PATTERNS) {
    const expression = expressionFor(rest);
    if (expression === undefined) continue;
    const hits: Found[] = [];
    for (const hit of rest.matchAll(expression)) {
      const target = hit[0].replace(/\s+/g, ' ').replace(/[\s.,:;*_]+$/, '');
      hits.push({ kind, target, start: hit.index, end: hit.index + hit[0].length });
    }
    rest = masked(rest, hits);
    found.push(...hits);
  }
  return found;
}

/** The text with what was found (in order, disjoint) blanked out, so that nothing is read twice. */
export function masked(text: string, found: readonly Found[]): string {
  if (found.length === 0) return text;
  const parts: string[] = [];
  let at = 0;
  for (const hit of found) {
    parts.push(text.slice(at, hit.start), ' '.repeat(hit.end - hit.start));
    at = hit.end;
  }
  return parts.join('') + text.slice(at);
}
