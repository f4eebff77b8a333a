/** One pattern out of alternatives, any letter case unless `flags` say otherwise. They must not backtrack super-linearly. */
export function anyOf(alternatives: readonly string[], flags = 'i'): RegExp {
  return new RegExp(`(?:${alternatives.join('|')})`, flags);
}

/** One pattern out of whole words and phrases, given in lines of words separated by white space; `_` stands for a space. */
export function wordsOf(lines: readonly string[], flags = 'i'): RegExp {
  const words = lines
    .join(' ')
    .split(/\s+/)
    .map((word) => word.replaceAll('_', ' '));
  return new RegExp(String.raw`\b(?:${words.join('|')})\b`, flags);
}
