import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type YAMLMap,
} from 'yaml';
import type { PlanProblem } from '../plan-error.js';

/** Where something stands in a YAML value: keys and indexes from the top. */
export type Path = readonly PropertyKey[];

/** A YAML text as a plain value, with the way back from a path in the value to a place in the text. */
export interface YamlSource {
  readonly value: unknown;
  /** Whatever keeps the text from being read as one plain mapping. */
  readonly problems: readonly PlanProblem[];
  /** Place of the value at a path, or of the nearest thing around it that is written there; `key` asks for the key's place. */
  readonly placeOf: (path: Path, part: 'key' | 'value') => { readonly line: number; readonly column: number };
}

/** The most characters of a configuration and of a plan, the deepest nesting – beyond that the parser itself would need seconds or all memory – and the most problems of grammar told of one file. */
export const YAML_LIMITS = { configuration: 65_536, plan: 262_144, depth: 64, problems: 20 } as const;

/**
 * Reads YAML 1.2 (core schema: days stay text, `no` and `off` stay words) as one mapping of plain values. Duplicate keys, aliases
 * (beyond `aliases`), tags, tabs as indentation, several documents and an empty file are problems, each with its place.
 */
export function readYaml(text: string, maximum: number = YAML_LIMITS.plan, aliases = 0): YamlSource {
  const start = { line: 1, column: 1 };
  const refusal = refusalOf(text, maximum);
  if (refusal !== undefined) return { value: undefined, problems: [refusal], placeOf: () => start };
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: false,
    version: '1.2',
    schema: 'core',
  });
  const place = (offset: number): { line: number; column: number } => {
    const { line, col } = lines.linePos(Math.min(offset, text.length));
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const problems = [
    ...[...document.errors, ...document.warnings].map(({ code, message, pos }) => ({
      offset: pos[0],
      message: wordsOf(code, message),
    })),
    ...nodeProblems(document, aliases),
  ]
    .slice(0, YAML_LIMITS.problems)
    .map(({ offset, message }) => ({ ...place(offset), message }));
  if (problems.length === 0 && !isMap(document.contents)) {
    const message =
      document.contents === null
        ? 'the file is empty'
        : 'the file is no mapping; it starts with lines of the form `key: value`';
    problems.push({ ...start, message });
  }
  return {
    value: problems.length === 0 ? document.toJS({ maxAliasCount: aliases }) : undefined,
    problems,
    placeOf: (path, part) => place(offsetOf(document, path, part)),
  };
}

function refusalOf(text: string, maximum: number): PlanProblem | undefined {
  if (text.length > maximum) {
    return {
      line: 1,
      column: 1,
      message: `the file has ${text.length} characters; at most ${maximum} are read`,
    };
  }
  let openFlows = 0;
  for (const [at, line] of text.split('\n').entries()) {
    for (const character of line) {
      if (character === '[' || character === '{') openFlows += 1;
      else if (openFlows > 0 && (character === ']' || character === '}')) openFlows -= 1;
    }
    const blockDepth = leadingIndicators(line);
    if (openFlows > YAML_LIMITS.depth || blockDepth > 2 * YAML_LIMITS.depth) {
      return { line: at + 1, column: 1, message: `nested deeper than ${YAML_LIMITS.depth} levels` };
    }
    const column = controlCharacter(line);
    if (column !== 0) return { line: at + 1, column, message: 'a control character; write text only' };
  }
  return undefined;
}

/** Length of the run of white space and block indicators that a line starts with: what nests without brackets. */
function leadingIndicators(line: string): number {
  let length = 0;
  while (length < line.length && ' -?:'.includes(line[length] ?? '')) length += 1;
  return length;
}

/** Column of the first control character other than a tab or the carriage return at the end, or 0. */
function controlCharacter(line: string): number {
  for (let at = 0; at < line.length; at += 1) {
    const code = line.charCodeAt(at);
    if (code < 32 && code !== 9 && !(code === 13 && at === line.length - 1)) return at + 1;
  }
  return 0;
}

function wordsOf(code: string, message: string): string {
  switch (code) {
    case 'TAB_AS_INDENT':
      return 'a tab as indentation; YAML takes spaces only';
    case 'MULTIPLE_DOCS':
      return 'a second document begins here; keep one and leave out `---`';
    case 'TAG_RESOLVE_FAILED':
      return 'a tag (`!…`); write the plain value';
    default:
      return `not valid YAML: ${message.charAt(0).toLowerCase()}${message.slice(1)}`;
  }
}

interface NodeProblem {
  readonly offset: number;
  readonly message: string;
}

function nodeProblems(document: Document, aliases: number): readonly NodeProblem[] {
  const found: NodeProblem[] = [];
  let seen = 0;
  visit(document, {
    Node(_, node) {
      const offset = node.range?.[0] ?? 0;
      if (isAlias(node)) {
        seen += 1;
        if (seen > aliases)
          found.push({ offset, message: `an alias (\`*${node.source}\`); write the value out` });
      }
      if (node.tag === 'tag:yaml.org,2002:binary')
        found.push({ offset, message: 'a tag (`!!binary`); write the plain value' });
      if (isMap(node)) found.push(...repeatedKeys(node));
      return found.length < YAML_LIMITS.problems ? undefined : visit.BREAK;
    },
  });
  return found;
}

/** The parser's own comparison of keys takes the square of their number. */
function repeatedKeys(map: YAMLMap): readonly NodeProblem[] {
  const seen = new Set<string>();
  return map.items.flatMap(({ key }) => {
    if (!isScalar(key)) return [];
    const name = String(key.value);
    if (seen.has(name))
      return [{ offset: key.range?.[0] ?? 0, message: 'this key stands here twice; keep one' }];
    seen.add(name);
    return [];
  });
}

/** Offset of what stands at a path; for what is not written, of the nearest thing around it. */
function offsetOf(document: Document, path: Path, part: 'key' | 'value'): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const [depth, step] of path.entries()) {
    const isLast = depth === path.length - 1;
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
      if (pair === undefined) return offset;
      offset = startOf(pair.key) ?? offset;
      if (isLast && part === 'key') return offset;
      node = pair.value;
    } else if (isSeq(node)) node = node.items[Number(step)];
    else return offset;
    offset = startOf(node) ?? offset;
  }
  return offset;
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}
