/** One line of a block's visible text: container prefixes and surrounding white space removed. 1-based line and column of its first character. */
export interface Line {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

/** The list item that a block stands in. Blocks of one item share the value. */
export interface Item {
  /** 0 for the outermost list. */
  readonly depth: number;
  /** `-`, `*`, `+`, `.` or `)`. */
  readonly marker: string;
  readonly line: number;
  readonly column: number;
  /** Set for a task only: ticked or not. */
  checked: boolean | undefined;
}

/**
 * One leaf of a text, in order of appearance: the form in which both readers hand a text to `assemble`.
 * - `heading`: one line per source line, `level` 1–6; `paragraph`: comments removed, lines that held nothing else left out;
 * - `code`: lines as they stand inside the fence or behind the indentation; `html`: raw lines, comments included;
 * - `head`, `row`: a table's rows, one line per cell; `definition`: a link reference definition as written; `break`: a rule.
 */
export interface Block {
  readonly kind: 'heading' | 'paragraph' | 'code' | 'html' | 'head' | 'row' | 'definition' | 'break';
  readonly lines: readonly Line[];
  /** 1–6 for headings, otherwise 0. */
  readonly level: number;
  readonly style: 'atx' | 'setext' | null;
  readonly item: Item | null;
  /** Stands inside a block quote. */
  readonly quoted: boolean;
  /** First and last source line, fences and underlines included. */
  readonly from: number;
  readonly to: number;
  /** Column of the first character. */
  readonly column: number;
}

/** Blocks with what stands around them: front matter lines and where they begin. */
export interface Blocks {
  readonly blocks: readonly Block[];
  readonly frontMatter: readonly string[] | null;
  /** The first line, where front matter begins and never ends. */
  readonly unclosed?: string | undefined;
}
