const NAME = String.raw`[A-Za-z_][\w+-]{1,40}(?:\.[A-Za-z][\w+-]{0,20}){0,3}`;
/** What follows `man` in prose, where it is no command. */
const NO_NAME = String.raw`(?!(?:pages?|up|in|is|was|who|and|or|of|the|to|made|power|behind|hours?|days?|weeks?|months?|years?|times?)\b)`;
/** What stands before a command that was run: nothing, a mark, or a word that leads to it. */
const LED = String.raw`(?:^|[\n(,;:\x60$"'>*/]|\b(?:see|read|reading|per|from|via|and|in|with|also|consulted)) {0,2}[\x60"']{0,2}(?:\$ )?`;
/** What stands behind it: nothing, a mark, or a word that says what came of it. */
const BEHIND = String.raw`(?=[\x60"')\],.;:*]|\s{0,3}$|\n| {1,2}(?:[-–—(/=]|and\b|for\b|on\b|says?\b|explains?\b|states?\b|about\b|section\b|documents?\b))`;

/**
 * Manual pages as people type them: `man 2 rename`, `man git-commit`, `git help rebase`, `git rebase --help`, the
 * `core.hooksPath` man page. What has its section in parentheses is read with the words.
 */
export const MANUAL_COMMAND = new RegExp(
  [
    String.raw`(?<![\w./-])man {1,2}[1-9][a-z]{0,3} {1,2}${NO_NAME}${NAME}`,
    String.raw`(?<![\w./-])man(?<=${LED}man) {1,2}${NO_NAME}${NAME}${BEHIND}`,
    String.raw`(?<![\w./-])(?:git help|perldoc|pydoc3?|kubectl explain|go doc) {1,2}(?:-[fqvm] )?(?!(?:text|output|pages?|commands?|messages?|for|is|was|and|or)\b)${NAME}`,
    String.raw`(?<![\w./-])git [a-z][a-z-]{1,30} --help(?![\w-])`,
    String.raw`(?<![\w./-])man(?:ual)? ?page (?:of|for) (?:\x60${NAME}\x60|[A-Za-z]\w{0,30}[-_]\w[\w-]{0,30})`,
    String.raw`\x60${NAME}\x60(?:'s)? man(?:ual)? ?page(?!\w)`,
  ].join('|'),
  'g',
);

const MAY_BE_MANUAL = /\bman(?: |page|ual page)|git help|--help|perldoc|pydoc|kubectl explain|go doc/;

/** A cheap test for `MANUAL_COMMAND`. */
export function mayBeManual(text: string): boolean {
  return MAY_BE_MANUAL.test(text);
}
