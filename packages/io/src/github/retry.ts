/** Headers of a reply, names in lower case. */
export type ReplyHeaders = Readonly<Record<string, string | number | undefined>>;

/** One failed attempt. `limit` and `server` come from GraphQL, which says so under status 200; `words` are the server's own. */
export interface Failure {
  readonly cause: 'network' | 'timeout' | 'malformed' | 'status' | 'limit' | 'server';
  readonly status?: number | undefined;
  readonly headers: ReplyHeaders;
  readonly words: string;
}

/** What deciding depends on. `attempt` counts from 0; `safe`: asking twice has the effect of asking once; times in milliseconds. */
export interface Attempt {
  readonly attempt: number;
  readonly retries: number;
  readonly safe: boolean;
  readonly now: number;
  /** From 0 to below 1. */
  readonly random: number;
  /** How long this run may still wait. */
  readonly leftMs: number;
}

/** Wait so long and ask again, or give up; `until` (milliseconds since 1970) is when a limit is said to end. */
export type Decision =
  | { readonly kind: 'again'; readonly afterMs: number }
  | { readonly kind: 'give-up'; readonly until?: number };

const SECOND = 1000;
const LONGEST_BACKOFF = 8 * SECOND;
const UNNAMED_LIMIT = 60 * SECOND;
/** What asks for a longer wait than this is taken for garbage. */
const PLAUSIBLE = 7 * 24 * 3600 * SECOND;

/**
 * Whether a failed attempt is made again. What is not safe is repeated only after a limit, as a request that was turned away
 * had no effect. Nothing waits for longer than `leftMs`: then the limit is reported with its end.
 * https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api
 */
export function decide(failure: Failure, attempt: Attempt): Decision {
  if (isLimit(failure)) return afterLimit(failure.headers, attempt);
  if (!isPassing(failure) || !attempt.safe || attempt.attempt >= attempt.retries) return { kind: 'give-up' };
  const ceiling = Math.min(LONGEST_BACKOFF, SECOND * 2 ** attempt.attempt);
  const asked = retryAfter(failure.headers, attempt.now) ?? 0;
  const afterMs = Math.max(asked, Math.round(ceiling * attempt.random));
  return afterMs > attempt.leftMs ? { kind: 'give-up' } : { kind: 'again', afterMs };
}

/** A request that was turned away because there were too many, by 429, by 403 with a sign of it, or by GraphQL's word. */
export function isLimit({ cause, status, headers, words }: Failure): boolean {
  if (cause === 'limit' || status === 429) return true;
  if (cause !== 'status' || status !== 403 || /resource not accessible/i.test(words)) return false;
  return (
    headers['retry-after'] !== undefined ||
    String(headers['x-ratelimit-remaining']) === '0' ||
    /rate limit|abuse detection/i.test(words)
  );
}

/** Trouble that may be over at the next attempt. */
export function isPassing({ cause, status }: Failure): boolean {
  return cause !== 'status' || (status !== undefined && status >= 500);
}

function afterLimit(headers: ReplyHeaders, { attempt, retries, now, random, leftMs }: Attempt): Decision {
  const least = SECOND * 2 ** attempt;
  const waits = [retryAfter(headers, now), untilReset(headers, now)].filter((ms) => ms !== undefined);
  const wait = waits.length === 0 ? UNNAMED_LIMIT * 2 ** attempt : Math.max(least, ...waits);
  const afterMs = wait + Math.round(SECOND * random);
  if (attempt < retries && afterMs <= leftMs) return { kind: 'again', afterMs };
  return { kind: 'give-up', until: now + wait };
}

/** `retry-after` as seconds or as a date. */
function retryAfter(headers: ReplyHeaders, now: number): number | undefined {
  const value = String(headers['retry-after'] ?? '').trim();
  if (/^\d{1,9}$/.test(value)) return plausible(Number(value) * SECOND);
  return /[a-z]{3}/i.test(value) ? plausible(Date.parse(value) - serverTime(headers, now)) : undefined;
}

/** Time to the end of the limit by the server's own clock, as the one here may be wrong. */
function untilReset(headers: ReplyHeaders, now: number): number | undefined {
  if (String(headers['x-ratelimit-remaining']) !== '0') return undefined;
  const value = String(headers['x-ratelimit-reset'] ?? '').trim();
  return /^\d{1,12}$/.test(value) ? plausible(Number(value) * SECOND - serverTime(headers, now)) : undefined;
}

function serverTime(headers: ReplyHeaders, now: number): number {
  const time = Date.parse(String(headers['date'] ?? ''));
  return Number.isNaN(time) ? now : time;
}

function plausible(ms: number): number | undefined {
  return Number.isFinite(ms) && Math.abs(ms) <= PLAUSIBLE ? Math.max(0, ms) : undefined;
}
