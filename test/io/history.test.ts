import type { Commit } from '@forethought/core';
import { parseMailmap } from '@forethought/io';
import { describe, expect, test } from '@jest/globals';
import { commitsOf as all, repositories } from '../helpers/made.js';

const make = repositories();

/** `A path` for every changed file of a commit. */
function changes(commit: Commit | undefined): string[] | undefined {
  return commit?.files?.map(({ status, path }) => `${status} ${path}`);
}

describe('what a commit is', () => {
  test('a repository without commits has none, and a name that means none is an error', async () => {
    const repository = make();
    expect(await all(repository)).toEqual([]);
    await expect(all(repository, { revs: ['HEAD'] })).rejects.toMatchObject({ trouble: 'no-commits' });
  });

  test('a root commit is compared with the empty tree and carries every field', async () => {
    const repository = make();
    const sha = repository.commit({ 'a.txt': 'one\n' }, 'feat: begin\n\nBecause.\n', {
      author: 'Grace Example <grace@example.org>',
      committer: 'Ada Example <ada@example.org>',
      date: '2026-02-03T04:05:06+02:00',
    });
    expect(await all(repository)).toEqual([
      {
        sha,
        tree: repository.git('rev-parse', 'HEAD^{tree}'),
        parents: [],
        author: { name: 'Grace Example', email: 'grace@example.org' },
        committer: { name: 'Ada Example', email: 'ada@example.org' },
        authoredAt: '2026-02-03T02:05:06Z',
        committedAt: '2026-02-03T02:05:06Z',
        message: 'feat: begin\n\nBecause.\n',
        files: [{ path: 'a.txt', status: 'A', added: null, deleted: null }],
      },
    ]);
  });

  test('an empty message, an empty commit and a commit without files do not run into each other', async () => {
    const repository = make();
    repository.commit({ a: '1' }, 'first\n');
    repository.commit({}, '');
    repository.commit({}, '\n\nM\nA\n');
    repository.commit({ b: '2' }, 'last\n');
    const commits = await all(repository);
    expect(commits.map(changes)).toEqual([['A b'], [], [], ['A a']]);
    expect(commits.map(({ message }) => message)).toEqual(['last\n', '\n\nM\nA\n', '', 'first\n']);
  });

  test('a merge is compared with its first parent, an octopus too, or not at all', async () => {
    const repository = make();
    repository.commit({ base: '0' }, 'base\n');
    for (const branch of ['one', 'two', 'three']) {
      repository.git('checkout', '-q', '-b', branch, 'main');
      repository.commit({ [branch]: branch }, `${branch}\n`);
    }
    repository.git('checkout', '-q', 'main');
    repository.commit({ main: 'x' }, 'main\n');
    repository.git('merge', '-q', '--no-ff', '-m', 'merge one', 'one');
    repository.git('merge', '-q', '-m', 'octopus', 'two', 'three');
    const [octopus, merge] = await all(repository, { firstParent: true });
    expect(octopus?.parents).toHaveLength(3);
    expect(changes(octopus)).toEqual(['A three', 'A two']);
    expect(changes(merge)).toEqual(['A one']);
    const [unread] = await all(repository, { mergeFiles: 'none' });
    expect(unread?.parents).toHaveLength(3);
    expect(unread?.files).toBeUndefined();
  });

  test('a rename is a deletion and an addition whatever the configuration says', async () => {
    const repository = make();
    repository.commit({ 'old.txt': 'the same\ntext\n' }, 'add\n');
    repository.git('config', 'diff.renames', 'copies');
    repository.commit({ 'old.txt': null, 'new.txt': 'the same\ntext\n' }, 'move\n');
    const [moved] = await all(repository, { withFiles: 'lines' });
    expect(moved?.files).toEqual([
      { path: 'old.txt', status: 'D', added: 0, deleted: 0 },
      { path: 'new.txt', status: 'A', added: 0, deleted: 0 },
    ]);
  });

  test('lines are counted; a binary file has none', async () => {
    const repository = make();
    repository.commit({ 'a.txt': '1\n2\n3\n', 'b.bin': Buffer.from([0, 1, 2, 0]) }, 'add\n');
    repository.commit({ 'a.txt': '1\n3\n4\n5\n', 'b.bin': Buffer.from([0, 9]) }, 'change\n');
    const [changed, added] = await all(repository, { withFiles: 'lines' });
    expect(changed?.files).toEqual([
      { path: 'a.txt', status: 'M', added: 2, deleted: 1 },
      { path: 'b.bin', status: 'M', added: null, deleted: null },
    ]);
    expect(added?.files?.map((file) => file.added)).toEqual([3, null]);
  });

  test('a changed submodule and a changed type are changes', async () => {
    const repository = make();
    const library = make();
    const first = library.commit({ lib: '1' }, 'lib\n');
    const second = library.commit({ lib: '2' }, 'lib again\n');
    repository.commit({ link: 'text' }, 'base\n');
    const point = (sha: string): void => {
      repository.git('update-index', '--add', '--cacheinfo', `160000,${sha},vendor/lib`);
      repository.commit({}, 'submodule\n');
    };
    point(first);
    repository.git('config', 'diff.ignoreSubmodules', 'all');
    point(second);
    const blob = repository.run('git', ['hash-object', '-w', '--stdin'], { input: 'target' }).stdout.trim();
    repository.git('update-index', '--cacheinfo', `120000,${blob},link`);
    repository.commit({}, 'type\n');
    const commits = await all(repository);
    expect(commits.map(changes)).toEqual([['T link'], ['M vendor/lib'], ['A vendor/lib'], ['A link']]);
  });
});

describe('texts and names', () => {
  test('a message in another encoding is decoded, broken bytes are replaced', async () => {
    const repository = make();
    const config = ['i18n.commitEncoding=ISO-8859-1'];
    repository.commit({ a: '1' }, Buffer.from('Gr\xfc\xdfe\n', 'latin1'), { config });
    const latinSha = repository.git('rev-parse', 'HEAD');
    const header = repository
      .git('cat-file', 'commit', 'HEAD')
      .split('\n\n')[0]
      ?.replace(/\nencoding .*/, '');
    const object = Buffer.from(`${header}\n\nbad \xff\xfe byte\n`, 'latin1');
    const flags = ['hash-object', '-t', 'commit', '-w', '--stdin'];
    const brokenSha = repository.run('git', flags, { input: object }).stdout.trim();
    const [broken, latin] = await all(repository, { revs: [brokenSha, latinSha], alone: true });
    expect(latin?.message).toBe('Grüße\n');
    expect(broken?.message).toBe('bad \ufffd\ufffd byte\n');
  });

  test('paths with line ends, tabs, quotes, spaces and letters of all kinds come through', async () => {
    const repository = make();
    const paths = [
      'a\nb',
      'tab\there',
      'quo"te',
      "it's",
      ' lead and trail ',
      'ünï/cödé 字.txt',
      '-dash',
      'A',
    ];
    repository.commit(Object.fromEntries(paths.map((path) => [path, 'x\n'])), 'names\n');
    for (const withFiles of ['names', 'lines'] as const) {
      const [commit] = await all(repository, { withFiles });
      expect(commit?.files?.map(({ path }) => path).sort()).toEqual([...paths].sort());
      const counts = commit?.files?.map(({ added }) => added);
      expect(counts).toEqual(paths.map(() => (withFiles === 'lines' ? 1 : null)));
    }
  });

  test('a message of ten million bytes between small ones is read whole', async () => {
    const repository = make();
    const long = `long\n\n${`${'x'.repeat(99)}\n`.repeat(100_000)}`;
    repository.commit({ a: '1' }, 'before\n');
    repository.commit({ a: '2' }, long);
    repository.commit({ a: '3' }, 'after\n');
    const commits = await all(repository);
    expect(commits.map(({ message }) => message?.length)).toEqual([6, long.length, 7]);
    expect(commits[1]?.message === long).toBe(true);
  });

  test('co-authors are read from any paragraph, once each, and only with an address', async () => {
    const repository = make();
    const lines = [
      'squash (#1)',
      '',
      '* one',
      '',
      'Co-authored-by: Grace Example <grace@example.org>',
      '',
      '* two',
      'co-authored-by:Grace H. <GRACE@example.org>',
      'CO-AUTHORED-BY: Lin <lin@example.org>',
      'Co-authored-by: nobody',
      ' Co-authored-by: Indented <indented@example.org>',
    ];
    repository.commit({ a: '1' }, `${lines.join('\n')}\n`);
    const [commit] = await all(repository);
    expect(commit?.coAuthors).toEqual([
      { name: 'Grace Example', email: 'grace@example.org' },
      { name: 'Lin', email: 'lin@example.org' },
    ]);
  });

  test('a mailmap renames authors, committers and co-authors', async () => {
    const repository = make();
    const mailmap = parseMailmap(
      'Ada Lovelace <ada@new.example> <ada@example.org>\nGrace Hopper <grace@example.org>\n',
    );
    repository.commit({ a: '1' }, 'x\n\nCo-authored-by: gh <grace@example.org>\n');
    const [commit] = await all(repository, { mailmap });
    expect(commit?.author).toEqual({ name: 'Ada Lovelace', email: 'ada@new.example' });
    expect(commit?.coAuthors).toEqual([{ name: 'Grace Hopper', email: 'grace@example.org' }]);
  });
});
