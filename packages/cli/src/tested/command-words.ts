/** Options of `forethought test` that take a value. */
const WITH_VALUE: ReadonlySet<string> = new Set(['--stage']);

/**
 * The command line with `--` before the command that `forethought test` runs, so that options behind it are the command's own,
 * whether anybody wrote `--` or not. Every other command line stays as it is.
 */
export function withCommandApart(words: readonly string[]): readonly string[] {
  if (words[0] !== 'test') return words;
  let at = 1;
  while (at < words.length) {
    const word = words[at] ?? '';
    if (word === '--') return words;
    if (!word.startsWith('-')) break;
    at += WITH_VALUE.has(word) ? 2 : 1;
  }
  return [...words.slice(0, at), '--', ...words.slice(at)];
}
