import type { DiagramLine, Drawn, Mermaid } from './mermaid-drawn.js';
import { readFlow } from './mermaid-flow.js';
import { readRelations } from './mermaid-relations.js';
import { readSequence } from './mermaid-sequence.js';

const READERS: Readonly<Record<string, (lines: readonly DiagramLine[]) => Drawn>> = {
  graph: readFlow,
  flowchart: readFlow,
  'flowchart-elk': readFlow,
  sequenceDiagram: readSequence,
  stateDiagram: readRelations,
  'stateDiagram-v2': readRelations,
  classDiagram: readRelations,
  'classDiagram-v2': readRelations,
  erDiagram: readRelations,
  C4Context: readRelations,
  C4Container: readRelations,
  C4Component: readRelations,
  C4Dynamic: readRelations,
  C4Deployment: readRelations,
};

/** Longer diagrams are read no further, and so are longer lines. */
const MOST_LINES = 2000;
const LONGEST_LINE = 1000;

/**
 * Reads a code block as Mermaid, well enough to name its nodes and to count its edges: flowcharts, sequences, states, classes,
 * entities and C4. `null` where the block begins like none of them. Linear in the text. https://mermaid.js.org/intro/
 */
export function readMermaid(text: string): Mermaid | null {
  const lines = diagramLines(text);
  const [first, ...rest] = lines;
  const type = /^[A-Za-z0-9-]{1,30}/.exec(first?.text ?? '')?.[0] ?? '';
  if (first === undefined || !Object.hasOwn(READERS, type)) return null;
  const direction = first.text.slice(type.length).replace(/^\s+(?:TB|TD|BT|RL|LR)\b/, '');
  const own = direction.replace(/^[\s;]+/, '');
  const drawn = READERS[type]?.(own === '' ? rest : [{ text: own, line: first.line }, ...rest]);
  if (drawn === undefined) return null;
  const { nodes, edges, problem } = drawn;
  return { type, nodes: [...nodes.values()], edges, ...(problem === undefined ? {} : { problem }) };
}

/** Lines that draw something: without comments, and without settings in front. */
function diagramLines(text: string): readonly DiagramLine[] {
  const all = text.split('\n', MOST_LINES).map((line) => line.slice(0, LONGEST_LINE).trim());
  let start = all.findIndex((line) => line !== '');
  if (all[start] === '---') {
    const end = all.indexOf('---', start + 1);
    if (end > 0) start = end + 1;
  }
  return all.flatMap((line, at) =>
    at < start || line === '' || line.startsWith('%%') ? [] : [{ text: line, line: at + 1 }],
  );
}

/** Whether a block draws something: at least two nodes with a name of more than one letter, and an edge. */
export function drawsSomething({ nodes, edges, problem }: Mermaid): boolean {
  return problem === undefined && edges > 0 && nodes.filter((name) => name.length > 1).length >= 2;
}
