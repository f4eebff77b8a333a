import { join } from 'node:path';
import {
  ConfigPlaceError,
  findConfig,
  GitError,
  listDocuments,
  newestCommitAt,
  openRepository,
  type Repository,
  readDefaultBranch,
  readDocument,
  readFileAt,
  readIdentity,
  readMailmap,
  readTemplate,
  readTemplates,
} from '@forethought/io';
import { describe, expect, test } from '@jest/globals';
import { placeOf, repositories } from '../helpers/made.js';
import type { TestRepository } from '../helpers/repository.js';

const make = repositories();

function open(repository: TestRepository): Promise<Repository> {
  return openRepository('/', repository.path, repository.env);
}

describe('who and where', () => {
  test('the default branch is what the remote says, else a usual name, else the current one', async () => {
    const repository = make({ branch: 'trunk' });
    expect(await readDefaultBranch(placeOf(repository))).toBe('trunk');
    const sha = repository.commit({ a: '1' }, 'one\n');
    repository.git('branch', 'master');
    expect(await readDefaultBranch(placeOf(repository))).toBe('master');
    repository.git('config', 'init.defaultBranch', 'trunk');
    expect(await readDefaultBranch(placeOf(repository))).toBe('trunk');
    repository.git('update-ref', 'refs/remotes/origin/develop', sha);
    repository.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/develop');
    expect(await readDefaultBranch(placeOf(repository))).toBe('origin/develop');
  });

  test('the identity is that of the next commit, or nobody', async () => {
    const repository = make();
    expect(await readIdentity(placeOf(repository))).toEqual({
      name: 'Ada Example',
      email: 'ada@example.org',
    });
    const mine = { ...repository.env, GIT_AUTHOR_EMAIL: 'other@example.org' };
    const place = { directory: repository.path, environment: mine };
    expect((await readIdentity(place))?.email).toBe('other@example.org');
    const nobody = { ...repository.env, GIT_CONFIG_GLOBAL: '/dev/null', EMAIL: '' };
    repository.git('config', 'user.useConfigOnly', 'true');
    expect(await readIdentity({ directory: repository.path, environment: nobody })).toBeNull();
  });

  test('the hooks of core.hooksPath are named', async () => {
    const repository = make();
    repository.git('config', 'core.hooksPath', '.husky/_');
    expect((await open(repository)).hooksDirectory).toBe(join(repository.path, '.husky/_'));
  });

  test('the newest commit has a date, an empty repository has none', async () => {
    const repository = make();
    expect(await newestCommitAt(placeOf(repository))).toBeUndefined();
    repository.commit({ a: '1' }, 'one\n', { date: '2026-04-05T06:07:08-05:00' });
    expect(await newestCommitAt(placeOf(repository))).toBe('2026-04-05T11:07:08Z');
  });
});

describe('the configuration', () => {
  test('stands at the root or in .github, in the work tree or at a revision', async () => {
    const repository = make();
    const first = repository.commit({ a: '1' }, 'one\n');
    const second = repository.commit({ '.github/forethought.yml': 'mode: observe\n' }, 'two\n');
    repository.commit({ '.github/forethought.yml': null, 'forethought.yml': 'mode: strict\n' }, 'three\n');
    repository.write({ 'forethought.yml': 'mode: standard\n' });
    const repo = await open(repository);
    expect(await findConfig(repo)).toEqual({ file: 'forethought.yml', text: 'mode: standard\n' });
    expect(await findConfig(repo, { rev: 'HEAD' })).toEqual({
      file: 'forethought.yml',
      text: 'mode: strict\n',
    });
    expect((await findConfig(repo, { rev: second }))?.file).toBe('.github/forethought.yml');
    expect(await findConfig(repo, { rev: first })).toBeUndefined();
    expect(await findConfig(repo, { rev: 'HEAD', path: 'a' })).toEqual({ file: 'a', text: '1' });
  });

  test('in both places it is an error that says so', async () => {
    const repository = make();
    repository.commit({ '.github/forethought.yml': '{}\n', 'forethought.yml': '{}\n' }, 'both\n');
    const repo = await open(repository);
    await expect(findConfig(repo)).rejects.toThrow(ConfigPlaceError);
    await expect(findConfig(repo, { rev: 'HEAD' })).rejects.toThrow('are both there at HEAD');
  });

  test('at a mistyped revision it is an error, not a missing file', async () => {
    const repository = make();
    repository.commit({ 'forethought.yml': '{}\n' }, 'one\n');
    const repo = await open(repository);
    for (const rev of ['mian', '', '--all', 'main\nmain', 'HEAD~3']) {
      await expect(findConfig(repo, { rev })).rejects.toThrow(GitError);
      await expect(readFileAt(repo, rev, 'a')).rejects.toThrow(GitError);
      await expect(readMailmap(repo, rev)).rejects.toThrow(GitError);
      await expect(readTemplate(repo, rev)).rejects.toThrow(GitError);
    }
    expect(await readFileAt(repo, 'main', 'forethought.yml')).toBe('{}\n');
  });

  test('an empty repository has none, bare or not', async () => {
    for (const bare of [true, false]) {
      const repo = await open(make({ bare }));
      expect(await findConfig(repo)).toBeUndefined();
      expect(await readTemplates(repo)).toEqual([]);
      expect((await readMailmap(repo)).size).toBe(0);
    }
  });

  test('a bare repository has it at HEAD', async () => {
    const repository = make();
    repository.commit({ 'forethought.yml': 'x: 1\n' }, 'one\n');
    const bare = `${repository.path}.git`;
    repository.git('clone', '-q', '--bare', repository.path, bare);
    expect((await findConfig(await openRepository('/', bare, repository.env)))?.text).toBe('x: 1\n');
  });
});

describe('templates', () => {
  test('are found in all their places, the default first, in the work tree and at a revision', async () => {
    const repository = make();
    const files = {
      'docs/pull_request_template.md': 'docs',
      '.github/PULL_REQUEST_TEMPLATE.md': 'default',
      '.github/PULL_REQUEST_TEMPLATE/b.md': 'b',
      '.github/PULL_REQUEST_TEMPLATE/a.md': 'a',
      '.github/PULL_REQUEST_TEMPLATE/picture.png': 'no',
      'pull_request_template.mdx': 'no',
    };
    repository.commit(files, 'templates\n');
    const expected = ['default', 'docs', 'a', 'b'];
    const repo = await open(repository);
    expect((await readTemplates(repo)).map(({ text }) => text)).toEqual(expected);
    expect((await readTemplates(repo, 'HEAD')).map(({ text }) => text)).toEqual(expected);
    repository.write({ '.github/PULL_REQUEST_TEMPLATE.md': 'edited' });
    expect([await readTemplate(repo), await readTemplate(repo, 'HEAD')]).toEqual(['edited', 'default']);
  });

  test('may be missing', async () => {
    const repository = make();
    repository.commit({ a: '1' }, 'one\n');
    expect(await readTemplate(await open(repository))).toBeUndefined();
    expect(await readTemplate(await open(repository), 'HEAD')).toBeUndefined();
  });
});

describe('documents', () => {
  const query = (repository: TestRepository, paths: readonly string[], staged = false) => ({
    paths,
    staged,
    cwd: repository.path,
  });

  test('of a folder are those that git tracks or would track; a named one always counts', async () => {
    const repository = make();
    const files = {
      'docs/a.md': 'a',
      'docs/b.MARKDOWN': 'b',
      'docs/c.txt': 'c',
      'docs/gone.md': 'x',
      '.gitignore': 'ignored.md\n',
    };
    repository.commit(files, 'docs\n');
    repository.write({
      'docs/new.md': 'n',
      'docs/ignored.md': 'i',
      'docs/gone.md': null,
      'docs/b*.md': 'star',
    });
    const repo = await open(repository);
    const found = await listDocuments(repo, query(repository, ['docs', 'docs/ignored.md', 'docs/c.txt']));
    const names = ['a.md', 'b*.md', 'b.MARKDOWN', 'c.txt', 'ignored.md', 'new.md'];
    expect(found).toEqual(names.map((name) => `docs/${name}`));
    const below = { ...query(repository, ['.']), cwd: join(repository.path, 'docs') };
    expect(await listDocuments(repo, below)).not.toContain('docs/ignored.md');
    await expect(listDocuments(repo, query(repository, ['../x.md']))).rejects.toThrow('outside');
    await expect(readDocument(repo, 'docs/none.md', { staged: false })).rejects.toThrow("can't be read");
  });

  test('that are staged are read as they are staged', async () => {
    const repository = make();
    repository.commit({ 'a.md': 'old', 'b.md': 'old', 'c.md': 'old' }, 'docs\n');
    repository.write({ 'a.md': 'staged', 'b.md': null, 'new.md': 'new', 'd.txt': 'x' });
    repository.git('add', '-A');
    repository.write({ 'a.md': 'later', 'c.md': 'later' });
    const repo = await open(repository);
    expect(await listDocuments(repo, query(repository, [], true))).toEqual(['a.md', 'new.md']);
    expect(await listDocuments(repo, query(repository, ['new.md'], true))).toEqual(['new.md']);
    expect(await readDocument(repo, 'a.md', { staged: true })).toBe('staged');
    expect(await readDocument(repo, 'a.md', { staged: false })).toBe('later');
  });
});
