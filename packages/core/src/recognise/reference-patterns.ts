import type { Reference } from '../schema/evidence.js';

/** A reference and where it stands in the text, in UTF-16 units. */
export interface Found extends Omit<Reference, 'place'> {
  readonly start: number;
  readonly end: number;
}

/** One way to cite. `worthwhile` is a cheap test that spares the search where nothing can be found. */
export interface Pattern {
  readonly worthwhile: (text: string) => boolean;
  readonly find: (text: string) => Found[];
}

const SPECIFICATION =
  /(?<![\w-])(?:RFC[- ]?\d{2,5}|(?:ISO|IEC)(?:\/(?:IEC|TS|TR|SAE|ASTM|IEEE)){0,2}[- ]?\d{3,6}(?:-\d{1,3})?|(?:IEEE|ANSI|DIN|ETSI|NIST|FIPS|JEDEC|OASIS|IETF)(?: (?:Std|SP|EN|TS|PUB))?\.?[- ]?\d{1,6}(?:[.-]\d{1,4}){0,3}|ECMA-\d{3}|(?:PEP|JEP|JSR|BIP|EIP|ERC|SEP|KEP|GEP|MIP|SIP|KIP|FLIP)[- ]\d{1,5}|POSIX\.1(?:-\d{4})?|WCAG ?\d\.\d|UTS ?#?\d{1,3}|UAX ?#?\d{1,3}|BCP ?\d{1,3}|STD ?\d{1,3})(?![\w-]\w)(?:,? {0,2}(?:§|[Ss]ection|[Ss]ec\.?|[Cc]hapter|[Aa]ppendix) {0,2}[\w.]{1,12})?/g;
const MANUAL = /(?<![\w.>$/-])[a-z_][a-z0-9_+.-]{1,40}\([1-9](?:p|pm|ssl|x)?\)(?![\w;{.(]\w?)/g;
const TITLE = String.raw`(?:["“*_][^"”*_\n]{3,120}["”*_]|(?:[A-Z][\w.+/-]{0,30}|\d[\w.]{0,12}|of|and|the|for) {0,2}(?:(?:[A-Z][\w.+/&-]{0,30}|\d[\w.]{0,12}|of|and|the|for|in) {0,2}){0,9})`;
const CHAPTER_OF = new RegExp(
  String.raw`(?<!\w)(?:chapter|ch\.|section|sec\.|§{1,2}|page|pp?\.|table|figure|appendix|part)[ ]{0,2}[\dA-Z][\w.–-]{0,15},? {1,2}(?:of|in|from) {1,2}(?:the {1,2})?(?=["“*_A-Z])${TITLE}`,
  'g',
);
const TITLE_CHAPTER =
  /(?<!\w)[A-Z][\w+.-]{1,30}(?: {1,2}[\w&+.:’'-]{1,30}){0,8}["”*_]{0,2}[,:(]{0,2} {0,2}(?:[Cc]hapters?|[Cc]h\.|[Ss]ections?|[Ss]ec\.|§{1,2}|[Aa]ppendix|pp?\.|pages?) {0,2}[\d][\w.–-]{0,15}/g;
const NUMBERED =
  /(?<!\w)(?:[Dd]ocument(?:ation)?|[Dd]oc|[Dd]ata ?[Ss]heet|[Ss]pecification|[Ss]pec|[Ss]chematics?|[Ww]hite ?[Pp]aper|[Aa]pp(?:lication)? [Nn]ote|[Ee]rrat(?:a|um)|[Rr]eference [Mm]anual|[Uu]ser [Mm]anual|[Pp]rogramming [Mm]anual|[Dd]eveloper'?s? [Mm]anual|TRM|EDS|PPR|BKDG|BWG|FAS|PDG|SDM|AN)(?:,? {0,2}(?:number|no\.?|id|ID|rev\.?|revision|version|v\.?|vol(?:ume|\.)?)){0,2}[ :]{0,2}#? {0,2}(?:[A-Z]{1,6}-?)?\d[\w./-]{2,24}/g;
const QUOTED = /["“][A-Z][^"”\n]{8,160}["”][^"“”\n]{0,80}?(?<!\d)(?:19|20)\d\d(?!\d)/g;
const ISSUE = /(?<![\w&#/.-])(?:[\w.-]{1,60}\/[\w.-]{1,100})?#\d{1,7}(?![\w-])|(?<![\w-])GH-\d{1,7}(?!\w)/g;
const TRACKER =
  /(?<![\w-])(?:[Bb]ugs?|[Ii]ssues?|[Tt]ickets?|[Tt]asks?|[Rr]efs?|[Ss]ee|[Ff]ix(?:es|ed)?|[Cc]loses?|[Rr]esolves?|BUG|Bug-Id|Bugzilla)(?:[ :=]|: ){1,2}(?:\w{1,20}[:/#])?[#bT]?[:/]?\d{3,12}(?![\w.]\d)|(?<![\w/])b[:/]\d{5,12}(?!\w)/g;
const KEY = /(?<![\w./-])([A-Z]{2}[A-Z0-9]{0,8})-\d{1,6}(?![\w-]|\.\d)/g;
const COMMIT =
  /(?<![\w-])(?:[Cc]ommits?|[Rr]evision|[Ss]ince|[Ii]n|[Bb]y|[Ff]ixes:?|[Ss]ee|[Rr]everts?|[Ff]rom|[Ff]ollow-?up to) {1,2}[`'"]?(?=[0-9a-f]{0,39}\d)[0-9a-f]{7,40}(?![\w-])|(?<![\w-])(?=[0-9a-f]{0,39}\d)[0-9a-f]{9,40}(?= {1,2}\(["“'])/g;
const PATH =
  /(?<![\w/.:@$%~+-])(?:\.{1,2}\/|\/)?(?:[\w@+-][\w@.+-]{0,79}\/){1,16}[\w@+-][\w@.+-]{0,99}|(?<![\w/.:@$%~+-])[A-Za-z_][\w-]{0,60}(?:\.[\w-]{1,20}){0,3}\.(?:mdx?|rst|adoc|txt|ya?ml|json|toml|proto|tf|sql|html|pdf)(?![\w/])/g;

/** What letters and digits joined by a dash usually are when they are no issue. */
const NO_KEYS: ReadonlySet<string> = new Set(
  (
    'UTF UCS SHA MD AES DES RSA ECDSA HMAC CRC ISO IEC IEEE ECMA RFC CVE CWE GHSA PEP JEP JSR BIP EIP ERC KEP UTC GMT EST PST CET HTTP TLS SSL USB PCI DDR ' +
    'ARM GPL LGPL AGPL MPL BSD MIT APACHE EPL CC CP LATIN BASE ES FP INT FLOAT BF WPA MP RS FIPS SP NIST COVID PM AM PR MR GH ID NO TOP STEP PART CASE PHASE LEVEL LAYER P0 P1 P2 VERSION ' +
    'RHEL FEDORA CENTOS DEBIAN UBUNTU SLES I2C SPI GPIO UART HDMI WIFI IPV MPEG ASCII EBCDIC PKCS X86 I486 CORTEX RTX GTX PEM SEV'
  ).split(' '),
);
const NO_ISSUE_BEFORE = /(?:step|item|case|point|option|problem|number|rule|part|try|attempt|solution|phase|layer|chapter|line|commit|test|pin|no\.|top|question|thread|patch|version)s? ?$/i;
const OWN_FOLDERS = /^(?:docs?|src|lib|test|tests|spec|rules|packages|adr|adrs|rfcs?|design|designs|runbooks?|internal|cmd|pkg|scripts|\.github)\//;
const REVIEW_KEYS = /^D\d/;

/** Ways to cite in the order in which they are tried; what one finds, the next ones don't see. */
export const patterns: readonly Pattern[] = [
  whole('specification', SPECIFICATION, (text) => /\d/.test(text)),
  whole('manual', MANUAL, (text) => text.includes('(')),
  whole('document', CHAPTER_OF, (text) => /\d/.test(text)),
  whole('document', TITLE_CHAPTER, (text) => /\d/.test(text)),
  whole('document', NUMBERED, (text) => /\d/.test(text)),
  whole('document', QUOTED, (text) => /["“]/.test(text)),
  { worthwhile: (text) => /#\d|GH-/.test(text), find: issues },
  whole('issue', TRACKER, (text) => /\d{3}/.test(text)),
  { worthwhile: (text) => /[A-Z]-\d/.test(text) || /\d-\d/.test(text), find: keys },
  whole('commit', COMMIT, (text) => /[0-9a-f]{7}/.test(text)),
  { worthwhile: (text) => /[/.]/.test(text), find: paths },
];

function whole(kind: Found['kind'], expression: RegExp, worthwhile: Pattern['worthwhile']): Pattern {
  return {
    worthwhile,
    find: (text) => {
      const found: Found[] = [];
      for (const hit of text.matchAll(expression)) {
        found.push({ kind, target: tidy(hit[0]), start: hit.index, end: hit.index + hit[0].length });
      }
      return found;
    },
  };
}

function issues(text: string): Found[] {
  const found: Found[] = [];
  for (const hit of text.matchAll(ISSUE)) {
    if (NO_ISSUE_BEFORE.test(text.slice(Math.max(0, hit.index - 12), hit.index))) continue;
    if (hit[0] === '#0' || /^#0{2,}$/.test(hit[0])) continue;
    found.push({ kind: 'issue', target: hit[0], start: hit.index, end: hit.index + hit[0].length });
  }
  return found;
}

function keys(text: string): Found[] {
  const found: Found[] = [];
  for (const hit of text.matchAll(KEY)) {
    if (NO_KEYS.has(hit[1] ?? '') || REVIEW_KEYS.test(hit[0])) continue;
    found.push({ kind: 'issue', target: hit[0], start: hit.index, end: hit.index + hit[0].length });
  }
  return found;
}

/** Paths as somebody would type them: with an ending, from a well-known folder, in code marks or as a link's target. */
function paths(text: string): Found[] {
  const found: Found[] = [];
  for (const hit of text.matchAll(PATH)) {
    const end = hit.index + hit[0].length;
    const target = hit[0].replace(/[.]+$/, '').replace(/^(?:\.?\/)+/, '');
    const marked = /[`(]/.test(text.charAt(hit.index - 1)) && /[`)#:]/.test(text.charAt(end));
    const ending = /[^/.]\.[A-Za-z][\w]{0,9}$/.test(target);
    if (target === '' || !(ending || marked || OWN_FOLDERS.test(target))) continue;
    if (!/[A-Za-z]/.test(target)) continue;
    found.push({ kind: 'path', target, start: hit.index, end });
  }
  return found;
}

function tidy(target: string): string {
  return target.replace(/\s+/g, ' ').replace(/[\s.,:;*_]+$/, '');
}
