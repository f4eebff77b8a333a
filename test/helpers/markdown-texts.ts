import { type Random, random } from './random.js';

/** Names that open sections, and some that open none. */
export const NAMES = [
  'Testing',
  'Test Plan',
  'Tests',
  'Sources Consulted',
  'Risk Level',
  'Risks',
  'Notes',
  'Why',
  'Isolation',
  'Summary',
];
const WORDS = [
  'ran',
  'the',
  'suite',
  '`npm test`',
  'passes',
  'twice',
  '**bold**',
  '_soft_',
  '[guide](https://docs.example/a)',
  '[guide][g]',
  '<https://docs.example/b>',
  'https://docs.example/c?d=e',
  '<!-- hidden -->',
  '<b>tag</b>',
  'N/A',
  'TODO',
  'a \\* b',
  '&amp;',
  '![i](i.png)',
  "it's",
  '"quoted"',
  '(see)',
  '#12',
  'x|y',
  '``a ` b``',
  '<br>',
  '1.',
  '-',
  '\\',
  '`',
  'Größe',
  '测试',
  '🧪',
  '[^1]',
  'a_b_c',
  '<!-- open',
];
const INDENTS = ['', '', '', '', ' ', '  ', '   ', '    ', '     ', '\t', ' \t'];

function words(source: Random, most: number): string {
  return Array.from({ length: 1 + source.below(most) }, () => source.pick(WORDS)).join(' ');
}

type Piece = (source: Random) => readonly string[];

const heading: Piece = (source) => [
  `${'#'.repeat(1 + source.below(6))} ${source.pick(NAMES)}${source.pick(['', '', ' ##', ':', ' <!-- x -->'])}`,
];
const setext: Piece = (source) => [
  source.chance(0.7) ? source.pick(NAMES) : words(source, 4),
  source.pick(['--', '---', '===', '=', '-----   ']),
];
const label: Piece = (source) => [
  `${source.pick(NAMES)}${source.pick([':', ' :', '?'])}${source.chance(0.5) ? ` ${words(source, 5)}` : ''}`,
];
const bold: Piece = (source) => {
  const name = source.pick(NAMES);
  return [
    source.pick([
      `**${name}**`,
      `**${name}:** ${words(source, 4)}`,
      `**${name}.** ${words(source, 4)}`,
      `__${name}__`,
      `**${name}** (3 new): x`,
    ]),
  ];
};
const assignment: Piece = (source) => [
  `${source.pick(['TEST', 'BUG', 'RISK'])}${source.pick(['=', ' = '])}${words(source, 3)}`,
];
const paragraph: Piece = (source) => Array.from({ length: 1 + source.below(4) }, () => words(source, 8));
const list: Piece = (source) => {
  const marker = source.pick(['-', '*', '+', '1.', '2)', '-  ', '10.']);
  const box = source.chance(0.4);
  return Array.from({ length: 1 + source.below(4) }, () => {
    const nested = source.pick(['', '', '', '  ', '    ', '   ']);
    return `${nested}${marker} ${box ? source.pick(['[ ] ', '[x] ', '[X] ', '[]', '[ ]']) : ''}${source.chance(0.9) ? words(source, 5) : ''}`;
  });
};
const fence: Piece = (source) => {
  const mark = source.pick(['```', '~~~', '````']);
  const close = source.pick([mark, mark, mark, `${mark}   `, '``', '']);
  return [
    `${mark}${source.pick(['', 'sh', ' js title="x"', '`'])}`,
    ...paragraph(source),
    ...(source.chance(0.3) ? ['', '# not a heading'] : []),
    close,
  ];
};
const indented: Piece = (source) => paragraph(source).map((line) => `    ${line}`);
const comment: Piece = (source) =>
  source.pick([
    ['<!-- one line -->'],
    ['<!-- two', 'lines -->'],
    ['<!--', '', '## Testing', '', '-->'],
    ['<!-- never closed'],
    ['<!-- a --> behind'],
    ['before <!-- a', 'b --> after'],
    ['<!---->'],
    ['<!-->', 'shown'],
    ['<!-- a -- b -->'],
    ['text <!-- a', '', 'b -->'],
  ]);
const quote: Piece = (source) =>
  paragraph(source).map((line) => `>${source.pick([' ', ' ', '', '  ', '> '])}${line}`);
const html: Piece = (source) =>
  source.pick([
    ['<details>', `<summary>${source.pick(NAMES)}</summary>`, '', words(source, 4), '', '</details>'],
    ['<h2>Testing</h2>'],
    ['<div>', words(source, 3), '</div>', words(source, 3)],
    ['<pre>', 'a', '', 'b', '</pre>'],
    ['<p align="center">', '  <img src="a.png">', '</p>'],
    ['<h3 id="a">Risks</h3>', 'text'],
    ['<x-y a="b">'],
    ['</x>'],
    ['<?php a ?>'],
    ['<!DOCTYPE html>'],
    ['<![CDATA[ a', '', ']]>'],
    ['<script>', '', 'x', '</script> y'],
  ]);
const table: Piece = (source) => {
  const row = (): string => `| ${source.pick(NAMES)} | ${words(source, 2)} |`;
  return [
    source.pick([row(), 'a | b', '| a | b']),
    source.pick(['|---|---|', '--|--', ':-: | --', '| - |']),
    ...Array.from({ length: source.below(4) }, row),
  ];
};
const definition: Piece = (source) =>
  source.pick([
    ['[g]: https://docs.example/g'],
    ['[g]: <https://docs.example/g> "title"'],
    ['[g]:', '  /path', "  'title'"],
    ['[^1]: a note'],
    ['[^1]: a note', '    more of it'],
    ['[g]: /a b'],
    ['[g]: /a "open', 'title"'],
    ['[]: /a'],
    ['[g] : /a'],
  ]);
const rule: Piece = (source) => [source.pick(['---', '***', '* * *', '___', '- - -', '--', '==='])];
/** A trailer of a review tool or of git. */
export const trailer: Piece = (source) =>
  source.pick([
    ['Signed-off-by: A <a@docs.example>', 'Fixes: #12'],
    ['Change-Id: I1'],
    ['Reviewers: a'],
    ['Co-authored-by: B <b@docs.example>'],
  ]);
const PIECES: readonly Piece[] = [
  heading,
  heading,
  setext,
  label,
  label,
  bold,
  bold,
  assignment,
  paragraph,
  paragraph,
  list,
  list,
  list,
  fence,
  indented,
  comment,
  comment,
  quote,
  html,
  html,
  table,
  definition,
  rule,
  trailer,
];

/** Puts lines into a list item or a block quote. */
function nest(source: Random, lines: readonly string[]): readonly string[] {
  if (source.chance(0.5)) return lines.map((line) => (source.chance(0.9) ? `> ${line}` : line));
  const marker = source.pick(['- ', '* ', '1. ', '-   ', '3) ']);
  return lines.map((line, index) => {
    if (index === 0) return `${marker}${line}`;
    if (line === '') return line;
    return `${source.chance(0.85) ? ' '.repeat(marker.length) : source.pick(INDENTS)}${line}`;
  });
}

/** A text of pieces that people write, some nested, some broken, put together by the seed. */
export function markdownText(seed: number): string {
  const source = random(seed);
  const lines: string[] = [];
  for (let left = 1 + source.below(7); left > 0; left--) {
    let piece = source.pick(PIECES)(source);
    while (source.chance(0.2))
      piece = nest(source, source.chance(0.3) ? [...piece, '', ...source.pick(PIECES)(source)] : piece);
    if (source.chance(0.1)) {
      const indent = source.pick(INDENTS);
      piece = piece.map((line) => (line === '' ? line : indent + line));
    }
    lines.push(...piece);
    if (source.chance(0.7)) lines.push(source.chance(0.9) ? '' : '  ');
  }
  return lines.join(source.pick(['\n', '\n', '\n', '\r\n']));
}
