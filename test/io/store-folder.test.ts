import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openFolderStore } from '@forethought/io';
import { describe, expect, test } from '@jest/globals';
import { folders } from '../helpers/folders.js';
import { random } from '../helpers/random.js';
import { killSometime, shasOf, startWriter, WRITER } from '../helpers/store-killing.js';
import { STORE, storedCommit } from '../helpers/stored.js';

const folder = folders();
const homeOf = (directory: string): string => join(directory, 'facts/team/tool');

/** Shas by how often a line of any file holds them. */
function countsOf(directory: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of readdirSync(homeOf(directory)).filter((found) => /^\d.*\.ndjson$/.test(found))) {
    for (const line of readFileSync(join(homeOf(directory), name), 'utf8')
      .split('\n')
      .slice(1, -2)) {
      const [, { sha }] = JSON.parse(line) as [string, { sha: string }];
      counts.set(sha, (counts.get(sha) ?? 0) + 1);
    }
  }
  return counts;
}

describe('a store in a folder', () => {
  test('whose writers are killed at 100 moments holds what they acknowledged, once, and is readable', async () => {
    const directory = folder();
    const { below } = random(4);
    const acknowledged: number[] = [];
    let cutShort = 0;
    for (let round = 0; round < 25; round++) {
      const writers = [0, 1, 2, 3].map((at) =>
        startWriter(['folder', directory, (round * 4 + at) * 1000, 1000]),
      );
      await Promise.all(writers.map((writer) => killSometime(writer, below(2), below(30))));
      acknowledged.push(...writers.flatMap((writer) => writer.acknowledged()));
      const { commits } = await openFolderStore(directory, STORE).read();
      const here = new Set(commits.map(({ sha }) => sha));
      expect(here.size).toBe(commits.length);
      expect(acknowledged.flatMap(shasOf).filter((sha) => !here.has(sha))).toEqual([]);
      if (readdirSync(homeOf(directory)).includes('lock')) cutShort += 1;
    }
    expect([...countsOf(directory).values()].filter((count) => count !== 1)).toEqual([]);
    // Otherwise the moments were all between two batches.
    expect(cutShort).toBeGreaterThan(5);
    expect(acknowledged.length).toBeGreaterThan(25);
    await openFolderStore(directory, STORE).append({});
    expect(readdirSync(homeOf(directory)).filter((name) => !name.endsWith('.ndjson'))).toEqual([]);
  }, 300_000);

  test('several processes at once lose nothing', async () => {
    const directory = folder();
    const writers = [0, 1, 2, 3].map((at) => startWriter(['folder', directory, at * 100, 15]));
    await Promise.all(writers.map(({ ended }) => ended));
    const wanted = writers.flatMap((writer) => writer.acknowledged());
    expect(wanted).toHaveLength(60);
    const counts = countsOf(directory);
    expect(wanted.flatMap(shasOf).filter((sha) => counts.get(sha) !== 1)).toEqual([]);
    const watermark = await openFolderStore(directory, STORE).watermark();
    expect(watermark).toEqual({
      'writer 0': '14',
      'writer 100': '114',
      'writer 200': '214',
      'writer 300': '314',
    });
  });

  test('several stores of one process lose nothing', async () => {
    const directory = folder();
    const numbers = Array.from({ length: 12 }, (_, at) => at);
    await Promise.all(
      numbers.map((number) =>
        openFolderStore(directory, STORE).append({ commits: [storedCommit(number, '2026-11-10')] }),
      ),
    );
    expect((await openFolderStore(directory, STORE).read()).commits).toHaveLength(12);
  });

  test('a full disk is said, and what was there stays', async () => {
    const directory = folder();
    await openFolderStore(directory, STORE).append({ commits: [storedCommit(9_999_999, '2026-11-10')] });
    const before = readFileSync(join(homeOf(directory), '2026-W46.ndjson'));
    // The system refuses files of more than 8 KiB: the sixth batch or so no longer fits.
    const script = 'ulimit -f 16; exec "$0" "$@"';
    const written = spawnSync(
      'sh',
      ['-c', script, process.execPath, WRITER, 'folder', directory, '0', '100'],
      {
        encoding: 'utf8',
      },
    );
    expect(written.status).not.toBe(0);
    expect(written.stderr).toMatch(/StoreError: .*2026-W\d\d\.ndjson could not be written: /);
    expect(written.stderr).toContain("trouble: 'no-space'");
    const acknowledged = written.stdout.split('\n').slice(1, -1).map(Number);
    const counts = countsOf(directory);
    expect(acknowledged.length).toBeGreaterThan(3);
    expect(acknowledged.flatMap(shasOf).filter((sha) => counts.get(sha) !== 1)).toEqual([]);
    expect(before.length).toBeGreaterThan(100);
    expect((await openFolderStore(directory, STORE).read()).commits.length).toBeGreaterThan(
      acknowledged.length,
    );
    expect(readdirSync(homeOf(directory)).filter((name) => !name.endsWith('.ndjson'))).toEqual([]);
  });

  test('a lock of another machine is waited for, until the run is stopped', async () => {
    const directory = folder();
    await openFolderStore(directory, STORE).append({});
    const lock = join(homeOf(directory), 'lock');
    writeFileSync(lock, JSON.stringify({ host: 'elsewhere', pid: 1, token: 'x' }));
    const waiting = new AbortController();
    const other = openFolderStore(directory, { ...STORE, signal: waiting.signal }).append({});
    setTimeout(() => waiting.abort(new Error('stopped waiting')), 100);
    await expect(other).rejects.toThrow('stopped waiting');
    expect(readFileSync(lock, 'utf8')).toContain('elsewhere');
    expect((await openFolderStore(directory, STORE).read()).weeks).toEqual([]);
  });

  test('only the weeks that a batch touches are written', async () => {
    const directory = folder();
    const store = openFolderStore(directory, STORE);
    await store.append({ commits: [storedCommit(1, '2026-11-02'), storedCommit(2, '2026-11-10')] });
    // A file that nobody opens may be damaged without anybody noticing.
    writeFileSync(join(homeOf(directory), '2026-W45.ndjson'), 'damaged');
    await store.append({ commits: [storedCommit(3, '2026-11-10')] });
    expect((await store.read({ from: '2026-W46' })).commits).toHaveLength(2);
    await expect(store.read()).rejects.toMatchObject({ trouble: 'torn' });
  });
});
