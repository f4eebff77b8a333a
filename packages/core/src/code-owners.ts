import { compileGlob } from './glob.js';

/** One line of CODEOWNERS: paths and who answers for them. No owners: nobody, which overrules the lines above. */
export interface OwnerLine {
  readonly pattern: string;
  readonly owners: readonly string[];
  readonly line: number;
}

const MOST_LINES = 10_000;

/**
 * Reads a CODEOWNERS file; `#` opens a comment, `\` keeps the next character.
 * https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
 */
export function readCodeOwners(text: string): readonly OwnerLine[] {
  return text
    .split(/\r?\n/, MOST_LINES)
    .map((line, at) => ({ words: wordsOf(line), line: at + 1 }))
    .flatMap(({ words: [pattern, ...owners], line }) =>
      pattern === undefined ? [] : [{ pattern, owners, line }],
    );
}

/** Owners of a path: those of the last line that matches, or none. */
export function ownersOf(lines: readonly OwnerLine[], path: string): readonly string[] {
  return lines.filter(({ pattern }) => matches(pattern, path)).at(-1)?.owners ?? [];
}

function wordsOf(line: string): readonly string[] {
  const words: string[] = [];
  let word = '';
  for (let at = 0; at < line.length; at += 1) {
    const character = line[at] ?? '';
    if (character === '\\') {
      at += 1;
      word += line[at] ?? '';
    } else if (character === '#' && word === '') break;
    else if (character === ' ' || character === '\t') {
      if (word !== '') words.push(word);
      word = '';
    } else word += character;
  }
  return word === '' ? words : [...words, word];
}

/** Patterns of .gitignore without negation and classes: with a slash before its end one counts from the root, else at any depth. */
function matches(pattern: string, path: string): boolean {
  const isFolder = pattern.endsWith('/');
  const name = pattern.replace(/\/+$/, '');
  const isAnchored = name.includes('/');
  const body = name.replace(/^\/+/, '').replace(/[[\]{}\\]/g, '\\$&');
  if (body === '') return isFolder;
  const globs = (isAnchored ? [body] : [body, `**/${body}`]).flatMap((glob) => {
    const below = glob === '*' || glob.endsWith('/*') ? [] : [`${glob}/**`];
    return isFolder ? below : [glob, ...below];
  });
  return globs.some((glob) => {
    const compiled = compileGlob(glob);
    return 'pattern' in compiled && new RegExp(compiled.pattern.source, 'u').test(path);
  });
}
