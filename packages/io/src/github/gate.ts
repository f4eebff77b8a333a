import type { MergeSettings, PullRequest } from '@forethought/core';
import type { GitHub } from './connect.js';
import { GitHubError } from './error.js';
import { askShrinking, type ListPlace, passingWords, restOfList, wholeThread } from './gate-pages.js';
import { type GatePart, type GateWish, gateQuery, OPTIONAL_FIELDS } from './gate-query.js';
import { baseTipOf, commitOf, pullHead, reviewOf, settingsOf } from './gate-values.js';
import { type Fault, faultError } from './graphql.js';
import { knowIdentity } from './identity.js';
import { countAt, member, textAt } from './value.js';

/**
 * Everything that the gate reads before it judges. `settings` is null where they can't be read, and `settingsMissing` says why.
 * `baseTip` is the tip of the base branch at this moment, which is not `pull.base.sha` once others have landed there.
 */
export interface Gate {
  readonly pull: PullRequest;
  readonly settings: MergeSettings | null;
  readonly settingsMissing?: string;
  readonly defaultBranch: string;
  readonly baseTip: string;
}

type Missing = PullRequest['missing'][number];

const ALL: readonly GatePart[] = ['settings', 'commits', 'reviews', 'threads', 'ready'];
const MOST_MOVES = 3;
const CHANCES = 2;

/**
 * Reads a pull request live: one GraphQL request in the common case (up to 100 commits, reviews and threads), more for more.
 * A list that could not be read whole stands in `pull.missing`. Where the server has no GraphQL, REST gives what it has.
 * Throws `GitHubError` when the pull request itself can't be read.
 */
export async function readGate(hub: GitHub, number: number): Promise<Gate> {
  try {
    for (let count = 0; count < MOST_MOVES; count++) {
      const gate = await readOnce(hub, number);
      if (gate !== undefined) return gate;
    }
  } catch (error) {
    if (!(error instanceof GitHubError && hasNoGraphQL(error))) throw error;
    const { readGateByRest } = await import('./gate-rest.js');
    return orFirst(readGateByRest(hub, number), error);
  }
  throw new GitHubError(
    'unavailable',
    `the pull request #${number} was pushed to again and again while it was read`,
    'run the job again when its commits rest',
  );
}

/** Where both ways fail, an unknown field says more about it than what the second way lacks. */
async function orFirst(gate: Promise<Gate>, first: GitHubError): Promise<Gate> {
  try {
    return await gate;
  } catch (error) {
    throw first.kind === 'unsupported' && error instanceof GitHubError && error.kind === 'not-found'
      ? first
      : error;
  }
}

/** The address answers that there is nothing, or that this token gets nothing there; or a field is unknown that has to be there. */
function hasNoGraphQL({ kind, status }: GitHubError): boolean {
  return (
    kind === 'unsupported' ||
    (status === 404 && kind === 'not-found') ||
    (status === 403 && kind === 'forbidden')
  );
}

/** The first answer, and the parts that had to be left out for it. */
interface First {
  readonly repository: unknown;
  readonly wish: GateWish;
  readonly lost: ReadonlyMap<GatePart, string>;
}

/** What an answer lacked so far: parts with the server's reason, fields, and how often each failed in passing. */
interface Lost {
  readonly parts: Map<GatePart, string>;
  readonly fields: Set<string>;
  readonly failed: Map<string, number>;
}

/** Asks without what the server refuses, until it answers. Each refused part is named with the server's reason. */
async function askFirst(hub: GitHub, number: number): Promise<First> {
  const lost: Lost = { parts: new Map(), fields: new Set(), failed: new Map() };
  for (;;) {
    const parts = new Set(ALL.filter((part) => !lost.parts.has(part)));
    const wish: GateWish = { parts, without: lost.fields, size: 100 };
    const { data, faults, size } = await askShrinking(hub, gateQuery, wish, { number });
    if (faults.length === 0) {
      knowIdentity(hub, member(data, 'viewer'));
      return { repository: member(data, 'repository'), wish: { ...wish, size }, lost: lost.parts };
    }
    const byField = new Map(faults.map((fault) => [fieldOf(fault), fault]));
    for (const [field, fault] of byField) leaveOut(field, fault, lost);
  }
}

/** The field that can be left out against a fault: the unknown one, or the outermost of those on the way to it. */
function fieldOf({ field, path }: Fault): string | undefined {
  return (field === undefined ? path : [field]).find((step) => Object.hasOwn(OPTIONAL_FIELDS, step));
}

/**
 * Notes what to leave out next time; trouble that may pass is given another chance first. Throws where that can't be left out, or
 * was already.
 */
function leaveOut(named: string | undefined, fault: Fault, { parts, fields, failed }: Lost): void {
  if (named === undefined || fields.has(named)) throw faultError(fault);
  const error = faultError(fault);
  const count = (failed.get(named) ?? 0) + 1;
  failed.set(named, count);
  if (error.kind === 'unavailable' && count <= CHANCES) return;
  fields.add(named);
  const part = OPTIONAL_FIELDS[named] ?? null;
  if (part !== null) parts.set(part, error.message);
}

async function readOnce(hub: GitHub, number: number): Promise<Gate | undefined> {
  const { repository, wish, lost } = await askFirst(hub, number);
  const raw = member(repository, 'pullRequest');
  const head = pullHead(raw);
  const place: ListPlace = { hub, number, head: head.head.sha, wish };
  const missing: Missing[] = [];
  const lists = await readLists(place, raw, lost, missing);
  if (lists === undefined) return undefined;
  const why = lost.get('settings');
  return {
    pull: { ...head, ...lists, missing },
    settings: why === undefined ? settingsOf(repository) : null,
    ...(why === undefined ? {} : { settingsMissing: why }),
    defaultBranch: textAt(repository, 'defaultBranchRef', 'name'),
    baseTip: baseTipOf(raw),
  };
}

type Lists = Pick<PullRequest, 'commits' | 'commitCount' | 'reviews' | 'threads'>;

/** The three lists, or undefined when the head moved on the way. */
async function readLists(
  place: ListPlace,
  raw: unknown,
  lost: ReadonlyMap<GatePart, string>,
  missing: Missing[],
): Promise<Lists | undefined> {
  const read = async (what: Missing['what'], field: string): Promise<readonly unknown[] | undefined> => {
    const refused = lost.get(what);
    if (refused !== undefined) {
      missing.push({ what, why: refused });
      return [];
    }
    const list = await restOfList(place, what, member(raw, field));
    if (list.kind === 'moved') return undefined;
    if (list.why !== undefined) missing.push({ what, why: list.why });
    return list.nodes;
  };
  const commits = await read('commits', 'commits');
  const reviews = commits && (await read('reviews', 'reviews'));
  const threads = reviews && (await read('threads', 'reviewThreads'));
  if (commits === undefined || reviews === undefined || threads === undefined) return undefined;
  return {
    commits: commits.map(commitOf),
    commitCount: lost.has('commits') ? 0 : countAt(raw, 'commits', 'totalCount'),
    reviews: reviews.map(reviewOf).filter((review) => review !== undefined),
    threads: await readThreads(place, threads, missing),
  };
}

async function readThreads(
  place: ListPlace,
  nodes: readonly unknown[],
  missing: Missing[],
): Promise<PullRequest['threads']> {
  const threads: PullRequest['threads'][number][] = [];
  try {
    for (const node of nodes) threads.push(await wholeThread(place, node));
  } catch (error) {
    missing.push({ what: 'threads', why: passingWords(error) });
  }
  return threads;
}
