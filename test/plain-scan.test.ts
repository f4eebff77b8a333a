import { fromText, type Kind } from '@forethought/core';
import { rules } from '@forethought/rules';
import { describe, expect, test } from '@jest/globals';
import { policy } from './helpers/policy.js';
import { type Random, random } from './helpers/random.js';

const TEXTS = 24_000;

/** What messages consist of, and what looks like it and is something else. No line begins with `#`: that is where readers differ. */
const LINES = [
  ...['', '', '', '', ' ', 'Sources Consulted:', 'Test Evidence:', 'Pre-Mortem:', 'Isolation:', 'Failure:'],
  ...['Tested: by hand', 'SOURCES=none', 'How was it tested?', 'Race conditions: none', 'Anything else:'],
  ...[
    'The pool is closed while a request waits.',
    'and the line goes on  ',
    '(in brackets)',
    '"quoted" first',
  ],
  ...[
    '- https://nodejs.org/docs/latest-v20.x/api/stream.html',
    '- RFC 9110 section 9.3',
    '- `npm test`: 3 passed',
  ],
  ...[
    '1. one',
    '2. two',
    '3) three',
    '10. ten',
    '1.',
    '1)',
    '- ',
    '-',
    '-x',
    '1.x',
    '2024-11-22 was a Friday',
  ],
  ...[
    '  goes on with an item',
    '   goes on with a numbered one',
    '    code or not',
    '\tcode',
    '  - nested',
    '   1. nested',
  ],
  ...['- - twice', '- 1. twice', '1. - twice', '-  far', '-     code', '1234567890. long', '123456789. long'],
  ...[
    '* star',
    '*soft* words',
    '**Testing**',
    '**Testing:** ran',
    '+ plus',
    '+',
    '___',
    '---',
    '===',
    '- - -',
    '* * *',
  ],
  ...[
    '> quoted',
    '`code` first',
    '```',
    '~~~',
    '``two``',
    '[a]: https://a.example',
    '- [a]: b',
    '[^1]: note',
    '[a][b]',
  ],
  ...[
    '- [ ] open',
    '- [x] done',
    '1. [x] done',
    'a | b',
    '|---|---|',
    ':--',
    '--|--',
    '<b>bold</b>',
    'a <!-- b -->',
    '<!--',
  ],
  ...[
    'Ünïcode first',
    '\u00a0blank first',
    '日本語',
    '- 日本語',
    '\u2028',
    'form\ffeed',
    '\\escaped',
    '&amp;',
    '!bang',
    '/path/a.ts',
  ],
  ...[
    'Signed-off-by: Ada <ada@example.org>',
    'Fixes: 0123456789ab ("subject")',
    'Source: RFC 9110',
    'Reviewed-by: Bo',
  ],
  ...[
    '(cherry picked from commit 0123456789abcdef0123456789abcdef01234567)',
    'N/A: nothing to test',
    'TODO',
    'N/A',
  ],
];
const MOSTLY = LINES.slice(0, 26);

const LABELS = [
  'Sources Consulted:',
  'Test Evidence:',
  'Pre-Mortem:',
  'Testing: by hand',
  'Sources: none',
  'Rollback:',
];
const FIELDS = [
  'Risk: low',
  'Owner: Ada',
  'Change-Id: I0123',
  'Two Words: here',
  'Failure: none',
  'Isolation: alone',
];

/** Sections of the form that the product writes, with something unexpected now and then. */
function sectionedText(source: Random): string {
  const body = (): string[] =>
    Array.from({ length: 1 + source.below(3) }, () =>
      source.pick(source.chance(0.2) ? FIELDS : source.chance(0.05) ? LINES : MOSTLY),
    );
  const sections = Array.from({ length: 1 + source.below(4) }, () => ['', source.pick(LABELS), ...body()]);
  const field = source.chance(0.4) ? ['', source.pick(FIELDS)] : [];
  return ['feat: title', '', ...body(), ...sections.flat(), ...field, ''].join('\n');
}

function textFrom(source: Random): string {
  if (source.chance(0.5)) return sectionedText(source);
  const lines = source.chance(0.5) ? MOSTLY : LINES;
  const body = Array.from({ length: 1 + source.below(14) }, () => source.pick(lines));
  return ['feat: title', '', ...body].join(source.chance(0.03) ? '\r\n' : '\n');
}

/** A name that is a section and, inside another one, a part as well. */
const index = {
  ...policy.sections,
  parts: {
    ...policy.sections.parts,
    'sources-consulted': { 'pre mortem': 'risks', testing: 'proof' },
  },
};

/** With `doomed` the general reader reads everything; without a `#` line that is its only effect. */
function read(text: string, kind: Kind, hashHeadings: 'count' | 'doomed'): unknown {
  return JSON.parse(JSON.stringify(fromText(text, { kind, index, hashHeadings })));
}

describe('the reader of plain messages', () => {
  test('reads generated messages as the general reader does', () => {
    const source = random(20_261_122);
    const kinds: readonly Kind[] = ['commit', 'commit', 'pull-request', 'document'];
    const different: string[] = [];
    for (let made = 0; made < TEXTS; made += 1) {
      const text = textFrom(source);
      const kind = source.pick(kinds);
      const [plain, general] = [read(text, kind, 'count'), read(text, kind, 'doomed')];
      if (JSON.stringify(plain) !== JSON.stringify(general))
        different.push(`${kind} ${JSON.stringify(text)}`);
    }
    expect(different.slice(0, 5)).toEqual([]);
  });

  const examples = rules
    .flatMap((rule) => rule.examples)
    .filter(({ kind, text }) => kind === 'commit' && !/^#/m.test(text));

  test.each(examples.map(({ name, text }) => [name, text]))(
    'reads the example “%s” as the general reader does',
    (_, text) => {
      expect(read(text, 'commit', 'count')).toEqual(read(text, 'commit', 'doomed'));
    },
  );
});
