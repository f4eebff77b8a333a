import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { makeRepository, type TestRepository } from '../helpers/repository.js';
import { DOCUMENTED, forethought, STANDARD, sourceLines } from './cli.js';

describe('check', () => {
  let repo: TestRepository;
  let adopted: string;

  beforeEach(() => {
    repo = makeRepository();
    adopted = repo.commit({ 'forethought.yml': STANDARD }, 'chore: adopt forethought');
  });
  afterEach(() => repo.cleanup());

  const json = (...args: string[]) => {
    const { code, stdout, stderr } = forethought(repo, ['check', ...args, '--format', 'json']);
    return { code, stderr, report: JSON.parse(stdout) };
  };

  test('a commit with evidence passes, one without fails, each with its exit code', () => {
    const good = repo.commit({ 'a.ts': sourceLines(30) }, DOCUMENTED);
    const bad = repo.commit({ 'b.ts': sourceLines(30) }, 'feat: more values');
    expect(json('--commit', good)).toMatchObject({ code: 0, report: { schema: 1, verdict: 'pass' } });
    const { code, report } = json('--commit', bad);
    expect({ code, verdict: report.verdict }).toEqual({ code: 1, verdict: 'fail' });
    const failing = report.findings.filter((finding: { outcome: string }) => finding.outcome === 'fail');
    expect(failing.map((finding: { ruleId: string }) => finding.ruleId).sort()).toEqual([
      'sources-consulted',
      'test-evidence',
    ]);
    expect(failing[0]).toMatchObject({
      severity: 'block',
      subject: { kind: 'commit', id: bad },
      problem: { code: 'missing' },
    });
  });

  test('a range is judged commit by commit; small, documentation-only, merge and root commits do not fail', () => {
    repo.commit({ 'small.ts': sourceLines(3) }, 'fix: three lines');
    repo.commit({ 'README.md': sourceLines(60) }, 'docs: readme');
    repo.git('checkout', '-q', '-b', 'side', adopted);
    repo.commit({ 'c.ts': sourceLines(30) }, DOCUMENTED);
    repo.git('checkout', '-q', 'main');
    repo.git('merge', '-q', '--no-ff', '-m', 'Merge side', 'side');
    const { code, report } = json('--from', adopted, '--to', 'HEAD');
    expect({ code, counts: report.counts }).toEqual({
      code: 0,
      counts: { subjects: 4, judged: 3, exempt: 1, failed: 0, wouldBlock: 0 },
    });
  });

  test('a revert that names an existing commit is exempt; one that names nothing is judged', () => {
    const sha = repo.commit({ 'a.ts': sourceLines(30) }, DOCUMENTED);
    repo.git('revert', '--no-edit', sha);
    const bare = json('--commit', 'HEAD');
    expect(bare).toMatchObject({ code: 0, report: { verdict: 'pass', counts: { exempt: 0, failed: 1 } } });
    const exempt = bare.report.findings.filter((each: { outcome: string }) => each.outcome === 'exempt');
    expect(exempt.map((each: { ruleId: string }) => each.ruleId)).toContain('sources-consulted');
    repo.commit({ 'b.ts': sourceLines(30) }, `Revert "x"\n\nThis reverts commit ${'a'.repeat(40)}.`);
    expect(json('--commit', 'HEAD')).toMatchObject({ code: 1 });
  });

  test('an empty range is said, and a range in the wrong order is refused with the right one', () => {
    repo.commit({ 'a.ts': sourceLines(30) }, DOCUMENTED);
    expect(json('--from', 'HEAD', '--to', 'HEAD').report.notices.join()).toContain('nothing was judged');
    const reversed = forethought(repo, ['check', '--from', 'HEAD', '--to', 'HEAD~1']);
    expect(reversed.code).toBe(2);
    expect(reversed.stderr).toContain('--from HEAD~1 --to HEAD');
  });

  test('a pull-request body gets a verdict, with and without its changed files', () => {
    const body = 'It changes values.\n';
    const judged = (input: string, ...args: string[]) =>
      forethought(repo, ['check', '--pull-request', '-', ...args], { input });
    expect(judged(body).code).toBe(1);
    expect(judged(body).stdout).toContain('## Documentation Reviewed');
    repo.write({ files: 'docs/a.md\n', more: '40\t2\tsrc/a.ts\n' });
    expect(judged(body, '--changed-files', 'files').code).toBe(0);
    expect(judged(body, '--changed-files', 'more').code).toBe(1);
    const reviewed =
      '## Documentation Reviewed\n- https://nodejs.org/api/esm.html: exports are live, so values stay constants\n';
    expect(judged(reviewed, '--changed-files', 'more').code).toBe(0);
  });

  test('a list of files without line counts names the rules that could not be decided, and what decides them', () => {
    const judged = (files: string) => {
      repo.write({ files });
      return forethought(repo, ['check', '--message', '-', '--changed-files', 'files'], {
        input: 'feat: more values\n',
      });
    };
    const bare = judged('src/a.ts\n');
    expect(bare.code).toBe(0);
    expect(bare.stdout.replace(/\s+/g, ' ')).toContain(
      'lines are not counted: with `git diff --numstat` as --changed-files it is decided whether more is asked (sources-consulted, test-evidence)',
    );
    expect(judged('30\t0\tsrc/a.ts\n').code).toBe(1);
    const small = judged('3\t0\tsrc/a.ts\n');
    expect(small.code).toBe(0);
    expect(small.stdout).not.toContain('lines are not counted');
  });

  test('changed files may be listed as git lists renames', () => {
    const judged = (list: string) => {
      repo.write({ files: list });
      return forethought(repo, ['check', '--message', '-', '--changed-files', 'files'], {
        input: 'feat: x\n',
      }).code;
    };
    expect(judged('0\t0\tsrc/{old => new}/a.ts\n1\t2\tb.ts => src/b.ts\n')).toBe(0);
    expect(judged('20\t1\tsrc/{old => new}/a.ts\n')).toBe(1);
    expect(judged('20\t1\t{src => docs}/a.md\n')).toBe(0);
    repo.write({ files: 'R100\tsrc/a.ts\tdocs/a.md\n' });
    const listed = ['check', '--message', '-', '--changed-files', 'files', '--format', 'json'];
    const { findings } = JSON.parse(forethought(repo, listed, { input: 'feat: x\n' }).stdout);
    expect(findings[0]).toMatchObject({ outcome: 'unknown', reason: 'needs lines' });
  });

  test('a message from standard input, and documents by path and staged', () => {
    expect(forethought(repo, ['check', '--message', '-'], { input: DOCUMENTED }).code).toBe(0);
    expect(forethought(repo, ['check', '--message', '-'], { input: 'feat: x\n' }).code).toBe(1);
    repo.write({ 'docs/a.md': '# A\n\n## Test Evidence\n\nTODO\n' });
    const found = json('docs/a.md').report.findings;
    expect(found).toContainEqual(expect.objectContaining({ ruleId: 'no-placeholder', outcome: 'fail' }));
    repo.git('add', 'docs/a.md');
    repo.write({ 'docs/a.md': '# A\n\nText.\n' });
    expect(json('--staged').report.findings).toContainEqual(expect.objectContaining({ outcome: 'fail' }));
    expect(json('docs').report.findings).not.toContainEqual(expect.objectContaining({ outcome: 'fail' }));
  });

  test('the policy of another revision is used when it is named', () => {
    const strict = repo.commit({ 'a.ts': sourceLines(30) }, 'feat: values');
    repo.write({ 'forethought.yml': 'mode: observe\n' });
    expect(json('--commit', strict).code).toBe(0);
    expect(json('--commit', strict, '--policy-from', adopted)).toMatchObject({
      code: 1,
      report: { policyFrom: adopted },
    });
  });

  test('the other formats say the same', () => {
    const bad = repo.commit({ 'b.ts': sourceLines(30) }, 'feat: \u001b[31mred\u0007 values');
    const as = (format: string) => forethought(repo, ['check', '--commit', bad, '--format', format]);
    for (const format of ['text', 'github', 'junit', 'sarif']) expect(as(format).code).toBe(1);
    expect(as('text').stdout).not.toContain('\u001b');
    expect(as('github').stdout).toMatch(/^::error /m);
    expect(as('junit').stdout).toMatch(/<testsuite[^>]* failures="2"/);
    expect(JSON.parse(as('sarif').stdout)).toMatchObject({ version: '2.1.0', runs: [{ results: [] }] });
  });

  test('a pattern of the team runs in linear time, and one that is none is refused at its place', () => {
    const config = (pattern: string) =>
      `${STANDARD}rules:\n  no-placeholder:\n    severity: block\n    options:\n      patterns: ['${pattern}']\n`;
    repo.write({
      'forethought.yml': config('(a+)+$'),
      'docs/a.md': `# A\n\n## Test Evidence\n\n${'a'.repeat(3900)}b\n`,
    });
    expect(json('docs/a.md').code).toBe(0);
    repo.write({ 'docs/a.md': '# A\n\n## Test Evidence\n\naaaa\n' });
    expect(json('docs/a.md').code).toBe(1);
    repo.write({ 'forethought.yml': config('(?=a)b') });
    const refused = forethought(repo, ['check', 'docs/a.md']);
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('forethought.yml:7:18') });
  });
});
