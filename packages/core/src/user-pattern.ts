import { RE2JS } from 're2js';

/** Longest text that a pattern is tried on, in UTF-16 units; a longer one matches nothing. */
const LONGEST_TEXT = 4000;
const compiled = new Map<string, RE2JS>();

/**
 * Whether a pattern of a team's own matches the whole text, letter case aside. Patterns are RE2: they run in time linear in the
 * text, whatever they are. https://github.com/google/re2/wiki/Syntax
 */
export function matchPattern(pattern: string, text: string): boolean {
  if (text.length > LONGEST_TEXT) return false;
  let expression = compiled.get(pattern);
  if (expression === undefined) {
    expression = RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE | RE2JS.DOTALL);
    compiled.set(pattern, expression);
  }
  return expression.matches(text);
}

/** Why a text is no pattern, or undefined when it is one. */
export function patternProblem(pattern: string): string | undefined {
  try {
    RE2JS.compile(pattern);
    return undefined;
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    return `${words}; patterns are RE2, without look-around and back-references`;
  }
}
