/** 1-based, as in unist. https://github.com/syntax-tree/unist#point */
interface Point {
  readonly line: number;
  readonly column: number;
}

/** As much of an mdast node as is read here; every mdast node fits. */
export interface TreeNode {
  readonly type: string;
  readonly children?: readonly TreeNode[];
  readonly value?: string;
  readonly depth?: number;
  readonly checked?: boolean | null | undefined;
  readonly position?: { readonly start: Point; readonly end: Point } | undefined;
}
