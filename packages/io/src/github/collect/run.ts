import type { GitHub } from '../connect.js';
import type { ForgeBatch, ForgeGap, ForgeKind, ForgePoints, ForgeQuery } from './batch.js';
import { addSpan, formatSpans, parseSpans, type Span, type Spans } from './spans.js';

/** One run of the collection, with what it has learnt about the server so far. */
export interface Run {
  readonly hub: GitHub;
  /** Milliseconds since 1970. */
  readonly asOf: number;
  readonly since: number;
  /** What changed after this instant is read again. */
  readonly lagStart: number;
  readonly workflow: string | undefined;
  /** Fields that the server does not know or this token may not read. */
  readonly without: Set<string>;
  readonly gaps: ForgeGap[];
  readonly counts: Record<ForgeKind, number>;
  readonly points: { -readonly [Part in keyof ForgePoints]: number };
  /** How many records one query asks for; it gets smaller when the server takes too long. */
  pullsAtOnce: number;
  /** GraphQL points that the token has left, where the server told. */
  pointsLeft: number;
  readonly marks: Map<string, string>;
  /** The marks as they were handed over last. */
  stored: string;
  readonly onBatch: ForgeQuery['onBatch'];
}

/** What changed so lately is read again: the platform may show another change late, or write it into a second that was read. */
const OVERLAP = 10 * 60_000;
const DAY = 24 * 3600_000;
/** This machine's clock may be wrong by so much without a change being left out. */
const SKEW = DAY;
/** Three connections for each of 33 pull requests make 99 requests, which is one point. */
const PULLS_AT_ONCE = 33;

const KINDS = ['pulls', 'issues', 'deployments', 'releases', 'workflowRuns'] as const;

const OWN_MARKS: ReadonlySet<string> = new Set(KINDS.flatMap((kind) => [kind, `${kind}.fresh`]));

/** Begins a run. */
export function startRun(hub: GitHub, query: ForgeQuery): Run {
  const asOf = Date.parse(query.asOf);
  const known = Object.entries(query.watermark ?? {});
  const marks = new Map(known.filter(([name]) => OWN_MARKS.has(name)));
  return {
    hub,
    asOf,
    since: Date.parse(query.since),
    lagStart: asOf - query.lagDays * DAY - SKEW,
    workflow: query.workflow,
    without: new Set(),
    gaps: [],
    counts: { pulls: 0, issues: 0, deployments: 0, releases: 0, workflowRuns: 0 },
    points: { base: 0, talk: 0, checks: 0, other: 0 },
    pullsAtOnce: PULLS_AT_ONCE,
    pointsLeft: Number.POSITIVE_INFINITY,
    marks,
    stored: [...marks].sort().join('\n'),
    onBatch: query.onBatch,
  };
}

/** Records without the watermark that goes with them. */
export type Records = Partial<Omit<ForgeBatch, 'watermark'>>;

/** Hands records over with the marks as they stand; nothing where neither says anything new. */
export async function emit(run: Run, records: Records): Promise<void> {
  const { pulls = [], issues = [], deployments = [], releases = [], workflowRuns = [] } = records;
  const batch = { pulls, issues, deployments, releases, workflowRuns };
  const marks = [...run.marks].sort().join('\n');
  if (marks === run.stored && Object.values(batch).every((list) => list.length === 0)) return;
  await run.onBatch({ ...batch, watermark: Object.fromEntries(run.marks) });
  run.stored = marks;
  for (const kind of KINDS) run.counts[kind] += batch[kind].length;
}

/** What a mark says to have been read. */
export function spansOf(run: Run, mark: string): Spans {
  return parseSpans(run.marks.get(mark));
}

/** Notes a stretch as read, as far as it has settled. */
export function markRead(run: Run, mark: string, span: Span): void {
  const spans = addSpan(spansOf(run, mark), settled(run, span));
  if (spans.length > 0) run.marks.set(mark, formatSpans(spans));
}

/** A stretch without the time just past, in which more may come to light. */
export function settled(run: Run, { low, high }: Span): Span {
  return { low, high: Math.min(high, Math.floor((run.hub.clock.now() - OVERLAP) / 1000) * 1000) };
}

/** Notes something that could not be read, once. */
export function note(run: Run, what: string, why: string): void {
  if (!run.gaps.some((gap) => gap.what === what && gap.why === why)) run.gaps.push({ what, why });
}

/** Does work and books the points that it cost. */
export async function booked<Value>(
  run: Run,
  part: keyof ForgePoints,
  work: () => Promise<Value>,
): Promise<Value> {
  const before = run.hub.requests().points;
  try {
    return await work();
  } finally {
    run.points[part] += run.hub.requests().points - before;
  }
}

/** The instant of reading, by this machine's clock. */
export function readAt(run: Run): string {
  return new Date(run.hub.clock.now()).toISOString();
}
