const RAW = new Set(['pre', 'script', 'style', 'textarea']);
const BLOCK = new Set(
  (
    'address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset ' +
    'figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link main menu menuitem ' +
    'nav noframes ol optgroup option p param search section summary table tbody td tfoot th thead title tr track ul'
  ).split(' '),
);

/** The seven kinds of HTML blocks. https://spec.commonmark.org/0.31.2/#html-blocks */
export type HtmlKind = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const isLetter = (code: number): boolean => (code | 32) >= 97 && (code | 32) <= 122;
const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isSpace = (code: number): boolean => code === 32 || code === 9 || code === 10;

function nameEnd(text: string, from: number): number {
  let at = from;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (!isLetter(code) && !isDigit(code) && code !== 45) break;
  }
  return at;
}

/** The kind of HTML block that begins at `at`, or null. `interrupts`: inside a paragraph, where a lone tag begins nothing. */
export function htmlKind(text: string, at: number, interrupts: boolean): HtmlKind | null {
  const second = text.charCodeAt(at + 1);
  if (second === 33) {
    if (text.startsWith('--', at + 2)) return 2;
    if (text.startsWith('[CDATA[', at + 2)) return 5;
    return isLetter(text.charCodeAt(at + 2)) ? 4 : null;
  }
  if (second === 63) return 3;
  const closing = second === 47;
  const start = at + (closing ? 2 : 1);
  if (!isLetter(text.charCodeAt(start))) return null;
  const end = nameEnd(text, start);
  const name = text.slice(start, end).toLowerCase();
  const after = end < text.length ? text.charCodeAt(end) : 10;
  const ends = after === 62 || isSpace(after);
  if (!closing && ends && RAW.has(name)) return 1;
  if (BLOCK.has(name) && (ends || after === 47)) {
    return ends || text.charCodeAt(end + 1) === 62 ? 6 : null;
  }
  if (interrupts) return null;
  const tag = tagEnd(text, at);
  return tag > 0 && text.slice(tag).trim() === '' ? 7 : null;
}

/** True when an HTML block of that kind ends on this line. `from`: where the block's opening stands, on its first line. */
export function htmlEnds(kind: HtmlKind, text: string, from: number): boolean {
  if (kind === 1) return /<\/(?:pre|script|style|textarea)>/i.test(text.slice(from));
  if (kind === 2) return text.includes('-->', from === 0 ? 0 : from + 1);
  if (kind === 3) return text.includes('?>', from);
  if (kind === 4) return text.includes('>', from);
  return kind === 5 && text.includes(']]>', from);
}

/** Index behind the complete opening or closing tag at `at`, or -1. https://spec.commonmark.org/0.31.2/#raw-html */
export function tagEnd(text: string, at: number): number {
  const closing = text.charCodeAt(at + 1) === 47;
  const start = at + (closing ? 2 : 1);
  if (!isLetter(text.charCodeAt(start))) return -1;
  let next = nameEnd(text, start);
  while (!closing) {
    const attribute = attributeEnd(text, next);
    if (attribute < 0) return -1;
    if (attribute === next) break;
    next = attribute;
  }
  next = skipSpace(text, next);
  if (!closing && text.charCodeAt(next) === 47) next++;
  return text.charCodeAt(next) === 62 ? next + 1 : -1;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && isSpace(text.charCodeAt(at))) at++;
  return at;
}

/** Index behind one attribute with the white space before it; `from` when there is none, -1 when it is broken. */
function attributeEnd(text: string, from: number): number {
  const start = skipSpace(text, from);
  const first = text.charCodeAt(start);
  if (start === from || !(isLetter(first) || first === 58 || first === 95)) return from;
  let at = start + 1;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (!isLetter(code) && !isDigit(code) && code !== 45 && code !== 46 && code !== 58 && code !== 95) break;
  }
  const equals = skipSpace(text, at);
  return text.charCodeAt(equals) === 61 ? valueEnd(text, skipSpace(text, equals + 1)) : at;
}

function valueEnd(text: string, from: number): number {
  const quote = text[from];
  if (quote === '"' || quote === "'") {
    const close = text.indexOf(quote, from + 1);
    return close < 0 ? -1 : close + 1;
  }
  let at = from;
  while (at < text.length && !isSpace(text.charCodeAt(at)) && !'"\'=<>`'.includes(text.charAt(at))) at++;
  return at > from ? at : -1;
}
