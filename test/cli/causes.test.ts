import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { makeRepository, type TestRepository } from '../helpers/repository.js';
import { forethought } from './cli.js';

const CONFIG = `mode: observe
rules:
  fix-names-cause: block
  lesson-recorded: warn
  no-autosquash-leftovers: block
`;

let repo: TestRepository;
let culprit: string;

beforeAll(() => {
  repo = makeRepository();
  repo.commit({ 'forethought.yml': CONFIG }, 'chore: adopt forethought');
  repo.commit(
    { 'src/clock.ts': 'export const now = 1;\nexport const zone = "UTC";\n' },
    'feat: read the clock',
  );
  culprit = repo.commit(
    { 'src/clock.ts': 'export const now = 2;\nexport const zone = "UTC";\n' },
    'feat: cache it',
  );
});
afterAll(() => repo.cleanup());

function judged(text: string, files: Readonly<Record<string, string>>) {
  const sha = repo.commit(files, text);
  const { stdout } = forethought(repo, ['check', '--commit', sha, '--format', 'json']);
  const { findings } = JSON.parse(stdout) as {
    findings: readonly {
      ruleId: string;
      outcome: string;
      problem?: { code: string; data: { paste?: string[] } };
    }[];
  };
  return new Map(findings.map((finding) => [finding.ruleId, finding]));
}

test('a fix that names nothing is offered the commit that last touched its lines', () => {
  const found = judged('fix: read it anew\n', {
    'src/clock.ts': 'export const now = 3;\nexport const zone = "UTC";\n',
  });
  expect(found.get('fix-names-cause')).toMatchObject({
    outcome: 'fail',
    problem: { code: 'not-named', data: { paste: [`Fixes: ${culprit.slice(0, 12)} ("feat: cache it")`] } },
  });
  expect(found.get('lesson-recorded')?.outcome).toBe('not-applicable');
});

test('one that only adds lines asks by hand', () => {
  const found = judged('fix: do not crash without a zone\n', {
    'src/zone.ts': 'export const none = "UTC";\n',
  });
  expect(found.get('fix-names-cause')?.problem?.code).toBe('ask-by-hand');
});

test('a name has to be one of a commit, and asks for a lesson', () => {
  const good = judged(`fix: zone\n\nFixes: ${culprit.slice(0, 12)} ("feat: cache it")\n`, {
    'src/a.ts': '1;\n',
  });
  expect(good.get('fix-names-cause')?.outcome).toBe('pass');
  expect(good.get('lesson-recorded')?.problem?.code).toBe('missing');
  const bad = judged('fix: zones\n\nFixes: 0123456789ab ("feat: nothing")\n', { 'src/b.ts': '1;\n' });
  expect(bad.get('fix-names-cause')?.problem?.code).toBe('no-such-change');
});

test('a pattern that comes with the fix is its lesson', () => {
  const found = judged(`fix: more\n\nFixes: ${culprit.slice(0, 12)}\n`, {
    'src/c.ts': '1;\n',
    'COMMON_PATTERNS.md': '## Time\n\n- A clock is cached → read it anew\n',
  });
  expect(found.get('lesson-recorded')?.outcome).toBe('pass');
});

test('a leftover of an autosquash lands as it is, and may be pushed before', () => {
  expect(
    judged('fixup! feat: cache it\n', { 'src/d.ts': '1;\n' }).get('no-autosquash-leftovers')?.outcome,
  ).toBe('fail');
});
