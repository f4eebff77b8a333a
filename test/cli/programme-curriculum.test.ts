import { beforeEach, describe, expect, test } from '@jest/globals';
import { repositories } from '../helpers/made.js';
import type { TestRepository } from '../helpers/repository.js';
import { forethought } from './cli.js';

const make = repositories();
const CURRICULUM = `modules:
  queues-workshop: { title: Queues under load, form: course, hours: 3 }
certificates:
  triage:
    title: Triage Certified
    withinDays: { days: 10, strictly: false }
    modules: [queues-workshop]
    requirements:
      - { id: workshops, title: Every workshop done, needs: { kind: modules } }
monthly:
  - { id: tests, title: Nothing came up that a test would have told, metric: untested-issues, target: '0' }
`;
const RECORD = `login: ada
joined: 2026-01-05
certificates:
  triage: { started: 2026-11-02 }
`;
const CONFIG = `extends: sre-training
roster:
  - { login: ada, emails: [ada@example.org] }
`;

describe('the team’s own curriculum', () => {
  let repo: TestRepository;
  const run = (...args: readonly string[]): string => {
    const { code, stdout, stderr } = forethought(repo, args);
    if (code !== 0) throw new Error(stderr);
    return stdout;
  };
  const measures = (): string => run('report', '--programme', '--format', 'csv');
  beforeEach(() => {
    repo = make();
    repo.commit(
      { 'forethought.yml': CONFIG, 'training/curriculum.yml': CURRICULUM, 'training/people/ada.yml': RECORD },
      'chore: set up\n',
    );
  });

  test('its certificates are in the report on the programme, in measures and in words', () => {
    const text = run('report', '--programme');
    expect(text).toContain('Triage Certified');
    expect(measures()).toMatch(/^certification-progress,\*,(?:[^,]*,)*0,1,/m);
  });

  test('a facts file is read beside the curriculum of the repository', () => {
    run('collect', '--output', 'facts.json');
    expect(run('report', '--programme', '--facts', 'facts.json')).toContain('Triage Certified');
    expect(run('review', '--facts', 'facts.json')).toContain('Nothing came up that a test would have told');
  });

  test('the month is asked what the curriculum asks', () => {
    expect(run('review')).toContain('Nothing came up that a test would have told');
  });

  test('train status, me and the scorecard know them', () => {
    expect(run('train', 'status', 'ada')).toContain('Triage Certified');
    expect(run('me', '--engineer', 'ada')).toContain('Triage Certified');
    expect(run('report', '--engineer', 'ada')).toContain('Triage Certified');
  });
});
