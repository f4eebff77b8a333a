import { readFileSync } from 'node:fs';
import type { Facts } from '@forethought/core';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { forethought } from '../cli/cli.js';
import { makeRepository, type TestRepository } from '../helpers/repository.js';

const FOLDER = 'docs/examples/training';
const read = (path: string) => readFileSync(`${FOLDER}/${path}`, 'utf8');
const WEEK = '# Week 3\n\n## Goals\n\n- [x] Read: the pages on leases\n';

describe('facts of people', () => {
  let repo: TestRepository;

  beforeAll(() => {
    repo = makeRepository();
    const records = [
      'people/ada.yml',
      'education.yml',
      'rotation.yml',
      'surveys/sre-foundations/2026-q1.yml',
    ];
    repo.commit(
      {
        'forethought.yml': 'extends: sre-training\n',
        ...Object.fromEntries(records.map((path) => [`${FOLDER}/${path}`, read(path)])),
        'training/people/grace.yml': 'login: grace\njoind: 2022-09-01\n',
        [`${FOLDER}/artefacts/ada-dashboard.json`]: read('artefacts/ada-dashboard.json'),
      },
      'docs: records\n',
    );
    repo.commit({ 'weekly/2026-W03/ada.md': WEEK }, 'docs: a week\n', { date: '2026-01-19T09:00:00Z' });
    repo.commit({ 'weekly/2026-W03/ada.md': `${WEEK}\nMore.\n` }, 'docs: more\n', {
      date: '2026-01-20T09:00:00Z',
    });
  });
  afterAll(() => repo.cleanup());

  const collected = (...args: string[]): Facts => JSON.parse(forethought(repo, ['collect', ...args]).stdout);

  test('hold the records of the tree, and why one can not be read', () => {
    const { training } = collected();
    expect(training?.people.map(({ login }) => login)).toEqual(['ada']);
    expect(training?.rotation?.rotations['on-call']?.members).toHaveLength(1);
    expect(training?.education?.sessions).toHaveLength(2);
    expect(training?.unread).toEqual([
      { path: 'training/people/grace.yml', why: expect.stringContaining('line 2: unknown key `joind`') },
    ]);
  });

  test('say which of the named files exist, and nothing of reviews that nobody asked for', () => {
    const { training } = collected();
    expect(training?.existing).toEqual([`${FOLDER}/artefacts/ada-dashboard.json`]);
    expect(training).not.toHaveProperty('approvals');
  });

  test('know the day on which a week was first filed', () => {
    const { training } = collected();
    expect(training?.weeks.map(({ login, week, filedAt }) => [login, week, filedAt])).toEqual([
      ['ada', '2026-W03', '2026-01-19'],
    ]);
  });

  test('hold no suggestion of a survey and no word of a week', () => {
    for (const args of [[], ['--redact']]) {
      const text = JSON.stringify(collected(...args).training);
      expect(text).toContain('"hands-on":3');
      expect(text).not.toContain('budgets to calculate');
      expect(text).not.toContain('leases');
    }
  });
});
