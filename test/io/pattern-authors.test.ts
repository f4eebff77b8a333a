import { readPatternLibrary } from '@forethought/core';
import { gitPlace, readPatternFacts } from '@forethought/io';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { makeRepository, type TestRepository } from '../helpers/repository.js';

const LIBRARY = 'COMMON_PATTERNS.md';
const [ADA, BEN, CAY] = ['Ada <ada@example.org>', 'Ben <ben@example.org>', 'Cay <cay@example.org>'];
let repository: TestRepository;

beforeEach(() => {
  repository = makeRepository();
});
afterEach(() => repository.cleanup());

const entry = (title: string): string =>
  `### ${title}\n\nProblem: ${title} happened.\n\nPrevention: look at it.\n\n`;
const library = (...titles: readonly string[]): string =>
  `# Patterns\n\n## Races\n\n${titles.map(entry).join('')}`;
const commit = (files: Readonly<Record<string, string | null>>, author: string, day: number): string =>
  repository.commit(files, 'docs: patterns', { author, date: `2026-01-0${day}T10:00:00Z` });

/** Title, author and day of each entry of a text. */
async function authors(text: string, path = LIBRARY): Promise<readonly string[]> {
  const { entries } = readPatternLibrary(text);
  const facts = await readPatternFacts(gitPlace(repository.path), { path, entries });
  return facts.map(({ title, addedBy, addedAt }) => `${title}: ${addedBy} ${addedAt.slice(0, 10)}`);
}

test('each entry belongs to who first added its title', async () => {
  commit({ [LIBRARY]: library('Late lock') }, ADA, 1);
  commit({ [LIBRARY]: library('Late lock', 'Early close') }, BEN, 2);
  const text = library('Late lock', 'Early close').replaceAll('look at it', 'look twice');
  commit({ [LIBRARY]: text }, CAY, 3);
  expect(await authors(text)).toEqual([
    'Late lock: ada@example.org 2026-01-01',
    'Early close: ben@example.org 2026-01-02',
  ]);
});

test('taking away and adding again, moving within the file and reformatting add nothing', async () => {
  commit({ [LIBRARY]: library('Late lock', 'Early close') }, ADA, 1);
  commit({ [LIBRARY]: library('Early close') }, BEN, 2);
  commit({ [LIBRARY]: library('Early close', 'Late lock') }, BEN, 3);
  const text = library('Early close', 'Late lock').replaceAll('### ', '###   ');
  commit({ [LIBRARY]: text }, CAY, 4);
  expect(await authors(text)).toEqual([
    'Early close: ada@example.org 2026-01-01',
    'Late lock: ada@example.org 2026-01-01',
  ]);
});

test('a renamed file and text moved from another document are followed', async () => {
  commit({ 'docs/notes.md': library('Late lock'), 'list.md': library('Early close', 'Third') }, ADA, 1);
  repository.git('mv', 'list.md', LIBRARY);
  commit({}, BEN, 2);
  const text = library('Early close', 'Third', 'Late lock');
  commit({ 'docs/notes.md': '# Notes\n', [LIBRARY]: text }, CAY, 3);
  expect(await authors(text)).toEqual([
    'Early close: ada@example.org 2026-01-01',
    'Third: ada@example.org 2026-01-01',
    'Late lock: ada@example.org 2026-01-01',
  ]);
});

test('items with an arrow are entries too, and the mailmap names people', async () => {
  const text = '# Patterns\n\n## Races\n\n- The lock comes late → take it first\n';
  commit({ [LIBRARY]: text, '.mailmap': 'Ada <ada@new.example> <ada@example.org>\n' }, ADA, 1);
  expect(await authors(text)).toEqual(['The lock comes late: ada@new.example 2026-01-01']);
});

test('an entry that nobody committed, no library and an empty repository give nothing', async () => {
  expect(await authors(library('Late lock'))).toEqual([]);
  commit({ [LIBRARY]: library('Late lock') }, ADA, 1);
  expect(await authors(library('Early close'))).toEqual([]);
  expect(await authors(library('Late lock'), 'elsewhere.md')).toEqual([]);
  expect(await authors('# Patterns\n')).toEqual([]);
});
