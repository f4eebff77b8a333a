import { readFileSync } from 'node:fs';
import type { Code, Heading, Nodes, Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';

/** A page of the project's documentation, parsed. */
export interface Page {
  readonly path: string;
  readonly text: string;
  readonly tree: Root;
}

const parser = unified().use(remarkParse).use(remarkGfm);

/** Reads a page; `path` is relative to the root. */
export function pageAt(path: string): Page {
  const text = readFileSync(path, 'utf8');
  return { path, text, tree: parser.parse(text) };
}

/** Fenced blocks of a page whose language is one of those named. */
export function fencesOf(page: Page, ...languages: readonly string[]): readonly Code[] {
  return nodesOf(page.tree).filter(
    (node): node is Code => node.type === 'code' && languages.includes(node.lang ?? ''),
  );
}

/** Targets of the links and images of a page. */
export function linksOf(page: Page): readonly string[] {
  return nodesOf(page.tree).flatMap((node) =>
    node.type === 'link' || node.type === 'image' || node.type === 'definition' ? [node.url] : [],
  );
}

/** Headings of a page as GitHub names their anchors. https://github.com/Flet/github-slugger says how. */
export function anchorsOf(page: Page): ReadonlySet<string> {
  const headings = nodesOf(page.tree).filter((node): node is Heading => node.type === 'heading');
  const slugs = headings.map((heading) =>
    textOf(heading)
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
      .replaceAll(' ', '-'),
  );
  return new Set(
    slugs.map((slug, at) => {
      const earlier = slugs.slice(0, at).filter((other) => other === slug).length;
      return earlier === 0 ? slug : `${slug}-${earlier}`;
    }),
  );
}

/** Second-level headings with the number of blocks that stand under each, comments left out. */
export function sectionsOf(page: Page): ReadonlyMap<string, number> {
  const sections = new Map<string, number>();
  let open: string | undefined;
  for (const node of page.tree.children) {
    if (node.type === 'heading' && node.depth <= 2) {
      open = node.depth === 2 ? textOf(node) : undefined;
      if (open !== undefined) sections.set(open, 0);
    } else if (open !== undefined && node.type !== 'html') sections.set(open, (sections.get(open) ?? 0) + 1);
  }
  return sections;
}

function nodesOf(node: Nodes): readonly Nodes[] {
  return 'children' in node ? [node, ...node.children.flatMap(nodesOf)] : [node];
}

function textOf(node: Nodes): string {
  return nodesOf(node)
    .map((each) => ('value' in each ? each.value : ''))
    .join('');
}
