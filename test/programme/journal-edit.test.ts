import {
  dayTemplate,
  exampleHabits,
  exampleProgramme,
  readDay,
  readWeek,
  weekTemplate,
  withGoal,
  withLearning,
  withPrompts,
  withReview,
  withRoutine,
  withScores,
} from '@forethought/core';
import { describe, expect, test } from '@jest/globals';
import { random } from '../helpers/random.js';

const programme = exampleProgramme(exampleHabits);
const weekly = { goals: [], review: [], questions: [], ...programme.weekly };
const WEEK = weekTemplate(programme, { login: 'ada', week: '2026-W47' });
const DAY = dayTemplate(programme, { login: 'ada', day: '2026-11-18' });
const LEARNING = {
  day: '2026-11-18',
  words: 'a pod gets traffic once it is ready',
  reference: 'https://kubernetes.io/docs/',
};
const recordOf = (text: string) => readWeek({ text, path: 'weekly/2026-W47/ada.md' }, programme).record;
const dayOf = (text: string) => readDay({ text, path: 'daily/2026-11-18/ada.md' }, programme).record;

/** Every editor on one thing that somebody might ask for. */
const EDITS: Readonly<Record<string, (text: string) => string>> = {
  goal: (text) => withGoal(text, weekly, { goal: 'ship', words: 'retries of the queue' }),
  'goal met': (text) => withGoal(text, weekly, { goal: 'ship', words: 'retries of the queue', met: true }),
  learning: (text) => withLearning(text, LEARNING),
  review: (text) => withReview(text, weekly, { 'went-well': 'the rollback was rehearsed' }),
  routine: (text) =>
    withRoutine(text, programme, { routine: 'morning', ticked: ['issues'], notes: { issues: 'DNS, quota' } }),
  prompts: (text) => withPrompts(text, programme, { missed: 'the quota of the namespace' }),
};

const PIECES = [
  '# Week 47',
  '## Goals',
  '## Week 47 goals',
  '## Review',
  '## Self-assessment',
  '## Learnings',
  '### 2026-11-17',
  '- [ ] Read:',
  '- [x] Ship: the queue',
  '- [ ] Ship:',
  '  - a detail',
  '- Ship: N/A: a short week',
  '- What went well:',
  '- What went well: two things',
  '### What went well',
  '- Tests before committing (target 10): 8/10, mostly',
  '| Question | Score |',
  '| --- | --- |',
  '| Tests before committing | |',
  '## Morning (15 minutes)',
  '- [ ] Three potential issues',
  '- [x] Three potential issues: DNS',
  '## Yesterday',
  '- What should have been caught:',
  '- 2026-11-17: quotas are set for each namespace (docs/quota.md)',
  'Some words of my own,',
  'and more of them.  ',
  '> a quotation',
  '```',
  '<!-- a comment',
  '-->',
  '---',
  'Goals',
  '=====',
  '',
  '',
  '\t- deep',
  '1. first',
];

/** Texts that nobody would write, and that somebody once will. */
function* texts(count: number): Generator<string> {
  const { below, chance, pick } = random(20261122);
  for (let at = 0; at < count; at += 1) {
    const ending = ['\n', '\r\n', '\n', '\r'][at % 4] ?? '\n';
    const lines = Array.from({ length: below(14) }, () => pick(PIECES));
    yield lines.join(ending) + (chance(0.5) ? ending : '');
  }
}

const linesOf = (text: string): readonly string[] => text.split(/\r\n|\n|\r/);

/** Lines of the first text that do not stand in the second, in their order: ticked or gone on with counts as standing. */
function lostLines(before: string, after: string): readonly string[] {
  const left = [...linesOf(after)];
  return linesOf(before).filter((line) => {
    const at = left.findIndex((other) => isKept(line, other));
    if (at === -1) return true;
    left.splice(0, at + 1);
    return false;
  });
}

function isKept(line: string, other: string): boolean {
  if (other === line || other.replace('[x]', '[ ]') === line) return true;
  const open = other.replace('[x]', '[ ]');
  if (/\|\s*\|\s*$/.test(line))
    return open.startsWith(line.slice(0, line.lastIndexOf('|', line.lastIndexOf('|') - 1)));
  return (
    line.trim() !== '' && (open.startsWith(`${line.trimEnd()} `) || open.startsWith(`${line.trimEnd()}:`))
  );
}

describe.each(Object.entries(EDITS))('%s', (_, edit) => {
  test('leaves standing what stood there, and changes nothing the second time', () => {
    let edited = 0;
    for (const text of texts(400)) {
      const once = edit(text);
      expect({ text, lost: lostLines(text, once) }).toEqual({ text, lost: [] });
      expect({ text, again: edit(once) }).toEqual({ text, again: once });
      if (once !== text) edited += 1;
    }
    expect(edited).toBeGreaterThan(200);
  });

  test('keeps the endings of lines', () => {
    const crlf = edit(`${WEEK}\n${DAY}`.replaceAll('\n', '\r\n'));
    expect(crlf.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });
});

describe('templates', () => {
  test('fill nothing in', () => {
    expect(recordOf(WEEK)).toMatchObject({ goals: {}, review: [], scores: {}, learnings: {} });
    expect(dayOf(DAY)?.routines).toEqual({ morning: { done: 0, of: 4 }, evening: { done: 0, of: 4 } });
  });
});

describe('what is written is what is read', () => {
  test('of a week, from the template and from nothing', () => {
    for (const text of [WEEK, '', '# My week\n\nNotes.\n', '---\nmood: good\n---\n']) {
      let edited = withGoal(text, weekly, { goal: 'read', words: 'chapter 5', met: true });
      edited = withGoal(edited, weekly, { goal: 'ship', words: 'the queue' });
      edited = withScores(edited, weekly, { docs: 9, design: 10 });
      edited = withLearning(edited, LEARNING);
      edited = withReview(edited, weekly, { lessons: 'read\nthe chart first' });
      expect(recordOf(edited)).toMatchObject({
        goals: { read: 'met', ship: 'open' },
        scores: { docs: 9, design: 10 },
        learnings: { '2026-11-18': 1 },
        review: ['lessons'],
      });
    }
  });

  test('of a day, each deployment by itself', () => {
    const morning = { routine: 'morning', ticked: ['yesterday', 'issues'] };
    const edited = withRoutine(withRoutine(DAY, programme, morning), programme, {
      routine: 'evening',
      ticked: ['patterns'],
      again: true,
    });
    expect(dayOf(edited)?.routines).toEqual({ morning: { done: 2, of: 4 }, evening: { done: 1, of: 8 } });
  });

  test('a second goal of a kind gets a box of its own', () => {
    const twice = withGoal(withGoal(WEEK, weekly, { goal: 'read', words: 'chapter 5' }), weekly, {
      goal: 'read',
      words: 'chapter 6',
      met: true,
    });
    expect(twice).toContain('- [ ] Read: chapter 5\n- [x] Read: chapter 6\n- [ ] Practise:');
  });

  test('words can not open a comment, a heading or a second line', () => {
    const edited = withReview(WEEK, weekly, { 'went-well': 'all <!-- of\n## Goals\nit', lessons: 'enough' });
    expect(recordOf(edited)?.review).toEqual(['went-well', 'lessons']);
    expect(linesOf(edited).filter((line) => line === '## Goals')).toHaveLength(1);
  });
});

describe('withScores', () => {
  test.each([
    [
      '- Tests before committing (target 10): 8/10, mostly',
      '- Tests before committing (target 10): 9/10, mostly',
    ],
    ['- Tests before committing: **8**/10', '- Tests before committing: **9**/10'],
    ['- Tests before committing: ?/10', '- Tests before committing: 9/10'],
    ['- Tests before committing: good', '- Tests before committing: 9/10 good'],
    ['- Tests before committing: 8 of 5', '- Tests before committing: 9 of 10'],
    ['- Tests before committing 8', '- Tests before committing 9'],
    [
      '| Question | Score | Why |\n| --- | --- | --- |\n| Tests before committing | | late |',
      '| Question | Score | Why |\n| --- | --- | --- |\n| Tests before committing | 9/10 | late |',
    ],
  ])('%s', (before, after) => {
    const text = `## Self-assessment\n\n${before}\n`;
    expect(withScores(text, weekly, { tests: 9 })).toBe(`## Self-assessment\n\n${after}\n`);
    expect(recordOf(withScores(text, weekly, { tests: 9 }))?.scores).toEqual({ tests: 9 });
  });

  test('changes no line but that of the score, and nothing the second time', () => {
    for (const text of texts(400)) {
      const once = withScores(text, weekly, { tests: 9 });
      const others = (of: string): readonly string[] =>
        linesOf(of).filter((line) => !line.includes('Tests before'));
      expect({ text, lost: lostLines(others(text).join('\n'), others(once).join('\n')) }).toEqual({
        text,
        lost: [],
      });
      expect({ text, again: withScores(once, weekly, { tests: 9 }) }).toEqual({ text, again: once });
    }
  });
});

test('what the plan does not know changes nothing', () => {
  expect(withGoal(WEEK, weekly, { goal: 'sleep', words: 'more' })).toBe(WEEK);
  expect(withScores(WEEK, weekly, { sleep: 9 })).toBe(WEEK);
  expect(withReview(WEEK, weekly, { sleep: 'well' })).toBe(WEEK);
  expect(withRoutine(DAY, programme, { routine: 'sleep' })).toBe(DAY);
  expect(withRoutine(DAY, programme, { routine: 'morning', ticked: ['sleep'] })).toBe(DAY);
});
