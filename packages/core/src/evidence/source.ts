/** The lines of a text without their endings (`\n`, `\r\n` or `\r`) and without a byte order mark. */
export function linesOf(text: string): string[] {
  return unified(text).split('\n');
}

/** A text with `\n` for every line ending and without a byte order mark. */
export function unified(text: string): string {
  const body = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  return body.includes('\r') ? body.replace(/\r\n?/g, '\n') : body;
}
