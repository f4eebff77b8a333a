import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { forethought } from '../cli/cli.js';
import { makeRepository, type TestRepository } from '../helpers/repository.js';

const EXAMPLES = ['training', 'incidents', 'runbooks', 'load-tests', 'slo'].map(
  (name) => `docs/examples/${name}`,
);
const ADA = 'docs/examples/training/people/ada.yml';
const ROTATION = 'docs/examples/training/rotation.yml';
const SURVEY = 'docs/examples/training/surveys/sre-foundations/2026-q1.yml';
const REVIEW = 'docs/examples/training/reviews/2026-q1.md';
const EDUCATION = 'docs/examples/training/education.yml';
const CONFIG = readFileSync('docs/examples/training/forethought.yml', 'utf8')
  .replace('../../schemas', 'docs/schemas')
  .replace('extends: sre-training', 'extends: sre-training\nmode: strict');

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}

interface Found {
  readonly ruleId: string;
  readonly outcome: string;
  readonly subject: { readonly id: string };
  readonly problem?: { readonly code: string; readonly place?: { readonly line: number } };
}

/** Records that are wrong in one way each: what to replace in Ada's, by what, and what is told at which of her lines. */
const WRONG: Readonly<Record<string, readonly [from: string | RegExp, to: string, told: readonly string[]]>> =
  {
    backwards: [
      'completed: 2026-03-04',
      'completed: 2026-03-01',
      ['training-record/backwards completed: 2026-03-04'],
    ],
    early: [
      'joined: 2025-06-02',
      'joined: 2026-01-12',
      ['training-record/before-prerequisites certified: 2026-03-25'],
    ],
    selfsigned: [
      'by: alan, on: 2026-03-25',
      'by: selfsigned, on: 2026-03-25',
      [
        'training-record/own-word by: alan, on: 2026-03-25',
        'training-record/certified-without certified: 2026-03-25',
      ],
    ],
    roleless: [
      'by: alan, on: 2026-03-25',
      'by: edsger, on: 2026-03-25',
      [
        'training-record/without-role by: alan, on: 2026-03-25',
        'training-record/certified-without certified: 2026-03-25',
      ],
    ],
    // Two shifts of one day add up.
    tireless: [
      '{ on: 2026-03-10, hours: 8,',
      '{ on: 2026-03-09, hours: 17,',
      ['training-record/too-many-hours on: 2026-03-10'],
    ],
    unknown: [
      'tools-and-access:',
      'tools-and-acess:',
      [
        'training-record/unknown-id tools-and-access:',
        'training-record/certified-without certified: 2026-03-25',
      ],
    ],
    deleted: [
      'ada-supervised-week.md',
      'ada-gone.md',
      [
        'training-record/not-there ada-supervised-week.md',
        'training-record/certified-without certified: 2026-03-25',
      ],
    ],
    short: [
      / +- \{ on: 2026-03-11, hours: 8.*\n/,
      '',
      ['training-record/certified-without certified: 2026-03-25'],
    ],
    someone: [
      'login: ada',
      'login: ada',
      ['training-record/other-login login: ada', 'training-record/second-record login: ada'],
    ],
  };

describe('the example organisation, through the built command', () => {
  const files = Object.fromEntries(
    EXAMPLES.flatMap(filesBelow).map((path) => [path, readFileSync(path, 'utf8')]),
  );
  const ada = files[ADA] ?? '';
  let repo: TestRepository;

  beforeAll(() => {
    repo = makeRepository();
    repo.commit({ ...files, 'forethought.yml': CONFIG }, 'docs: the organisation');
  });
  afterAll(() => repo.cleanup());
  afterEach(() => {
    repo.git('reset', '-q', '--hard');
    repo.git('clean', '-fdq');
  });

  /** What fails in which file: `rule/code` with the line. */
  const found = (...paths: string[]) => {
    const { stdout } = forethought(repo, ['check', ...paths, '--as-of', '2026-04-15', '--format', 'json']);
    const findings: readonly Found[] = JSON.parse(stdout).findings;
    return findings
      .filter(({ outcome }) => outcome !== 'pass' && outcome !== 'not-applicable')
      .map(({ ruleId, outcome, subject, problem }) => ({
        path: subject.id,
        said: `${ruleId}/${problem?.code ?? outcome} ${problem?.place?.line}`,
      }));
  };
  const changed = (path: string, from: string | RegExp, to: string) => {
    const next = (files[path] ?? '').replace(from, to);
    expect(next).not.toBe(files[path]);
    return { [path]: next };
  };
  const lineIn = (text: string, words: string) =>
    text.split('\n').findIndex((line) => line.includes(words)) + 1;

  test('passes all of its rules', () => {
    const { stdout } = forethought(repo, ['check', ...EXAMPLES, '--as-of', '2026-04-15', '--format', 'json']);
    const { counts, findings } = JSON.parse(stdout);
    expect(findings.filter(({ outcome }: Found) => !['pass', 'not-applicable'].includes(outcome))).toEqual(
      [],
    );
    const judged = Object.keys(files).filter(
      (path) => /\.(?:md|yml)$/.test(path) && !path.endsWith('forethought.yml'),
    );
    expect(counts.judged).toBe(judged.length);
  });

  test('each mistake in a record of a person is told where it stands', () => {
    const records = Object.entries(WRONG).map(([name, [from, to]]) => {
      const own = name === 'someone' ? ada : ada.replace('login: ada', `login: ${name}`);
      return [`docs/examples/training/people/${name}.yml`, own.replace(from, to)] as const;
    });
    repo.write(Object.fromEntries(records));
    const all = found('docs/examples/training/people');
    const told = records.map(([path]) => [
      path,
      all.filter((each) => each.path === path).map(({ said }) => said),
    ]);
    const expected = records.map(([path, text], at) => {
      const [from = '', to = '', lines = []] = Object.values(WRONG)[at] ?? [];
      // A line that was changed is looked for by what it says now.
      const at_ = (words: string) => lineIn(text, words) || lineIn(text, to) || lineIn(text, String(from));
      return [path, lines.map((line) => line.replace(/ (.*)$/, (_, words: string) => ` ${at_(words)}`))];
    });
    expect(told).toEqual(expected);
    // Of two records with one login each is told.
    expect(all.filter(({ path }) => path === ADA).map(({ said }) => said.replace(/ .*$/, ''))).toEqual([
      'training-record/second-record',
    ]);
  });

  test('says the name that was meant, and the line, at a terminal', () => {
    repo.write(changed(ADA, 'tools-and-access:', 'tools-and-acess:'));
    const { code, stdout } = forethought(repo, ['check', ADA]);
    expect(code).toBe(1);
    expect(stdout).toContain('(perhaps `tools-and-access`?)');
    expect(stdout).toContain(`${ADA}:${lineIn(ada, 'tools-and-access:')}`);
  });

  test('a deliverable that misses its own rules proves nothing', () => {
    repo.write(changed('docs/examples/runbooks/orders-queue.md', '## Rollback', '## Going back'));
    const edsger = 'docs/examples/training/people/edsger.yml';
    expect(found(edsger).map(({ said }) => said)).toEqual([
      expect.stringContaining('training-record/module-unproven'),
    ]);
  });

  test('mistakes in what belongs to nobody alone', () => {
    const survey = files[SURVEY] ?? '';
    const named = SURVEY.replace('q1', 'q2');
    const told = SURVEY.replace('q1', 'q3');
    const members = `- { login: ada, from: 2026-03-30 }\n      - { login: barbara, from: 2026-03-30 }\n      - { login: adaa, from: 2026-03-30 }`;
    repo.write({
      [named]: survey.replace('asked: 7', 'asked: 7\nname: Ada'),
      [told]: survey.replace('more budgets to calculate', 'as barbara said, more budgets'),
      ...changed(ROTATION, '- { login: ada, from: 2026-03-30 }', members),
      ...changed(EDUCATION, /cost: 395\n(.*\n).*budgetApproval.*\n/, 'cost: 2395\n$1'),
      ...changed(REVIEW, '- [x] Gaps', '- [ ] Gaps'),
    });
    const education = files[EDUCATION] ?? '';
    expect(found(named, told, ROTATION, EDUCATION, REVIEW)).toEqual([
      {
        path: EDUCATION,
        said: `education-log/not-approved ${lineIn(education, 'attended: 2026-02-23') - 1}`,
      },
      { path: EDUCATION, said: `education-log/over-budget ${lineIn(education, 'cost: 395')}` },
      { path: REVIEW, said: 'training-review/open 10' },
      {
        path: ROTATION,
        said: `rotation-record/not-certified ${lineIn(files[ROTATION] ?? '', 'login: ada') + 1}`,
      },
      {
        path: ROTATION,
        said: `rotation-record/unknown-id ${lineIn(files[ROTATION] ?? '', 'login: ada') + 2}`,
      },
      { path: named, said: `survey-response/names-somebody ${lineIn(survey, 'asked: 7') + 1}` },
      { path: told, said: `survey-response/names-somebody ${lineIn(survey, 'more budgets to calculate')}` },
    ]);
  });

  test('two people with one login, and an address of two people', () => {
    const address = CONFIG.replace('login: ada,', 'login: Grace, emails: [a@example.org],').replace(
      'login: barbara,',
      'login: barbara, emails: [A@example.org],',
    );
    repo.write({ 'forethought.yml': address });
    const { code, stderr } = forethought(repo, ['check', ADA]);
    expect(code).toBe(2);
    expect(stderr).toContain('forethought.yml:8:5: `Grace` stands in the roster twice; one entry per person');
    expect(stderr).toContain('forethought.yml:9:5: `A@example.org` stands in the roster twice');
  });

  test('a staged record is judged as it is staged', () => {
    repo.write(changed(ADA, 'by: alan, on: 2026-03-25', 'by: ada, on: 2026-03-25'));
    repo.git('add', ADA);
    repo.write({ [ADA]: ada });
    const { code, stdout } = forethought(repo, ['check', '--staged', '--local']);
    expect(code).toBe(1);
    expect(stdout).toContain('the sign-off names ada');
  });
});
