import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fromText, fromTree, type Kind, type ReadOptions } from '@forethought/core';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { markdownText } from './markdown-texts.js';
import { plainText } from './plain-texts.js';
import { policy } from './policy.js';

const plain = unified().use(remarkParse).use(remarkGfm).freeze();
const withMatter = unified().use(remarkParse).use(remarkGfm).use(remarkFrontmatter).freeze();

/** One text that the two readers are asked for. */
export interface Asked {
  readonly name: string;
  readonly kind: Kind;
  readonly text: string;
}

/** True when both readers give the same Evidence, places included. */
export function agree({ kind, text }: Asked): boolean {
  const options: ReadOptions = { kind, index: policy.sections, hashHeadings: 'count' };
  const tree = (kind === 'document' ? withMatter : plain).parse(text);
  return JSON.stringify(fromText(text, options)) === JSON.stringify(fromTree(tree, text, options));
}

/** The text of that number: each kind in turn, and of every four texts one as plain as most messages are. */
export function generated(seed: number): Asked {
  const text = seed % 4 === 3 ? plainText(seed) : markdownText(seed);
  const name = `text ${seed}`;
  if (seed % 3 === 0) return { name, kind: 'document', text };
  if (seed % 3 === 1) return { name, kind: 'pull-request', text };
  return { name, kind: 'commit', text: `Cap the retries\n\n${text}` };
}

const LONE_TAG = /^[ \t>]*<\/?[a-z][^>\n]*>[ \t]*$/im;
const DELIMITERS = /^[ \t>*+-]*\|?[ \t]*:?-+:?[ \t]*\|[-| :]*$|^[ \t>*+-]*\| - \|$/gim;

/** Why two readers may part on a text, as far as its shape tells; explained in docs/decisions/0001-two-readers-one-evidence.md. */
export function causeOf(text: string): 'lone tag' | 'second table' | 'code on a lazy line' | 'unknown' {
  if (LONE_TAG.test(text)) return 'lone tag';
  if ((text.match(DELIMITERS)?.length ?? 0) > 1) return 'second table';
  return /^[ \t>]*(?: {4}|\t)/m.test(text) ? 'code on a lazy line' : 'unknown';
}

/**
 * Texts of a corpus outside the project: every `message`, `body` or `text` in the `*.jsonl` files of a folder, which is never
 * copied. Nothing where no folder is given.
 */
export function corpusTexts(folder: string | undefined): readonly Asked[] {
  if (folder === undefined || !existsSync(folder) || !statSync(folder).isDirectory()) return [];
  const files = readdirSync(folder).filter((file) => file.endsWith('.jsonl'));
  return files.flatMap((file) =>
    readFileSync(join(folder, file), 'utf8')
      .split('\n')
      .flatMap((line, at) => (line === '' ? [] : rowTexts(JSON.parse(line), `${file}:${at + 1}`))),
  );
}

function rowTexts(row: Readonly<Record<string, unknown>>, name: string): readonly Asked[] {
  const kinds = [
    ['message', 'commit'],
    ['body', 'pull-request'],
    ['text', 'pull-request'],
  ] as const;
  return kinds.flatMap(([key, kind]) => {
    const text = row[key];
    return typeof text === 'string' ? [{ name, kind, text }] : [];
  });
}
