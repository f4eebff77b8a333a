import {
  namedInRecords,
  type ProgrammeWorld,
  type RecordEdit,
  recordFormOf,
  withRecordEdits,
} from '@forethought/core';
import { documentLookups } from '../check-documents.js';
import { UsageError, type World } from '../world.js';
import { type Judging, startJudging, worldFor } from './judge-document.js';
import type { Own } from './own.js';
import { ownText, writeOwn } from './own-file.js';
import { problemLines } from './problem-lines.js';
import { thoseThere } from './read-training.js';
import { recordPathsIn } from './record-world.js';

/** Where the person's record lies, or belongs: the one that is there, else beside those of others, else where the plan has it. */
export function personPath({ files, login, source }: Own): string {
  const recordPaths = recordPathsIn(source);
  const people = files.flatMap(({ path }) => {
    const place = recordFormOf(recordPaths, path);
    return place?.form === 'person' && place.login !== undefined ? [{ path, login: place.login }] : [];
  });
  const there = people.find((each) => each.login.toLowerCase() === login.toLowerCase());
  if (there !== undefined) return there.path;
  const beside = people.map(({ path }) => path.replace(/[^/]*$/, `${login}.yml`));
  const globs = (recordPaths.person ?? []).map((glob) =>
    glob
      .replace(/^(?:\*\*\/)+/, '')
      .replace(/\*(?=[^/]*$)/, login)
      .replace(/\{([^{},]*),[^{}]*\}$/, '$1'),
  );
  const fits = (path: string): boolean => {
    const place = recordFormOf(recordPaths, path);
    return place?.form === 'person' && place.login === login;
  };
  const path = [...beside, ...globs].find(fits);
  if (path !== undefined) return path;
  throw new UsageError(
    'it is not known where the record of a person lies: no plan in force and no forethought.yml says `records: { person: […] }`',
  );
}

/** How the record is judged, with what it names. */
export function judgingOf(world: World, own: Own, path: string): Judging {
  const { repo, source, files } = own;
  return {
    ...{ repo, source, signal: world.signal, at: source.asOf, id: 'HEAD', judged: [path] },
    policy: source.policyOf({ name: own.login, email: own.login }),
    recordPaths: recordPathsIn(source),
    lookups: documentLookups(repo, false, world.signal),
    files: async () => files,
  };
}

/** What records of the work tree are held against. Reviews are the platform's, and unknown here. */
export async function worldOfOwn(world: World, own: Own): Promise<ProgrammeWorld> {
  return worldFor(judgingOf(world, own, personPath(own)));
}

/** What is said of a record that is to be changed. */
export interface RecordChange {
  readonly edits: readonly RecordEdit[];
  /** What a new record begins as; undefined: there must be one. */
  readonly fresh?: string;
  readonly words: readonly string[];
  readonly print?: boolean | undefined;
}

/** Writes into the person's record, unless a rule would find something in it that it does not find now. */
export async function changeRecord(world: World, own: Own, change: RecordChange): Promise<number> {
  const path = personPath(own);
  const text = ownText(own, path) ?? change.fresh;
  if (text === undefined)
    throw new UsageError(
      `${path}: there is no record of ${own.login} yet; forethought train start <certificate> --joined <day> begins one`,
    );
  await refuseWorse(world, own, { path, text, edited: editedText(path, text, change.edits) });
  return writeOwn(
    world,
    own,
    {
      ...{ path, fresh: change.fresh ?? '', typed: [], rules: ['training-record'] },
      change: (current) => editedText(path, current, change.edits),
      words: () => change.words,
    },
    change.print,
  );
}

function editedText(path: string, text: string, edits: readonly RecordEdit[]): string {
  const edit = withRecordEdits(text, edits);
  if ('text' in edit) return edit.text;
  throw new UsageError(
    `${path}${edit.line === undefined ? '' : `:${edit.line}`}: nothing was written: ${edit.problem}`,
  );
}

/** What the edited record names, committed or not. */
async function namedIn(text: string): Promise<readonly string[]> {
  const { readRecordAt } = await import('./read-record.js');
  const record = readRecordAt({ form: 'person' }, text);
  return record.form !== 'person' || record.value === null
    ? []
    : namedInRecords({ people: [record.value], profiles: [] });
}

async function refuseWorse(
  world: World,
  own: Own,
  { path, text, edited }: { readonly path: string; readonly text: string; readonly edited: string },
): Promise<void> {
  const named = await namedIn(edited);
  const existing = await thoseThere(own.repo, own.files, named, world.signal);
  const widen = (given: ProgrammeWorld): ProgrammeWorld => ({
    ...given,
    existing: new Set([...(given.existing ?? []), ...existing]),
  });
  const judging = { ...judgingOf(world, own, path), widen };
  const judge = startJudging(judging);
  const linesOf = async (given: string): Promise<readonly string[]> =>
    problemLines((await judge(path, given)).findings, judging.policy);
  const before = await linesOf(text);
  const fresh = (await linesOf(edited)).filter((line) => !before.includes(line));
  if (fresh.length === 0) return;
  throw new UsageError(
    `${path}: nothing was written; forethought check would say:\n${fresh.map((line) => `  ${line}`).join('\n')}`,
  );
}
