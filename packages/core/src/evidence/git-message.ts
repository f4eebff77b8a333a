/** What is known about how git is going to clean a message that it handed to commit-msg. */
export interface CleanSettings {
  /** `commit.cleanup`; `--cleanup=` on the command line is invisible to a hook. */
  readonly cleanup: 'default' | 'strip' | 'whitespace' | 'verbatim' | 'scissors';
  /** `core.commentChar` or `core.commentString`: `auto`, or one or several characters. */
  readonly commentChar: string;
  /** Whether somebody was shown the message in an editor. */
  readonly editor: boolean;
}

/** A message file as git may store it. */
export interface CleanMessage {
  /** What every way to clean leaves over: the text to judge. */
  readonly text: string;
  /** The same text with the comment lines that people wrote still in it, or nothing where there are none. */
  readonly doomed: string;
  /** Other texts that git may store instead, by an option that the hook can't see. A pass needs them to pass as well. */
  readonly alternatives: readonly string[];
  /** The comment prefix in force, `auto` resolved. */
  readonly comment: string;
}

/** The characters that `auto` chooses from, in git's order: `adjust_comment_line_char` of builtin/commit.c. */
const CANDIDATES = '#;@!$%^&|:';
const CUT_LINE = ' ------------------------ >8 ------------------------';
/** Shorter runs of comment lines are somebody's own. Git's block has more lines than this in every mode. */
const SHORTEST_BLOCK = 3;

/**
 * The text that git is going to store, as far as a commit-msg hook can know it: without BOM, cut at git's scissors line,
 * without comment lines, white space as `git stripspace` leaves it. https://git-scm.com/docs/git-commit#_options (`--cleanup`)
 */
export function cleanMessage(raw: string, settings: CleanSettings): CleanMessage {
  const lines = linesOf(raw);
  const comment = commentOf(lines, settings);
  const isComment = (line: string): boolean => line.startsWith(comment);
  const cut = lines.indexOf(comment + CUT_LINE);
  const madeByGit = cut >= 0 && isComment(lines[cut + 1] ?? '');
  const isCut = madeByGit || (cut >= 0 && settings.cleanup === 'scissors');
  const head = isCut ? lines.slice(0, cut) : lines;
  const block = settings.editor ? blockOf(head, isComment) : [];
  const own = head.slice(0, head.length - block.length);
  const text = stripspace(head.filter((line) => !isComment(line)));
  const kept = stripspace(own);
  const texts = new Set<string>();
  if (!isStripped(block, settings)) texts.add(isKept(block) ? stripspace(head) : kept);
  if (cut >= 0 && !madeByGit) {
    texts.add(stripspace(lines.slice(0, cut).filter((line) => !isComment(line))));
    texts.add(stripspace(lines.filter((line) => !isComment(line))));
    texts.add(stripspace(lines));
  }
  texts.delete(text);
  return { text, doomed: own.some(isComment) ? kept : '', alternatives: [...texts], comment };
}

/** Lines without their ends; a BOM and carriage returns before a line end are no text. */
function linesOf(raw: string): readonly string[] {
  const lines = (raw.startsWith('\uFEFF') ? raw.slice(1) : raw).split('\n');
  return lines.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
}

/** White space as git's own `stripspace` leaves it: none at line ends, one blank line at most, none at either end of the text. */
function stripspace(lines: readonly string[]): string {
  const kept: string[] = [];
  let blank = false;
  for (const line of lines) {
    const bare = withoutTrailingSpace(line);
    if (bare === '') {
      blank = kept.length > 0;
      continue;
    }
    if (blank) kept.push('');
    blank = false;
    kept.push(bare);
  }
  return kept.length === 0 ? '' : `${kept.join('\n')}\n`;
}

function withoutTrailingSpace(line: string): string {
  let end = line.length;
  while (end > 0 && (line[end - 1] === ' ' || line[end - 1] === '\t' || line[end - 1] === '\r')) end -= 1;
  return end === line.length ? line : line.slice(0, end);
}

/** The comment prefix in force: the configured one, or for `auto` the one of git's own lines, or the first that no line begins with. */
function commentOf(lines: readonly string[], settings: CleanSettings): string {
  if (settings.commentChar !== 'auto') return settings.commentChar === '' ? '#' : settings.commentChar;
  const scissors = lines.find((line) => line.slice(1) === CUT_LINE && CANDIDATES.includes(line.charAt(0)));
  if (scissors !== undefined) return scissors.charAt(0);
  const last = lastCharOf(lines);
  if (settings.editor && last !== '' && CANDIDATES.includes(last)) {
    if (blockOf(lines, (line) => line.startsWith(last)).length > 0) return last;
  }
  const used = new Set(lines.map((line) => line.charAt(0)));
  return [...CANDIDATES].find((candidate) => !used.has(candidate)) ?? '#';
}

/** First character of the last line that isn't blank. */
function lastCharOf(lines: readonly string[]): string {
  for (let index = lines.length - 1; index >= 0; index -= 1) {
    const line = lines[index] ?? '';
    if (withoutTrailingSpace(line) !== '') return line.charAt(0);
  }
  return '';
}

/** The comment lines that git itself put at the end, with the blank lines after them. */
function blockOf(lines: readonly string[], isComment: (line: string) => boolean): readonly string[] {
  let end = lines.length;
  while (end > 0 && withoutTrailingSpace(lines[end - 1] ?? '') === '') end -= 1;
  let start = end;
  while (start > 0 && isComment(lines[start - 1] ?? '')) start -= 1;
  return end - start < SHORTEST_BLOCK ? [] : lines.slice(start);
}

/** Git's own words say that comment lines go. Translations aren't recognised, and then comments are taken to stay as well. */
function isStripped(block: readonly string[], settings: CleanSettings): boolean {
  return settings.editor && block.some((line) => line.includes('will be ignored'));
}

function isKept(block: readonly string[]): boolean {
  return block.some((line) => line.includes('will be kept'));
}
