/** Position in one line, counting tabs as CommonMark does: to the next multiple of four columns. https://spec.commonmark.org/0.31.2/#tabs */
export interface Cursor {
  text: string;
  /** Index of the next character. */
  at: number;
  /** Columns passed; runs ahead of `at` inside a tab of which only a part is consumed. */
  column: number;
  partial: boolean;
  /** Index of the next character that is neither space nor tab. */
  next: number;
  /** Columns of white space before `next`. */
  indent: number;
  blank: boolean;
}

/** A cursor at the start of a line. */
export function cursorAt(text: string): Cursor {
  const cursor = { text, at: 0, column: 0, partial: false, next: 0, indent: 0, blank: false };
  look(cursor);
  return cursor;
}

/** Puts the cursor at the start of another line. */
export function restart(cursor: Cursor, text: string): void {
  cursor.text = text;
  cursor.at = 0;
  cursor.column = 0;
  cursor.partial = false;
  look(cursor);
}

/** Finds the next character that is not white space. */
export function look(cursor: Cursor): void {
  let { at, column } = cursor;
  const { text } = cursor;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 32) column++;
    else if (code === 9) column += 4 - (column % 4);
    else break;
  }
  cursor.next = at;
  cursor.indent = column - cursor.column;
  cursor.blank = at === text.length;
}

/** Consumes so many columns of white space, a part of a tab where need be. */
export function skipColumns(cursor: Cursor, columns: number): void {
  let left = columns;
  while (left > 0 && cursor.at < cursor.text.length) {
    const width = cursor.text.charCodeAt(cursor.at) === 9 ? 4 - (cursor.column % 4) : 1;
    cursor.column += Math.min(width, left);
    cursor.partial = width > left;
    if (!cursor.partial) cursor.at++;
    left -= width;
  }
  look(cursor);
}

/** Consumes white space and `length` characters of a marker behind it. */
export function skipMarker(cursor: Cursor, length: number): void {
  cursor.column += cursor.indent + length;
  cursor.at = cursor.next + length;
  cursor.partial = false;
  look(cursor);
}

/** The rest of the line with the columns of a half-consumed tab written as spaces. */
export function rest(cursor: Cursor): string {
  if (!cursor.partial) return cursor.text.slice(cursor.at);
  return ' '.repeat(4 - (cursor.column % 4)) + cursor.text.slice(cursor.at + 1);
}
