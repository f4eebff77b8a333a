import { writeSync } from 'node:fs';
import { isoWeek } from '@forethought/core';
import { gitPlace, openBranchStore, openFolderStore, type StoreBatch } from '@forethought/io';

// A program: stores batch after batch from a number on and says so after each. Started by tests that end it at any moment.
// Arguments: kind of store, where it is, first number, number of batches, address of the remote.
const [, , kind = '', place = '', first = '0', count = '1000', url] = process.argv;
const options = { repository: 'team/tool', weekOf: isoWeek, key: 'a key' };
const author = { name: 'forethought', email: 'bot@example.org' };
const remote = url === undefined ? {} : { remote: { url } };
const store =
  kind === 'folder'
    ? openFolderStore(place, options)
    : openBranchStore(gitPlace(place), { ...options, branch: 'forethought/facts', author, ...remote });

/** One batch of every number: a commit in each of three weeks, and where it stands. */
function batch(number: number): StoreBatch {
  const person = { name: 'Ada Example', email: 'ada@example.org' };
  const commits = ['2026-11-02', '2026-11-10', '2026-11-17'].map((day, at) => {
    const sha = (number * 3 + at).toString(16).padStart(40, '0');
    const instant = `${day}T10:00:00Z`;
    const dates = { authoredAt: instant, committedAt: instant };
    return { sha, tree: sha, parents: [], author: person, committer: person, ...dates, message: 'words' };
  });
  return { commits, watermark: { [`writer ${first}`]: String(number) } };
}

writeSync(1, 'ready\n');
for (let number = Number(first); number < Number(first) + Number(count); number++) {
  await store.append(batch(number));
  writeSync(1, `${number}\n`);
}
