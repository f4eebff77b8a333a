import {
  dayPlace,
  type EducationRecord,
  holdsNothing,
  namedInRecords,
  type Programme,
  type ReadRecord,
  type RecordPaths,
  readDay,
  readWeek,
  recordFormOf,
  type TrainingFacts,
  weekPlace,
} from '@forethought/core';
import {
  type GitPlace,
  listTree,
  readFirstCommits,
  readTreeFile,
  type TreeFile,
  type TreeName,
} from '@forethought/io';

/** What records are read by. */
export interface TrainingQuery {
  readonly programme: Programme;
  readonly recordPaths: RecordPaths;
  /** Revision whose history says when weekly files were first committed; default: that of the tree, and else nobody asks. */
  readonly history?: string;
  readonly signal?: AbortSignal | undefined;
}

/** A record of a tree with where it lies. */
export interface TreeRecord {
  readonly path: string;
  readonly record: ReadRecord;
}

/** Files of a tree with the records among them. */
export interface ReadTree {
  readonly files: readonly TreeFile[];
  readonly records: readonly TreeRecord[];
}

/** The records of a tree as facts, without what only whoever asks the platform can know: approvals. */
export async function readTraining(
  repo: GitPlace,
  tree: TreeName,
  query: TrainingQuery,
): Promise<TrainingFacts> {
  const files = await listTree(repo, tree, { signal: query.signal });
  const records = await readRecords(repo, files, query);
  const history = query.history ?? (typeof tree === 'object' ? tree.rev : undefined);
  return trainingIn(repo, { files, records }, { ...query, ...(history === undefined ? {} : { history }) });
}

/** The same of a tree whose records were read already. */
export async function trainingIn(
  repo: GitPlace,
  { files, records }: ReadTree,
  query: Omit<TrainingQuery, 'recordPaths'>,
): Promise<TrainingFacts> {
  const facts = { ...factsIn(records), ...(await readJournals(repo, files, query)) };
  return { ...facts, existing: [...(await thoseThere(repo, files, namedInRecords(facts), query.signal))] };
}

/** The same without weekly and daily files. */
export async function recordsIn(
  repo: GitPlace,
  { files, records }: ReadTree,
  signal: AbortSignal | undefined,
): Promise<TrainingFacts> {
  const facts = { ...factsIn(records), weeks: [], days: [] };
  return { ...facts, existing: [...(await thoseThere(repo, files, namedInRecords(facts), signal))] };
}

/** The YAML records of a tree, each read by its form; services are read elsewhere. */
export async function readRecords(
  repo: GitPlace,
  files: readonly TreeFile[],
  { recordPaths, signal }: Pick<TrainingQuery, 'recordPaths' | 'signal'>,
): Promise<readonly TreeRecord[]> {
  const found = files.flatMap((file) => {
    const place = recordFormOf(recordPaths, file.path);
    return place === undefined || place.form === 'services' ? [] : [{ file, place }];
  });
  if (found.length === 0) return [];
  const { readRecordAt } = await import('./read-record.js');
  return Promise.all(
    found.map(async ({ file, place }) => ({
      path: file.path,
      record: readRecordAt(place, await readTreeFile(repo, file, { signal })),
    })),
  );
}

/** What records say, put together; of two for one person the first counts, and so it is with what there is one of. */
function factsIn(records: readonly TreeRecord[]): Omit<TrainingFacts, 'weeks' | 'days'> {
  const people: TrainingFacts['people'] = [];
  const profiles: TrainingFacts['profiles'] = [];
  const surveys: TrainingFacts['surveys'] = [];
  const unread: TrainingFacts['unread'] = [];
  const one: { -readonly [K in 'education' | 'rotation']?: Exclude<TrainingFacts[K], undefined> } = {};
  for (const { path, record } of records) {
    const [problem] = record.problems;
    if (problem !== undefined) unread.push({ path, why: `line ${problem.line}: ${problem.message}` });
    if (record.value === null) continue;
    if (record.form === 'person') people.push(record.value);
    else if (record.form === 'profile') profiles.push(record.value);
    else if (record.form === 'survey') surveys.push(withoutWords(record.value));
    else if (record.form === 'education') one.education ??= withoutRequests(record.value);
    else if (record.form === 'rotation') one.rotation ??= record.value;
  }
  const doubled = doubledIn(records);
  return {
    ...{ people: firstOf(people), profiles: firstOf(profiles), surveys, unread, ...one },
    ...(doubled.length === 0 ? {} : { doubled }),
  };
}

/** Records of one form that name the same login, letter case aside; one that can't be read is told for itself. */
function doubledIn(records: readonly TreeRecord[]): NonNullable<TrainingFacts['doubled']> {
  const found = new Map<string, NonNullable<TrainingFacts['doubled']>[number]>();
  for (const { path, record } of records) {
    if ((record.form !== 'person' && record.form !== 'profile') || record.value === null) continue;
    const { form, value } = record;
    const key = `${form} ${value.login.toLowerCase()}`;
    const one = found.get(key) ?? { form, login: value.login, paths: [] };
    found.set(key, { ...one, paths: [...one.paths, path] });
  }
  return [...found.values()].filter(({ paths }) => paths.length > 1);
}

function firstOf<T extends { readonly login: string }>(records: readonly T[]): T[] {
  const seen = new Set<string>();
  return records.filter(({ login }) => !seen.has(login.toLowerCase()) && seen.add(login.toLowerCase()));
}

type Education = Exclude<TrainingFacts['education'], undefined>;

/** Why somebody asks for a training is theirs to tell. */
function withoutRequests({ $schema: _, external, ...education }: EducationRecord): Education {
  return { ...education, external: external.map(({ title: _title, benefit: _benefit, ...rest }) => rest) };
}

type Survey = TrainingFacts['surveys'][number];

/** Suggestions are words of people, which facts never keep. */
function withoutWords({ answers, ...survey }: Survey): Survey {
  return { ...survey, answers: answers.map(({ scores }) => ({ scores })) };
}

async function readJournals(
  repo: GitPlace,
  files: readonly TreeFile[],
  { programme, history: rev, signal }: Omit<TrainingQuery, 'recordPaths'>,
): Promise<Pick<TrainingFacts, 'weeks' | 'days'>> {
  const weekly = files.filter(({ path }) => weekPlace(path) !== undefined);
  const daily = files.filter(({ path }) => dayPlace(path) !== undefined);
  const filed =
    rev === undefined || weekly.length === 0
      ? new Map<string, string>()
      : await readFirstCommits(repo, rev, ['**/weekly/*/*.md'], { signal });
  const weeks = await Promise.all(
    weekly.map(async (file) => {
      const text = await readTreeFile(repo, file, { signal });
      const filedAt = filed.get(file.path)?.slice(0, 10) ?? null;
      return readWeek({ path: file.path, text, filedAt }, programme).record;
    }),
  );
  const days = await Promise.all(
    daily.map(async (file) => {
      const text = await readTreeFile(repo, file, { signal });
      return readDay({ path: file.path, text }, programme).record;
    }),
  );
  return { weeks: weeks.filter((week) => week !== null), days: days.filter((day) => day !== null) };
}

/** Those of the named paths that lie in the tree: folders, and files with something in them. */
export async function thoseThere(
  repo: GitPlace,
  files: readonly TreeFile[],
  named: readonly string[],
  signal?: AbortSignal,
): Promise<ReadonlySet<string>> {
  const there = pathsIn(files);
  const byPath = new Map(files.map((file) => [file.path, file]));
  const found = await Promise.all(
    named.map(async (path) => {
      const file = byPath.get(path);
      if (file === undefined) return there.has(path) ? [path] : [];
      return holdsNothing(path, await readTreeFile(repo, file, { signal })) ? [] : [path];
    }),
  );
  return new Set(found.flat());
}

/** Files and the folders that they lie in. */
function pathsIn(files: readonly TreeFile[]): ReadonlySet<string> {
  const paths = new Set<string>();
  for (const { path } of files) {
    for (let at = path; at !== '' && !paths.has(at); at = at.slice(0, Math.max(0, at.lastIndexOf('/'))))
      paths.add(at);
  }
  return paths;
}
