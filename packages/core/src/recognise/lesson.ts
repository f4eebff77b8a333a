import type { Evidence } from '../schema/evidence.js';
import { ownStatements } from './own-words.js';
import { anyOf } from './pattern.js';

const SECTION = 'lesson-recorded';
/** Intentions that would fit every mistake; what stands beside them counts. */
const INTENTION = anyOf(
  [
    String.raw`\b(?:next time|in (?:the )?future|from now on|more care(?:ful(?:ly)?)?|(?:be|pay) (?:more )?(?:careful|attention|attentive)|double[- ]?check|test(?:ing)? (?:more|better)|review(?:ing)? (?:more|better)|lessons? learned|we learned|i learned|mistakes?)\b`,
  ],
  'gi',
);

/** Whether a text names a lesson under its own name: something of this mistake, and not only the intention to do better. */
export function namesLesson({ sections, title }: Evidence): boolean {
  const entries = sections.filter(({ name }) => name === SECTION).flatMap((section) => section.entries);
  const told = entries.map((entry) => ({
    ...entry,
    text: entry.text.slice(0, 4000).replace(INTENTION, ' '),
  }));
  return ownStatements(told, title, 3).length > 0;
}
