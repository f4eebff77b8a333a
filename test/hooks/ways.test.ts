import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  CODE,
  commitCode,
  DOCUMENTED,
  EVIDENCE,
  editorTyping,
  headOf,
  makeHooked,
  stageCode,
  UNDOCUMENTED,
} from '../helpers/hooked.js';
import type { TestRepository } from '../helpers/repository.js';

let repository: TestRepository;
let before: string;

beforeEach(() => {
  repository = makeHooked();
  before = headOf(repository);
});
afterEach(() => repository.cleanup());

/** The message decides: with evidence the commit is made, without it is not. */
function expectBlocked(outcome: { readonly code: number; readonly stderr: string }): void {
  expect(outcome.stderr).toContain('sources-consulted');
  expect(outcome.stderr).toContain('test-evidence');
  expect(outcome.code).not.toBe(0);
  expect(headOf(repository)).toBe(before);
}

function expectMade(outcome: { readonly code: number; readonly stderr: string }): void {
  expect(outcome.stderr).not.toContain('forethought');
  expect(outcome.code).toBe(0);
  expect(headOf(repository)).not.toBe(before);
}

describe('commit-msg judges a commit', () => {
  test('made with -m', () => {
    expectBlocked(commitCode(repository, ['-m', UNDOCUMENTED]));
    expectMade(repository.tryGit(['commit', '-m', DOCUMENTED]));
  });

  test('made with -F', () => {
    repository.write({ '.git/words': UNDOCUMENTED });
    expectBlocked(commitCode(repository, ['-F', '.git/words']));
    repository.write({ '.git/words': DOCUMENTED });
    expectMade(repository.tryGit(['commit', '-F', '.git/words']));
  });

  test('made with a template', () => {
    repository.write({ '.git/words': 'feat: \n' });
    expectBlocked(commitCode(repository, ['-t', '.git/words'], editorTyping(repository, UNDOCUMENTED)));
    expectMade(
      repository.tryGit(['commit', '-t', '.git/words'], { env: editorTyping(repository, DOCUMENTED) }),
    );
  });

  test('typed in an editor', () => {
    expectBlocked(commitCode(repository, [], editorTyping(repository, UNDOCUMENTED)));
    expectMade(repository.tryGit(['commit'], { env: editorTyping(repository, DOCUMENTED) }));
  });

  test('typed above its own diff (commit -v): nothing in the diff counts', () => {
    repository.write({ 'src/words.ts': `${EVIDENCE}\n${CODE}` });
    repository.git('add', '.');
    expectBlocked(repository.tryGit(['commit', '-v'], { env: editorTyping(repository, UNDOCUMENTED) }));
    expectMade(repository.tryGit(['commit', '-v'], { env: editorTyping(repository, DOCUMENTED) }));
  });

  test('of some paths only', () => {
    const path = stageCode(repository);
    stageCode(repository);
    repository.write({ 'README.md': '# Another\n' });
    expectMade(repository.tryGit(['commit', '-m', 'docs: rename', '--', 'README.md']));
    before = headOf(repository);
    expectBlocked(repository.tryGit(['commit', '-m', UNDOCUMENTED, '--', path]));
    expectMade(repository.tryGit(['commit', '-m', DOCUMENTED, '--', path]));
  });

  test('of everything that changed (-a)', () => {
    repository.write({ 'src/old.ts': `${CODE}${CODE}` });
    expectBlocked(repository.tryGit(['commit', '-a', '-m', UNDOCUMENTED]));
    expectMade(repository.tryGit(['commit', '-a', '-m', DOCUMENTED]));
  });

  test('from a subdirectory', () => {
    stageCode(repository);
    const cwd = `${repository.path}/src`;
    expectBlocked(repository.run('git', ['commit', '-m', UNDOCUMENTED], { cwd }));
    expectMade(repository.run('git', ['commit', '-m', DOCUMENTED], { cwd }));
  });

  test('that fixes another up or squashes into it', () => {
    expectBlocked(commitCode(repository, ['--fixup', 'HEAD']));
    expectBlocked(repository.tryGit(['commit', '--squash', 'HEAD', '-m', UNDOCUMENTED]));
    expectMade(repository.tryGit(['commit', '--squash', 'HEAD', '-m', DOCUMENTED]));
  });

  test('made after merge --squash', () => {
    repository.git('checkout', '-q', '-b', 'topic');
    repository.commit({ 'src/topic.ts': CODE }, UNDOCUMENTED);
    repository.git('checkout', '-q', 'main');
    repository.git('merge', '-q', '--squash', 'topic');
    expectBlocked(repository.tryGit(['commit', '-m', UNDOCUMENTED]));
    expectMade(repository.tryGit(['commit', '-m', DOCUMENTED]));
  });
});

describe('commit-msg lets go what no rule asks about', () => {
  test('ten changed lines of code', () => {
    repository.write({ 'src/small.ts': CODE.split('\n').slice(0, 10).join('\n').concat('\n') });
    repository.git('add', '.');
    expectMade(repository.tryGit(['commit', '-m', 'feat: a little']));
  });

  test('documentation alone, of any size', () => {
    repository.write({ 'docs/guide.md': 'A line.\n\n'.repeat(50) });
    repository.git('add', '.');
    expectMade(repository.tryGit(['commit', '-m', 'docs: the guide']));
  });

  test('generated and vendored files, by the attributes that stood before', () => {
    repository.commit({ '.gitattributes': 'src/made/* linguist-generated\n' }, 'build: mark\n');
    before = headOf(repository);
    repository.write({ 'src/made/all.ts': CODE });
    repository.git('add', '.');
    expectMade(repository.tryGit(['commit', '-m', 'build: generate']));
  });

  test('an empty commit', () => {
    expectMade(repository.tryGit(['commit', '--allow-empty', '-m', 'ci: run again']));
  });

  test('the first commit of a branch without history', () => {
    repository.git('checkout', '-q', '--orphan', 'fresh');
    const done = repository.tryGit(['commit', '-m', 'chore: begin again']);
    expect(done).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('an amend is judged as the commit that it makes', () => {
  beforeEach(() => {
    expectMade(commitCode(repository, ['-m', DOCUMENTED]));
    before = headOf(repository);
  });

  test('by its message alone', () => {
    expectBlocked(repository.tryGit(['commit', '--amend', '-m', UNDOCUMENTED]));
    expectMade(repository.tryGit(['commit', '--amend', '-m', `${DOCUMENTED}\nMore.\n`]));
  });

  test('with staged files', () => {
    stageCode(repository);
    expectBlocked(repository.tryGit(['commit', '--amend', '-m', UNDOCUMENTED]));
    expectMade(repository.tryGit(['commit', '--amend', '--no-edit']));
  });

  test('with a new author date', () => {
    expectBlocked(repository.tryGit(['commit', '--amend', '--reset-author', '-m', UNDOCUMENTED]));
    expectBlocked(
      repository.tryGit(['commit', '--amend', '--date=2020-01-01T00:00:00Z', '-m', UNDOCUMENTED]),
    );
  });

  test('in an editor', () => {
    const editor = { GIT_EDITOR: 'sed -i -e /Evidence:/,\\$d' };
    const done = repository.tryGit(['commit', '--amend'], { env: editor });
    expect(done.stderr).toContain('test-evidence');
    expect(done.stderr).not.toContain('sources-consulted');
    expect(headOf(repository)).toBe(before);
  });

  test('reworded in a rebase', () => {
    expectMade(commitCode(repository, ['-m', DOCUMENTED]));
    repository.write({ '.git/words': UNDOCUMENTED });
    const env = {
      GIT_SEQUENCE_EDITOR: 'sed -i -e 1s/pick/reword/',
      GIT_EDITOR: 'cp .git/words',
    };
    const done = repository.tryGit(['rebase', '-i', 'HEAD~2'], { env });
    expect(done.code).not.toBe(0);
    expect(done.stderr).toContain('sources-consulted');
    expect(done.stderr).toContain('git commit --amend -e -F');
    repository.tryGit(['rebase', '--abort']);
  });
});

describe('merges, reverts and cherry-picks', () => {
  beforeEach(() => {
    repository.git('checkout', '-q', '-b', 'topic');
    repository.commit({ 'src/old.ts': `// topic\n${CODE}`, 'src/topic.ts': CODE }, UNDOCUMENTED);
    repository.git('checkout', '-q', 'main');
  });

  test('a merge is exempt, clean or not, as its parents say what it is', () => {
    const clean = repository.tryGit(['merge', '--no-ff', '-m', 'Merge it', 'topic']);
    expectMade(clean);
    repository.git('reset', '-q', '--hard', before);
    repository.commit({ 'src/old.ts': `// main\n${CODE}` }, 'chore: ours\n');
    expect(repository.tryGit(['merge', 'topic']).code).toBe(1);
    repository.write({ 'src/old.ts': `// both\n${CODE}` });
    repository.git('add', '.');
    expectMade(repository.tryGit(['commit', '-m', 'Merge topic']));
    expect(repository.git('log', '-1', '--format=%P').split(' ')).toHaveLength(2);
  });

  test('a conflicted cherry-pick is judged by its text', () => {
    repository.commit({ 'src/old.ts': `// main\n${CODE}` }, 'chore: ours\n');
    before = headOf(repository);
    expect(repository.tryGit(['cherry-pick', 'topic']).code).toBe(1);
    repository.write({ 'src/old.ts': `// both\n${CODE}` });
    repository.git('add', '.');
    expectBlocked(repository.tryGit(['commit', '--no-edit']));
    expectMade(repository.tryGit(['commit', '-m', DOCUMENTED]));
  });

  test('a conflicted revert is a change like another one, and asked like one', () => {
    repository.git('merge', '-q', '--ff-only', 'topic');
    const topic = headOf(repository);
    repository.commit({ 'src/old.ts': `// main\n${CODE}` }, 'chore: ours\n');
    before = headOf(repository);
    expect(repository.tryGit(['revert', '--no-edit', topic]).code).toBe(1);
    repository.write({ 'src/old.ts': CODE });
    repository.git('add', '.');
    const asked = repository.tryGit(['commit', '--no-edit']);
    expectBlocked(asked);
    expect(asked.stderr).toContain('revert-explained');
    expect(repository.tryGit(['commit', '-m', `${DOCUMENTED}\nThis reverts commit ${topic}.\n`]).code).toBe(
      0,
    );
  });

  test('words alone exempt nothing', () => {
    for (const subject of [
      'Merge branch topic',
      'Revert "something"',
      'This reverts commit 0123456789abcdef0123',
    ]) {
      expectBlocked(commitCode(repository, ['-m', `${subject}\n\nBecause.\n`]));
    }
  });
});
