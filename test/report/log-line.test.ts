import { logLine } from '@forethought/core';
import { describe, expect, test } from '@jest/globals';
import { hostileWords } from '../helpers/hostile-words.js';
import { runnerCommands } from '../helpers/runner-commands.js';

describe('a line of a build log', () => {
  test.each([
    ['::error::x', 'error'],
    ['  ::set-output name=ok::true', 'set-output'],
    ['title\r::stop-commands::tok', 'stop-commands'],
    ['\u0085::add-mask::passed', 'add-mask'],
    ['\u2028::add-mask::passed', 'add-mask'],
    ['see ##[error]boom', 'error'],
    ['- `##[stop-commands]abc`', 'stop-commands'],
    [':\u200B:error::x', 'error'],
    ['\uFEFF::error::x', 'error'],
    ['#\u00AD#[error]x', 'error'],
  ])('%j would be obeyed, and is not', (text, name) => {
    expect(runnerCommands(text).map((command) => command.name)).toContain(name);
    expect(runnerCommands(logLine(text))).toEqual([]);
    expect(runnerCommands(`forethought: ${logLine(text)}`)).toEqual([]);
  });

  test('nothing is obeyed in 100,000 hostile texts, alone or behind a prefix', () => {
    const word = hostileWords(4);
    const obeyed: string[] = [];
    let raw = 0;
    for (let run = 0; run < 100_000; run += 1) {
      const text = word();
      const line = logLine(text);
      raw += runnerCommands(text).length;
      const isOneLine = !/[\r\n\u0085\u2028\u2029]/.test(line);
      if (!isOneLine || runnerCommands(`${line}\nforethought: ${line}`).length > 0) obeyed.push(text);
    }
    expect(obeyed).toEqual([]);
    expect(raw).toBeGreaterThan(1000);
  });

  test('what is hidden is seen, and plain words stay as they are', () => {
    expect(logLine('a\u202Eb\u200Bc\uFE0F:::d\u001B[2J')).toBe('a<U+202E>b<U+200B>c<U+FE0F>: : :d␛[2J');
    expect(logLine('  fix(queue): wait 5 s, then retry  ')).toBe('fix(queue): wait 5 s, then retry');
  });
});
