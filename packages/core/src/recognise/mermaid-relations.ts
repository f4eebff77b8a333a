import type { DiagramLine, Drawn } from './mermaid-drawn.js';

/** `A "1" <|-- "many" B : says`, `[*] --> Running`, `ORDER ||--o{ LINE : has`. */
const RELATION =
  /^("[^"]{1,200}"|\[\*\]|[^\s"(){}:;]{1,200})\s{0,20}(?:"[^"]{0,60}"\s{0,20})?([<>|o*{}()]{0,3}(?:--|\.\.)[<>|o*{}()]{0,3})(?:\s{0,20}"[^"]{0,60}")?\s{0,20}("[^"]{1,200}"|\[\*\]|[^\s"(){}:;]{1,200})?/;
const DECLARED = /^(?:class|state) +("[^"]{1,200}"|[^\s"{:]{1,200})(?: +as +([^\s{]{1,200}))?/;
const ENTITY = /^("[^"]{1,200}"|[\p{L}\p{N}_-]{1,200})(?:\[[^\]]{0,200}\])? *\{$/u;
const C4 =
  /^(?:Person|System|SystemDb|SystemQueue|Container|ContainerDb|ContainerQueue|Component|ComponentDb|ComponentQueue|Deployment_Node|Node)(?:_Ext|_L|_R)? *\((.{1,400})$/;
const C4_RELATION = /^(?:Bi)?Rel(?:_[A-Za-z]{1,10}|Index)? *\((.{1,400})$/;

/** Reads diagrams that consist of relations between names: states, classes, entities, C4. */
export function readRelations(lines: readonly DiagramLine[]): Drawn {
  const nodes = new Map<string, string>();
  const braces: DiagramLine[] = [];
  let edges = 0;
  let problem: Drawn['problem'];
  const note = (id: string | undefined, label = id): void => {
    const name = unquoted(id ?? '');
    if (name !== '' && name !== '[*]' && !nodes.has(name)) nodes.set(name, unquoted(label ?? name));
  };
  for (const { text, line } of lines) {
    const isMember = /^class\b/.test(braces.at(-1)?.text ?? '');
    const relation = isMember || /^\.+$/.test(text) ? null : RELATION.exec(text);
    const c4 = (C4.exec(text) ?? C4_RELATION.exec(text))?.[1]?.split(',', 3);
    if (C4_RELATION.test(text)) {
      note(c4?.[0]?.trim());
      note(c4?.[1]?.trim());
      edges += 1;
    } else if (c4 !== undefined) note(c4[0]?.trim(), c4[1]?.replace(/\)\s*\{?$/, '').trim());
    else if (relation !== null && !/^note\b/i.test(text)) {
      if (relation[3] === undefined) problem ??= { words: 'a relation leads nowhere', line };
      note(relation[1]);
      note(relation[3]);
      edges += 1;
    } else if (!isMember) noteDeclared(text, note);
    if (relation === null && text.endsWith('{')) braces.push({ text, line });
    if (text === '}' && braces.pop() === undefined) problem ??= { words: 'a `}` closes nothing', line };
  }
  const unclosed = braces.at(-1);
  if (unclosed !== undefined) problem ??= { words: 'a `{` is not closed', line: unclosed.line };
  return { nodes, edges, ...(problem === undefined ? {} : { problem }) };
}

function noteDeclared(text: string, note: (id: string | undefined, label?: string) => void): void {
  const declared = DECLARED.exec(text);
  if (declared !== null) note(declared[2] ?? declared[1], declared[1]);
  else note(ENTITY.exec(text)?.[1]);
}

function unquoted(text: string): string {
  return text.replaceAll('"', '').trim();
}
