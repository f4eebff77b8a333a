import { describe, expect, test } from '@jest/globals';
import { commit, outline, pull, RAN, read } from './helpers/outline.js';

describe('ways to write a section', () => {
  const styles: readonly (readonly [string, readonly string[], string])[] = [
    ['an ATX heading', ['## Testing', RAN], 'atx'],
    ['a heading with an emoji, marks and a number', ['### 2. 🧪 **Testing** ###', RAN], 'atx'],
    ['a heading with an emoji code', ['## :test_tube: Testing', RAN], 'atx'],
    ['a setext heading', ['Testing', '=======', RAN], 'setext'],
    ['a setext heading of two dashes', ['Testing', '--', RAN], 'setext'],
    ['an HTML heading', ['<h2 align="left">Testing</h2>', '', RAN], 'html'],
    ['a summary', ['<details>', '<summary>Testing</summary>', '', RAN, '', '</details>'], 'bold'],
    ['a bold line', ['**Testing**', RAN], 'bold'],
    ['a bold line with a colon', ['**Testing:**', '', RAN], 'bold'],
    ['run-in bold with a full stop', [`**Tests.** ${RAN}`], 'bold'],
    ['run-in bold with a colon inside', [`**Test Plan:** ${RAN}`], 'bold'],
    ['run-in bold with a colon outside', [`__Test Plan__: ${RAN}`], 'bold'],
    ['run-in bold with words between', [`**Tests** (3 new): ${RAN}`], 'bold'],
    ['a label with its text', [`Test Plan: ${RAN}`], 'label'],
    ['a label above its text', ['Test Plan:', RAN], 'label'],
    ['a label with a space before the colon', [`Test Plan : ${RAN}`], 'label'],
    ['a label with a wide colon', [`测试：${RAN}`], 'label'],
    ['a question without markup', ['How was this tested?', RAN], 'label'],
    ['a question with its answer', [`How was this tested? ${RAN}`], 'label'],
    ['a question with a curly apostrophe', [`How I’ve tested this PR: ${RAN}`], 'label'],
    ['a label of a list item', [`- How I tested this: ${RAN}`], 'label'],
    ['an assignment', [`TEST=${RAN}`], 'assignment'],
    ['an assignment with spaces', [`TEST = ${RAN}`], 'assignment'],
  ];
  test.each(styles)('%s', (_name, lines, style) => {
    const expected = [`test-evidence ${style}: ${RAN}`, 'prose: '];
    expect(pull(...lines)).toEqual(expected);
    expect(commit(...lines)).toEqual(expected);
  });

  const others: readonly (readonly [string, readonly string[]])[] = [
    ['a commit type in a list of commits', ['* test: cover the queue', '* tests: and the retries']],
    ['a word that begins a sentence', ['Testing was hard this time.']],
    ['bold that begins a sentence', ['**Testing** was hard this time.']],
    ['a name in a fence', ['```', 'Test Plan: x', '## Testing', '```']],
    ['a name in indented output', ['    Testing: x']],
    ['a name in a comment', ['<!--', '## Testing', '-->']],
    ['a name in a quote', ['> ## Testing', '> done']],
    ['a property of the language', ['constructor: x', '', '## toString', 'y']],
    ['a scope operator', ['Test::run()']],
    ['a comparison', ['TEST==1']],
  ];
  test.each(others)('not %s', (_name, lines) => {
    expect(read('pull-request', lines).sections).toEqual([]);
  });

  test('names match after compatibility folding and without what renderers do not show', () => {
    expect(pull('## Ｔｅｓｔ\u200b Plan', RAN)[0]).toContain('test-evidence atx');
  });
});

describe('what git gathers of squashed commits', () => {
  const gathered = [
    'Squashed commit of the following:',
    '',
    'commit 1111111111111111111111111111111111111111',
    'Author: Ada <ada@example.org>',
    'Date:   Mon Nov 16 10:00:00 2026 +0000',
    '',
    '    fix: count expiry on the server',
    '    ',
    '    Sources Consulted:',
    '    - https://redis.io/docs/latest/commands/expire/: what resets it',
    '    ',
    '    Test Evidence:',
    '    - `npm test -- session`: 31 passed',
    '',
  ];

  test('is read without the spaces before each line', () => {
    const { sections } = read('commit', ['feat: sessions', '', ...gathered]);
    expect(sections.map(({ name, state }) => [name, state])).toEqual([
      ['sources-consulted', 'substantive'],
      ['test-evidence', 'substantive'],
    ]);
  });

  test('is code anywhere else', () => {
    const { sections } = read('commit', ['feat: sessions', '', ...gathered.slice(6)]);
    expect(sections).toEqual([]);
  });
});

describe('where a section ends', () => {
  test('nested headings belong to the section above, whatever it had of its own', () => {
    expect(pull('## Testing', '### Locally', RAN, '### On staging', 'saw 200', '## Notes', 'bye')).toEqual([
      `test-evidence atx: ${RAN} / saw 200`,
      'prose: bye',
    ]);
  });

  test('a nested section of another name ends, and the outer one goes on', () => {
    const [tests, risks] = pull('## Testing', 'a', '### Risks', 'b', '### Load', 'c');
    expect(tests).toContain(': a / c');
    expect(risks).toContain('pre-mortem atx');
    expect(risks).toContain(': b');
  });

  test('a label runs over blank lines, lists and fences up to the tags of a review tool', () => {
    const lines = [
      'Test Plan:',
      'Ran it.',
      '',
      '- twice',
      '',
      '```',
      'Result: ok',
      '```',
      '',
      'Reviewers: anna',
      '',
      'CC: ben',
    ];
    const evidence = read('commit', ['Cap', '', ...lines]);
    expect(outline(evidence)).toEqual(['test-evidence label: Ran it. / twice / Result: ok', 'prose: ']);
    expect(evidence.trailers.map((each) => each.key)).toEqual(['Reviewers', 'CC']);
  });

  test('an unknown label inside does not end it', () => {
    expect(commit('Test Plan:', 'Before: 12 ms', 'After: 3 ms', '', 'Result: as hoped')[0]).toContain(
      'Result: as hoped',
    );
  });

  test('one of a list of fields ends with its line', () => {
    expect(
      commit('Risk Level: low', 'Testing: unit tests', 'Docs Changes: none', '', 'Thanks to all.'),
    ).toEqual([
      'pre-mortem label: low',
      'test-evidence label: unit tests',
      'prose: Docs Changes: none / Thanks to all.',
    ]);
    expect(commit('Testing:', 'Docs Changes: none', 'Fixes: #3')[0]).toBe('test-evidence trailer: ');
  });

  test('an assignment takes the lines that follow, up to the next one or a blank line', () => {
    expect(
      commit('BUG=b:1', 'TEST=boot the board', '  and suspend it', 'BRANCH=none', '', 'Change-Id: I1'),
    ).toEqual(['test-evidence assignment: boot the board\nand suspend it', 'prose: BUG=b:1 / BRANCH=none']);
  });

  test('a trailer takes its folded lines', () => {
    expect(commit('Bug: 12', 'Test: atest QueueTests', '  on a Pixel', 'Change-Id: I1')[0]).toBe(
      'test-evidence trailer: atest QueueTests\non a Pixel',
    );
  });

  test('a trailer right under a list ends the section', () => {
    expect(commit('Test Plan:', '- ran it', 'Signed-off-by: A <a@docs.example>')[0]).toBe(
      'test-evidence label: ran it',
    );
  });

  test('an item label ends at the next item of its list', () => {
    expect(pull('- Why: it hung', '- How I tested this:', '  - one', '  - two', '- Notes: none')).toEqual([
      'test-evidence label: one / two',
      'prose: Why: it hung / Notes: none',
    ]);
  });

  test('a bold section ends at the next bold line, an ATX section does not', () => {
    expect(pull('**Testing**', 'a', '', '**Release notes**', 'b')[1]).toBe('prose: b');
    expect(pull('## Testing', 'a', '', '**On staging**', 'b')[0]).toContain('a / b');
  });

  test('joined messages repeat labels: they become one section, without the titles between them', () => {
    const lines = ['* One', '', 'Test Plan: a', '', '* Two', '', 'Why not.', '', 'Test Plan: b'];
    expect(commit(...lines)).toEqual(['test-evidence label: a / b', 'prose: One / Two / Why not.']);
  });
});

describe('what counts', () => {
  test('comments never do, unterminated and wrapped ones included', () => {
    expect(read('pull-request', ['## Testing', '<!-- say how -->']).sections[0]?.state).toBe('empty');
    expect(pull('## Testing', '<!-- say how -->')[0]).toBe('test-evidence atx: ');
    expect(pull('## Testing', '<!-- say', 'how', '-->', '## Notes')[0]).toBe('test-evidence atx: ');
    expect(pull('## Testing', '<!-- never closed', 'ran all')[0]).toBe('test-evidence atx: ');
    expect(pull('## Testing', 'ran <!-- which? --> all')[0]).toBe('test-evidence atx: ran  all');
    expect(pull('## Testing', '`<!--` is printed `-->`')[0]).toContain('`<!--` is printed');
  });

  test('what a reader of the page sees of a folded part does, its tags do not', () => {
    expect(pull('## Testing', '<details>', '', '</details>')[0]).toBe('test-evidence atx: ');
    expect(pull('## Testing', '<details>', '<summary>Log</summary>', '', RAN, '</details>')[0]).toContain(
      RAN,
    );
  });

  test('the template is nobody’s text, per node and per line', () => {
    const template = '## Testing\n\nSay how it was tested.\n\n- [ ] unit tests\n';
    const state = (...lines: readonly string[]): string | undefined => {
      return read('pull-request', lines, { template }).sections[0]?.state;
    };
    expect(state('## Testing', '', 'Say how it was tested.', '', '- [ ] unit tests')).toBe('template');
    expect(state('## Testing', '', 'Say how it was tested.', RAN)).toBe('substantive');
    expect(state('## Testing', '', '- [x] unit tests')).toBe('claimed');
    expect(state('## Testing', '', '<!-- nothing -->')).toBe('empty');
  });

  const states: readonly (readonly [string, string])[] = [
    ['TODO', 'placeholder'],
    ['N/A', 'placeholder'],
    ['...', 'placeholder'],
    ['N/A: only words in the README', 'not-applicable'],
    ['Not applicable – only words in the README', 'not-applicable'],
    ['n/a (only words in the README)', 'not-applicable'],
    ['Will add tests in a follow-up.', 'deferred'],
    ['- [ ] run it\n- [ ] watch it', 'planned'],
    ['- [x] run it\n- [ ] watch it', 'claimed'],
    ['It was tested.', 'claimed'],
    [RAN, 'substantive'],
  ];
  test.each(states)('%j is %s', (text, state) => {
    expect(read('pull-request', ['## Testing', ...text.split('\n')]).sections[0]?.state).toBe(state);
  });

  test('the reason of a waiver is kept', () => {
    expect(read('commit', ['x', '', 'Test Plan: N/A: only words']).sections[0]?.reason).toBe('only words');
  });
});
