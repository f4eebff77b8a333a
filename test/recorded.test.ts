import {
  isTestedLine,
  namesTree,
  rerunLine,
  runsOn,
  shellLine,
  type TestedRun,
  testedLine,
  testedRunOf,
} from '@forethought/core';
import { describe, expect, test } from '@jest/globals';

const { filledMessage, isOnlyFilled }: typeof import('../packages/cli/src/tested/fill-message.js') =
  await import(new URL('../../packages/cli/dist/tested/fill-message.js', import.meta.url).href);

const TREE = '83baae61804e65cc73a7201a7252750c76066a30';
const OTHER = 'd670460b4b4aece5915caf5c68d12f560a9fe3e4';
const TRAILER = `Tested-Tree: ${TREE}`;

function run(given: Partial<TestedRun> = {}): TestedRun {
  return {
    schema: 1,
    command: ['npm', 'test'],
    exit: 0,
    result: 'passed',
    startedAt: '2026-03-03T10:00:00.000Z',
    durationMs: 2140,
    tree: TREE,
    tested: TREE,
    untracked: 0,
    changedFiles: false,
    ...given,
  };
}

const LINE = '- `npm test` - passed, exit code 0 after 2.1 s';

describe('the line of a run', () => {
  test.each([
    [run(), LINE],
    [
      run({ stage: 'failure', exit: 2, result: 'failed' }),
      '- Failure cases: `npm test` - failed, exit code 2 after 2.1 s',
    ],
    [
      run({ exit: 143, signal: 'SIGTERM', result: 'failed' }),
      '- `npm test` - failed, ended by SIGTERM after 2.1 s',
    ],
    [run({ durationMs: 73_400 }), '- `npm test` - passed, exit code 0 after 73 s'],
    [run({ untracked: 1 }), `${LINE}, with 1 untracked file beside it`],
    [run({ untracked: 3 }), `${LINE}, with 3 untracked files beside it`],
  ])('%#', (given, line) => {
    expect(testedLine(given)).toBe(line);
    expect(isTestedLine(line)).toBe(true);
    expect(isTestedLine(`${line} as expected`)).toBe(false);
  });

  test('is one line of bounded length, whatever the command', () => {
    const line = testedLine(run({ command: ['sh', '-c', `${'x`\n'.repeat(5000)}\u001b[31m`] }));
    expect([...line].filter((character) => character < ' ')).toEqual([]);
    expect(line.length).toBeLessThan(250);
    expect(isTestedLine(line)).toBe(true);
  });

  test('leads back to the command', () => {
    expect(rerunLine(run({ stage: 'isolation', command: ["it's", 'a b', ''] }))).toBe(
      "forethought test --stage isolation -- 'it'\\''s' 'a b' ''",
    );
    expect(shellLine(['a\nb', '\u0007'])).toBe("$'a\\nb' $'\\x07'");
  });
});

describe('which runs belong to a tree', () => {
  test('the newest of each command and stage, stages in their order', () => {
    const runs = [
      run({ startedAt: '2026-03-03T10:00:03.000Z', exit: 1 }),
      run({ startedAt: '2026-03-03T10:00:01.000Z' }),
      run({ stage: 'integration' }),
      run({ stage: 'isolation' }),
      run({ tested: OTHER, stage: 'failure' }),
    ];
    expect(runsOn(runs, TREE).map(({ stage, exit }) => [stage, exit])).toEqual([
      ['isolation', 0],
      ['integration', 0],
      [undefined, 1],
    ]);
  });

  test.each([
    [[1, 0], '; failed once before on this tree'],
    [[1, 0, 1, 0], '; failed 2 times before on this tree'],
    [[0, 0, 1], '; passed 2 times before on this tree'],
    [[0, 0], ''],
    [[1, 1], ''],
  ])('exit codes %j of one command on one tree end in “%s”', (exits, end) => {
    const all = exits.map((exit, at) => run({ exit, startedAt: `2026-03-03T10:00:0${at}.000Z` }));
    const others = [
      run({ tested: OTHER, exit: 9 }),
      run({ stage: 'failure', exit: 9 }),
      run({ command: ['x'], exit: 9 }),
    ];
    const own = runsOn([...others, ...all], TREE).find(
      ({ command, stage }) => command[0] === 'npm' && stage === undefined,
    );
    const line = own === undefined ? '' : testedLine(own);
    expect(line.replace(/^.* after 2\.1 s/, '')).toBe(end);
    expect(isTestedLine(line)).toBe(true);
  });

  test('a run with unstaged changes belongs to the tree that was tested, not to the index', () => {
    expect(runsOn([run({ tree: OTHER })], OTHER)).toEqual([]);
    expect(runsOn([run({ tree: OTHER })], TREE)).toHaveLength(1);
  });

  test('what is no record is none', () => {
    expect(testedRunOf(JSON.stringify(run()))).toEqual(run());
    for (const text of [
      '',
      'null',
      '[]',
      '{"schema":2}',
      JSON.stringify(run({ tested: 'x' })),
      JSON.stringify({ ...run(), command: 'npm' }),
    ])
      expect(testedRunOf(text)).toBeUndefined();
  });

  test('a tree is named by its id or a beginning of seven characters', () => {
    expect([TREE, TREE.slice(0, 7)].every((value) => namesTree(value, TREE))).toBe(true);
    expect([OTHER, '', TREE.slice(0, 6), `${TREE}0`].some((value) => namesTree(value, TREE))).toBe(false);
  });
});

describe('a message is filled', () => {
  test.each([
    ['a title', 'feat: x\n', `feat: x\n\nTest Evidence:\n${LINE}\n\n${TRAILER}\n`],
    ['nothing', '', `\n\nTest Evidence:\n${LINE}\n\n${TRAILER}\n`],
    ['trailers', 'feat: x\n\nFixes: #1\n', `feat: x\n\nTest Evidence:\n${LINE}\n\nFixes: #1\n${TRAILER}\n`],
    [
      'a section of its own',
      'feat: x\n\nTest Evidence:\n- by hand: 3 of 3\n\nMore.\n',
      `feat: x\n\nTest Evidence:\n- by hand: 3 of 3\n${LINE}\n\nMore.\n\n${TRAILER}\n`,
    ],
    [
      'a section on one line',
      'feat: x\n\nTest Evidence: by hand, 3 of 3\n',
      `feat: x\n\nTest Evidence: by hand, 3 of 3\n${LINE}\n\n${TRAILER}\n`,
    ],
    [
      'a heading',
      'feat: x\n\n## Test Evidence\n\nSeen.\n',
      `feat: x\n\n## Test Evidence\n${LINE}\n\nSeen.\n\n${TRAILER}\n`,
    ],
    [
      'line ends of Windows',
      'feat: x\r\n\r\nBody.\r\n',
      `feat: x\n\nBody.\n\nTest Evidence:\n${LINE}\n\n${TRAILER}\n`,
    ],
    [
      'the line already',
      `feat: x\n\nTest Evidence:\n${LINE}\n`,
      `feat: x\n\nTest Evidence:\n${LINE}\n\n${TRAILER}\n`,
    ],
  ])('with %s', (_, text, filled) => {
    expect(filledMessage(text, [run()], TREE)).toBe(filled);
    expect(filledMessage(filled, [run()], TREE)).toBe(filled);
  });

  test('what another tree had left in it goes, and what people wrote stays', () => {
    const before = filledMessage(
      'feat: x\n\nTest Evidence:\n- by hand: 3 of 3\n',
      [run({ tested: OTHER, durationMs: 900 })],
      OTHER,
    );
    const after = filledMessage(before, [run({ tested: OTHER, durationMs: 900 }), run()], TREE);
    expect(after).toBe(`feat: x\n\nTest Evidence:\n- by hand: 3 of 3\n${LINE}\n\n${TRAILER}\n`);
  });

  test('lines of the same tree are brought up to date, and words that somebody added stay', () => {
    const failed = run({ exit: 1, result: 'failed', startedAt: '2026-03-03T09:00:00.000Z' });
    const before = filledMessage('feat: x\n', [failed], TREE);
    const line = '- `npm test` - failed, exit code 1 after 2.1 s';
    expect(before).toContain(`${line}\n`);
    expect(filledMessage(before, [failed, run()], TREE)).toBe(
      before.replace(line, `${LINE}; failed once before on this tree`),
    );
    const noted = before.replace(line, `${line}: the port was taken`);
    expect(filledMessage(noted, [failed, run()], TREE)).toContain(`${line}: the port was taken\n`);
  });

  test('two commits squashed into one keep one line and one trailer', () => {
    const first = run({ tested: OTHER, durationMs: 900 });
    const both = `${filledMessage('feat: x\n', [first], OTHER)}\n${filledMessage('feat: y\n', [run()], TREE)}`;
    const filled = filledMessage(both, [first, run()], TREE);
    expect(filled.match(/npm test/g)).toHaveLength(1);
    expect(filled.match(/^Tested-Tree: .*/gm)).toEqual([TRAILER]);
  });

  test('without a run on its tree it stays as it is, a stale trailer included', () => {
    const text = `feat: x\r\n\r\nTested-Tree: ${OTHER}\r\n\r\n`;
    expect(filledMessage(text, [run({ tested: OTHER })], TREE)).toBe(text);
  });

  test('one that holds nothing else is told from one that somebody wrote', () => {
    const filled = filledMessage('', [run()], TREE).trimStart();
    expect(isOnlyFilled(filled)).toBe(true);
    expect(isOnlyFilled(`${filled}Signed-off-by: Ada <ada@example.org>\n`)).toBe(true);
    expect(isOnlyFilled(`feat: x\n\n${filled}`)).toBe(false);
    expect(isOnlyFilled(`Test Evidence:\n- seen\n\n${TRAILER}\n`)).toBe(false);
    expect(isOnlyFilled('')).toBe(false);
  });
});
