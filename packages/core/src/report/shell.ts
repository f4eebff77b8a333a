/** A word as every sh takes it back. */
export function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** A command on one line that a shell splits into these words again; control characters stand in `$'…'`, which bash and zsh read. */
export function shellLine(words: readonly string[]): string {
  return words
    .map((word) => (hasControls(word) ? `$'${[...word].map(escaped).join('')}'` : shellWord(word)))
    .join(' ');
}

function hasControls(word: string): boolean {
  return [...word].some(isControl);
}

function isControl(character: string): boolean {
  const code = character.charCodeAt(0);
  return code < 32 || (code >= 127 && code < 160);
}

const NAMED: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\t': '\\t',
  '\r': '\\r',
  "'": "\\'",
  '\\': '\\\\',
};

function escaped(character: string): string {
  const named = NAMED[character];
  if (named !== undefined) return named;
  return isControl(character) ? `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}` : character;
}
