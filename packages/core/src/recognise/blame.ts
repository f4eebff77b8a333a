import { anyOf } from './pattern.js';

/** Words that look for somebody instead of something. Negligence as a term of law and quotes are rare enough in postmortems. */
const BLAME = anyOf(
  [
    String.raw`\bhuman error\b`,
    String.raw`\b(?:operator|user|engineer|developer) error\b`,
    String.raw`\b(?:careless(?:ly|ness)?|negligen(?:t|tly|ce)|sloppy|incompeten(?:t|ce)|stupid(?:ly|ity)?|lazy|idiot\w{0,4})\b`,
    String.raw`\b(?:should|ought to) have (?:known|noticed|been more careful|paid (?:more )?attention|checked better)\b`,
    String.raw`\b(?:is|was|are|were) to blame\b`,
    String.raw`\bfault of \p{Lu}\w+`,
    String.raw`\b(?:his|her|their) (?:own )?fault\b`,
    String.raw`\bfailed to (?:pay attention|follow (?:the )?(?:process|procedure|rules))\b`,
    String.raw`\b(?:menschliches Versagen|Unachtsamkeit|Schuld (?:hat|war))\b`,
    String.raw`\berreur humaine\b|\berror humano\b|\berro humano\b`,
    'ヒューマンエラー|人为失误|人為的ミス',
  ],
  'iu',
);

/** The first words of a text that blame somebody; `undefined` where none do. */
export function blameIn(text: string): string | undefined {
  return BLAME.exec(text.slice(0, 8000))?.[0];
}
