import { enrolIn } from '@forethought/core';
import { describe, expect, test } from '@jest/globals';
import { configFrom } from './helpers/team.js';

const WHO = { login: 'ada', emails: ['ada@example.org'], start: '2026-11-23' };

/** The text after an enrolment of ada's. */
function enrolled(text: string, changes: Partial<typeof WHO> = {}): string {
  const edit = enrolIn(text, { ...WHO, ...changes });
  if ('problem' in edit) throw new Error(edit.problem);
  return edit.text;
}

const ENTRY = `  - login: ada
    emails: [ada@example.org]
    start: 2026-11-23
    named: true
`;

describe('a new entry of the roster', () => {
  test('goes behind the last one and the comments that are indented as it is; nothing else changes', () => {
    const before = `# why
extends: devops-elite   # the plan

roster:
  - login: kim
    named: false
    # start: later
`;
    const after = `
# another part
rules:
    test-evidence:   { severity: warn }
`;
    expect(enrolled(before + after)).toBe(before + ENTRY + after);
    expect(configFrom(before + ENTRY + after)?.roster.map(({ login, named }) => [login, named])).toEqual([
      ['kim', false],
      ['ada', true],
    ]);
  });

  test.each([
    ['no roster', 'extends: devops-elite\n', `extends: devops-elite\n\nroster:\n${ENTRY}`],
    ['no line end', 'extends: devops-elite', `extends: devops-elite\n\nroster:\n${ENTRY}`],
    ['an empty one', 'roster: [] # nobody\nmode: observe\n', `roster: # nobody\n${ENTRY}mode: observe\n`],
    [
      'dashes at the margin',
      'roster:\n- login: kim\n',
      `roster:\n- login: kim\n${ENTRY.replace(/^ {2}/gm, '')}`,
    ],
    [
      'one line',
      'roster: [{ login: kim }]\n',
      'roster: [{ login: kim }, { login: ada, emails: [ada@example.org], start: 2026-11-23, named: true }]\n',
    ],
    [
      'blank lines behind it',
      'roster:\n  - login: kim\n\n\nmode: observe\n',
      `roster:\n  - login: kim\n${ENTRY}\n\nmode: observe\n`,
    ],
  ])('in a file with %s', (_, before, after) => expect(enrolled(before)).toBe(after));

  test('keeps the line ends of the file', () => {
    const before = 'mode: observe\r\nroster:\r\n  - login: kim\r\n';
    expect(enrolled(before)).toBe(before + ENTRY.replaceAll('\n', '\r\n'));
  });

  test('quotes what plain text would change', () => {
    expect(enrolled('mode: observe\n', { login: 'no', emails: ['12@example.org'] })).toContain(
      '- login: "no"\n    emails: ["12@example.org"]',
    );
  });
});

describe('an entry that is there', () => {
  test('is named, gets a start where it has none, and keeps its addresses and comments', () => {
    const before = `roster:
  - login: Ada # she
    emails: [old@example.org]
    named: false # not yet
`;
    expect(enrolIn(before, WHO)).toEqual({
      isNew: false,
      text: `roster:
  - login: Ada # she
    start: 2026-11-23
    emails: [old@example.org, ada@example.org]
    named: true # not yet
`,
    });
  });

  test.each([
    [
      'in one line',
      'roster: [{ login: ada, named: false }]\n',
      'roster: [{ login: ada, emails: [ada@example.org], start: 2026-11-23, named: true }]\n',
    ],
    [
      'with an empty list',
      'roster:\n  - login: ada\n    emails: []\n    start: 2026-01-05\n    named: true\n',
      'roster:\n  - login: ada\n    emails: [ada@example.org]\n    start: 2026-01-05\n    named: true\n',
    ],
    [
      'with a list in lines',
      'roster:\n  - emails:\n      - b@example.org\n    login: ada\n    start: 2026-01-05\n',
      'roster:\n  - emails:\n      - b@example.org\n      - ada@example.org\n    login: ada\n    named: true\n    start: 2026-01-05\n',
    ],
  ])('%s', (_, before, after) => expect(enrolled(before)).toBe(after));

  test('takes away the start that the configuration of init proposes, and no other comment', () => {
    const proposed =
      "    # start: 2026-11-23 # with it the plan's weeks count, and practices become stricter\n";
    const before = `roster:\n  - login: ada\n    emails: [ada@example.org]\n    named: false\n${proposed}    # start: soon\n`;
    const after =
      'roster:\n  - login: ada\n    start: 2026-11-23\n    emails: [ada@example.org]\n    named: true\n    # start: soon\n';
    expect(enrolled(before)).toBe(after);
    const others = `${before}  - login: kim\n    named: false\n${proposed}`;
    expect(enrolled(others)).toBe(`${after}  - login: kim\n    named: false\n${proposed}`);
  });

  test('says all that already: nothing changes', () => {
    const text = `roster:\n${ENTRY}`;
    expect(enrolled(text)).toBe(text);
    expect(enrolled(text, { emails: ['ADA@example.org'] })).toBe(text);
  });
});

test.each([
  ['roster: nobody\n', 'changed by hand only'],
  ['roster:\n', 'changed by hand only'],
  ['{ mode: observe }\n', 'changed by hand only'],
  ['roster: [\n', 'not valid YAML'],
  ['a: 1\na: 2\n', 'twice'],
])('%j is not touched', (text, words) => {
  expect(enrolIn(text, WHO)).toMatchObject({ problem: expect.stringContaining(words) });
});
