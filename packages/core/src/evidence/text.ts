import type { Evidence } from '../schema/evidence.js';
import { assemble, assembleOutline } from './assemble.js';
import { frontMatterOf, isUnclosed } from './front-matter.js';
import { doomedLines, subjectIndex } from './hash.js';
import { outlineOf } from './outline.js';
import { plainBlocks, skimPlain } from './plain-scan.js';
import type { ReadOptions } from './read.js';
import { scan } from './scan.js';
import { linesOf } from './source.js';
import { withoutIndent } from './squashed.js';

/** Reads any text – commit message, pull-request body, document – in time linear in its length, without backtracking. */
export function fromText(text: string, options: ReadOptions): Evidence {
  const written = linesOf(text);
  const doomed = options.hashHeadings === 'doomed' ? doomedLines(written, options.index) : null;
  const lines = options.kind === 'commit' ? withoutIndent(written) : written;
  const matter = options.kind === 'document' ? frontMatterOf(lines) : null;
  const subject = options.kind === 'commit' ? subjectIndex(lines, doomed?.lines) : -1;
  const first = Math.max(subject + 1, matter?.next ?? 0);
  const plain = doomed === null ? skimPlain(lines, first) : null;
  const title = options.kind === 'commit' ? (lines[subject] ?? '').trim() : null;
  const outline = plain && title !== null && options.template === undefined && outlineOf(plain, options);
  if (outline) return assembleOutline(outline, title, options);
  const blocks = plain === null ? scan(lines, first, doomed?.lines) : plainBlocks(plain, first, lines.length);
  const template = options.template === undefined ? null : scan(linesOf(options.template), 0);
  const around = { title, doomed: doomed?.sections ?? [], template };
  const unclosed = options.kind === 'document' && isUnclosed(lines) ? lines[0] : undefined;
  return assemble({ blocks, frontMatter: matter?.lines ?? null, unclosed }, around, options);
}
