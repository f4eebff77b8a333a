import { random } from './random.js';

const SOUP = [
  '- ',
  '* ',
  '1. ',
  '2) ',
  '> ',
  '>',
  '  ',
  '    ',
  '\t',
  ' ',
  'a',
  'b c',
  'Testing:',
  '# ',
  '#',
  '---',
  '***',
  '===',
  '```',
  '~~~',
  '<!--',
  '-->',
  '<div>',
  '</div>',
  '<b>',
  '[ ] ',
  '[x] ',
  '|',
  '-|-',
  '[g]: /u',
  '[^n]: ',
  '`',
  '**Tests**',
  '\\',
  '"',
  '+',
  '1',
  ':',
];

/** Markers and scraps in any order: what nobody writes, and what shows where two readers part. */
export function soupText(seed: number): string {
  const source = random(seed);
  const lines = Array.from({ length: 1 + source.below(8) }, () =>
    source.chance(0.15) ? '' : Array.from({ length: 1 + source.below(5) }, () => source.pick(SOUP)).join(''),
  );
  return lines.join('\n');
}
