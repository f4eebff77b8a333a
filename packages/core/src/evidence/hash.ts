import type { Evidence } from '../schema/evidence.js';
import type { SectionIndex } from '../schema/policy.js';
import { atxLevel, atxWords } from './marks.js';
import { sectionNamed } from './name.js';

/** Lines that git is about to delete, by index, and the sections that they would open. */
export interface Doomed {
  readonly lines: ReadonlySet<number>;
  readonly sections: Evidence['doomed'];
}

/** Finds the lines that begin with `#`. */
export function doomedLines(lines: readonly string[], index: SectionIndex): Doomed {
  const found = new Set<number>();
  const sections: Evidence['doomed'][number][] = [];
  for (const [at, line] of lines.entries()) {
    if (line[0] !== '#') continue;
    found.add(at);
    if (atxLevel(line, 0) === 0) continue;
    const [start, end] = atxWords(line, 0);
    const title = line.slice(start, end);
    const name = sectionNamed(index, title);
    if (name === undefined || sections.some((each) => each.name === name)) continue;
    sections.push({ name, title, place: { line: at + 1, column: start + 1 } });
  }
  return { lines: found, sections };
}

/** Index of the first line that says something, or the number of lines. */
export function subjectIndex(lines: readonly string[], skip?: ReadonlySet<number>): number {
  const found = lines.findIndex((line, at) => line.trim() !== '' && !skip?.has(at));
  return found < 0 ? lines.length : found;
}
