import type { Variables } from '../connect.js';
import { GitHubError } from '../error.js';
import { askShrinking, isTooSlow } from '../gate-pages.js';
import { type Fault, faultError, type GraphQLAnswer } from '../graphql.js';
import { member } from '../value.js';
import { ALIAS, type Wish } from './queries.js';
import { note, type Run } from './run.js';

/** Fields that can be left out, each with the words for what is missing then; an empty word is nothing worth a word. */
const OPTIONAL: Readonly<Record<string, string>> = {
  reviews: 'reviews',
  commits: 'commits',
  files: 'paths',
  timelineItems: 'timeline',
  reviewThreads: 'threads',
  closingIssuesReferences: 'issues',
  statusCheckRollup: 'checks',
  authorCanPushToRepository: '',
  rateLimit: '',
};
const CHANCES = 2;
/** Finding and writing a report takes about as many points. */
const RESERVE = 30;
const MOST_FAILURES = 3;

/** What stands under one alias: the node, with the fields that could not be read and why; or why there is none. */
export type Found =
  | { readonly kind: 'found'; readonly node: unknown; readonly lost: ReadonlyMap<string, string> }
  | { readonly kind: 'lost'; readonly why: string; readonly passes: boolean };

/**
 * Asks for one page of one list until the answer is whole, in smaller pages where the server takes too long or answers in part. Fields
 * that it refuses are left out from then on. Throws `GitHubError`. The data come with the size of the page that was answered.
 */
export async function askPage(
  run: Run,
  queryOf: (wish: Wish) => string,
  variables: Variables = {},
  size = 100,
): Promise<{ readonly data: unknown; readonly size: number }> {
  let wanted = size;
  for (let failed = 0; ; ) {
    const wish = { without: run.without, size: wanted };
    keepReserve(run);
    const answer = await askShrinking(run.hub, queryOf, wish, variables);
    noteLeft(run, answer);
    const [fault] = answer.faults;
    if (fault === undefined) return answer;
    if (answer.faults.some((one) => leaveOut(run, one))) continue;
    failed += 1;
    if (failed > CHANCES || !isPassing(fault)) throw faultError(fault);
    wanted = Math.max(10, Math.floor(answer.size / 2));
  }
}

/** How several things are asked for in one query, and where their aliases stand in the answer. */
export interface Several<Key> {
  readonly queryOf: (keys: readonly Key[], wish: Wish) => string;
  /** Number behind the alias of a key. */
  readonly aliasOf: (key: Key, at: number) => number;
  readonly at: readonly string[];
}

interface Asking<Key> {
  readonly run: Run;
  readonly several: Several<Key>;
  readonly found: Map<Key, Found>;
  failures: number;
}

/**
 * Asks for several things by one query, and again in halves for those that the server took too long for or answered in part. What
 * stays unread says why; where one after the other does, throws. Throws `GitHubError` for trouble with the whole.
 */
export async function askSeveral<Key>(
  run: Run,
  keys: readonly Key[],
  several: Several<Key>,
): Promise<ReadonlyMap<Key, Found>> {
  const asking: Asking<Key> = { run, several, found: new Map(), failures: 0 };
  if (keys.length > 0) await askGroup(asking, keys, 0);
  return asking.found;
}

async function askGroup<Key>(asking: Asking<Key>, keys: readonly Key[], failed: number): Promise<void> {
  const { run, several } = asking;
  // A single thing is asked for in smaller lists before it is given up.
  const wish = { without: run.without, size: Math.max(10, Math.floor(100 / 2 ** failed)) };
  let answer: GraphQLAnswer;
  keepReserve(run);
  try {
    answer = await run.hub.query(several.queryOf(keys, wish), {}, keys.length > 1 ? 1 : 2);
  } catch (error) {
    if (!isTooSlow(error) || !(error instanceof GitHubError)) throw error;
    return askHalves(asking, keys, failed, error);
  }
  noteLeft(run, answer);
  if (answer.faults.some((fault) => leaveOut(run, fault))) return askGroup(asking, keys, failed);
  const whole = answer.faults.find((fault) => !isPassing(fault) && aliasIn(fault) === undefined);
  if (whole !== undefined) throw faultError(whole);
  const hit = keys.filter((key, at) => keep(asking, key, at, answer, keys.length > 1 || failed < CHANCES));
  const [fault] = answer.faults;
  if (hit.length > 0 && fault !== undefined) await askHalves(asking, hit, failed, faultError(fault));
}

/** Keeps what an answer has for a key; true where it has to be asked for again. */
function keep<Key>(
  asking: Asking<Key>,
  key: Key,
  at: number,
  answer: GraphQLAnswer,
  mayAsk: boolean,
): boolean {
  const { several, found } = asking;
  const alias = `${ALIAS}${several.aliasOf(key, at)}`;
  const node = member(answer.data, ...several.at, alias);
  const faults = answer.faults.filter((fault) => isAbout(fault, alias));
  const hard = faults.find((fault) => !isPassing(fault));
  const lost = new Map(faults.map((fault) => [fieldOf(fault), faultError(fault).message] as const));
  if (hard !== undefined || node === undefined) {
    const error = hard === undefined ? undefined : faultError(hard);
    if (error?.kind === 'unsupported' || error?.kind === 'forbidden') throw error;
    found.set(key, { kind: 'lost', why: error?.message ?? 'the answer does not hold it', passes: false });
    return false;
  }
  if (faults.length > 0 && mayAsk) return true;
  const why = lost.get(undefined);
  if (why === undefined) asking.failures = 0;
  const named = new Map(
    [...lost].flatMap(([field, words]) => (field === undefined ? [] : [[field, words] as const])),
  );
  found.set(
    key,
    why === undefined ? { kind: 'found', node, lost: named } : { kind: 'lost', why, passes: true },
  );
  return false;
}

async function askHalves<Key>(
  asking: Asking<Key>,
  keys: readonly Key[],
  failed: number,
  error: GitHubError,
): Promise<void> {
  const [only] = keys;
  if (keys.length === 1 && only !== undefined) {
    if (failed < CHANCES) return askGroup(asking, keys, failed + 1);
    asking.failures += 1;
    if (asking.failures >= MOST_FAILURES) throw error;
    asking.found.set(only, { kind: 'lost', why: error.message, passes: true });
    return;
  }
  const middle = Math.ceil(keys.length / 2);
  asking.run.pullsAtOnce = Math.max(1, Math.min(asking.run.pullsAtOnce, middle));
  await askGroup(asking, keys.slice(0, middle), failed);
  await askGroup(asking, keys.slice(middle), failed);
}

/** Stops before the last points are spent. Throws `GitHubError` (`rate-limited`). */
function keepReserve({ pointsLeft }: Run): void {
  if (pointsLeft >= RESERVE) return;
  throw new GitHubError(
    'rate-limited',
    `this token has ${pointsLeft} GraphQL points left for this hour, which are kept for what is still to be written`,
    'run the job again within the next hours: it goes on where it stopped',
  );
}

function noteLeft(run: Run, { data }: GraphQLAnswer): void {
  const left = member(data, 'rateLimit', 'remaining');
  if (typeof left === 'number') run.pointsLeft = left;
}

/** An answer in part that may be whole the next time; what is refused or not there stays so. */
function isPassing(fault: Fault): boolean {
  return !['not-found', 'forbidden', 'unsupported'].includes(faultError(fault).kind);
}

function aliasIn({ path }: Fault): string | undefined {
  return path.find((part) => part.startsWith(ALIAS) && /^\d{1,15}$/.test(part.slice(ALIAS.length)));
}

/** A fault without an alias on its way is about all of them. */
function isAbout(fault: Fault, alias: string): boolean {
  return (aliasIn(fault) ?? alias) === alias;
}

function fieldOf({ field, path }: Fault): string | undefined {
  return (field === undefined ? path : [field]).find((step) => Object.hasOwn(OPTIONAL, step));
}

/** Leaves a field out from now on where the server will never give it; true where that changes the question. */
function leaveOut(run: Run, fault: Fault): boolean {
  const { kind, message } = faultError(fault);
  const field = fieldOf(fault);
  if (field === undefined || (kind !== 'forbidden' && kind !== 'unsupported')) return false;
  if (run.without.has(field)) return false;
  run.without.add(field);
  const what = OPTIONAL[field] ?? '';
  if (what !== '') note(run, what, message);
  return true;
}
