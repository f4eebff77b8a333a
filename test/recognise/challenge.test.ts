import { CHALLENGES, challengesIn, fromText } from '@forethought/core';
import { describe, expect, test } from '@jest/globals';
import { policy } from '../helpers/policy.js';

const answered = (text: string): readonly string[] => {
  const found = challengesIn(
    fromText(text, { kind: 'pull-request', index: policy.sections, hashHeadings: 'count' }),
  );
  return CHALLENGES.filter((challenge) => found.has(challenge));
};
const [assumptions, prerequisites, failure, simpler] = CHALLENGES;

describe('the four questions are answered', () => {
  const sentences = [
    'the clock is monotonic on every host',
    'the index was built by the last release',
    'the job is tried again in a minute',
    'no, a list was slower',
  ];
  const [clock, index, job, list] = sentences;
  test.each([
    [
      'labels',
      `Assumptions: ${clock}\nPrerequisites: ${index}\nWhat if it fails: ${job}\nSimpler way: ${list}`,
    ],
    [
      'the form',
      `## Challenge protocol\n\n- Assumptions: ${clock}\n- Prerequisites: ${index}\n- What if it fails: ${job}\n- Simpler way: ${list}`,
    ],
    [
      'headings',
      `### Assumptions\n\n${clock}\n\n### Prerequisites\n\n${index}\n\n### What if it fails?\n\n${job}\n\n### Simpler?\n\n${list}`,
    ],
    [
      'bold names',
      `**Assumptions**\n\n- ${clock}\n\n**Prerequisites**\n\n- ${index}\n\n**What if it fails?**\n\n- ${job}\n\n**Simpler way**\n\n- ${list}`,
    ],
    [
      'questions with their answers behind them',
      `1. What assumptions are being made? ${clock}\n2. What prerequisites aren't being checked? ${index}\n3. What happens if X fails? ${job}\n4. Is there a simpler way? ${list}`,
    ],
    [
      'the names of another language, in the section',
      `## Challenge protocol\n\n- Annahmen: die Uhr geht nie rückwärts\n- Voraussetzungen: der Index ist da\n- Was, wenn es scheitert: der Lauf beginnt neu\n- Einfacher: eine Liste wäre langsam`,
    ],
    [
      'sentences',
      'I assume that the clock is monotonic. The index must exist before this runs. What happens when the broker is down for an hour? Could this just be a list?',
    ],
    [
      'reasons why not',
      'Assumptions: N/A: a comment changes\nPrerequisites: none, nothing is read\nWhat if it fails: N/A: a comment changes\nSimpler way: none, as it is one line',
    ],
  ])('by %s', (_, text) => {
    expect(answered(text)).toEqual([...CHALLENGES]);
  });
});

describe('one question is answered', () => {
  test.each([
    [assumptions, 'This relies on the cache being warm.'],
    [assumptions, 'Assumptions:\n- one region\n- one writer\n\nNice work, thanks a lot for this one.'],
    [prerequisites, 'Is the bucket provisioned already, or who creates it?'],
    [failure, '### What if Redis is down?\n'],
    [failure, 'When the disk is full, this loses the newest record.'],
    [simpler, 'A plain map would be simpler than the trie here.'],
  ])('%s: %s', (challenge, text) => {
    expect(answered(text)).toEqual([challenge]);
  });
});

test.each([
  'LGTM',
  'Looks good to me, nice work! Approved.',
  'Assumptions: none\nPrerequisites: N/A\nWhat if it fails: TODO\nSimpler way: no',
  'Which assumptions are made?\nWhich prerequisites are not checked?\nWhat happens if a part of it fails?\nIs there a simpler way?',
  '## Challenge protocol\n\n- Assumptions: <what is taken for granted, and where it holds>\n- Prerequisites: <what has to be there, and what checks it>\n- What if it fails: <what happens then, and who notices>\n- Simpler way: <what was considered, and why not>',
  '- [ ] Assumptions: the clock is monotonic on every host',
  '> I assume that the clock is monotonic on every host.',
  '```\nassume(clock.isMonotonic)\n```',
  '<!-- Assumptions: the clock is monotonic on every host -->',
  '### Assumptions\n\n### Prerequisites\n\nThanks!',
])('nothing is answered by %j', (text) => {
  expect(answered(text)).toEqual([]);
});
