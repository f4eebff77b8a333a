import { displayWidth, plain, renderText, truncate, wrap } from '@forethought/core';
import { describe, expect, test } from '@jest/globals';
import {
  findingValue,
  measuresFor,
  policyValue,
  reportValue,
  STEERING,
  sourcesRule,
} from './helpers/values.js';

const options = { rules: [sourcesRule], policy: policyValue(), color: false };
const HOSTILE = 'x\u001B[31m\u0007\u009B2J\u202Eevil\u2066\r\n::error::##[add-mask]e\u200Bnd\uD800';

describe("other people's text", () => {
  test('steers no terminal and no build log', () => {
    expect(plain(HOSTILE)).toBe(
      'x␛[31m␇<U+009B>2J<U+202E>evil<U+2066> ::error::## [add-mask]e<U+200B>nd\uFFFD',
    );
  });

  test('keeps the joiners that scripts and emoji need, and shows those that hide something', () => {
    expect(plain('👩\u200D💻 ❤\uFE0F می\u200Cخواهم')).toBe('👩\u200D💻 ❤\uFE0F می\u200Cخواهم');
    expect(plain('pass\u200Dword a\u00ADb \u{E0041}')).toBe('pass<U+200D>word a<U+00AD>b <U+E0041>');
  });

  test('is neutralised wherever a report shows it', () => {
    const finding = findingValue({
      subject: { kind: 'commit', id: HOSTILE, title: HOSTILE },
      problem: { code: 'placeholder', data: { text: HOSTILE } },
    });
    const measures = measuresFor(1).map((measure) =>
      measure.engineer === '*' ? measure : { ...measure, engineer: HOSTILE },
    );
    const text = renderText(reportValue([finding], { plan: HOSTILE, measures, notices: [HOSTILE] }), options);
    expect(text).not.toMatch(STEERING);
    expect(text.split('\n').filter((line) => line.trimStart().startsWith('::'))).toEqual([]);
  });

  test('is cut by what it takes on the screen', () => {
    expect(truncate('漢字漢字漢字', 7)).toBe('漢字漢…');
    expect(displayWidth('e\u0301🎉한')).toBe(5);
    expect(truncate('plain text', 10)).toBe('plain text');
    expect(truncate('plain text!', 10)).toBe('plain tex…');
  });

  test('is wrapped at spaces, and the last line that may be used is cut', () => {
    expect(wrap('one two three four', 9)).toEqual(['one two', 'three', 'four']);
    expect(wrap('one two three four', 9, 2)).toEqual(['one two', 'three fo…']);
    expect(wrap('unbreakable', 5)).toEqual(['unbr…']);
  });

  test('a megabyte of it takes no time to speak of', () => {
    const start = performance.now();
    const finding = findingValue({
      subject: { kind: 'commit', id: 'c1', title: '\u202E@a '.repeat(300_000) },
      problem: { code: 'placeholder', data: { text: '`|'.repeat(500_000) } },
    });
    expect(renderText(reportValue([finding]), options).length).toBeLessThan(3000);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
