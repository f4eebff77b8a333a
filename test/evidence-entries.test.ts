import { type Evidence, fromText, type ReadOptions } from '@forethought/core';
import { describe, expect, test } from '@jest/globals';
import { outline, read } from './helpers/outline.js';
import { policy } from './helpers/policy.js';
import { agree } from './helpers/two-readers.js';

describe('entries', () => {
  test('items, tasks, code, rows and quotes say what they are, how deep, and where', () => {
    const lines = [
      '## Testing',
      '- a',
      '  - [X] b',
      '',
      '```sh',
      'c',
      '```',
      '',
      '> d',
      '',
      '| e | f |',
      '|---|---|',
      '| g | h |',
    ];
    const found = read('pull-request', lines).sections[0]?.entries.map((each) => {
      return [each.kind, each.text, each.depth, each.checked, each.place.line, each.place.column];
    });
    expect(found).toEqual([
      ['item', 'a', 0, undefined, 2, 3],
      ['task', 'b', 1, true, 3, 9],
      ['code', 'c', 0, undefined, 6, 1],
      ['quote', 'd', 0, undefined, 9, 3],
      ['row', 'g | h', 0, undefined, 13, 3],
    ]);
  });

  test('further paragraphs of an item go on with it', () => {
    expect(
      read('pull-request', ['## Testing', '- a', '', '  b']).sections[0]?.entries.map((each) => each.text),
    ).toEqual(['a\nb']);
  });

  test('parts come from nested headings, labels, items and run-in bold', () => {
    const lines = [
      ...[
        '## Test Evidence',
        '### Isolation',
        'a',
        '### Other',
        'b',
        '',
        'Integration: c',
        '',
        'd',
        '',
        '- Failure cases:',
      ],
      ...['  - e', '- f', '', '**Isolation.** g', '', '**Elsewhere:** h'],
    ];
    const parts = read('pull-request', lines).sections[0]?.entries.map((each) => [each.text, each.part]);
    expect(parts).toEqual([
      ['a', 'isolation'],
      ['b', undefined],
      ['c', 'integration'],
      ['d', 'integration'],
      ['e', 'failure'],
      ['f', 'integration'],
      ['g', 'isolation'],
      ['**Elsewhere:** h', undefined],
    ]);
  });

  test('a row belongs to the part that its first cell names', () => {
    const lines = [
      '## Test Evidence',
      '| stage | result |',
      '|---|---|',
      '| **Isolation** | a |',
      '| Unit: c | d |',
      '| other | b |',
    ];
    const found = read('pull-request', lines).sections[0]?.entries.map((each) => [each.text, each.part]);
    expect(found).toEqual([
      ['a', 'isolation'],
      ['c | d', 'isolation'],
      ['other | b', undefined],
    ]);
  });

  test('a ticked box that is only the name of a part stays', () => {
    const [entry] = read('pull-request', ['## Test Evidence', '- [x] Isolation']).sections[0]?.entries ?? [];
    expect(entry).toMatchObject({ kind: 'task', text: 'Isolation', checked: true, part: 'isolation' });
  });

  test('links are found inline, bare, in angle brackets and by reference, at their places', () => {
    const lines = [
      '## Sources',
      '- [a](https://a.example/x)',
      '- https://b.example, <https://c.example>',
      '- [d][1]',
      '',
      '[1]: https://d.example/y',
    ];
    const found = read('pull-request', lines).sections[0]?.entries.flatMap((each) => each.references);
    expect(found?.map((each) => [each.host, each.place.line, each.place.column])).toEqual([
      ['a.example', 2, 7],
      ['b.example', 3, 3],
      ['c.example', 3, 23],
      ['d.example', 4, 3],
    ]);
  });
});

describe('a summary', () => {
  test.each([
    ['<details><summary>Test Evidence</summary>', '', 'a', '', '</details>'],
    ['<details open>', '<summary><b>Test Evidence</b></summary>', '', 'a', '', '</details>'],
    ['<details><summary><h3>🧪 Test Evidence</h3></summary>', '', 'a'],
    ['<details><summary>Test Evidence</summary>a</details>'],
    ['<details>', '  <summary>', '    Test Evidence', '  </summary>', '', 'a', '', '</details>'],
  ])('names a section: %s', (...lines) => {
    expect(outline(read('pull-request', lines))[0]).toMatch(/^test-evidence \w+: a$/);
    expect(agree({ name: '', kind: 'pull-request', text: lines.join('\n') })).toBe(true);
  });

  test('of another name names none', () => {
    const lines = ['<details><summary>Test Evidence and logs</summary>', '', 'a', '', '</details>'];
    expect(read('pull-request', lines).sections).toEqual([]);
  });
});

test.each([
  ['Evidencia de pruebas', 'test-evidence'],
  ['Preuves de test', 'test-evidence'],
  ['Evidências de teste', 'test-evidence'],
  ['Testnachweis', 'test-evidence'],
  ['Тесты', 'test-evidence'],
  ['测试证据', 'test-evidence'],
  ['テスト証跡', 'test-evidence'],
  ['Источники', 'sources-consulted'],
  ['Fuentes', 'sources-consulted'],
  ['Fontes consultadas', 'sources-consulted'],
  ['出典', 'sources-consulted'],
  ['Documentation lue', 'documentation-reviewed'],
  ['Прочитанная документация', 'documentation-reviewed'],
  ['参照したドキュメント', 'documentation-reviewed'],
  ['¿Qué puede salir mal?', 'pre-mortem'],
  ['Qu’est-ce qui pourrait mal tourner ?', 'pre-mortem'],
  ['Риски', 'pre-mortem'],
  ['风险分析', 'pre-mortem'],
])('%s is a name of %s, as a heading and as a label', (title, name) => {
  expect(read('pull-request', [`## ${title}`, '', 'a']).sections[0]?.name).toBe(name);
  const label = /[?]$/.test(title) ? title : `${title}:`;
  expect(read('commit', ['Cap', '', label, 'a']).sections[0]?.name).toBe(name);
});

describe('the rest of a text', () => {
  test('CRLF, CR and a byte order mark change nothing but nothing', () => {
    const lines = ['Cap the retries', '', '## Testing', '- [x] a', '', '**Risks**', 'b'];
    const expected = read('commit', lines);
    for (const end of ['\r\n', '\r']) {
      const options: ReadOptions = { kind: 'commit', index: policy.sections, hashHeadings: 'count' };
      expect(JSON.parse(JSON.stringify(fromText(`\uFEFF${lines.join(end)}`, options)))).toEqual(
        JSON.parse(JSON.stringify(expected)),
      );
    }
  });

  test('the subject is the title and opens nothing', () => {
    const evidence = read('commit', ['', 'Test Plan: cap', '', 'why']);
    expect([evidence.title, evidence.sections.length]).toEqual(['Test Plan: cap', 0]);
  });

  test('a document is called by its first heading, a pull request as the caller says', () => {
    expect(read('document', ['---', 'title: x', 'owner: "anna"', '---', '', '# Queue']).title).toBe('Queue');
    expect(read('document', ['---', 'owner: "anna" ', 'tags: [a]', '---', 'x']).frontMatter).toEqual({
      owner: 'anna',
    });
    expect(read('pull-request', ['x'], { title: 'Cap' }).title).toBe('Cap');
  });

  test('a heading is empty without content and without nested headings', () => {
    const lines = ['# A', '## B', '', '<!-- c -->', '## D', 'e', '', '**F**'];
    const empty = read('document', lines).headings.map((each) => [each.title, each.level, each.empty]);
    expect(empty).toEqual([
      ['A', 1, false],
      ['B', 2, true],
      ['D', 2, false],
      ['F', 7, true],
    ]);
  });

  test('trailers are read in any paragraph of their own, folded lines joined', () => {
    const lines = [
      'Cap',
      '',
      'Waive: pre-mortem - nothing',
      '  is deployed',
      '',
      'More.',
      '',
      'Fixes: 0123456 ("Queue")',
      'Any: thing',
    ];
    expect(read('commit', lines).trailers.map((each) => [each.key, each.value, each.place.line])).toEqual([
      ['Waive', 'pre-mortem - nothing is deployed', 3],
      ['Fixes', '0123456 ("Queue")', 8],
      ['Any', 'thing', 9],
    ]);
  });

  test('a trailer whose name is known is a section as well', () => {
    const evidence = read('commit', [
      'Cap',
      '',
      'Source: https://docs.example/x',
      'Signed-off-by: A <a@b.example>',
    ]);
    expect(outline(evidence)[0]).toContain('sources-consulted trailer');
    expect(evidence.trailers).toHaveLength(2);
  });
});

describe('lines that git is about to delete', () => {
  const doomed = (...lines: readonly string[]): Evidence =>
    read('commit', ['Cap', '', ...lines], { hashHeadings: 'doomed' });

  test('never count, and what stands below them belongs to what comes before', () => {
    const evidence = doomed('Test Plan: a', '## Risks', 'b');
    expect(outline(evidence)).toEqual(['test-evidence label: a\nb', 'prose: ']);
    expect(evidence.doomed).toEqual([{ name: 'pre-mortem', title: 'Risks', place: { line: 4, column: 4 } }]);
  });

  test('are not told where the section stands in another way too', () => {
    expect(doomed('## Risks', '', 'Risks: b').doomed).toEqual([]);
  });

  test('leave the title to the first line that stays', () => {
    expect(read('commit', ['# Cap', 'Cap the retries'], { hashHeadings: 'doomed' }).title).toBe(
      'Cap the retries',
    );
  });
});
