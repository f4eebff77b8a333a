import { gitPlace, listDocumentFiles, readDocumentHistory } from '@forethought/io';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { makeRepository, type TestRepository } from '../helpers/repository.js';

const [ADA, BEN, CAY] = ['Ada <ada@example.org>', 'Ben <ben@example.org>', 'Cay <cay@example.org>'];
const TEXT = '# Queue\n\nThe queue grows.\n\nScale the workers.\n\nThen look again.\n';
let repository: TestRepository;

beforeEach(() => {
  repository = makeRepository();
});
afterEach(() => repository.cleanup());

const isWanted = (path: string): boolean => path.startsWith('docs/');
const commit = (files: Readonly<Record<string, string | null>>, author: string, day: number): string =>
  repository.commit(files, 'docs: change', { author, date: `2026-01-0${day}T10:00:00Z` });

/** What Git tells of each document: path, author, day of its addition, days of changes, and of its deletion. */
async function told(since = '2026-01-01T00:00:00Z', path = repository.path): Promise<readonly string[]> {
  const place = gitPlace(path);
  const files = await listDocumentFiles(place, { rev: 'HEAD', isWanted });
  const histories = await readDocumentHistory(place, {
    rev: 'HEAD',
    paths: files.map((file) => file.path),
    isWanted,
    since,
  });
  return histories.map(({ path: name, addedBy = '?', addedAt = '?', changedAt, removed }) =>
    [
      `${name}: ${addedBy} ${addedAt.slice(8, 10)}`,
      changedAt.map((at) => at.slice(8, 10)).join(' '),
      removed?.at.slice(8, 10) ?? '',
    ]
      .join(', ')
      .replace(/(?:, )+$/, ''),
  );
}

describe('who wrote a document, and when', () => {
  test('is the first author, renames followed and the mailmap asked', async () => {
    commit({ 'notes/queue.md': TEXT, '.mailmap': 'Ada <ada@team.example> <ada@example.org>\n' }, ADA, 1);
    commit({ 'notes/queue.md': null, 'docs/queue.md': TEXT }, BEN, 2);
    commit({ 'docs/queue.md': TEXT.replace('Scale', 'Double') }, CAY, 3);
    expect(await told()).toEqual(['docs/queue.md: ada@team.example 01, 03 01']);
  });

  test('white space, a new name and a change from long ago are no change', async () => {
    commit({ 'docs/a.md': TEXT }, ADA, 1);
    commit({ 'docs/a.md': TEXT.replaceAll('\n', '  \n\n') }, BEN, 2);
    commit({ 'docs/a.md': null, 'docs/b.md': TEXT.replaceAll('\n', '  \n\n') }, BEN, 3);
    expect(await told()).toEqual(['docs/b.md: ada@example.org 01, 01']);
    commit({ 'docs/b.md': TEXT.replace('grows', 'falls') }, BEN, 4);
    commit({ 'docs/b.md': TEXT.replace('grows', 'rises') }, BEN, 5);
    expect(await told('2026-01-05T00:00:00Z')).toEqual(['docs/b.md: ada@example.org 01, 05 01']);
  });

  test('a document that was deleted since is told, one that came back is not', async () => {
    commit({ 'docs/a.md': TEXT, 'docs/b.md': '# B\n', 'docs/c.md': '# C\n' }, ADA, 1);
    commit({ 'docs/c.md': null }, BEN, 2);
    commit({ 'docs/a.md': null, 'docs/b.md': null, 'other.md': '# O\n' }, BEN, 3);
    commit({ 'docs/a.md': TEXT, 'other.md': null }, CAY, 4);
    expect(await told('2026-01-03T00:00:00Z')).toEqual([
      'docs/a.md: ada@example.org 01, 01',
      'docs/b.md: ada@example.org 01, 01, 03',
    ]);
  });

  test('nobody is said to have added what a shallow clone does not tell', async () => {
    commit({ 'docs/a.md': TEXT }, ADA, 1);
    commit({ 'docs/b.md': '# B\n' }, BEN, 2);
    commit({ 'docs/b.md': '# B\n\nMore.\n' }, BEN, 3);
    const path = `${repository.path}-shallow`;
    repository.git('clone', '-q', '--depth', '2', `file://${repository.path}`, path);
    expect(await told('2026-01-01T00:00:00Z', path)).toEqual(['docs/a.md: ? ', 'docs/b.md: ? , 03']);
  });
});

describe('which files are documents', () => {
  test('those of a wanted path, and Markdown that names a kind; links are none', async () => {
    repository.write({
      'docs/a.md': '# A\n',
      'notes/b.md': '---\nkind: runbook\n---\n',
      'notes/c.md': '# C\n',
    });
    repository.write({ 'src/kind.ts': 'kind: runbook\n' });
    repository.run('ln', ['-s', 'a.md', 'docs/link.md']);
    repository.git('add', '--all');
    commit({}, ADA, 1);
    const files = await listDocumentFiles(gitPlace(repository.path), { rev: 'HEAD', isWanted });
    expect(files.map(({ path }) => path)).toEqual(['docs/a.md', 'notes/b.md']);
  });

  test('an empty repository has none', async () => {
    expect(await listDocumentFiles(gitPlace(repository.path), { rev: 'HEAD', isWanted })).toEqual([]);
  });
});
