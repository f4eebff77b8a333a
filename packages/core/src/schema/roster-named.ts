import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';

/** Where the roster says that somebody may be shown by name. `line` is 1-based. */
export interface NamedLine {
  readonly login: string;
  readonly line: number;
}

/** The lines of a `forethought.yml` on which `named: true` stands, by login; none where the text can't be read. */
export function namedLines(text: string): readonly NamedLine[] {
  const lines = new LineCounter();
  const { contents } = parseDocument(text, { version: '1.2', schema: 'core', lineCounter: lines });
  const roster = isMap(contents) ? contents.get('roster') : undefined;
  if (!isSeq(roster)) return [];
  return roster.items.flatMap((item) => {
    if (!isMap(item)) return [];
    const login = item.get('login');
    const named = item.items.find(({ key }) => isScalar(key) && key.value === 'named')?.value;
    if (typeof login !== 'string' || !isNode(named) || !isScalar(named) || named.value !== true) return [];
    return [{ login, line: lines.linePos(named.range?.[0] ?? 0).line }];
  });
}
