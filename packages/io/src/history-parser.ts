import type { Commit, FileChange, Person } from '@forethought/core';
import { collectChanges } from './changes.js';
import { coAuthors } from './co-authors.js';
import { applyMailmap, type Mailmap } from './mailmap.js';
import { splitAtNul, type TakePiece } from './pieces.js';

/** Fields of one commit, each closed by NUL, the message last. People are raw: the mailmap is applied here, from a trusted place. */
export const COMMIT_FORMAT =
  '--format=tformat:%H%x00%T%x00%P%x00%an%x00%ae%x00%at%x00%cn%x00%ce%x00%ct%x00%B';

const FIELDS = 10;
const PARENTS = 2;
const LATEST = 253_402_300_799;
/** Text that an instant starts and ends with is cheaper to keep than to make again: most commits have two equal dates. */
const instants = { seconds: -1, text: '' };

/** Turns what git prints by `COMMIT_FORMAT` into commits: push chunks, then take what is complete. */
export interface CommitParser {
  push(chunk: Buffer): void;
  /** Commits that are complete; after `end` the last one too. */
  ready(): Commit[];
  end(): void;
}

/** What was asked for: whether changed files follow each message, and whether those of merges were left out. */
export interface ParseOptions {
  readonly withFiles: boolean;
  readonly mergeFiles: boolean;
  readonly mailmap: Mailmap;
}

/** Makes a parser of what `git log` prints with `COMMIT_FORMAT`. */
export function parseCommits({ withFiles, mergeFiles, mailmap }: ParseOptions): CommitParser {
  let done: Commit[] = [];
  let fields: string[] = [];
  const person = personCache(mailmap);
  const changes = collectChanges();
  const close = (): void => {
    if (fields.length < FIELDS) return;
    const files = withFiles ? changes.finish() : undefined;
    const isLeftOut = !mergeFiles && fields[PARENTS]?.includes(' ') === true;
    done.push(assemble(fields, person, isLeftOut ? undefined : files));
    fields = [];
  };
  const take: TakePiece = (bytes, start, end) => {
    if (fields.length === FIELDS) {
      if (changes.take(bytes, start, end)) return;
      close();
    }
    fields.push(bytes.toString('utf8', start, end));
    if (!withFiles) close();
  };
  return {
    push: splitAtNul(take),
    ready() {
      const commits = done;
      done = [];
      return commits;
    },
    end: close,
  };
}

type FindPerson = (name: string, email: string) => Person;

function assemble(fields: readonly string[], person: FindPerson, files: FileChange[] | undefined): Commit {
  const [
    sha = '',
    tree = '',
    parents = '',
    an = '',
    ae = '',
    at = '',
    cn = '',
    ce = '',
    ct = '',
    message = '',
  ] = fields;
  const helpers = coAuthors(message);
  return {
    sha,
    tree,
    parents: parents === '' ? [] : parents.split(' '),
    author: person(an, ae),
    committer: person(cn, ce),
    authoredAt: instant(at),
    committedAt: instant(ct),
    ...(helpers.length === 0
      ? {}
      : { coAuthors: helpers.map((helper) => person(helper.name, helper.email)) }),
    message,
    ...(files === undefined ? {} : { files }),
  };
}

/** One value per person, whatever the number of commits. */
function personCache(mailmap: Mailmap): FindPerson {
  const known = new Map<string, Person>();
  return (name, email) => {
    const key = `${name}\0${email}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = applyMailmap(mailmap, { name, email });
    known.set(key, made);
    return made;
  };
}

/** Unix time as an instant in UTC, so that instants sort as text; times that Git could not read are 1970. */
export function instant(text: string): string {
  const seconds = Math.min(Number(text) || 0, LATEST);
  if (seconds === instants.seconds) return instants.text;
  instants.seconds = seconds;
  instants.text = `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
  return instants.text;
}
