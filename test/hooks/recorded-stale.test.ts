import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { forethought } from '../cli/cli.js';
import { CODE, headOf, makeHooked, retry, stageCode, textIn } from '../helpers/hooked.js';
import { expectMade, expectRecorded, messageOf, runTests, treeOf, WRITTEN } from '../helpers/recording.js';
import type { TestRepository } from '../helpers/repository.js';

let repository: TestRepository;

beforeEach(() => {
  repository = makeHooked();
});
afterEach(() => repository.cleanup());

describe('a commit of another tree gets nothing of it', () => {
  test('the editor says which tree was tested and what to run again', () => {
    stageCode(repository);
    runTests(repository);
    const tested = repository.git('write-tree');
    stageCode(repository);
    const env = { GIT_EDITOR: 'cp -f .git/COMMIT_EDITMSG .git/shown; false' };
    expect(repository.tryGit(['commit'], { env }).code).not.toBe(0);
    const shown = textIn(repository, '.git/shown');
    expect(shown).toContain(
      `# forethought: tests were recorded on tree ${tested.slice(0, 12)}, and this is tree`,
    );
    expect(shown).toContain("#   forethought test --stage isolation -- sh -c 'test -f src/old.ts'\n");
    expect(shown).not.toContain('Tested-Tree');
  });

  test('nor does one whose files a hook rewrote and added again, as lint-staged does', () => {
    const path = stageCode(repository);
    const own = textIn(repository, '.git/hooks/pre-commit');
    repository.write({ '.git/hooks/pre-commit': `${own}echo '// fixed' >>${path}\ngit add ${path}\n` });
    runTests(repository);
    const done = repository.tryGit(['commit', '-m', WRITTEN]);
    expect(done.stderr).toContain('test-evidence');
    expect(done.code).not.toBe(0);
    expect(textIn(repository, '.git/COMMIT_EDITMSG')).not.toContain('Tested-Tree');
  });

  test('an amend with other files names both trees, and passes after another run', () => {
    stageCode(repository);
    runTests(repository);
    expectMade(repository.tryGit(['commit', '-m', WRITTEN]));
    const tested = treeOf(repository);
    const before = headOf(repository);
    stageCode(repository);
    const refused = repository.tryGit(['commit', '--amend', '--no-edit']);
    expect(refused.code).not.toBe(0);
    expect(headOf(repository)).toBe(before);
    expect(refused.stderr).toContain(tested.slice(0, 12));
    expect(refused.stderr).toContain(repository.git('write-tree').slice(0, 12));
    expect(refused.stderr).toContain("forethought test --stage isolation -- sh -c 'test -f src/old.ts'");
    runTests(repository);
    expectMade(retry(repository, refused.stderr, { GIT_EDITOR: 'true' }));
    expectRecorded(repository);
    expect(treeOf(repository)).not.toBe(tested);
  });

  test('a rebase that lands it on other files leaves evidence that the check names', () => {
    repository.git('checkout', '-q', '-b', 'topic');
    stageCode(repository);
    runTests(repository);
    expectMade(repository.tryGit(['commit', '-m', WRITTEN]));
    repository.git('checkout', '-q', 'main');
    repository.commit({ 'src/other.ts': 'export {};\n' }, 'chore: other\n');
    repository.git('checkout', '-q', 'topic');
    repository.git('rebase', '-q', 'main');
    const checked = forethought(repository, ['check', '--from', 'main', '--to', 'topic']);
    expect(checked.code).toBe(1);
    expect(checked.stdout).toContain('The run was recorded on tree'.slice(4));
  });

  test('a commit reworded in a rebase keeps what is still true', () => {
    stageCode(repository);
    runTests(repository);
    expectMade(repository.tryGit(['commit', '-m', WRITTEN]));
    const env = { GIT_SEQUENCE_EDITOR: 'sed -i -e 1s/pick/reword/', GIT_EDITOR: "sed -i -e '1s/$/, twice/'" };
    expect(repository.tryGit(['rebase', '-i', 'HEAD~1'], { env }).code).toBe(0);
    expect(messageOf(repository)).toContain('attempt, twice\n');
    expectRecorded(repository);
  });

  test('a merge and what nobody wrote anything for', () => {
    repository.git('checkout', '-q', '-b', 'topic');
    repository.commit({ 'src/topic.ts': CODE }, 'feat: topic\n');
    repository.git('checkout', '-q', 'main');
    repository.commit({ 'src/main.ts': CODE }, 'feat: main\n');
    repository.git('merge', '-q', '--no-ff', '--no-commit', 'topic');
    runTests(repository);
    expect(repository.tryGit(['commit', '--no-edit']).code).toBe(0);
    expect(messageOf(repository)).not.toContain('Tested-Tree');
    stageCode(repository);
    runTests(repository);
    const before = headOf(repository);
    const empty = repository.tryGit(['commit'], { env: { GIT_EDITOR: 'true' } });
    expect(empty.stderr).toContain('nothing stands in the message but the recorded tests');
    expect(headOf(repository)).toBe(before);
  });
});
