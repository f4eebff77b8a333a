import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readCommitBatches, readLines } from '@forethought/io';
import { expect, test } from '@jest/globals';
import { fastImport, type ImportCommit } from '../helpers/fast-import.js';
import { placeOf, repositories } from '../helpers/made.js';

const make = repositories();
/** So much the reader may keep; Node.js gives up beyond it. What a collector leaves lying about is not what is asked. */
const MEBIBYTES = 32;
const COUNT = 5000;

function* history(): Generator<ImportCommit> {
  for (let number = 1; number <= COUNT; number += 1) {
    yield {
      message: `feat: change ${number}\n\n${'Why it is so. '.repeat(90)}\n`,
      author: `Person ${number % 40} <person${number % 40}@example.org>`,
      seconds: 1_700_000_000 + number * 60,
      files: { [`src/part-${number % 50}/file-${number % 400}.ts`]: `export const value = ${number};\n` },
    };
  }
}

test('5,000 commits come in order, whole, in pieces and in little memory', async () => {
  const repository = make();
  await fastImport(repository, history());
  const repo = placeOf(repository);
  let expected = COUNT;
  let largest = 0;
  const shas: string[] = [];
  for await (const commits of readCommitBatches({ repo, withFiles: 'names' })) {
    largest = Math.max(largest, commits.length);
    for (const { sha, message, files } of commits) {
      const title = `feat: change ${expected}\n`;
      if (message?.startsWith(title) !== true || files?.length !== 1)
        throw new Error(`${sha} is not change ${expected}`);
      shas.push(sha);
      expected -= 1;
    }
  }
  expect(expected).toBe(0);
  expect(largest).toBeLessThan(COUNT / 10);
  const lines = await readLines(repo, shas.slice(0, 500));
  expect([...lines.values()].every(([file]) => file?.added === 1)).toBe(true);

  const script = `
    import { gitPlace, readCommits } from ${JSON.stringify(pathToFileURL(resolve('packages/io/dist/index.js')).href)};
    let count = 0;
    for await (const commit of readCommits({ repo: gitPlace('.'), withFiles: 'names' })) count += commit.files.length;
    console.log(count);`;
  const run = spawnSync(
    process.execPath,
    [`--max-old-space-size=${MEBIBYTES}`, '--input-type=module', '-e', script],
    {
      cwd: repository.path,
      env: repository.env,
      encoding: 'utf8',
    },
  );
  expect(run.stdout.trim()).toBe(String(COUNT));
});
