const repeat = (piece: string, length: number): string => piece.repeat(Math.ceil(length / piece.length));

const releaseNotes = (): string => {
  const lines = [
    '## Testing',
    '',
    'Ran the suite of `queue` on two machines: 412 passed.',
    '',
    '## Release notes',
    '',
  ];
  for (let number = 1; lines.join('\n').length < 64_000; number += 40) {
    for (let next = number; next < number + 40; next++) {
      lines.push(
        `* fix(queue): wait **${next}** ms before the _next_ attempt by @dev${next} in https://github.com/o/r/pull/${next}`,
      );
    }
  }
  return lines.join('\n').slice(0, 65_536).padEnd(65_536, '.');
};

/** Texts that make careless readers slow: each is to be read in time linear in its length. */
export const hostileTexts: Readonly<Record<string, () => string>> = {
  '65,000 quote marks': () => repeat('>', 65_000),
  '64 kB of emphasis that never closes': () => repeat('*a_ ', 65_536),
  '40 kB of comment openings': () => repeat('<!--', 40_000),
  'comment openings in a paragraph': () => repeat('a <!-- ', 40_000),
  '60,000 spaces': () => `a${repeat(' ', 60_000)}b`,
  'a list 400 levels deep, a line each': () =>
    Array.from({ length: 400 }, (_, level) => `${' '.repeat(2 * level)}- a`).join('\n'),
  'a list 30,000 levels deep on one line': () => repeat('- ', 60_000),
  '20,000 open links': () => repeat('[a](', 80_000),
  'a table of 16,000 columns': () =>
    [repeat('|a', 32_000), repeat('|-', 32_000), repeat('|b', 32_000)].join('\n'),
  'honest release notes of 65,536 characters': releaseNotes,
  'the subject of a pattern that backtracks': () => `## Testing\n\n${'a'.repeat(26)}!`,
  'backticks in runs of every length': () =>
    Array.from({ length: 350 }, (_, length) => '`'.repeat(length)).join(' '),
  'open tags': () => repeat('<a b="', 60_000),
  'open definitions': () => repeat('[a]: ', 60_000),
  'labels on every line': () => repeat('Testing: a\n', 65_000),
  'underlines on every other line': () => repeat('a\n=\n', 40_000),
  'lazy lines': () => repeat('> > a\nb\n', 64_000),
  'bold that never closes': () => repeat('** a\n', 60_000),
  'one word of 64,000 letters': () => repeat('a', 64_000),
  'addresses without an end': () => repeat('https://', 64_000),
  'a quarter of a megabyte of paragraphs': () =>
    repeat('Ran `npm test` and saw 12 passed, see RFC 9110.\n\n', 250_000),
};
