import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openFolderStore, type StoreOptions } from '@forethought/io';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { folders } from '../helpers/folders.js';
import { STORE, storedCommit, storedPull } from '../helpers/stored.js';

const folder = folders();
let directory = '';
let home = '';

const open = (options: Partial<StoreOptions> = {}) => openFolderStore(directory, { ...STORE, ...options });
const file = (name: string): string => join(home, name);

beforeEach(async () => {
  directory = folder();
  home = join(directory, 'facts/team/tool');
  await open().append({
    commits: [storedCommit(1, '2026-11-02'), storedCommit(2, '2026-11-10')],
    pulls: [storedPull(1, '2026-11-10')],
  });
});

/** What both reading and storing say about a damaged store; both must fail, and the file must stay as it is. */
async function complaint(name: string): Promise<string> {
  const before = readFileSync(file(name));
  const batch = { commits: [storedCommit(3, '2026-11-10')] };
  const said = [open().read(), open().append(batch)].map((asked) =>
    asked.then(
      () => 'no complaint',
      (error: { trouble: string; message: string; fix: string }) =>
        `${error.trouble}: ${error.message}; ${error.fix}`,
    ),
  );
  const [reading, storing] = await Promise.all(said);
  expect(readFileSync(file(name))).toEqual(before);
  expect(storing).toBe(reading);
  return reading ?? '';
}

describe('a damaged store is an error that names the file', () => {
  const names = ['2026-W46.ndjson', 'state.ndjson'];

  test.each(names)('%s cut off anywhere', async (name) => {
    const whole = readFileSync(file(name));
    const cuts = Array.from({ length: 12 }, (_, at) => Math.floor((whole.length * at) / 12));
    for (const cut of [...cuts, whole.length - 1]) {
      writeFileSync(file(name), whole.subarray(0, cut));
      expect(await complaint(name)).toMatch(new RegExp(`^torn: .*${name} is cut off.*; take it back`));
    }
  });

  test.each(names)('%s with one byte changed anywhere', async (name) => {
    const whole = readFileSync(file(name));
    for (let at = 0; at < whole.length; at += Math.ceil(whole.length / 12)) {
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] ?? 0) ^ 1;
      writeFileSync(file(name), changed);
      expect(await complaint(name)).toMatch(new RegExp(`^(?:torn|changed): .*${name} `));
    }
  });

  test('lines taken out, put twice, or with other line ends', async () => {
    const name = '2026-W46.ndjson';
    const text = readFileSync(file(name), 'utf8');
    const [head = '', first = '', ...rest] = text.split('\n');
    const damaged = [
      [head, ...rest],
      [head, first, first, ...rest],
      text.split('\n').map((line) => `${line}\r`),
    ];
    for (const lines of damaged) {
      writeFileSync(file(name), lines.join('\n'));
      expect(await complaint(name)).toMatch(/^(?:torn|changed): .*2026-W46\.ndjson/);
    }
  });

  test('a week that the state names and that is gone', async () => {
    rmSync(file('2026-W45.ndjson'));
    expect(await complaint('state.ndjson')).toMatch(
      /^missing: .*2026-W45\.ndjson is missing.*; take it back/,
    );
  });

  test('partitions whose state is gone', async () => {
    rmSync(file('state.ndjson'));
    expect(await complaint('2026-W46.ndjson')).toMatch(/^missing: .*state\.ndjson is missing/);
  });

  test('the file of another week, or of another repository', async () => {
    renameSync(file('2026-W45.ndjson'), file('2026-W46.ndjson'));
    expect(await complaint('2026-W46.ndjson')).toMatch(/^missing: .*2026-W45/);
    writeFileSync(file('2026-W45.ndjson'), readFileSync(file('2026-W46.ndjson')));
    expect(await complaint('2026-W46.ndjson')).toMatch(/holds 2026-W45 of team\/tool, and not 2026-W46/);
    const other = join(directory, 'facts/team/other');
    mkdirSync(other);
    writeFileSync(join(other, 'state.ndjson'), readFileSync(file('state.ndjson')));
    await expect(open({ repository: 'team/other' }).read()).rejects.toThrow('holds state of team/tool');
  });

  test('pruning refuses it too', async () => {
    writeFileSync(file('state.ndjson'), '');
    await expect(open().prune('2026-W46')).rejects.toMatchObject({ trouble: 'torn' });
    expect(readdirSync(home)).toContain('2026-W45.ndjson');
  });

  test('a folder that is a file', async () => {
    rmSync(directory, { recursive: true });
    mkdirSync(dirname(directory), { recursive: true });
    writeFileSync(directory, 'x');
    await expect(open().read()).rejects.toMatchObject({
      trouble: 'refused',
      message: expect.stringContaining(home),
    });
    await expect(open().append({})).rejects.toMatchObject({ trouble: 'refused' });
  });
});

describe('the version of the form', () => {
  /** A later version, in which records of commits carry a mark. */
  const later = {
    schema: 2,
    migrations: {
      1: (line: unknown) => {
        const [kind, record, ...rest] = line as [string, Readonly<Record<string, unknown>>];
        return kind === 'commits' ? [kind, { ...record, mark: 'from 1' }, ...rest] : line;
      },
    },
  };

  test('a file of an older version is read as one of this version, and written so when it is touched', async () => {
    const marks = async () => {
      const { commits } = await open({ format: later }).read();
      return commits.map((commit) => (commit as { readonly mark?: string }).mark);
    };
    expect(await marks()).toEqual(['from 1', 'from 1']);
    const untouched = readFileSync(file('2026-W45.ndjson'), 'utf8');
    await open({ format: later }).append({ pulls: [storedPull(2, '2026-11-10')] });
    expect(readFileSync(file('2026-W45.ndjson'), 'utf8')).toBe(untouched);
    expect(readFileSync(file('2026-W46.ndjson'), 'utf8')).toMatch(/^\{[^}]*"schema":2\}/);
    expect(await marks()).toEqual(['from 1', 'from 1']);
  });

  test('a file of a later version is left alone', async () => {
    await open({ format: later }).append({ commits: [storedCommit(3, '2026-11-10')] });
    expect(await complaint('2026-W46.ndjson')).toMatch(
      /^newer: .*ndjson has version 2, and version 1 is the newest .*; install/,
    );
  });
});
