import { isMap, isNode, type YAMLMap, type YAMLSeq } from 'yaml';

/** A part of a text and what stands there from now on, in UTF-16 units. */
export interface Splice {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** A text with all splices in it, which do not overlap; every other character stays. */
export function spliced(text: string, splices: readonly Splice[]): string {
  return [...splices]
    .sort((a, b) => b.from - a.from)
    .reduce((left, { from, to, text: by }) => left.slice(0, from) + by + left.slice(to), text);
}

/** Text put in at a place. */
export function insert(at: number, text: string): Splice {
  return { from: at, to: at, text };
}

/** Lines behind the last entry of a block list or mapping and the comments below it that its indentation makes part of it. */
export function insertBehind(text: string, block: YAMLSeq | YAMLMap, lines: readonly string[]): Splice {
  const column = columnOf(text, block);
  let at = lineEnd(text, text.slice(0, endOfLast(block)).trimEnd().length);
  for (;;) {
    const end = lineEnd(text, at + 1);
    const line = text.slice(at + 1, end);
    const indent = line.length - line.trimStart().length;
    const isOwn = indent > column || (indent === column && column > 0 && isMap(block));
    if (at >= text.length || !line.trimStart().startsWith('#') || !isOwn) break;
    at = end;
  }
  return insert(at, `\n${lines.join('\n')}`);
}

/** Where the last value of a list or mapping ends; of one without a value, where its key does. */
export function endOfLast({ items }: YAMLSeq | YAMLMap): number {
  const last: unknown = items.at(-1);
  if (isNode(last)) return endOf(last);
  const pair = last as { readonly key?: unknown; readonly value?: unknown } | undefined;
  return Math.max(endOf(pair?.key), endOf(pair?.value));
}

/** A plain scalar where that is safe in any style, else a double-quoted one, which JSON's form is. https://yaml.org/spec/1.2.2/#732-double-quoted-style */
export function scalar(text: string): string {
  const isPlain =
    /^(?:[a-z][\w.@+/-]{0,300}|\d{4}-\d{2}-\d{2})$/i.test(text) &&
    !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text);
  return isPlain ? text : JSON.stringify(text);
}

/** Column, from 0, in which the entries of a block list or mapping stand. */
export function columnOf(text: string, block: YAMLSeq | YAMLMap): number {
  const start = startOf(block);
  return start - (text.lastIndexOf('\n', start - 1) + 1);
}

/** Where the line ends on which a place is. */
export function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}

/** Where the text of a value begins. */
export function startOf(node: unknown): number {
  return (isNode(node) ? node.range?.[0] : undefined) ?? 0;
}

/** Where the text of a value ends; comments and line ends behind it are not of it. */
export function endOf(node: unknown): number {
  return (isNode(node) ? node.range?.[1] : undefined) ?? 0;
}
