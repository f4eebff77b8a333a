/** The first line of what `git merge --squash` writes. https://git-scm.com/docs/git-merge#Documentation/git-merge.txt---squash */
export const SQUASHED = 'Squashed commit of the following:';
const INDENT = '    ';

/**
 * The lines of a commit message; where it holds what `git merge --squash` gathered, the messages of the commits without the four spaces
 * that git puts before them, which would make code of them.
 */
export function withoutIndent(lines: string[]): string[] {
  const at = lines.indexOf(SQUASHED);
  if (at === -1) return lines;
  return lines.map((line, index) =>
    index > at && line.startsWith(INDENT) ? line.slice(INDENT.length) : line,
  );
}
