import { shown, singleSpaced } from './evidence/fold.js';
import { isTellingLine } from './recognise/command.js';
import { ownStatements, saysOwn } from './recognise/own-words.js';
import type { Entry, Evidence, Section } from './schema/evidence.js';

/** What one section says on its own, long enough that nobody writes it twice by chance. */
export interface Block {
  readonly section: Section;
  /** Equal for equal texts of sections of one name; numbers, links, letter case and marks do not matter. */
  readonly key: string;
}

/** One statement may come again, two of them together do not; nor does a single one of so many characters. */
const LEAST = { statements: 2, characters: 80 } as const;
const CODE = /`[^`\n]{1,400}`/g;
const LINK = /https?:\/\/\S{1,2000}/g;

/**
 * The blocks of a text by which a copy is recognised: of each section its own statements, numbers levelled. Commands with what came
 * out, bare references, reasons behind `N/A:` and short lines are left out: the same test is run and the same page is read again.
 */
export function blocksIn({ sections }: Evidence): readonly Block[] {
  return sections
    .filter(({ state }) => state === 'substantive' || state === 'claimed')
    .flatMap((section) => {
      const texts = ownStatements(section.entries.filter(isSaid)).map(({ text }) => levelled(text));
      const whole = texts.join('\n');
      const isLong = texts.length >= LEAST.statements || whole.length >= LEAST.characters;
      return isLong ? [{ section, key: `${section.name}:${hashOf(whole)}` }] : [];
    });
}

/** Whether a text has a section that may be long enough for a block. Cheap, and true more often than `blocksIn` finds one. */
export function mayHaveBlocks({ sections }: Evidence): boolean {
  return sections.some(
    ({ state, entries }) =>
      (state === 'substantive' || state === 'claimed') &&
      (entries.length >= LEAST.statements || (entries[0]?.text.length ?? 0) >= LEAST.characters),
  );
}

/** Whether words carry it, and not a command, a link or a number. */
function isSaid({ text }: Entry): boolean {
  if (isTellingLine(text)) return false;
  const bare = text.slice(0, 4000).replace(CODE, ' ').replace(/\d+/g, ' ');
  // What has no code and no number is asked the same by `ownStatements`.
  return bare === text || saysOwn(bare);
}

function levelled(text: string): string {
  const lower = shown(text.slice(0, 8000)).toLowerCase();
  const bare = lower.includes('://') ? lower.replace(LINK, ' ') : lower;
  const even = /\d/.test(bare)
    ? bare.replace(/\b(?=[a-f]*\d)[0-9a-f]{7,64}\b/g, '0').replace(/\d+(?:[.,:]\d+)*/g, '0')
    : bare;
  return singleSpaced(even.replace(/[*_`~>|]/g, '')).trim();
}

/** Two runs of FNV-1a over UTF-16 units (http://www.isthe.com/chongo/tech/comp/fnv/): enough to tell hundreds of texts apart, and no text is kept. */
function hashOf(text: string): string {
  let [a, b] = [0x811c9dc5, 0x01000193];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ (unit + at), 0x85ebca6b);
  }
  return `${(a >>> 0).toString(16)}${(b >>> 0).toString(16)}`;
}
