/** What a Mermaid block draws. `problem`: why it draws nothing that could be read, with its line, the first one being 1. */
export interface Mermaid {
  readonly type: string;
  /** Names of nodes, participants, states, classes, entities or systems: their labels where they have one. */
  readonly nodes: readonly string[];
  readonly edges: number;
  readonly problem?: { readonly words: string; readonly line: number };
}

/** What a reader of one type of diagram finds. */
export interface Drawn {
  readonly nodes: ReadonlyMap<string, string>;
  readonly edges: number;
  readonly problem?: Mermaid['problem'];
}

/** A line of the diagram without its comment, and which it is. */
export interface DiagramLine {
  readonly text: string;
  readonly line: number;
}
