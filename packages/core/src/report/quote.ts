import { plain, truncate } from './sanitise.js';

/** Zero-width space, which keeps a sign and the word after it from becoming a mention or a reference. */
const BREAK = '\u200B';
const COLUMNS = 80;

/**
 * Other people's text as a Markdown code span, in which mentions, references, links and HTML mean nothing. The fence is
 * longer than any run of backticks inside. https://spec.commonmark.org/0.31.2/#code-spans
 */
export function codeSpan(text: string): string {
  const inner = truncate(plain(text), COLUMNS);
  if (inner === '') return '';
  let longest = 0;
  let run = 0;
  for (const character of inner) {
    run = character === '`' ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  const fence = '`'.repeat(longest + 1);
  const space = inner.startsWith('`') || inner.endsWith('`') ? ' ' : '';
  return `${fence}${space}${inner}${space}${fence}`;
}

/** A code span for a table's cell, where a bar would end the cell even inside code. https://github.github.com/gfm/#example-200 */
export function cellSpan(text: string): string {
  return codeSpan(text).replaceAll('|', '\\|');
}

/** A sentence of ours that may carry other people's words: Markdown and HTML escaped, mentions, references and links broken. */
export function neutral(text: string): string {
  return plain(text)
    .replace(/[\\`*_[\]<>|~]/g, (sign) => `\\${sign}`)
    .replaceAll('&', '&amp;')
    .replace(/[@#]/g, (sign) => `${sign}${BREAK}`)
    .replace(/\b(gh)-/gi, `$1-${BREAK}`)
    .replaceAll('://', `:${BREAK}//`)
    .replace(/\bwww\./gi, (found) => `${found.slice(0, -1)}${BREAK}.`);
}

/** Lines as a fenced code block, the fence longer than any inside. */
export function codeBlock(lines: readonly string[]): readonly string[] {
  const longest = lines.reduce(
    (most, line) => Math.max(most, /^`*/.exec(line.trimStart())?.[0].length ?? 0),
    2,
  );
  const fence = '`'.repeat(longest + 1);
  return [`${fence}text`, ...lines, fence];
}
