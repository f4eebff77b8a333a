/** Reads a range with changed files and judges nothing: what of the range check belongs to reading. Prints what it saw. */
import { gitPlace, readCommitBatches } from '@forethought/io';

const [range = 'HEAD'] = process.argv.slice(2);
let commits = 0;
let files = 0;
for await (const batch of readCommitBatches({ repo: gitPlace(), revs: [range], withFiles: 'names' })) {
  commits += batch.length;
  for (const commit of batch) files += commit.files?.length ?? 0;
}
process.stdout.write(`${commits} ${files}\n`);
