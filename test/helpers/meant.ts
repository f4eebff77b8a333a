import type { Nodes, Parents } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';

const parser = unified().use(remarkParse).use(remarkGfm);

/** What one kind of text may hold of HTML and of links, because the product writes it itself. */
export interface Own {
  readonly html: RegExp;
  readonly link: RegExp;
}

/** HTML that the gate's comment has: the marker, and the frame of a fold, whose title is its own words and plain names. */
const OWN_HTML =
  /^(?:<!-- forethought:v1 kind=gate key=7 -->|<details(?: open)?>\n<summary>[\p{L}\p{N}\p{M} ,.:+/()-]*<\/summary>|<\/details>)$/u;
/** Addresses that the gate's comment links. */
const OWN_LINK = /^https:\/\/(?:docs\.example\/rules\/|helm\.sh\/docs|github\.example\/o\/r\/pull\/7$)/;
/** What GitHub makes something of in running text, and what nobody would see there. */
const MEANS =
  /@|#\d|\bgh-\d|:\/\/|www\.|:[\w+-]+:|\$|\b(?:cve|ghsa)-|(?<![0-9a-z])[0-9a-f]{7,40}(?![0-9a-z])/i;
const INVISIBLE =
  /[^\P{Cc}\n]|[\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\u00AD]|\u034F|\p{Cs}/u;

const OTHERS = new Set(['image', 'definition', 'footnoteReference', 'footnoteDefinition', 'linkReference']);
const PHRASING = new Set(['text', 'inlineCode', 'break', 'strong', 'emphasis', 'delete', 'link']);

/** What a rendered text holds that the product did not mean, and its blocks, which others' words must not change. */
export interface Rendered {
  /** Markup, links, mentions, references and invisible characters. */
  readonly unmeant: readonly string[];
  /** The blocks without what stands in them. */
  readonly skeleton: string;
}

/** Reads Markdown as GitHub's dialect and looks at every node. */
export function rendered(markdown: string, own: Own = { html: OWN_HTML, link: OWN_LINK }): Rendered {
  const tree = parser.parse(markdown);
  return { unmeant: nodesOf(tree).flatMap((node) => complaints(node, own)), skeleton: skeletonOf(tree) };
}

function complaints(node: Nodes, own: Own): readonly string[] {
  if (node.type === 'html') return own.html.test(node.value) ? [] : [`html: ${node.value}`];
  if (node.type === 'link') return own.link.test(node.url) ? [] : [`link: ${node.url}`];
  if (node.type === 'text' || node.type === 'inlineCode') {
    const isWrong = INVISIBLE.test(node.value) || (node.type === 'text' && MEANS.test(node.value));
    return isWrong ? [`${node.type}: ${JSON.stringify(node.value)}`] : [];
  }
  if (node.type === 'listItem' && typeof node.checked === 'boolean') return ['a box to tick'];
  return OTHERS.has(node.type) ? [node.type] : [];
}

function skeletonOf(node: Nodes): string {
  const children = 'children' in node ? (node as Parents).children : [];
  const inner = children.filter(({ type }) => !PHRASING.has(type));
  return inner.length === 0 ? node.type : `${node.type}(${inner.map(skeletonOf).join(' ')})`;
}

function nodesOf(node: Nodes): readonly Nodes[] {
  return 'children' in node ? [node, ...node.children.flatMap(nodesOf)] : [node];
}
