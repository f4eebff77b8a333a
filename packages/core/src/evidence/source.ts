/** The lines of a text without their endings (`\n`, `\r\n` or `\r`) and without a byte order mark. */
export function linesOf(text: string): string[] {
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const body = start === 0 ? text : text.slice(start);
  return body.includes('\r') ? body.split(/\r\n|\n|\r/) : body.split('\n');
}
