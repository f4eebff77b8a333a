import { describe, expect, test } from '@jest/globals';
import { repositories } from '../helpers/made.js';
import { random } from '../helpers/random.js';
import type { TestRepository } from '../helpers/repository.js';
import { killSometime, shasOf, startWriter } from '../helpers/store-killing.js';
import { BRANCH, branchStore, storedCommit } from '../helpers/stored.js';

const make = repositories();
/** Runs a writer in a process of its own until it has stored its batches; gives its exit code and words. */
function write(repository: TestRepository, first: number, count: number, url: readonly string[] = []) {
  return startWriter(['branch', repository.path, first, count, ...url], repository.env).ended;
}

describe('many writers at once', () => {
  test('20 through a remote, each in a process and a clone of its own, lose nothing', async () => {
    const remote = make({ bare: true });
    const firsts = Array.from({ length: 20 }, (_, at) => at * 100);
    const outcomes = await Promise.all(
      firsts.map((first) => write(make({ bare: true }), first, 1, [remote.path])),
    );
    expect(outcomes).toEqual(firsts.map(() => ({ code: 0, said: '' })));
    const facts = await branchStore(make(), { url: remote.path }).read();
    expect(facts.commits).toHaveLength(20 * 3);
    expect(facts.watermark).toEqual(
      Object.fromEntries(firsts.map((first) => [`writer ${first}`, String(first)])),
    );
    expect(remote.git('rev-list', '--count', '--all')).toBe('1');
    expect(remote.git('fsck', '--strict', '--no-dangling')).toBe('');
  }, 300_000);

  test('several stores of one process and one clone lose nothing', async () => {
    const [clone, remote] = [make(), make({ bare: true })];
    const numbers = [0, 1, 2, 3];
    await Promise.all(
      numbers.map((number) =>
        branchStore(clone, { url: remote.path }).append({ commits: [storedCommit(number, '2026-11-10')] }),
      ),
    );
    expect((await branchStore(clone, { url: remote.path }).read()).commits).toHaveLength(4);
  });

  test('several processes on one branch of one repository', async () => {
    const repository = make();
    const outcomes = await Promise.all([0, 100, 200, 300].map((first) => write(repository, first, 3)));
    expect(outcomes).toEqual(outcomes.map(() => ({ code: 0, said: '' })));
    expect((await branchStore(repository).read()).commits).toHaveLength(36);
    expect(repository.git('rev-list', '--count', BRANCH)).toBe('1');
  }, 300_000);

  test('on a branch writers are killed at any moment, and what they acknowledged is there', async () => {
    const repository = make({ bare: true });
    const { below } = random(9);
    const acknowledged: number[] = [];
    for (let round = 0; round < 8; round++) {
      const words = [0, 1].map((at) => ['branch', repository.path, (round * 2 + at) * 1000, 1000]);
      const writers = words.map((some) => startWriter(some, repository.env));
      await Promise.all(writers.map((writer) => killSometime(writer, below(2), below(200))));
      acknowledged.push(...writers.flatMap((writer) => writer.acknowledged()));
      const { commits } = await branchStore(repository).read();
      const here = new Set(commits.map(({ sha }) => sha));
      expect(here.size).toBe(commits.length);
      expect(acknowledged.flatMap(shasOf).filter((sha) => !here.has(sha))).toEqual([]);
    }
    expect(acknowledged.length).toBeGreaterThan(4);
    expect(repository.git('fsck', '--strict', '--no-dangling')).toBe('');
  }, 300_000);

  test('writers of two repositories share one branch', async () => {
    const repository = make();
    await Promise.all(
      ['team/a', 'team/b', 'team/c'].map((name, at) =>
        branchStore(repository, { repository: name }).append({ commits: [storedCommit(at, '2026-11-10')] }),
      ),
    );
    for (const name of ['team/a', 'team/b', 'team/c']) {
      expect((await branchStore(repository, { repository: name }).read()).commits).toHaveLength(1);
    }
  });
});
