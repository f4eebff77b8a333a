import { GitError, type HistoryQuery, readCommit } from '@forethought/io';
import { describe, expect, test } from '@jest/globals';
import { commitsOf as all, placeOf, repositories } from '../helpers/made.js';

const make = repositories();

describe('which commits', () => {
  test('ranges, order, number and time select', async () => {
    const repository = make();
    const shas = [1, 2, 3, 4, 5].map((day) =>
      repository.commit({ a: String(day) }, `day ${day}\n`, { date: `2026-03-0${day}T12:00:00Z` }),
    );
    const titles = async (query: Partial<HistoryQuery>): Promise<string> =>
      (await all(repository, { withFiles: 'none', ...query }))
        .map(({ message }) => message?.slice(4, 5))
        .join('');
    expect(await titles({})).toBe('54321');
    expect(await titles({ order: 'oldest' })).toBe('12345');
    expect(await titles({ max: 2 })).toBe('54');
    expect(await titles({ revs: [`${shas[1]}..main`] })).toBe('543');
    expect(await titles({ revs: ['main', `^${shas[3]}`] })).toBe('5');
    expect(await titles({ revs: ['main', `^${shas[4]}`] })).toBe('');
    expect(await titles({ since: '2026-03-02T12:00:00Z', until: '2026-03-04T12:00:00Z' })).toBe('432');
    expect(await titles({ revs: [shas[3] ?? '', shas[0] ?? ''], alone: true })).toBe('41');
    await expect(titles({ since: 'yesterday' })).rejects.toThrow('no instant');
  });

  test('one commit by any name; a name that is an option, a tree or unknown is refused', async () => {
    const repository = make();
    const sha = repository.commit({ a: '1' }, 'only\n');
    repository.git('tag', '-a', '-m', 'a tag', 'v1');
    repository.git('checkout', '-q', '--detach');
    const repo = placeOf(repository);
    for (const name of ['HEAD', 'v1', 'main', sha.slice(0, 8)]) {
      expect((await readCommit(repo, name)).sha).toBe(sha);
    }
    for (const name of ['--all', '-n1', '', 'main^{tree}', 'mian', 'HEAD~7', 'a\nb']) {
      await expect(readCommit(repo, name)).rejects.toThrow(GitError);
    }
  });

  test("a user's configuration changes nothing", async () => {
    const repository = make();
    repository.commit({ 'dir/a': 'a\n', b: 'b\n' }, 'one\n');
    repository.commit({ 'dir/a': 'a\nb\n', b: null }, 'two\n');
    const before = await all(repository, { withFiles: 'lines' });
    const settings = {
      'log.showSignature': 'true',
      'log.date': 'relative',
      'log.showRoot': 'false',
      'log.diffMerges': 'off',
      'log.decorate': 'full',
      'format.pretty': 'oneline',
      'format.notes': '*',
      'i18n.logOutputEncoding': 'UTF-16',
      'diff.noprefix': 'true',
      'diff.relative': 'true',
      'diff.external': 'false',
      'diff.orderFile': '/nonexistent',
      'diff.algorithm': 'patience',
      'color.ui': 'always',
      'core.quotePath': 'false',
      'core.abbrev': '4',
      'core.pager': 'false',
    };
    for (const [name, value] of Object.entries(settings)) repository.git('config', name, value);
    repository.git('notes', 'add', '-m', 'a note', 'HEAD');
    expect(before).toHaveLength(2);
    expect(await all(repository, { withFiles: 'lines', revs: ['main'] })).toEqual(before);
  });
});
