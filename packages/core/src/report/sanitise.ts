/** Code units of one piece of text that are looked at; whatever shows text cuts it far shorter. */
const LONGEST = 2000;
/** Spaces of any width and line ends; all of them are shown as one plain space. */
const SPACES = /[\s\u0085\u2028\u2029]+/g;
/** Printable ASCII in single spaces, as most of what is shown. */
const HARMLESS = /^[!-~]+(?: [!-~]+)*$/;
/** What steers a terminal, reorders what is read, or shows nothing and so can hide text; and halves of surrogate pairs. */
const INVISIBLE = /[\p{Cc}\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]|\p{Cs}/gu;
/** Joiners and variation selectors belong to many scripts and to emoji, and mean nothing after Latin letters and signs. */
const JOINERS = '\u200C\u200D\uFE0E\uFE0F';
const LAST_LATIN = 0x2ff;

/**
 * Other people's text on one line, safe for a terminal: controls and what nobody would see become visible symbols, line ends a
 * space, and the prefix by which a build log would take a line for a command is broken up (`logLine` does more).
 */
export function plain(text: string): string {
  if (text.length <= LONGEST && HARMLESS.test(text) && !text.includes('##[')) return text;
  const read = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return visible(read.replace(SPACES, ' ')).replaceAll('##[', '## [').trim();
}

/** Most text is printable ASCII, where nothing is invisible: the classes of Unicode are slow to make. */
function visible(text: string): string {
  if (/^[ -~]*$/.test(text)) return text;
  return text.replace(INVISIBLE, (found, at: number, whole: string) =>
    JOINERS.includes(found) && whole.charCodeAt(at - 1) > LAST_LATIN ? found : symbolOf(found),
  );
}

/** C0 and DEL have pictures of their own in Unicode, half a pair is the replacement character, the rest shows its number: `<U+202E>`. */
export function symbolOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  if (code >= 0xd800 && code <= 0xdfff) return '\uFFFD';
  return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
}

/** Ranges of code points that take two columns: East Asian wide and full-width characters, and pictographs. https://www.unicode.org/reports/tr11/ */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x231a, 0x231b],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xa960, 0xa97c],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18aff],
  [0x1b000, 0x1b2ff],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1faff],
  [0x20000, 0x3fffd],
];

/** Columns that a text takes in a terminal; combining marks and format characters take none. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += widthOf(character);
  return width;
}

function widthOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x300) return 1;
  if (/[\p{M}\p{Cf}]/u.test(character)) return 0;
  return WIDE.some(([from, to]) => code >= from && code <= to) ? 2 : 1;
}

/** Cuts a text to at most `columns` columns; what was cut ends in `…`. */
export function truncate(text: string, columns: number): string {
  if (text.length <= columns / 2 || displayWidth(text) <= columns) return text;
  let width = 0;
  let kept = '';
  for (const character of text) {
    width += widthOf(character);
    if (width > columns - 1) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

/** Fills a text up with spaces to `columns` columns. */
export function pad(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - displayWidth(text)));
}

/** Breaks a text at spaces into lines of at most `columns` columns, the last of at most `most` lines cut with `…`. */
export function wrap(text: string, columns: number, most = Number.POSITIVE_INFINITY): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line === '' || lines.length + 1 >= most || displayWidth(longer) <= columns) {
      line = longer;
      continue;
    }
    lines.push(line);
    line = word;
  }
  return [...lines, line].map((each) => truncate(each, columns));
}
