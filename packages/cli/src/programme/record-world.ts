import {
  type DocumentFact,
  followedPlans,
  fromText,
  type Incident,
  incidentOf,
  matches,
  namedInRecords,
  type Policy,
  type Programme,
  type ProgrammeWorld,
  programmeOf,
  type RecordPaths,
  recordFormOf,
  recordPathsOf,
  worldOf,
} from '@forethought/core';
import { type GitPlace, listTree, readTreeFile, type TreeFile } from '@forethought/io';
import type { PolicySource } from '../policy-source.js';
import { type ReadTree, readRecords, type TreeRecord, trainingIn } from './read-training.js';

/** What a world is read from, and for which records. */
export interface RecordWorldQuery {
  readonly source: PolicySource;
  readonly files: readonly TreeFile[];
  /** Day or instant as of which is judged. */
  readonly asOf: string;
  /** Documents that the records at these paths name are judged too. */
  readonly judge?: {
    readonly paths: ReadonlySet<string>;
    readonly factOf: (path: string, text: string) => Promise<DocumentFact>;
  };
  readonly signal?: AbortSignal | undefined;
}

/** Where the records of a repository lie, by its plans and configuration. */
export function recordPathsIn({ plan, plans, config }: PolicySource): RecordPaths {
  return recordPathsOf([plan, ...plans], config);
}

/**
 * Everything in the files that records are held against: people, rotation, incidents, what exists. Reviews and who wrote what are
 * the platform's and history's, and stay unknown.
 */
export async function readRecordWorld(repo: GitPlace, query: RecordWorldQuery): Promise<ProgrammeWorld> {
  const { source, files, asOf, signal } = query;
  const records = await readRecords(repo, files, { recordPaths: recordPathsIn(source), signal });
  const programme = programmeIn(source, records);
  const tree: ReadTree = { files, records };
  const training = await trainingIn(repo, tree, { programme, signal });
  const incidents = await readIncidents(repo, files, source.policyOf(null), signal);
  const world = worldOf({ training, incidents }, { programme, roster: source.config?.roster ?? [], asOf });
  return query.judge === undefined
    ? world
    : { ...world, artefacts: await judgeArtefacts(repo, query, records) };
}

/** What the followed plans ask of people, with the team's curriculum: that of the tree whose files are given, else of where the configuration was read. */
export async function readProgramme(
  repo: GitPlace,
  {
    source,
    signal,
    files,
  }: Pick<RecordWorldQuery, 'source' | 'signal'> & Partial<Pick<RecordWorldQuery, 'files'>>,
): Promise<Programme> {
  const recordPaths = recordPathsIn(source);
  const { policyFrom } = source;
  const tree = policyFrom === undefined ? 'worktree' : { rev: policyFrom };
  const all = files ?? (await listTree(repo, tree, { signal }));
  const curricula = all.filter(({ path }) => recordFormOf(recordPaths, path)?.form === 'curriculum');
  return programmeIn(source, await readRecords(repo, curricula, { recordPaths, signal }));
}

/** What the followed plans ask of people, with the curriculum among the records laid over it. */
export function programmeIn(
  { plan, plans, config }: Pick<PolicySource, 'plan' | 'plans' | 'config'>,
  records: readonly TreeRecord[],
): Programme {
  const curriculum = records.find(
    ({ record }) => record.form === 'curriculum' && record.value !== null,
  )?.record;
  return programmeOf(
    followedPlans(plan, plans, config),
    curriculum?.form === 'curriculum' ? curriculum.value : null,
  );
}

async function readIncidents(
  repo: GitPlace,
  files: readonly TreeFile[],
  policy: Policy,
  signal: AbortSignal | undefined,
): Promise<Incident[]> {
  const kind = policy.documents.find((each) => each.kind === 'incident');
  const wanted = files.filter(({ path }) => /\.md$/i.test(path) && matches(kind?.paths ?? [], path));
  return Promise.all(
    wanted.map(async (file) => {
      const text = await readTreeFile(repo, file, { signal });
      const evidence = fromText(text, { kind: 'document', index: policy.sections, hashHeadings: 'count' });
      return incidentOf(file.path, evidence.matterFields ?? []);
    }),
  );
}

/** The files that the wanted records name; of Markdown its kind, and what the rules say of it. */
async function judgeArtefacts(
  repo: GitPlace,
  { files, judge, signal }: RecordWorldQuery,
  records: readonly TreeRecord[],
): Promise<readonly DocumentFact[]> {
  if (judge === undefined) return [];
  const asked = records.filter(({ path }) => judge.paths.has(path)).map(({ record }) => record);
  const people = asked.flatMap((record) => (record.form === 'person' ? (record.value ?? []) : []));
  const profiles = asked.flatMap((record) => (record.form === 'profile' ? (record.value ?? []) : []));
  const named = new Set(namedInRecords({ people, profiles }));
  return Promise.all(
    files
      .filter(({ path }) => named.has(path))
      .map(async (file) => {
        if (!/\.md$/i.test(file.path)) return { path: file.path, kind: '' };
        return judge.factOf(file.path, await readTreeFile(repo, file, { signal }));
      }),
  );
}
