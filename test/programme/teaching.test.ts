import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addDays, type NewPattern, readPatternLibrary, severityOn, withPattern } from '@forethought/core';
import { metrics, rules } from '@forethought/rules';
import { afterEach, describe, expect, test } from '@jest/globals';
import { forethought, sourceLines } from '../cli/cli.js';
import { makeRepository, type TestRepository } from '../helpers/repository.js';
import { settingOf, teamPolicy } from '../helpers/team.js';

/** Three people who begin on different days, one of them away for the third and the fourth week. */
const PEOPLE = [
  { login: 'ada', start: '2026-01-05', away: '' },
  { login: 'ben', start: '2026-02-18', away: '' },
  { login: 'cem', start: '2026-01-05', away: ', away: [{ from: 2026-01-19, to: 2026-02-01 }]' },
] as const;
const CONFIG = `extends: devops-elite\nmode: standard\nroster:\n${PEOPLE.map(
  ({ login, start, away }) =>
    `  - { login: ${login}, emails: [${login}@example.org], start: ${start}${away} }\n`,
).join('')}`;

/** One rule of each unit, with the week in which its unit begins and that of the unit before. */
const UNITS = [
  { ruleId: 'learning-log', before: null, week: 1 },
  { ruleId: 'pre-commit-checklist', before: 1, week: 3 },
  { ruleId: 'pre-mortem', before: 3, week: 5 },
  { ruleId: 'challenge-protocol', before: 5, week: 7 },
  { ruleId: 'design-document', before: 7, week: 9 },
  { ruleId: 'service-readiness', before: 9, week: 11 },
  { ruleId: 'topic-portfolio', before: 11, week: 13 },
] as const;
const DAYS = 24 * 7;

/** First day of a week of the plan: cem's weeks from the third on come two calendar weeks later. */
function begins({ login, start }: (typeof PEOPLE)[number], week: number): string {
  return addDays(start, 7 * (week - 1) + (login === 'cem' && week > 2 ? 14 : 0));
}

let repo: TestRepository | undefined;
afterEach(() => repo?.cleanup());

describe('the schedule of A0 over 24 weeks', () => {
  test.each(PEOPLE)(
    '$login: each unit is silent, warns and blocks from its own days on, to the day',
    (person) => {
      const policy = teamPolicy(CONFIG, { engineer: person.login });
      for (const { ruleId, before, week } of UNITS) {
        const setting = settingOf(policy, ruleId);
        for (let at = -7; at < DAYS + 14; at += 1) {
          const day = addDays(person.start, at);
          const warns = before !== null && day >= begins(person, before);
          const expected = day >= begins(person, week) ? 'block' : warns ? 'warn' : 'off';
          expect([ruleId, day, severityOn(setting, day)]).toEqual([ruleId, day, expected]);
        }
      }
    },
  );

  test('a commit a week without evidence meets each unit when it begins for its author, and not before', () => {
    repo = makeRepository();
    repo.commit({ 'forethought.yml': CONFIG }, 'chore: begin\n', { date: '2025-12-29T09:00:00Z' });
    const shas = new Map<string, string>();
    for (const [week, login] of Array.from({ length: 24 }, (_, at) => at + 1).flatMap((each) =>
      PEOPLE.map((person) => [each, person.login] as const),
    )) {
      const date = `${addDays('2026-01-05', 7 * (week - 1) + 2)}T10:00:00Z`;
      const who = `${login} <${login}@example.org>`;
      const files = { [`deploy/${login}-${week}.yml`]: sourceLines(20) };
      shas.set(`${login} ${week}`, repo.commit(files, 'feat: deploy\n', { author: who, date }));
    }
    const { stdout } = forethought(repo, ['check', '--from', 'HEAD~72', '--to', 'HEAD', '--format', 'json']);
    const { findings } = JSON.parse(stdout) as {
      readonly findings: readonly {
        readonly ruleId: string;
        readonly outcome: string;
        readonly severity: string;
        readonly subject: { readonly id: string };
      }[];
    };
    for (const person of PEOPLE) {
      for (let week = 1; week <= 24; week += 1) {
        const sha = shas.get(`${person.login} ${week}`);
        const day = addDays('2026-01-05', 7 * (week - 1) + 2);
        const found = findings.find(({ ruleId, subject }) => ruleId === 'pre-mortem' && subject.id === sha);
        const expected =
          day >= begins(person, 5) ? 'fail block' : day >= begins(person, 3) ? 'fail warn' : 'nothing';
        const told = found === undefined ? 'nothing' : `${found.outcome} ${found.severity}`;
        expect([person.login, week, told]).toEqual([person.login, week, expected]);
      }
    }
  }, 120_000);
});

describe('every miss becomes a pattern with one command (A10.4)', () => {
  test('whatever rule or metric it is found by, one entry after the other, and again for the next change', () => {
    let library: string | undefined;
    const counting = metrics
      .filter((metric) => metric.rule === undefined)
      .map(({ id, why, summary }) => ({
        id,
        why,
        summary: `What ${id} counts is looked at every week: ${summary}`,
      }));
    const found = [...rules, ...counting].map(
      ({ id, why, summary }): NewPattern => ({
        ...{ category: 'Validation Issues', title: `Found by ${id}`, problem: why, prevention: summary },
        learntFrom: ['0123456789ab'],
      }),
    );
    for (const pattern of found) {
      const edit = withPattern(library, pattern);
      expect(edit).toMatchObject({ id: expect.stringContaining('validation-issues/found-by-') });
      if ('text' in edit) library = edit.text;
    }
    expect(readPatternLibrary(library ?? '')).toMatchObject({ problems: [] });
    expect(readPatternLibrary(library ?? '').entries).toHaveLength(found.length);
    const [first] = found;
    if (first === undefined) throw new Error('there is no rule');
    const again = withPattern(library, { ...first, learntFrom: ['0123456789ab', '#12'] });
    expect(again).toMatchObject({ text: expect.stringContaining('- Learnt from: #12\n') });
    const twice = withPattern('text' in again ? again.text : '', { ...first, learntFrom: ['#13'] });
    expect(twice).toMatchObject({ text: expect.stringContaining('- Learnt from: #12, #13\n') });
    expect(readPatternLibrary('text' in twice ? twice.text : '').entries[0]?.prevention).toBe(
      first.prevention,
    );
  });

  test.each(['test-evidence', 'fix-forward', 'rollbacks', 'surprises', 'caught-before-deployment'])(
    '%s: the command alone writes an entry that its rule passes, and the second miss joins it',
    (id) => {
      repo = makeRepository();
      repo.commit({ 'forethought.yml': CONFIG }, 'chore: begin\n');
      const add = (change: string) =>
        forethought(repo as TestRepository, ['pattern', 'add', '--from-finding', id, '--change', change]);
      expect(add('HEAD').code).toBe(0);
      const sha = repo.git('rev-parse', 'HEAD').slice(0, 12);
      const text = () => readFileSync(join((repo as TestRepository).path, 'COMMON_PATTERNS.md'), 'utf8');
      expect(text()).toContain(`(learnt from ${sha})`);
      expect(add('#34')).toMatchObject({ code: 0, stdout: expect.stringContaining('changed') });
      expect(text()).toContain('- Learnt from: #34\n');
      expect(add('#34')).toMatchObject({ code: 0, stdout: expect.stringContaining('says that already') });
      expect(forethought(repo, ['check', 'COMMON_PATTERNS.md']).code).toBe(0);
    },
  );
});
