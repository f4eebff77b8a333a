import { renderState, renderWeekly, type WeeklyInput } from '@forethought/core';
import { describe, expect, test } from '@jest/globals';
import { hostileWords } from '../helpers/hostile-words.js';
import { rendered } from '../helpers/meant.js';
import { measureValue, OWN, personValue, weeklyValue, words } from '../helpers/weekly-values.js';

/** Each report holds some thirty texts of others. */
const RUNS = 20;

/** A week with something in every part; each text that somebody else may have written is a fresh `word()`. */
function hostile(word: () => string): WeeklyInput {
  const ada = `a${word()}`;
  const at = '2026-11-18T10:00:00Z';
  const share = { hits: 2, n: 20, interval: { low: 0.1, high: 0.4 } };
  return weeklyValue({
    repository: word(),
    planTitle: word(),
    people: [personValue(ada, { isNamed: true, unitTitle: word(), planTitle: `an ${word()}` })],
    measures: [
      measureValue('*', { reason: word(), beside: { [word()]: 2 } }),
      measureValue(ada, { reason: word() }),
      measureValue('*', { metricId: 'fix-forward', state: 'not-measured', reason: word() }),
    ],
    unresolved: [{ id: word(), changes: 2 }],
    misses: [
      {
        ...{ metricId: 'documentation-coverage', engineer: ada, id: word(), url: word(), at },
        because: word(),
        paste: [word(), word()],
      },
    ],
    candidates: [{ fix: word(), culprit: measureValue(ada).sample[0] ?? '', url: word(), engineer: ada }],
    patterns: {
      added: [{ id: word(), title: `a ${word()}`, by: ada }],
      reused: [{ id: word(), change: measureValue(ada).sample[0] ?? '', url: word(), engineer: ada }],
    },
    associations: [{ ruleId: word(), outcome: 'escape', with: share, without: share }],
    waivers: [{ rule: word(), reason: word(), approver: word(), change: word(), url: word(), until: word() }],
    gaps: [{ what: word(), why: word() }],
    sources: [{ id: word(), readAt: word() }],
    notices: [`a ${word()}`],
  });
}

const textsOf = (input: WeeklyInput): readonly string[] => [
  ...renderWeekly(input, words),
  renderState(input, words),
];

describe('text of others in a weekly report', () => {
  test('mentions, refers, links, hides and breaks nothing', () => {
    const word = hostileWords(11);
    const plain = textsOf(hostile(() => 'word')).map((text) => rendered(text, OWN).skeleton);
    for (let run = 0; run < RUNS; run += 1) {
      const texts = textsOf(hostile(word));
      expect(texts.map((text) => rendered(text, OWN))).toEqual(
        plain.map((skeleton) => ({ unmeant: [], skeleton })),
      );
      expect(texts.map((text) => text.split('<!--').length - 1)).toEqual([1, 0]);
    }
  });

  test('does not even when the report is for local use, with every identity', () => {
    const word = hostileWords(12);
    for (let run = 0; run < RUNS; run += 1) {
      const texts = textsOf({ ...hostile(word), visibility: 'self' });
      expect(texts.flatMap((text) => rendered(text, OWN).unmeant)).toEqual([]);
    }
  });
});
