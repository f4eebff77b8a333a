import { dayPlace, exampleHabits, exampleProgramme, readDay, readWeek, weekPlace } from '@forethought/core';
import { builtInPlans } from '@forethought/rules';
import { describe, expect, test } from '@jest/globals';

const programme =
  builtInPlans.find(({ plan }) => plan === 'devops-elite')?.programme ?? exampleProgramme(exampleHabits);
const PATH = 'weekly/2026-W47/ada.md';
const URL = 'https://kubernetes.io/docs/concepts/';

function week(text: string) {
  const { record } = readWeek({ text, path: PATH, filedAt: '2026-11-17' }, programme);
  if (record === null) throw new Error('the path says whose week it is');
  return record;
}

describe('paths', () => {
  test('say whose week or day a file is, below any folder', () => {
    expect(weekPlace('docs/team/weekly/2026-W47/ada.md')).toEqual({ login: 'ada', when: '2026-W47' });
    expect(dayPlace('daily/2026-11-18/ada-l.md')).toEqual({ login: 'ada-l', when: '2026-11-18' });
  });

  test.each([
    'weekly/2026-W60/ada.md',
    'weekly/2026-47/ada.md',
    'weekly/2026-W47/.md',
    'weekly/ada.md',
    'notes/2026-W47/ada.md',
  ])('%s is no week', (path) => {
    expect(weekPlace(path)).toBeUndefined();
    expect(readWeek({ text: '', path }, programme)).toMatchObject({
      record: null,
      problems: [{ code: 'path' }],
    });
  });

  test('win over front matter', () => {
    const { record, problems } = readWeek(
      { text: '---\nlogin: grace\nweek: 2026-W47\n---\n\n## Goals\n', path: PATH },
      programme,
    );
    expect(record).toMatchObject({ login: 'ada', week: '2026-W47' });
    expect(problems).toEqual([
      {
        code: 'other-owner',
        data: { field: 'login', value: 'grace', expected: 'ada' },
        place: { line: 2, column: 1 },
      },
    ]);
  });
});

describe('goals', () => {
  test('are set by words and met by a tick', () => {
    const text =
      '## Goals\n\n- [x] Read: chapter 5\n- [ ] Practice: a pre-mortem\n- [x] Ship:\n- [ ] **Document:** the pattern\n- Improve: N/A: a short week\n';
    expect(week(text).goals).toEqual({ read: 'met', practise: 'open', document: 'open' });
  });

  test('may have their words below, and several lines', () => {
    const text =
      '## Week 47 Goals\n\n- [x] Read\n  - chapter 5\n- [x] Ship: the queue\n- [ ] Ship: the runbook\n';
    expect(week(text).goals).toEqual({ read: 'met', ship: 'open' });
  });

  test('are found without a heading, and not in other parts', () => {
    expect(week('- [x] Read: chapter 5\n\n## Review\n\n- [x] Ship: this is no goal\n').goals).toEqual({
      read: 'met',
    });
  });

  test('in code and comments are none', () => {
    expect(week('## Goals\n\n```\n- [x] Read: chapter 5\n```\n\n<!-- - [x] Ship: it -->\n').goals).toEqual(
      {},
    );
  });
});

describe('scores', () => {
  test.each([
    ['9', 9],
    ['9/10', 9],
    ['9 / 10', 9],
    ['**9**/10', 9],
    ['9 of 10, the quota was a surprise', 9],
    ['10', 10],
    ['9.', 9],
  ])('%s is %i', (text, score) => {
    expect(week(`## Self-assessment\n\n- Problems anticipated (target 8): ${text}\n`).scores).toEqual({
      anticipation: score,
    });
  });

  test.each([
    '',
    '?/10',
    '/10',
    '0',
    '11',
    '7.5',
    '9/5',
    '-3',
    'nine',
    '<1 to 10>/10',
    'N/A: nothing changed',
  ])('“%s” is none', (text) => {
    expect(week(`## Self-assessment\n\n- Problems anticipated (target 8): ${text}\n`).scores).toEqual({});
  });

  test('may stand in a table or behind a question', () => {
    const text =
      '## Self assessment\n\n| Question | Score |\n| --- | --- |\n| Did I read docs BEFORE implementing? (Target: 10/10) | 9/10 |\n| Tests | 8 |\n\n- [ ] Did I question assumptions? (Target: 8/10) 6\n';
    expect(week(text).scores).toEqual({ docs: 9, tests: 8, assumptions: 6 });
  });

  test('that contradict each other are none', () => {
    expect(week('## Self-assessment\n\n- Tests: 8\n- Tests: 9\n').scores).toEqual({});
  });
});

describe('learnings', () => {
  test('count by their day, with words and a reference', () => {
    const text = `## Learnings\n\n- 2026-11-17: a pod gets traffic only once it is ready (${URL})\n- 2026-11-17 - init containers run before all others (docs/pods.md)\n- 2026-11-18: read it (${URL})\n- 2026-11-18: quotas are set for each namespace\n`;
    expect(week(text).learnings).toEqual({ '2026-11-17': 2 });
  });

  test('may stand below their day', () => {
    const text = `## What I learned\n\n### 2026-11-17\n\n- a pod gets traffic only once it is ready (${URL})\n\n- 2026-11-18\n  - quotas are set for each namespace (${URL})\n`;
    expect(week(text).learnings).toEqual({ '2026-11-17': 1, '2026-11-18': 1 });
  });

  test('of another week, and repeated ones, do not count', () => {
    const text = `## Learnings\n\n- 2026-11-15: a pod gets traffic only once it is ready (${URL})\n- 2026-11-16: quotas are set for each namespace (${URL})\n- 2026-11-17: quotas are set for each namespace (${URL})\n`;
    expect(week(text).learnings).toEqual({ '2026-11-16': 1 });
  });
});

test('a review is answered by words behind a question, below it, or under a heading of its name', () => {
  const text =
    '## Review\n\n- What went well: the rollback\n- What needs improvement:\n  - tests came late\n- Lessons learned:\n\n### Next focus\n\nFailure cases first.\n';
  expect(week(text).review).toEqual(['went-well', 'improve', 'next-focus']);
});

test('a day adds up the routines that stand there several times', () => {
  const deployment =
    '## Before a deployment\n\n- [x] Documentation was read\n- [ ] Prerequisites are there\n';
  const morning =
    "## Morning (15 minutes)\n\n- [x] Yesterday's commits: one lacked a test\n- [ ] Three potential issues\n";
  const { record } = readDay(
    { text: `${morning}\n${deployment}\n${deployment}`, path: 'daily/2026-11-18/ada.md' },
    programme,
  );
  expect(record?.routines).toEqual({ morning: { done: 1, of: 4 }, deployment: { done: 2, of: 12 } });
});

test('a plan that asks nothing of a week leaves a record with nothing in it', () => {
  const { record } = readWeek({ text: '- [x] Read: chapter 5\n', path: PATH }, exampleProgramme({}));
  expect(record).toEqual({
    login: 'ada',
    week: '2026-W47',
    path: PATH,
    filedAt: null,
    goals: {},
    review: [],
    scores: {},
    learnings: {},
  });
});

test('goals that repeat each other are one', () => {
  const { goals } = week(
    '## Goals\n\n- [x] Read: a thing\n- [x] Practise: A thing.\n- [ ] Ship: a thing\n- [ ] Document: another thing\n',
  );
  expect(goals).toEqual({ read: 'met', document: 'open' });
});
