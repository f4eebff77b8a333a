import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { makeRepository, type TestRepository } from '../helpers/repository.js';
import { forethought, MAIN, STANDARD, sourceLines } from './cli.js';

let repo: TestRepository;
beforeEach(() => {
  repo = makeRepository();
});
afterEach(() => repo.cleanup());

const plan = (id: string, parent: string): string =>
  `schema: 1\nplan: ${id}\ntitle: T\nextends: ${parent}\nphases: []\n`;

describe('a wrong configuration is one error with file, line and the fix, and nothing is judged', () => {
  test.each([
    [
      'an unknown rule',
      { 'forethought.yml': 'rules:\n  runbok: warn\n' },
      'forethought.yml:2:3: no rule `runbok` (did you mean `runbook`?); rules: ',
    ],
    [
      'an unknown plan',
      { 'forethought.yml': 'extends: devops-elit\n' },
      'forethought.yml:1:10: no plan `devops-elit` (did you mean `devops-elite`?); built in: ',
    ],
    [
      'a plan file that is not there',
      { 'forethought.yml': 'extends: plans/a.yml\n' },
      'forethought.yml:1:10: there is no plan file `plans/a.yml`; paths count from',
    ],
    [
      'an unknown rule in a plan',
      {
        'forethought.yml': 'extends: a.yml\n',
        'a.yml': plan('a', 'devops-elite').replace(
          'phases: []',
          'phases:\n  - id: p\n    title: P\n    units: [{ id: u, title: U, practices: [{ id: A1, title: T, evidence: [], rules: { runbok: {} } }] }]',
        ),
      },
      'a.yml:8:87: no rule `runbok` (did you mean `runbook`?); write `planned: true`',
    ],
    [
      'a circle of plans',
      { 'forethought.yml': 'extends: a.yml\n', 'a.yml': plan('a', 'b.yml'), 'b.yml': plan('b', 'a.yml') },
      'b.yml:4:10: the plans build on each other in a circle: a.yml → b.yml → a.yml; one of them has to',
    ],
    [
      'an impossible day of a person',
      { 'forethought.yml': 'roster:\n  - { login: ann, start: 2026-02-30 }\n' },
      'forethought.yml:2:26: `roster.0.start` is `2026-02-30`, a day that there is not; write one that there is, as `2026-11-22`',
    ],
    [
      'an impossible day of a waiver',
      {
        'forethought.yml':
          'waivers:\n  - { rule: runbook, reason: freeze, approver: bo, until: 2026-13-01 }\n',
      },
      'forethought.yml:2:59: `waivers.0.until` is `2026-13-01`, a day that there is not',
    ],
    [
      'an impossible day of a schedule',
      { 'forethought.yml': 'rules:\n  runbook: { schedule: [{ from: 2025-02-29, severity: warn }] }\n' },
      '`2025-02-29`, a day that there is not',
    ],
    [
      'an absence that ends before it begins',
      { 'forethought.yml': 'roster:\n  - { login: ann, away: [{ from: 2026-03-02, to: 2026-03-01 }] }\n' },
      'ends on 2026-03-01, before it begins on 2026-03-02',
    ],
    [
      'YAML that is none',
      { 'forethought.yml': 'rules:\n  runbook: [\n' },
      'forethought.yml:3:1: not valid YAML: ',
    ],
  ])('%s', (_, files, words) => {
    repo.commit({ ...files, 'a.ts': sourceLines(20) }, 'feat: values');
    const { code, stdout, stderr } = forethought(repo, ['check', '--commit', 'HEAD']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(words);
    const places = stderr.split('\n').filter((line) => /^(?:forethought: )?[a-z.]+:\d+:\d+: /.test(line));
    expect(places).toHaveLength(1);
    expect(forethought(repo, ['plan', 'validate']).stderr).toBe(stderr.replace('forethought: ', ''));
  });

  test('a day that does not exist is refused on the command line', () => {
    expect(forethought(repo, ['plan', 'show', '--as-of', '2026-02-30'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('There is no such day; one is written yyyy-mm-dd'),
    });
  });
});

interface Told {
  readonly ruleId: string;
  readonly outcome: string;
  readonly reason?: string;
  readonly problem?: {
    readonly code: string;
    readonly place?: { readonly line: number };
    readonly data: object;
  };
}

describe('a wrong document is one finding with its line and the fix', () => {
  const BLOCKING = `${STANDARD}rules:\n${['required-sections', 'incident-record', 'document-freshness', 'runbook', 'design-document'].map((id) => `  ${id}: block\n`).join('')}`;

  const failing = (path: string, text: string) => {
    repo.commit({ 'forethought.yml': BLOCKING, [path]: text }, 'docs: a page');
    const json = forethought(repo, ['check', path, '--format', 'json']);
    const words = forethought(repo, ['check', path]).stdout;
    const findings: readonly Told[] = JSON.parse(json.stdout).findings;
    const failed = findings.filter(({ outcome }) => outcome === 'fail');
    return {
      code: json.code,
      words,
      told: failed.map(({ ruleId, problem }) => `${ruleId}/${problem?.code} at ${problem?.place?.line}`),
    };
  };
  const INCIDENT = [
    '---',
    'kind: incident',
    'started: 2026-03-01T10:42Z',
    'detected: 2026-03-01T10:50Z',
    'resolved: 2026-02-30T11:20Z',
    'severity: SEV-2',
    'commander: ada',
    'responders: [grace, alan]',
    'services: [checkout]',
    'debriefed: true',
    '---',
    '',
    '# Card payments fail',
    '',
    'See the postmortem.',
    '',
  ].join('\n');

  test('front matter without an end', () => {
    const { code, told, words } = failing(
      'page.md',
      '---\nkind: gitops\n\n# Delivery\n\nThe state is in the repository.\n',
    );
    expect({ code, told }).toEqual({ code: 1, told: ['required-sections/front-matter at 1'] });
    expect(words).toContain('it has no closing `---`');
    expect(words).toContain('Mend that line:');
  });

  test('a day that does not exist', () => {
    const { code, told, words } = failing('docs/incidents/7.md', INCIDENT);
    expect(code).toBe(1);
    expect(told).toEqual(['incident-record/impossible-time at 5']);
    expect(words).toContain('2026-02-30');
  });

  test('a picture that is not there', () => {
    const text =
      '---\nkind: cost-optimisation\n---\n\n# Cost\n\n## Cost drivers\n\n![by week](cost.png)\n\nThe runners idle at night.\n\n## What was changed\n\n- caches are kept for a week\n\n## Result\n\n- 310 dollars a month instead of 840\n';
    const { code, told, words } = failing('page.md', text);
    expect({ code, told }).toEqual({ code: 1, told: ['required-sections/missing-image at 9'] });
    expect(words).toContain('Add the file, or correct the path.');
  });
});

describe('a rule that throws', () => {
  let folder = '';
  beforeAll(() => {
    // Within the project, so that the copy finds what it imports.
    folder = mkdtempSync(join(resolve('test/.build'), 'broken-'));
    const built = join(folder, 'dist');
    cpSync(join(dirname(MAIN), '..', 'package.json'), join(folder, 'package.json'));
    cpSync(dirname(MAIN), built, { recursive: true, filter: (path) => !/\.(?:d\.ts|map)$/.test(path) });
    const broken = readdirSync(built)
      .filter((name) => /^part-.*\.js$/.test(name))
      .filter((name) => breakRule(join(built, name), 'test-evidence'));
    if (broken.length === 0) throw new Error('no part of the bundle holds the rule test-evidence');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('could not be evaluated, and the others still run', () => {
    repo.commit({ 'forethought.yml': STANDARD }, 'chore: adopt');
    repo.commit({ 'a.ts': sourceLines(30) }, 'feat: values');
    const run = (...more: string[]) =>
      repo.run(process.execPath, [join(folder, 'dist/main.js'), 'check', '--commit', 'HEAD', ...more]);
    const { code, stdout, stderr } = run('--format', 'json');
    expect(stderr).toBe('');
    const findings: readonly Told[] = JSON.parse(stdout).findings;
    const outcomeOf = (id: string) => findings.find(({ ruleId }) => ruleId === id);
    expect(outcomeOf('test-evidence')).toMatchObject({ outcome: 'error', reason: 'broken by a test' });
    expect(outcomeOf('sources-consulted')).toMatchObject({ outcome: 'fail', problem: { code: 'missing' } });
    expect(code).toBe(3);
    expect(run().stdout).toMatch(/test-evidence .*could not be evaluated|could not evaluate.*test-evidence/s);
  });
});

/** Makes a rule of a built part throw; false where the part does not hold it. */
function breakRule(file: string, id: string): boolean {
  const text = readFileSync(file, 'utf8');
  const start = text.search(new RegExp(`\\bid: ?["']${id}["'],`));
  if (start === -1) return false;
  const check = text.indexOf('check(', start);
  if (check === -1) return false;
  const thrown = "check(){throw new Error('broken by a test')},checked(";
  writeFileSync(file, `${text.slice(0, check)}${thrown}${text.slice(check + 'check('.length)}`);
  return true;
}
