import type { DiagramLine, Drawn } from './mermaid-drawn.js';

const PARTICIPANT = /^(?:create )?(?:participant|actor) +(.{1,200})$/;
const BLOCK = /^(?:loop|alt|opt|par|critical|break|rect|box)\b/;
/** Longest first, so that none is taken for the beginning of another. */
const ARROWS = ['<<-->>', '<<->>', '-->>', '->>', '--x', '--)', '-->', '-x', '-)', '->'] as const;

/** Reads a sequence: `participant A as Gateway`, `A->>B: asks`. https://mermaid.js.org/syntax/sequenceDiagram.html */
export function readSequence(lines: readonly DiagramLine[]): Drawn {
  const nodes = new Map<string, string>();
  const open: number[] = [];
  let edges = 0;
  let problem: Drawn['problem'];
  for (const { text, line } of lines) {
    const named = PARTICIPANT.exec(text)?.[1];
    if (named !== undefined) {
      const [id = '', label] = named.split(/ as (.*)/, 2);
      nodes.set(id.trim(), (label ?? id).trim());
      continue;
    }
    if (BLOCK.test(text)) open.push(line);
    else if (text === 'end') {
      if (open.pop() === undefined) problem ??= { words: '`end` closes nothing', line };
    } else if (!/^(?:note|activate|deactivate|destroy|autonumber|title)\b/i.test(text)) {
      const message = messageIn(text);
      if (message === null) continue;
      const [from, to] = message;
      if (from === '' || to === '') problem ??= { words: 'a message has no sender or no receiver', line };
      for (const id of message) if (id !== '' && !nodes.has(id)) nodes.set(id, id);
      edges += 1;
    }
  }
  const unclosed = open.at(-1);
  if (unclosed !== undefined) problem ??= { words: 'a block has no `end`', line: unclosed };
  return { nodes, edges, ...(problem === undefined ? {} : { problem }) };
}

function messageIn(text: string): readonly [string, string] | null {
  const colon = text.indexOf(':');
  const head = colon === -1 ? text : text.slice(0, colon);
  const arrow = ARROWS.find((candidate) => head.includes(candidate));
  if (arrow === undefined) return null;
  const at = head.indexOf(arrow);
  const to = head.slice(at + arrow.length).replace(/^[+-]/, '');
  return [head.slice(0, at).trim(), to.trim()];
}
