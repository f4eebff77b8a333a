import { codeSpan, neutral, renderComment, renderSummary } from '@forethought/core';
import { describe, expect, test } from '@jest/globals';
import { gateValue, MARKER } from '../helpers/gate-values.js';
import { hostileWords } from '../helpers/hostile-words.js';
import { rendered } from '../helpers/meant.js';

/** Each comment and summary holds some fifty texts of others. */
const RUNS = 20;
const plainWord = () => 'word';

describe('text of others', () => {
  test('the oracle sees what a careless comment would do', () => {
    const careless =
      'see @everyone #1 <b>x</b> https://evil.example :tada: 1a2b3c4d5e [a](b) - [x] \u202E\n\n- [ ] a';
    expect(rendered(careless).unmeant.length).toBeGreaterThanOrEqual(7);
    const comment = renderComment(gateValue(plainWord));
    expect(rendered(`${comment}\n# more`).skeleton).not.toBe(rendered(comment).skeleton);
  });

  test('means nothing in 1,000 titles and names of a comment', () => {
    const word = hostileWords(1);
    const { skeleton } = rendered(renderComment(gateValue(plainWord)));
    for (let run = 0; run < RUNS; run += 1) {
      const comment = renderComment(gateValue(word));
      expect(rendered(comment)).toEqual({ unmeant: [], skeleton });
      expect(comment.split('<!--')).toHaveLength(2);
      expect(comment.startsWith(`${MARKER}\n`)).toBe(true);
    }
  });

  test('means nothing in the step summary', () => {
    const word = hostileWords(2);
    const { skeleton } = rendered(renderSummary(gateValue(plainWord)));
    for (let run = 0; run < RUNS; run += 1) {
      const summary = renderSummary(gateValue(word));
      expect(rendered(summary)).toEqual({ unmeant: [], skeleton });
      expect(summary).not.toContain('<!--');
    }
  });

  test('means nothing at the start of an item, within a sentence or alone', () => {
    const word = hostileWords(3);
    const lines = (text: string): string =>
      `- ${neutral(text)}\n- a ${neutral(text)} b\n- ${codeSpan(text)}\n\n${neutral(text)}\n\n---\n`;
    const { skeleton } = rendered(Array.from({ length: 20 }, () => lines('word')).join('\n'));
    for (let run = 0; run < RUNS; run += 1) {
      expect(rendered(Array.from({ length: 20 }, () => lines(word())).join('\n'))).toEqual({
        unmeant: [],
        skeleton,
      });
    }
  });
});
