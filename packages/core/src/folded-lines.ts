/**
 * The lines of a Markdown text that may be folded away, first and last, counted from 1: from the first `<details>` to the last
 * `</details>`, or to the end where one is not closed. What stands between two of them counts as folded too, as a tag inside code
 * could pass for the end of one. https://docs.github.com/get-started/writing-on-github/working-with-advanced-formatting/organizing-information-with-collapsed-sections
 */
export function foldedLines(text: string): readonly [first: number, last: number] | undefined {
  const lines = text.toLowerCase().split(/\r\n|[\r\n]/);
  const first = lines.findIndex((line) => line.includes('<details'));
  if (first === -1) return undefined;
  const last = lines.reduce((found, line, at) => (line.includes('</details') ? at : found), -1);
  const count = (tag: string): number => lines.reduce((sum, line) => sum + line.split(tag).length - 1, 0);
  const isClosed = last >= first && count('</details') >= count('<details');
  return [first + 1, isClosed ? last + 1 : lines.length];
}
