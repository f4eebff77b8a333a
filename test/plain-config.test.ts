import { type Config, PlanError, parseConfig, readPlainConfig } from '@forethought/core';
import { builtInPlans, metrics, rules } from '@forethought/rules';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

const { configText }: { configText: (config: object) => string } = await import(
  new URL('../../packages/cli/dist/init-config.js', import.meta.url).href
);
const CONTEXT = { file: 'forethought.yml', rules, metrics, plans: builtInPlans };

function parsed(text: string): Config | undefined {
  try {
    return parseConfig(text, CONTEXT);
  } catch (error) {
    if (error instanceof PlanError) return undefined;
    throw error;
  }
}

describe('a configuration in the form that init writes', () => {
  it.each(['observe', 'standard', 'strict'] as const)(
    'is read as the parser reads it, in mode %s',
    (mode) => {
      for (const engineer of [undefined, { login: 'ada', email: 'ada.l+x@example.org' }]) {
        const text = configText({ mode, engineer, today: '2026-11-22' });
        const plain = readPlainConfig(text, CONTEXT);
        expect(plain?.mode).toBe(mode);
        expect(plain).toStrictEqual(parsed(text));
      }
    },
  );

  it.each([
    ['another key', 'mode: strict\nbots: [a]\n'],
    ['a key twice', 'mode: strict\nmode: strict\n'],
    ['an unknown plan', 'extends: our-plan\n'],
    ['an unknown mode', 'mode: loud\n'],
    ['a quoted word', 'mode: "strict"\n'],
    ['a word that is none', 'roster:\n  - login: null\n    emails: [ada]\n    named: false\n'],
    [
      'a start date',
      'mode: strict\nroster:\n  - login: ada\n    emails: [a]\n    named: false\n    start: 2026-01-01\n',
    ],
    [
      'a setting below the roster',
      'roster:\n  - login: ada\n    emails: [a]\n    named: false\nmode: strict\n',
    ],
    ['two documents', 'mode: strict\n---\nmode: strict\n'],
    ['a tab', 'mode:\tstrict\n'],
    ['nothing', '# nothing\n'],
  ])('is left to the parser with %s', (_, text) => {
    expect(readPlainConfig(text, CONTEXT)).toBeUndefined();
  });

  it('is never read differently', () => {
    const pieces = [
      ...['extends: ', 'mode: ', 'roster:', 'roster: []', 'devops-elite', 'strict', 'standard', 'no', 'y'],
      ...['  - login: ', '    emails: [', ']', '    named: ', 'true', 'false', 'ada', 'a@b.c', '1', 'A.B+c'],
      ...[
        ' # words',
        '#',
        '\n',
        '\n',
        '\n',
        ' ',
        ': ',
        '-',
        '~',
        'null',
        '\n\n',
        '\r\n',
        '…',
        '&a',
        ',',
        '[',
        '{',
      ],
      ...['extends: devops-elite\n', 'mode: strict\n', 'mode: observe # words\n', '\n# words\n'],
      ...[
        'roster:\n  - login: ada\n    emails: [a@b.c]\n    named: true\n',
        '  - login: bob\n    emails: [b]\n    named: false',
      ],
    ];
    let read = 0;
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 10 }), (parts) => {
        const text = parts.join('');
        const plain = readPlainConfig(text, CONTEXT);
        if (plain === undefined) return;
        read += 1;
        expect(plain).toStrictEqual(parsed(text));
      }),
      { numRuns: 20_000 },
    );
    expect(read).toBeGreaterThan(50);
  });
});
