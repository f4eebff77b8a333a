import { plain, truncate } from './sanitise.js';

const COLUMNS = 80;
const LONG_COLUMNS = 400;

/**
 * Other people's text as a Markdown code span, in which mentions, references, links and HTML mean nothing. The fence is
 * longer than any run of backticks inside. https://spec.commonmark.org/0.31.2/#code-spans
 */
export function codeSpan(text: string): string {
  return spanOf(truncate(plain(text), COLUMNS));
}

/** The opening of an HTML comment is broken up even here, so that nobody plants a second marker in a comment of ours. */
function spanOf(text: string): string {
  const inner = text.replaceAll('<!--', '<! --');
  if (inner === '') return '';
  const fence = '`'.repeat(longestRun(inner) + 1);
  const space = inner.startsWith('`') || inner.endsWith('`') ? ' ' : '';
  return `${fence}${space}${inner}${space}${fence}`;
}

function longestRun(text: string): number {
  let longest = 0;
  let run = 0;
  for (const character of text) {
    run = character === '`' ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

/** A code span for a table's cell, where a bar would end the cell even inside code. https://github.github.com/gfm/#example-200 */
export function cellSpan(text: string): string {
  return inCell(codeSpan(text));
}

/** Markdown of one line for a table's cell. A backslash before a bar is parted from it, as readers differ about two before a bar. */
export function inCell(markdown: string): string {
  return markdown.replace(/\\(?=\|)/g, '\\ ').replaceAll('|', '\\|');
}

/** A word in backticks, or several, with nothing but punctuation around: the writer meant code, and code is inert. */
const QUOTED = /(?<=^\(?|\s\(?)`([^`]+)`(?=[).,;:!?]{0,3}(?:$|\s))/;
/** Signs around a word that mean nothing in Markdown. */
const PUNCTUATION = '(),.;:!?"\'“”';
/** A word with one of these could be markup, a mention, a reference, a formula, an emoji's name or an address. */
const MEANING =
  /[\\`*_[\]<>|~@#$^{}&]|:[\w+-]+(?::|$)|:\/\/|www\.|\b(?:gh|ghsa|cve)-|(?<![0-9a-z])[0-9a-f]{7,64}(?![0-9a-z])/i;
/** First words that would open a list, underline a heading or align a column. */
const OPENING = /^(?:[-+=:]+|\d{1,9}[.)])$/;

/**
 * A sentence of ours that may carry other people's words. Words that could mean something to GitHub stand in code spans, where
 * nobody is mentioned and nothing is linked; all others read as they are. No invisible character is used to break anything up.
 */
export function neutral(text: string): string {
  return plain(text)
    .split(QUOTED)
    .map((part, at) => (at % 2 === 1 ? codeSpan(part) : part.split(' ').map(inertWord).join(' ')))
    .join('')
    .replace(/^\S+/, (first) => (OPENING.test(first) ? codeSpan(first) : first));
}

/** A reason or another sentence that must be read whole, as with who approved it: `neutral`, cut only after 400 columns. */
export function neutralValue(text: string): string {
  return neutral(truncate(plain(text), LONG_COLUMNS));
}

function inertWord(word: string): string {
  if (word === '&') return '&amp;';
  if (!MEANING.test(word)) return word;
  let start = 0;
  let end = word.length;
  while (start < end && PUNCTUATION.includes(word[start] ?? ' ')) start += 1;
  while (end > start && PUNCTUATION.includes(word[end - 1] ?? ' ')) end -= 1;
  const core = word.slice(start, end);
  return MEANING.test(core) ? word.slice(0, start) + codeSpan(core) + word.slice(end) : codeSpan(word);
}

/** Lines as a fenced code block, the fence longer than any inside. */
export function codeBlock(lines: readonly string[]): readonly string[] {
  const all = lines.flatMap((line) => line.split(/[\r\n]/));
  const fence = '`'.repeat(Math.max(3, longestRun(all.join('\n')) + 1));
  return [`${fence}text`, ...all, fence];
}
