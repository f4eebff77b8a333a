import { readAdoption, watchAdoption } from '@forethought/io';
import { describe, expect, test } from '@jest/globals';
import { commitsOf, placeOf, repositories } from '../helpers/made.js';

const make = repositories();

describe('adoption', () => {
  test('is the first commit with a configuration; older is below it, or beside it with an earlier date', async () => {
    const repository = make();
    const day = (date: string): { date: string } => ({ date: `2026-03-${date}T12:00:00Z` });
    const below = repository.commit({ a: '1' }, 'below\n', day('01'));
    repository.git('branch', 'side');
    const adopted = repository.commit({ '.github/forethought.yml': '{}\n' }, 'adopt\n', day('05'));
    repository.commit({ '.github/forethought.yml': null, 'forethought.yml': '{}\n' }, 'move\n', day('06'));
    const backdated = repository.commit({ a: '2' }, 'backdated\n', day('02'));
    repository.git('checkout', '-q', 'side');
    const beside = repository.commit({ b: '1' }, 'beside, earlier\n', day('03'));
    const late = repository.commit({ b: '2' }, 'beside, later\n', day('09'));
    repository.git('checkout', '-q', 'main');
    repository.git('merge', '-q', '--no-ff', '-m', 'merge', 'side');
    const adoption = await readAdoption(placeOf(repository), 'forethought.yml');
    expect(adoption).toMatchObject({ sha: adopted, committedAt: '2026-03-05T12:00:00Z' });
    const older = [below, beside, adopted, backdated, late].map((sha) => adoption?.has(sha));
    expect(older).toEqual([true, true, false, false, false]);
    const bounded = await readAdoption(placeOf(repository), 'forethought.yml', { from: adopted, to: 'main' });
    expect([bounded?.sha, bounded?.has(beside), bounded?.has(below)]).toEqual([adopted, true, false]);
  });

  test('without a configuration in the history there is none', async () => {
    const repository = make();
    expect(await readAdoption(placeOf(repository), 'forethought.yml')).toBeUndefined();
    repository.commit({ a: '1' }, 'one\n');
    repository.write({ 'forethought.yml': '{}\n' });
    expect(await readAdoption(placeOf(repository), 'forethought.yml')).toBeUndefined();
  });

  test('in the first commit it leaves nothing older', async () => {
    const repository = make();
    const first = repository.commit({ 'forethought.yml': '{}\n' }, 'one\n');
    const adoption = await readAdoption(placeOf(repository), 'forethought.yml');
    expect([adoption?.sha, adoption?.has(first)]).toEqual([first, false]);
  });

  test('watched commit by commit it is the same, from any start and in any batches', async () => {
    const repository = make();
    const day = (number: number): { date: string } => ({ date: `2026-03-${10 + number}T12:00:00Z` });
    repository.commit({ a: '1' }, 'below\n', day(1));
    repository.git('branch', 'side');
    repository.commit({ 'forethought.yml': '{}\n' }, 'adopt\n', day(5));
    repository.commit({ 'forethought.yml': null }, 'leave\n', day(6));
    repository.commit({ 'forethought.yml': '{}\n' }, 'come back\n', day(7));
    repository.git('checkout', '-q', 'side');
    repository.commit({ b: '1' }, 'beside, earlier\n', day(3));
    repository.commit({ b: '2' }, 'beside, later\n', day(9));
    repository.git('checkout', '-q', 'main');
    repository.commit({ c: '1' }, 'linear\n', day(10));
    repository.git('merge', '-q', '--no-ff', '-m', 'merge', 'side');
    repository.commit({ c: '2' }, 'after\n', day(12));
    const place = placeOf(repository);
    const whole = await readAdoption(place, 'forethought.yml');
    const commits = await commitsOf(repository);
    expect(commits.filter(({ sha }) => whole?.has(sha)).map(({ message }) => message)).toEqual([
      'beside, earlier\n',
      'below\n',
    ]);
    for (const from of [undefined, 'side', 'main~1', 'main~3', 'side~2']) {
      const range = await commitsOf(repository, from === undefined ? {} : { revs: [`${from}..main`] });
      for (const size of [1, 3, 100]) {
        const watch = watchAdoption(place, 'forethought.yml', { from, to: 'main' });
        const older: string[] = [];
        for (let at = 0; at < range.length; at += size) {
          older.push(...(await watch.olderIn(range.slice(at, at + size))));
        }
        expect(older).toEqual(range.map(({ sha }) => sha).filter((sha) => whole?.has(sha)));
      }
    }
  });
});
