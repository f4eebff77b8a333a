/** The text of a file as lines with their endings, so that joined together they are the same bytes. */
export function linesWithEndings(text: string): string[] {
  return text.match(/[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+$/g) ?? [];
}

/** A line without its ending, and the ending. */
export function cutEnding(line: string): readonly [text: string, ending: string] {
  const at = line.search(/[\r\n]/);
  return at === -1 ? [line, ''] : [line.slice(0, at), line.slice(at)];
}

/** The ending that the lines of a file have. */
export function endingOf(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
}

/** Puts a line's text in place of another, whose ending stays. */
export function replaceLine(text: string, line: number, change: (text: string) => string): string {
  const lines = linesWithEndings(text);
  const [old, ending] = cutEnding(lines[line - 1] ?? '');
  lines[line - 1] = `${change(old)}${ending}`;
  return lines.join('');
}

/** Puts lines behind the line of that number (from 1); 0 puts them first. What stood there stays as it was, byte for byte. */
export function insertAfter(text: string, line: number, added: readonly string[]): string {
  const end = endingOf(text);
  const lines = linesWithEndings(text);
  const before = lines.slice(0, line).join('');
  const gap = before === '' || /[\r\n]$/.test(before) ? '' : end;
  const apart = goesOn(lines[line]) ? end : '';
  return `${before}${gap}${added.map((each) => `${each}${end}`).join('')}${apart}${lines.slice(line).join('')}`;
}

/** Whether a line would go on with an item above it, as Markdown takes a line of text without a blank one before it. */
function goesOn(line: string | undefined): boolean {
  return line !== undefined && line.trim() !== '' && !/^[ \t]*(?:[-*+]|\d{1,9}[.)]|#{1,6})[ \t]/.test(line);
}

/** Puts a block at the end of a text, a blank line before it. */
export function appendBlock(text: string, block: string): string {
  const end = endingOf(text);
  const body = block.split('\n').join(end);
  if (text.trim() === '') return `${text}${body}${end}`;
  const gap = /(?:\r?\n|\r(?!\n))[ \t]*(?:\r?\n|\r(?!\n))$/.test(text)
    ? ''
    : /[\r\n]$/.test(text)
      ? end
      : end + end;
  return `${text}${gap}${body}${end}`;
}

/** What somebody typed as one line: a comment can't open in it, and no line of it can begin a block of its own. */
export function oneLine(typed: string): string {
  return typed.replaceAll('<!--', '&lt;!--').replace(/\s+/g, ' ').trim();
}

/** A line with its first open box ticked. */
export function ticked(line: string): string {
  return line.replace(/\[ \]/, '[x]');
}

/** Whether a line stands there already, ticked or not, be it where nobody reads it, as in a comment that was never closed. */
export function holdsLine(text: string, line: string): boolean {
  return linesWithEndings(text).some((each) => [line, ticked(line)].includes(cutEnding(each)[0].trimEnd()));
}

/** Puts a line behind another unless it stands right there. */
export function insertOnce(text: string, line: number, added: string): string {
  const lines = linesWithEndings(text);
  const isThere = [lines[line - 1], lines[line]].some(
    (each) => each !== undefined && cutEnding(each)[0] === added,
  );
  return isThere ? text : insertAfter(text, line, [added]);
}
