import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { makeRepository, type TestRepository } from '../helpers/repository.js';
import { DOCUMENTED, forethought, STANDARD, sourceLines } from './cli.js';

const STRICTER = `${STANDARD}rules:\n  pre-mortem: { severity: block, kinds: [commit], when: { paths: ['**/*.ts'] } }\n`;
const SOFTER = `${STANDARD}rules:\n  sources-consulted: off\n`;

interface Moved {
  readonly subject: { readonly kind: string; readonly id: string };
  readonly codes: readonly string[];
}

interface Rule {
  readonly ruleId: string;
  readonly newlyFail: readonly Moved[];
  readonly newlyPass: readonly Moved[];
}

describe('replay', () => {
  let repo: TestRepository;
  let bad: string;
  let adopted: string;

  beforeEach(() => {
    repo = makeRepository();
    repo.commit({ 'a.ts': sourceLines(3) }, 'chore: begin');
    bad = repo.commit({ 'b.ts': sourceLines(30) }, 'feat: values without a word');
    repo.commit({ 'c.ts': sourceLines(30) }, DOCUMENTED);
    adopted = repo.commit({ 'forethought.yml': STANDARD }, 'chore: adopt forethought');
  });
  afterEach(() => repo.cleanup());

  const replayed = (...args: string[]) => {
    const { code, stdout, stderr } = forethought(repo, ['replay', ...args, '--format', 'json']);
    const { changes, replay, notices } = JSON.parse(stdout);
    const rules: readonly Rule[] = replay.rules;
    return {
      code,
      stderr,
      changes,
      replay,
      notices,
      ruleOf: (id: string) => rules.find(({ ruleId }) => ruleId === id),
    };
  };
  const ids = (moved: readonly Moved[] = []) => moved.map(({ subject }) => subject.id);

  test('says what a file would newly block, also in changes older than the configuration', () => {
    repo.write({ 'stricter.yml': STRICTER });
    const { code, ruleOf, replay, changes, notices } = replayed('--with', 'stricter.yml');
    expect({
      code,
      changes: replay.changes,
      before: replay.blockedBefore,
      after: replay.blockedAfter,
    }).toEqual({
      code: 0,
      changes: 4,
      before: 1,
      after: 2,
    });
    expect(ids(ruleOf('pre-mortem')?.newlyFail)).toContain(bad);
    expect(changes).toContainEqual(
      expect.objectContaining({ ruleId: 'pre-mortem', aspect: 'severity', what: 'stronger' }),
    );
    expect(notices).toEqual(['the branch has 4 changes, fewer than 20']);
  });

  test('says what a revision would no longer block, and takes the policy in force from another', () => {
    const softer = repo.commit({ 'forethought.yml': SOFTER }, 'chore: ask less');
    const { ruleOf, changes } = replayed('--policy-from', adopted, '--with', softer, '--last', '4');
    expect(ids(ruleOf('sources-consulted')?.newlyPass)).toEqual([bad]);
    expect(changes).toContainEqual(
      expect.objectContaining({ ruleId: 'sources-consulted', what: 'weaker', to: 'off' }),
    );
    const back = replayed('--with', adopted, '--last', '4');
    expect(ids(back.ruleOf('sources-consulted')?.newlyFail)).toEqual([bad]);
  });

  test('a merge stands for what it brought, and counts as one change', () => {
    repo.git('checkout', '-q', '-b', 'side');
    const inner = repo.commit({ 'd.ts': sourceLines(30) }, 'feat: more without a word');
    repo.commit({ 'e.ts': sourceLines(30) }, 'feat: and more');
    repo.git('checkout', '-q', 'main');
    repo.git('merge', '-q', '--no-ff', '-m', 'Merge side', 'side');
    repo.write({ 'softer.yml': SOFTER });
    const { replay, ruleOf } = replayed('--with', 'softer.yml', '--last', '1');
    expect(replay).toMatchObject({ changes: 1, blockedBefore: 1, blockedAfter: 1 });
    expect(ruleOf('sources-consulted')?.newlyPass).toHaveLength(1);
    expect(ids(ruleOf('sources-consulted')?.newlyPass)).not.toContain(bad);
    expect(repo.git('rev-parse', 'side~1')).toBe(inner);
  });

  test('a squash that landed a body is judged as that body as well', () => {
    repo.commit({ 'd.ts': sourceLines(30) }, 'feat: from a pull request (#7)\n\nSome words about it.\n', {
      committer: 'GitHub <noreply@github.com>',
      author: 'Ada Example <ada@example.org>',
    });
    repo.write({ 'softer.yml': `${STANDARD}rules:\n  documentation-reviewed: off\n` });
    const { ruleOf } = replayed('--with', 'softer.yml', '--last', '1');
    expect(ruleOf('documentation-reviewed')?.newlyPass).toMatchObject([
      { subject: { kind: 'pull-request', id: '7' }, codes: ['missing'] },
    ]);
  });

  test('prints text and Markdown with the same sum', () => {
    repo.write({ 'softer.yml': SOFTER });
    const text = forethought(repo, ['replay', '--with', 'softer.yml', '--last', '3']);
    expect(text.stdout).toContain('The last 3 changes of HEAD, judged by forethought.yml and by softer.yml');
    expect(text.stdout).toContain('would no longer block: 1');
    expect(text.stdout).toContain(`commit ${bad.slice(0, 7)}`);
    const markdown = forethought(repo, [
      'replay',
      '--with',
      'softer.yml',
      '--last',
      '3',
      '--format',
      'markdown',
    ]);
    expect(markdown.stdout).toContain('- would no longer block: 1');
  });

  test('refuses what is neither a file nor a revision, a count of none, and a broken policy', () => {
    expect(forethought(repo, ['replay', '--with', 'nowhere'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('nowhere is neither a configuration file nor a revision'),
    });
    expect(forethought(repo, ['replay', '--with', 'HEAD', '--last', '0']).code).toBe(2);
    expect(forethought(repo, ['replay']).code).toBe(2);
    repo.write({ 'broken.yml': 'mode: severe\n' });
    expect(forethought(repo, ['replay', '--with', 'broken.yml']).code).toBe(2);
    expect(forethought(repo, ['replay', '--with', 'HEAD', '--branch', 'gone']).stderr).toContain(
      'no commit is called gone',
    );
  });
});
