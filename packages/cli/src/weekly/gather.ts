import {
  addDays,
  countedFiles,
  type Facts,
  type FileTrouble,
  isRevert,
  type PatternEntry,
  type Programme,
  readPatternLibrary,
  weekStart,
} from '@forethought/core';
import {
  type GitPlace,
  readCandidates,
  readFileAt,
  readGaps,
  readPatternFacts,
  resolveCommit,
  type Store,
  type StoreBatch,
  type StoredFacts,
} from '@forethought/io';
import type { collectForge, ForgeSummary, GitHub, readDesigns, readNamedPulls } from '@forethought/io/github';
import type { JudgedCommit } from '../judge-commits.js';
import type { PolicySource } from '../policy-source.js';
import type { World } from '../world.js';
import { type AnnotateOptions, annotate } from './annotate.js';
import { type BufferedStore, buffered } from './buffered-store.js';
import { withDesigns } from './designs.js';
import { gatherDocuments } from './documents.js';
import { gatherCommits } from './gather-commits.js';
import { readLandings } from './landings.js';
import { gatherTraining, type TrainingGathering } from './training.js';

/** Where facts come from and where they are kept. */
export interface GatherQuery {
  readonly repo: GitPlace;
  readonly source: PolicySource;
  /** Tip of the default branch. */
  readonly rev: string;
  /** Nothing older than this instant is read. */
  readonly since: string;
  readonly asOf: string;
  readonly store: Store;
  /** The platform, where it is asked; `collect` comes along so that only who asks loads its client. */
  readonly forge?: {
    readonly hub: GitHub;
    readonly collect: typeof collectForge;
    readonly readDesigns: typeof readDesigns;
    readonly readNamedPulls: typeof readNamedPulls;
  };
  readonly repository: string;
  /** So many weeks are kept. */
  readonly retentionWeeks: number;
}

/** Everything that is stored since `since`, with what could not be read. */
export interface Gathered {
  readonly facts: Facts;
  /** What the plan asks of people, with the team's curriculum laid over it. */
  readonly programme: Programme;
  readonly patterns: readonly PatternEntry[];
  readonly forge?: ForgeSummary;
  /** The day from which facts are there. */
  readonly factsFrom: string;
  readonly notices: readonly string[];
  readonly troubles: readonly FileTrouble[];
}

/** A query with the store that its batches go to. */
interface Keeping extends GatherQuery {
  readonly keep: BufferedStore;
}

const LIBRARY = 'COMMON_PATTERNS.md';
/** For so long after a merge checks, reviews and labels may still change what is counted of it; a first reading goes back further. */
const LAG_DAYS = 30;
const FIRST_LAG_DAYS = 126;
const WATERMARK = 'git';
/** Mark of the day from which commits were read. */
const BEGIN = 'git.since';

/**
 * Reads what is new since the store was last written, judges it, stores it without its texts, and gives everything that the store
 * holds from `since` on. A run that is killed anywhere leaves a store that the next run goes on from.
 */
export async function gather(world: World, query: GatherQuery): Promise<Gathered> {
  const { repo, source, store, rev, repository } = query;
  const marks = await store.watermark();
  const notices: string[] = [];
  const patterns = await patternsAt(repo, rev);
  const options = { repo, source, patterns, repository, signal: world.signal };
  const keep = buffered(store);
  const mark = isEarlier(query.since, marks[BEGIN]) ? undefined : marks[WATERMARK];
  const { judged, fixes } = await gatherCommits(world, { ...query, keep }, options, mark, notices);
  const factsFrom = beginOf(query, marks);
  await keep.append({
    ...(await gatherHistory(query, fixes, patterns, world.signal)),
    watermark: { [WATERMARK]: await resolveCommit(repo, rev), [BEGIN]: factsFrom },
  });
  const summary = await gatherForge({ ...query, keep }, options, judged, marks);
  const documents = await gatherDocuments({ ...query, signal: world.signal });
  await keep.append({ standing: documents.standing });
  await keep.flush();
  const facts = await factsOf(query, summary, documents.source);
  const before = facts.training?.approvals;
  const { training, programme } = await gatherTraining({
    repo,
    source,
    rev,
    facts,
    before,
    reviewsFrom: factsFrom,
    ...namedPulls(query),
    signal: world.signal,
  });
  await store.append({ standing: { readAt: query.asOf, training } });
  return {
    facts: { ...facts, training },
    programme,
    patterns,
    factsFrom,
    ...(summary === undefined ? {} : { forge: summary }),
    notices,
    troubles: documents.troubles,
  };
}

/** How pull requests are read that records name; the platform's trouble leaves them unknown. */
function namedPulls({ forge }: GatherQuery): Pick<TrainingGathering, 'readPulls'> {
  return forge === undefined ? {} : { readPulls: (numbers) => forge.readNamedPulls(forge.hub, numbers) };
}

/** Everything that the store holds by now, as facts. */
async function factsOf(
  { repo, store, asOf, repository, rev }: GatherQuery,
  summary: ForgeSummary | undefined,
  documents: Facts['sources'][number],
): Promise<Facts> {
  const gaps = await readGaps(repo);
  const stored = await store.read();
  const branch = summary?.defaultBranch ?? null;
  return {
    schema: 1,
    asOf,
    repository: { name: repository, head: rev },
    sources: [
      { id: 'git', state: gaps.length === 0 ? 'complete' : 'partial', missing: [...gaps] },
      forgeSource(summary),
      documents,
    ],
    documents: [],
    ...stored.standing,
    ...listsOf(stored, summary !== undefined),
    ...(branch === null ? {} : { defaultBranch: branch }),
  };
}

/** What the store holds. Lists of the platform that nobody ever asked for are absent: they are not empty. */
function listsOf(stored: StoredFacts, isAsked: boolean): Pick<Facts, 'commits'> & Partial<Facts> {
  const { commits, patterns, candidates, pulls, issues, deployments, releases, workflowRuns } = stored;
  const own = { commits: [...commits], patterns: [...patterns], candidates: [...candidates] };
  if (!isAsked && pulls.length + issues.length + deployments.length + releases.length === 0) return own;
  return {
    ...own,
    pulls: [...pulls],
    issues: [...issues],
    deployments: [...deployments],
    releases: [...releases],
    workflowRuns: [...workflowRuns],
  };
}

/** What the history tells beside the commits: lines that fixes repair, and who first wrote a pattern down. */
async function gatherHistory(
  { repo, source, rev }: GatherQuery,
  fixes: readonly string[],
  patterns: readonly PatternEntry[],
  signal: AbortSignal,
): Promise<StoreBatch> {
  const policy = source.policyOf(null);
  const isExcluded = (path: string): boolean =>
    countedFiles([{ path, status: 'M', added: null, deleted: null }], policy).length === 0;
  return {
    candidates: await readCandidates(repo, fixes, { signal, isRevert, isExcluded }),
    patterns: await readPatternFacts(repo, { rev, path: LIBRARY, entries: patterns, signal }),
  };
}

/** Commits are read again from an earlier day on, where somebody asks for an earlier week. */
function isEarlier(since: string, begin: string | undefined): boolean {
  return begin !== undefined && since < begin;
}

/** The day from which facts are there: the earliest that was ever read, or the first that retention leaves. */
function beginOf(
  { since, asOf, retentionWeeks }: GatherQuery,
  marks: Readonly<Record<string, string>>,
): string {
  const read = [since, marks[BEGIN] ?? since].sort()[0] ?? since;
  const kept = `${weekStart(addDays(asOf, -7 * retentionWeeks))}T00:00:00Z`;
  return read < kept ? kept : read;
}

function forgeSource(summary: ForgeSummary | undefined): Facts['sources'][number] {
  if (summary === undefined)
    return { id: 'forge', state: 'missing', missing: [{ what: 'pull requests', why: 'only Git was read' }] };
  const missing = [...summary.gaps];
  return { id: 'forge', state: missing.length === 0 ? 'complete' : 'partial', missing };
}

async function patternsAt(repo: GitPlace, rev: string): Promise<readonly PatternEntry[]> {
  const text = await readFileAt(repo, rev, LIBRARY);
  return text === undefined ? [] : readPatternLibrary(text).entries;
}

async function gatherForge(
  { forge, keep, repo, asOf, since }: Keeping,
  options: AnnotateOptions,
  judged: readonly JudgedCommit[],
  marks: Readonly<Record<string, string>>,
): Promise<ForgeSummary | undefined> {
  if (forge === undefined) return undefined;
  const known = new Map(judged.map((item) => [item.commit.sha, item]));
  return forge.collect(forge.hub, {
    asOf,
    since,
    watermark: marks,
    workflow: options.source.config?.deployment?.workflow,
    lagDays: Object.keys(marks).some((name) => name !== WATERMARK) ? LAG_DAYS : FIRST_LAG_DAYS,
    onBatch: async ({ pulls, issues, ...rest }) => {
      const commits = await readLandings(repo, pulls, known, options);
      const designed = await withDesigns(pulls, options.source, { hub: forge.hub, read: forge.readDesigns });
      const read = await annotate({ commits, pulls: designed, issues }, options);
      await keep.append({ ...rest, pulls: read.pulls, issues: read.issues });
    },
  });
}
