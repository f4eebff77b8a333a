import { addressesIn } from './address-scan.js';
import type { Found } from './reference-patterns.js';

const ISSUE = /(?<![\w&#/.-])(?:[\w.-]{1,60}\/[\w.-]{1,100})?#\d{1,7}(?![\w-])|(?<![\w-])GH-\d{1,7}(?!\w)/g;
const KEY = /(?<![\w./-])([A-Z]{2}[A-Z0-9]{0,8})-\d{1,6}(?![\w-]|\.\d)/g;
/** Names that stand for any function, or are called where no manual is: `foo(1)`, `alert(1)`. */
const MANUAL =
  /(?<![\w.>$/:-])(?!(?:foo|bar|baz|qux|alert|prompt|confirm|eval|func?|fn|function|method|assert|expect|test|it|add|get|set|main|call|run|do|x|y|n)\()[a-z_][a-z0-9_+.-]{1,40}\([1-9](?:p|pm|ssl|x)?\)(?![\w;{.(]\w?)/g;
const BUG = /(?<![\w/])b[:/]\d{5,12}(?!\w)/g;
const COMMIT = /(?<![\w-])(?=[0-9a-f]{0,39}\d)(?=[0-9]{0,39}[a-f])[0-9a-f]{7,40}(?![\w-])/g;
/** In any folder, of a few endings alone, or a picture that a link leads to beside the document. */
const PATH =
  /(?<=\]\((?:\.\/)?)[\w@+-][\w@.+-]{0,99}\.(?:png|jpe?g|gif|svg|webp|avif)(?![\w/])|(?<![\w/.:@$%~+-])(?:\.{1,2}\/|\/)?(?:[\w@+-][\w@.+-]{0,79}\/){1,16}[\w@+-][\w@.+-]{0,99}|(?<![\w/.:@$%~+-])[A-Za-z_][\w-]{0,60}(?:\.[\w-]{1,20}){0,3}\.(?:mdx?|rst|adoc|txt|ya?ml|json|toml|proto|tf|sql|html|pdf)(?![\w/])/g;

/** What letters and digits joined by a dash usually are when they are no issue. */
const NO_KEYS: ReadonlySet<string> = new Set(
  (
    'UTF UCS SHA MD AES DES RSA ECDSA HMAC CRC ISO IEC IEEE ECMA RFC CVE CWE GHSA PEP JEP JSR BIP EIP ERC KEP UTC GMT EST PST CET HTTP TLS SSL USB PCI DDR ' +
    'ARM GPL LGPL AGPL MPL BSD MIT APACHE EPL CC CP LATIN BASE ES FP INT FLOAT BF WPA MP RS FIPS SP NIST COVID PM AM PR MR GH ID NO TOP STEP PART CASE PHASE LEVEL LAYER VERSION ' +
    'RHEL FEDORA CENTOS DEBIAN UBUNTU SLES GPIO UART HDMI WIFI MPEG ASCII EBCDIC PKCS CORTEX RTX GTX PEM SEV'
  ).split(' '),
);
const NO_ISSUE_BEFORE =
  /(?:step|item|case|point|option|problem|number|rule|part|try|attempt|solution|phase|layer|chapter|line|commit|test|pin|no\.|top|question|thread|patch|version)s? ?$/i;
const OWN_FOLDERS =
  /^(?:docs?|src|lib|test|tests|spec|rules|packages|adr|adrs|rfcs?|design|designs|runbooks?|internal|cmd|pkg|scripts|\.github)\//;
/** Tokens longer than this hold no reference that anybody typed. */
const LONGEST_TOKEN = 400;

/** Finds references of one word each in `text`, outside of `taken` (sorted, disjoint), in one pass over its words. */
export function tokensIn(text: string, taken: readonly Found[]): Found[] {
  const found: Found[] = [];
  let next = 0;
  let start = -1;
  let marks = 0;
  for (let at = 0; at <= text.length; at++) {
    const code = at === text.length ? 32 : text.charCodeAt(at);
    if (code > 32) {
      if (start === -1) start = at;
      marks |= markOf(code);
      continue;
    }
    if (start === -1) continue;
    while ((taken[next]?.end ?? Number.POSITIVE_INFINITY) <= start) next++;
    const free = (taken[next]?.start ?? Number.POSITIVE_INFINITY) >= at;
    if ((marks & (DIGIT | SLASH | DOT)) !== 0 && at - start <= LONGEST_TOKEN) {
      const from = free ? start : (taken[next]?.end ?? at);
      if (from < at) readToken(text, from, at, marks, found);
    }
    start = -1;
    marks = 0;
  }
  return found;
}

const [DIGIT, SLASH, DOT, HASH, DASH, ROUND, COLON] = [1, 2, 4, 8, 16, 32, 64];

function markOf(code: number): number {
  if (code >= 48 && code <= 57) return DIGIT;
  switch (code) {
    case 47:
      return SLASH;
    case 46:
      return DOT;
    case 35:
      return HASH;
    case 45:
      return DASH;
    case 40:
      return ROUND;
    case 58:
      return COLON;
    default:
      return 0;
  }
}

function readToken(text: string, start: number, end: number, marks: number, found: Found[]): void {
  const token = text.slice(start, end);
  const length = found.length;
  if ((marks & DIGIT) !== 0) {
    if ((marks & ROUND) !== 0) collect(token, start, MANUAL, 'manual', found);
    if ((marks & (HASH | DASH)) !== 0) readIssue(text, token, start, found);
    if ((marks & (SLASH | COLON)) !== 0 && found.length === length)
      collect(token, start, BUG, 'issue', found);
    if (found.length === length && token.length >= 7) collect(token, start, COMMIT, 'commit', found);
  }
  if ((marks & SLASH) !== 0 && (marks & DOT) !== 0 && found.length === length) {
    found.push(...addressesIn(text, start, token));
  }
  const joins = (marks & SLASH) !== 0 || token.lastIndexOf('.', token.length - 2) > 0;
  if (joins && found.length === length) readPath(token, start, found);
}

function collect(token: string, start: number, pattern: RegExp, kind: Found['kind'], found: Found[]): void {
  for (const hit of token.matchAll(pattern)) {
    found.push({ kind, target: hit[0], start: start + hit.index, end: start + hit.index + hit[0].length });
  }
}

function readIssue(text: string, token: string, start: number, found: Found[]): void {
  for (const hit of token.matchAll(ISSUE)) {
    const at = start + hit.index;
    if (
      isFrame(text, at, at + hit[0].length) ||
      /^#0+$/.test(hit[0]) ||
      NO_ISSUE_BEFORE.test(text.slice(Math.max(0, at - 12), at))
    )
      continue;
    found.push({ kind: 'issue', target: hit[0], start: at, end: at + hit[0].length });
  }
  for (const hit of token.matchAll(KEY)) {
    if (NO_KEYS.has(hit[1] ?? '')) continue;
    found.push({
      kind: 'issue',
      target: hit[0],
      start: start + hit.index,
      end: start + hit.index + hit[0].length,
    });
  }
}

/** A numbered line of a stack trace. */
function isFrame(text: string, start: number, end: number): boolean {
  const first = start === 0 || text.charAt(start - 1) === '\n';
  return first && /^ {1,3}(?:0x[0-9a-f]|[\w.:<>~]{1,200}\(|\/|<)/i.test(text.slice(end, end + 220));
}

/** Paths as somebody would type them: with an ending, from a well-known folder, in code marks or as a link's target. */
function readPath(token: string, start: number, found: Found[]): void {
  for (const hit of token.matchAll(PATH)) {
    const end = hit.index + hit[0].length;
    const target = hit[0].replace(/\.+$/, '').replace(/^(?:\.?\/)+/, '');
    const marked = /[`(]/.test(token.charAt(hit.index - 1)) && /[`)#:]/.test(token.charAt(end));
    const ending = /[^/.]\.[A-Za-z]\w{0,9}$/.test(target);
    if (!/[A-Za-z]/.test(target) || !(ending || marked || OWN_FOLDERS.test(target))) continue;
    found.push({ kind: 'path', target, start: start + hit.index, end: start + end });
  }
}
