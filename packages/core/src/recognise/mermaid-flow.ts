import type { DiagramLine, Drawn } from './mermaid-drawn.js';

/** Statements that draw nothing. */
const SILENT = /^(?:direction|style|classDef|class|click|linkStyle|accTitle|accDescr)\b/;
const ID = /[\p{L}\p{N}_*][\p{L}\p{N}_*.]*(?:-[\p{L}\p{N}_*.]+)*/uy;
const LINK = /[<ox]?(?:-{2,20}|={2,20}|-\.{1,20}-?|~{3,20})[>ox]?/y;
const CLOSING: Readonly<Record<string, string>> = { '[': ']', '(': ')', '{': '}', '>': ']' };

interface Reading {
  readonly nodes: Map<string, string>;
  edges: number;
  problem?: NonNullable<Drawn['problem']>;
}

/** Reads a flowchart: `A[Gateway] -->|asks| B & C`. https://mermaid.js.org/syntax/flowchart.html */
export function readFlow(lines: readonly DiagramLine[]): Drawn {
  const reading: Reading = { nodes: new Map(), edges: 0 };
  const open: number[] = [];
  for (const { text, line } of joinedLines(lines)) {
    for (const statement of statementsOf(text)) {
      if (/^subgraph\b/.test(statement)) open.push(line);
      else if (statement === 'end') {
        if (open.pop() === undefined) reading.problem ??= { words: '`end` closes no subgraph', line };
      } else if (!SILENT.test(statement)) readStatement(reading, statement, line);
    }
  }
  const unclosed = open.at(-1);
  if (unclosed !== undefined) reading.problem ??= { words: 'a subgraph has no `end`', line: unclosed };
  return reading;
}

/** So many lines may belong together. */
const MOST_JOINED = 20;
/** A line that ends in a link or in `&` goes on in the next one. */
const GOES_ON = /(?:[-=~]{2,20}|-\.{1,20}-?)[>ox]?$|&$/;

/** Lines of which a label or an edge goes on in the next one, put together. */
function joinedLines(lines: readonly DiagramLine[]): readonly DiagramLine[] {
  const found: DiagramLine[] = [];
  for (let at = 0; at < lines.length; at++) {
    const first = lines[at];
    if (first === undefined) break;
    let text = first.text;
    for (let more = 0; more < MOST_JOINED && at + 1 < lines.length && goesOn(text); more++) {
      at += 1;
      text += ` ${lines[at]?.text ?? ''}`;
    }
    found.push({ text, line: first.line });
  }
  return found;
}

function goesOn(text: string): boolean {
  if (/^end$|^subgraph\b/.test(text)) return false;
  let depth = 0;
  let quoted = false;
  for (const unit of text) {
    if (unit === '"') quoted = !quoted;
    else if (!quoted && '[({'.includes(unit)) depth += 1;
    else if (!quoted && '])}'.includes(unit)) depth = Math.max(0, depth - 1);
  }
  return quoted || depth > 0 || GOES_ON.test(text.slice(-60));
}

/** Statements between semicolons that stand in no quotes. */
function statementsOf(text: string): readonly string[] {
  if (!text.includes(';')) return [text];
  const found: string[] = [];
  let start = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '"') quoted = !quoted;
    if (text[at] !== ';' || quoted) continue;
    found.push(text.slice(start, at));
    start = at + 1;
  }
  return [...found, text.slice(start)].map((one) => one.trim()).filter((one) => one !== '');
}

function readStatement(reading: Reading, text: string, line: number): void {
  let at = 0;
  let linked = 0;
  while (at < text.length) {
    const group = readNodes(reading, text, at, line);
    if (group === null) {
      if (linked > 0) reading.problem ??= { words: 'an edge leads nowhere', line };
      return;
    }
    reading.edges += linked * group.count;
    const link = readLink(text, group.end);
    if (link === null) return;
    linked = group.count;
    at = link;
  }
  if (linked > 0) reading.problem ??= { words: 'an edge leads nowhere', line };
}

/** One node, or several joined by `&`. */
function readNodes(
  reading: Reading,
  text: string,
  start: number,
  line: number,
): { readonly count: number; readonly end: number } | null {
  let count = 0;
  let at = start;
  for (;;) {
    const end = readNode(reading, text, skip(text, at), line);
    if (end === null) return count === 0 ? null : { count, end: at };
    count += 1;
    at = skip(text, end);
    if (text[at] !== '&') return { count, end: at };
    at += 1;
  }
}

function readNode(reading: Reading, text: string, start: number, line: number): number | null {
  ID.lastIndex = start;
  const id = ID.exec(text)?.[0];
  if (id === undefined) return null;
  let at = start + id.length;
  let label = '';
  const opening = text[at] ?? '';
  if (CLOSING[opening] !== undefined || text.startsWith('@{', at)) {
    const end = closeOf(text, text[at] === '@' ? at + 1 : at);
    if (end === null) {
      reading.problem ??= { words: `the shape of ${id} is not closed`, line };
      return text.length;
    }
    label = labelOf(text.slice(at, end));
    at = end;
  }
  if (text.startsWith(':::', at)) {
    at += 3;
    while (/[\w-]/.test(text[at] ?? '')) at++;
  }
  if (label !== '' || !reading.nodes.has(id)) reading.nodes.set(id, label === '' ? id : label);
  return at;
}

/** What a shape says: `[text]`, `{{text}}`, `@{ shape: cyl, label: "text" }`. */
function labelOf(shape: string): string {
  const named = /\blabel:\s{0,9}"([^"]{1,200})"/.exec(shape)?.[1];
  return named ?? shape.replace(/^[[({>/\\"@]+|[\])}/\\"]+$/g, '').trim();
}

/** Index behind the bracket that closes the one at `start`; null where none does. */
function closeOf(text: string, start: number): number | null {
  const stack: string[] = [];
  let quoted = false;
  for (let at = start; at < text.length; at++) {
    const unit = text[at] ?? '';
    if (unit === '"') quoted = !quoted;
    if (quoted) continue;
    if (unit === stack.at(-1)) stack.pop();
    else if ('[({'.includes(unit) || at === start) stack.push(CLOSING[unit] ?? ']');
    if (stack.length === 0) return at + 1;
  }
  return null;
}

/** Index behind a link with its text, `-->`, `-- text -->`, `-->|text|`; null where none begins. */
function readLink(text: string, start: number): number | null {
  LINK.lastIndex = skip(text, start);
  const found = LINK.exec(text);
  if (found === null) return null;
  let at = skip(text, LINK.lastIndex);
  const isOpen = /^[<ox]?(?:--|==|-\.)$/.test(found[0]);
  if (isOpen) {
    const rest = text.slice(at).search(/(?:-{2,3}|={2,3}|\.-)[>ox-]?/);
    if (rest > 0) {
      LINK.lastIndex = at + rest;
      const closing = LINK.exec(text)?.[0] ?? text.slice(at + rest).match(/^\.-{1,20}>?/)?.[0];
      if (closing !== undefined) at = skip(text, at + rest + closing.length);
    }
  }
  if (text[at] !== '|') return at;
  const end = text.indexOf('|', at + 1);
  return end === -1 ? at : end + 1;
}

function skip(text: string, start: number): number {
  let at = start;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return at;
}
