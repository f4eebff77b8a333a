import {
  parseConfig,
  parsePlan,
  programmeOf,
  readRecord,
  recordFormOf,
  recordPathsOf,
} from '@forethought/core';
import { builtInPlans, metrics, rules } from '@forethought/rules';
import { describe, expect, test } from '@jest/globals';

const known = { rules, metrics, plans: builtInPlans, file: 'it.yml' };
const complaint = (form: Parameters<typeof readRecord>[0], text: string) =>
  readRecord(form, text).problems.map(({ line, column, message }) => `${line}:${column} ${message}`);

describe('a record', () => {
  test('is its value, with what is left out filled in', () => {
    const { value, problems } = readRecord('person', 'login: ada\njoined: 2025-06-02\n');
    expect(problems).toEqual([]);
    expect(value).toMatchObject({ login: 'ada', joined: '2025-06-02', certificates: {}, mentored: [] });
  });

  test.each([
    [
      'a key that is misspelt',
      'login: ada\njoind: 2025-06-02\n',
      '2:1 unknown key `joind` (did you mean `joined`?)',
    ],
    [
      'a day that there is not',
      'login: ada\njoined: 2025-02-30\n',
      '2:9 `joined` is `2025-02-30`, a day that there is not',
    ],
    ['a day in words', 'login: ada\njoined: last May\n', '2:9 `joined` is `last May`; write a day as'],
    [
      'a word that is none of the choices',
      'login: ada\njoined: 2025-06-02\ncertificates:\n  on-call:\n    started: 2026-01-05\n    signOffs: [{ as: sign-of, by: grace, on: 2026-02-02 }]\n',
      '6:22 `certificates.on-call.signOffs.0.as` is `sign-of` (did you mean `sign-off`?)',
    ],
    ['no login', 'joined: 2025-06-02\n', '1:1 `login` is missing'],
    ['no mapping', '- ada\n', '1:1 the file is no mapping'],
    ['nothing', '', '1:1 the file is empty'],
  ])('with %s is told with its place', (_, text, said) => {
    expect(readRecord('person', text).value).toBeNull();
    expect(complaint('person', text).some((line) => line.startsWith(said))).toBe(true);
  });

  test('gives the place of what it says', () => {
    const { placeOf } = readRecord('person', 'login: ada\njoined: 2025-06-02\n');
    expect(placeOf(['joined'])).toEqual({ line: 2, column: 9 });
    expect(placeOf(['joined'], 'key')).toEqual({ line: 2, column: 1 });
  });

  test('of a survey has scores from 1 to 5', () => {
    const survey = (score: number) =>
      `module: sre-foundations\nquarter: 2026-Q1\nanswers:\n  - scores: { content: ${score} }\n`;
    expect(complaint('survey', survey(5))).toEqual([]);
    expect(complaint('survey', survey(6))).toEqual([expect.stringContaining('4:24')]);
  });
});

describe('where records lie', () => {
  const paths = recordPathsOf(builtInPlans, undefined);

  test.each([
    ['training/people/ada.yml', { form: 'person', login: 'ada' }],
    ['docs/examples/training/people/Grace.yaml', { form: 'person', login: 'Grace' }],
    ['training/surveys/sre-foundations/2026-q1.yml', { form: 'survey', module: 'sre-foundations' }],
    ['training/rotation.yml', { form: 'rotation' }],
    ['training/curriculum.yml', { form: 'curriculum' }],
    ['training/education.yml', { form: 'education' }],
    ['training/people/ada.md', undefined],
    ['config/rotation.yml', undefined],
  ])('%s', (path, place) => {
    expect(recordFormOf(paths, path)).toEqual(place);
  });

  test('a team moves one form and keeps the others', () => {
    const config = parseConfig("records:\n  person: ['people/*/me.yml']\n", known);
    const own = recordPathsOf(builtInPlans, config);
    expect(recordFormOf(own, 'training/people/ada.yml')).toBeUndefined();
    expect(recordFormOf(own, 'people/ada/me.yml')?.form).toBe('person');
    expect(recordFormOf(own, 'training/rotation.yml')?.form).toBe('rotation');
  });

  test('a pattern that matches nothing is told', () => {
    expect(() => parseConfig("records:\n  person: ['/people/*.yml']\n", known)).toThrow(
      'it.yml:2:12: path pattern `/people/*.yml`: paths are relative',
    );
  });
});

describe('a programme', () => {
  const plan = (programme: string) =>
    `schema: 1\nplan: own\ntitle: Own\nphases: []\nprogramme:\n${programme}`;

  test('names only modules, skills and certificates that there are', () => {
    const text = plan(
      '  modules:\n    queues: { title: Queues, form: course, skills: [queus] }\n  skills: [{ id: queues, title: Queues, group: technical }]\n' +
        '  certificates:\n    storage: { title: Storage, modules: [queue] }\n' +
        '  tracks:\n    fast: { title: Fast, certificate: storag, weeks: [] }\n',
    );
    const told = (() => {
      try {
        parsePlan(text, known);
        return '';
      } catch (error) {
        return String(error);
      }
    })();
    expect(told).toContain('no skill `queus` (did you mean `queues`?)');
    expect(told).toContain('no module `queue` (did you mean `queues`?)');
    expect(told).toContain('no certificate `storag` (did you mean `storage`?)');
  });

  test('has everything of the SRE programme', () => {
    const { modules, certificates, tracks, ladder, matrix, skills, principles, reviews, education, survey } =
      programmeOf(builtInPlans.filter(({ plan: id }) => id === 'sre-training'));
    expect([principles.length, skills.length, matrix.length]).toEqual([5, 12, 6]);
    const hours = (id: string) =>
      certificates[id]?.modules.map((module) => modules[module]?.hours ?? 0) ?? [];
    expect(hours('on-call')).toEqual([4, 6, 6, 6, 4, 24, 8, 0]);
    expect(hours('incident-commander')).toEqual([4, 8, 0, 0]);
    expect(hours('developer')).toEqual([2, 4, 4, 2, 2]);
    expect(Object.values(certificates).map(({ requirements }) => requirements.length)).toEqual([6, 6, 4]);
    expect(Object.values(certificates).map(({ withinDays }) => withinDays?.days)).toEqual([28, 56, 28]);
    expect(ladder.map(({ duties }) => duties.length)).toEqual([4, 5, 4, 5]);
    expect(ladder.map(({ advancement }) => advancement.length)).toEqual([1, 6, 6, 5]);
    expect(Object.keys(tracks)).toEqual(['new-hire', 'existing-engineer', 'developer']);
    expect(reviews.map(({ items }) => items.length)).toEqual([4, 4]);
    expect(education?.external?.budget).toBe(2000);
    expect(education?.workshops.map(({ items }) => items.length)).toEqual([4, 4, 4, 4]);
    expect(education?.bookClub?.schedule.length).toBe(4);
    expect(survey?.questions.length).toBe(3);
    const served = new Set(Object.values(modules).flatMap((module) => module.skills));
    expect(skills.filter(({ id }) => !served.has(id))).toEqual([]);
  });

  test('is the plan’s with what the curriculum adds or replaces', () => {
    const { value } = readRecord(
      'curriculum',
      'modules:\n  tools-and-access: { title: Our tools, form: course, hours: 2 }\n  queues: { title: Queues, form: course }\n',
    );
    const { modules, certificates } = programmeOf(builtInPlans, value);
    expect(modules['tools-and-access']?.title).toBe('Our tools');
    expect(modules['queues']?.title).toBe('Queues');
    expect(Object.keys(certificates)).toHaveLength(3);
  });
});
