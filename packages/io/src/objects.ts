import { randomUUID } from 'node:crypto';
import { type Conversation, converse, countingByte, endingWith } from './conversation.js';
import { type GitPlace, git } from './git.js';
import { GitError } from './git-error.js';

const LINE = 0x0a;
const HEAD = '%(objecttype) %(objectname)';
const MOST_BYTES = 64 * 1024 * 1024;

/** Places whose git can't be asked for names and contents in one conversation: that came with 2.36. */
const separate = new WeakSet<GitPlace>();

/** A line for each name: type and id of the object, or words that are neither. No name may hold a line end. */
export async function askNames(
  place: GitPlace,
  names: readonly string[],
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const complete = countingByte(LINE, names.length);
  const question = (verb: string): string => names.map((name) => `${verb}${name}\n`).join('');
  const answer = await inOne(
    place,
    (conversation) => conversation.ask(question('info '), complete, signal),
    () => converse(place, ['cat-file', `--batch-check=${HEAD}`]).ask(question(''), complete, signal),
  );
  return answer.toString('utf8').split('\n');
}

/** Bytes of an object by its id. Throws `GitError` where it is missing, or larger than 64 MiB. */
export async function askContents(
  place: GitPlace,
  { type, id }: GitObject,
  signal?: AbortSignal,
): Promise<Buffer> {
  // Nothing is called so, which closes the answer whatever the object holds.
  const mark = randomUUID();
  const end = `\n${mark} missing\n`;
  return inOne(
    place,
    async (conversation) => {
      const question = `contents ${id}\ninfo ${mark}\n`;
      const answer = await conversation.ask(question, endingWith(end), signal, MOST_BYTES);
      const start = `${type} ${id}\n`;
      if (answer.toString('latin1', 0, start.length) === start) {
        return answer.subarray(start.length, answer.length - end.length);
      }
      throw new GitError('missing-object', `this clone lacks the object ${id}`, 'run: git fsck');
    },
    () => git(place, ['cat-file', type, id], { signal, maxBytes: MOST_BYTES }),
  );
}

/** An object of the repository. */
export interface GitObject {
  readonly type: string;
  readonly id: string;
}

async function inOne<T>(
  place: GitPlace,
  ask: (conversation: Conversation) => Promise<T>,
  askApart: () => Promise<T>,
): Promise<T> {
  if (separate.has(place)) return askApart();
  try {
    return await ask(converse(place, ['cat-file', `--batch-command=${HEAD}`]));
  } catch (error) {
    if (!(error instanceof GitError) || error.trouble !== 'git-too-old') throw error;
    separate.add(place);
    return askApart();
  }
}
