import type { Evidence } from '../schema/evidence.js';
import { assemble, assembleOutline } from './assemble.js';
import { frontMatterOf, isUnclosed } from './front-matter.js';
import { doomedLines, subjectIndex } from './hash.js';
import { outlineOf } from './outline.js';
import { type PlainText, plainBlocks, skimPlain } from './plain-scan.js';
import type { ReadOptions } from './read.js';
import { scan } from './scan.js';
import { linesOf, unified } from './source.js';
import { SQUASHED, withoutIndent } from './squashed.js';

/** Reads any text – commit message, pull-request body, document – in time linear in its length, without backtracking. */
export function fromText(text: string, options: ReadOptions): Evidence {
  const plain = options.hashHeadings === 'doomed' ? null : plainText(text, options);
  const mayOutline = plain !== null && options.kind === 'commit' && options.template === undefined;
  const outline = mayOutline ? outlineOf(plain, options) : null;
  if (outline !== null) return assembleOutline(outline, options);
  const written = linesOf(text);
  const doomed = options.hashHeadings === 'doomed' ? doomedLines(written, options.index) : null;
  const lines = options.kind === 'commit' ? withoutIndent(written) : written;
  const matter = options.kind === 'document' ? frontMatterOf(lines) : null;
  const subject = options.kind === 'commit' ? subjectIndex(lines, doomed?.lines) : -1;
  const first = Math.max(subject + 1, matter?.next ?? 0);
  const title = options.kind === 'commit' ? (lines[subject] ?? '').trim() : null;
  const blocks = plain === null ? scan(lines, first, doomed?.lines) : plainBlocks(plain, first, lines.length);
  const template = options.template === undefined ? null : scan(linesOf(options.template), 0);
  const around = { title, doomed: doomed?.sections ?? [], template };
  const unclosed = options.kind === 'document' && isUnclosed(lines) ? lines[0] : undefined;
  return assemble({ blocks, frontMatter: matter?.lines ?? null, unclosed }, around, options);
}

/** The text as `skimPlain` has it; of a commit message, what stands below the subject. */
function plainText(text: string, { kind }: ReadOptions): PlainText | null {
  const whole = unified(text);
  if (kind !== 'commit') return skimPlain(whole, 0, 0);
  const body = whole.includes(SQUASHED) ? withoutIndent(whole.split('\n')).join('\n') : whole;
  const subject = body.search(/\S/);
  if (subject === -1) return null;
  let line = 0;
  let next = body.indexOf('\n');
  for (; next !== -1 && next < subject; next = body.indexOf('\n', next + 1)) line++;
  return skimPlain(body, line + 1, next === -1 ? body.length + 1 : next + 1);
}
