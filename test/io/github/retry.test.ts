import { type Attempt, decide, type Failure } from '@forethought/io/github';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

const NOW = Date.parse('2026-11-22T10:00:00Z');
const first: Attempt = { attempt: 0, retries: 3, safe: true, now: NOW, random: 0.5, leftMs: 90_000 };
const status = (code: number, headers: Failure['headers'] = {}, words = ''): Failure => ({
  cause: 'status',
  status: code,
  headers,
  words,
});
const inSeconds = (seconds: number) => String(Math.floor(NOW / 1000) + seconds);
const used = { 'x-ratelimit-remaining': '0' };

describe('trouble that may pass', () => {
  test.each([500, 502, 503, 504])(
    '%s is tried again three times, with full jitter below a doubling ceiling',
    (code) => {
      const waits = [0, 1, 2].map((attempt) => decide(status(code), { ...first, attempt, random: 1 }));
      expect(waits).toEqual([1000, 2000, 4000].map((afterMs) => ({ kind: 'again', afterMs })));
      expect(decide(status(code), { ...first, random: 0 })).toEqual({ kind: 'again', afterMs: 0 });
      expect(decide(status(code), { ...first, attempt: 3 })).toEqual({ kind: 'give-up' });
    },
  );

  test.each(['network', 'timeout', 'malformed', 'server'] as const)(
    '%s too, and never where it is not safe',
    (cause) => {
      const failure: Failure = { cause, headers: {}, words: '' };
      expect(decide(failure, first)).toEqual({ kind: 'again', afterMs: 500 });
      expect(decide(failure, { ...first, safe: false })).toEqual({ kind: 'give-up' });
    },
  );

  test.each([400, 401, 403, 404, 409, 410, 422])('%s is an answer', (code) => {
    expect(decide(status(code), first)).toEqual({ kind: 'give-up' });
  });

  test('what the server asks to wait counts', () => {
    expect(decide(status(503, { 'retry-after': '7' }), first)).toEqual({ kind: 'again', afterMs: 7000 });
    expect(decide(status(503, { 'retry-after': '700' }), first)).toEqual({ kind: 'give-up' });
  });
});

describe('fault 4: a secondary limit', () => {
  test('is waited for as long as it says, also where a POST was turned away', () => {
    const limit = status(403, { 'retry-after': '30' }, 'You have exceeded a secondary rate limit');
    expect(decide(limit, { ...first, safe: false, random: 0 })).toEqual({ kind: 'again', afterMs: 30_000 });
  });

  test('beyond the cap it is told with its end, and nobody sleeps', () => {
    expect(decide(status(403, { 'retry-after': '7200' }), first)).toEqual({
      kind: 'give-up',
      until: NOW + 7_200_000,
    });
  });

  test('without a header it takes a minute, then two', () => {
    const limit = status(403, {}, 'You have exceeded a secondary rate limit');
    expect(decide(limit, { ...first, random: 0 })).toEqual({ kind: 'again', afterMs: 60_000 });
    expect(decide(limit, { ...first, attempt: 1, random: 0 })).toEqual({
      kind: 'give-up',
      until: NOW + 120_000,
    });
  });

  test('a date is read by the clock of the server', () => {
    const headers = { 'retry-after': 'Sun, 22 Nov 2026 09:00:20 GMT', date: 'Sun, 22 Nov 2026 09:00:00 GMT' };
    expect(decide(status(429, headers), { ...first, random: 0 })).toEqual({ kind: 'again', afterMs: 20_000 });
  });
});

describe('fault 5: the hourly limit', () => {
  test('is waited for when it ends soon, and told when not', () => {
    const soon = status(403, { ...used, 'x-ratelimit-reset': inSeconds(20) });
    expect(decide(soon, { ...first, random: 0 })).toEqual({ kind: 'again', afterMs: 20_000 });
    const late = status(403, { ...used, 'x-ratelimit-reset': inSeconds(3500) });
    expect(decide(late, first)).toEqual({ kind: 'give-up', until: NOW + 3_500_000 });
  });

  test('a token that may not is no limit, even with the last request', () => {
    expect(decide(status(403, used, 'Resource not accessible by integration'), first)).toEqual({
      kind: 'give-up',
    });
  });
});

describe('fault 6: garbage in headers, and clocks that differ', () => {
  test.each([-1, 1])('a clock here that is %s hour off changes nothing', (hours) => {
    const headers = { ...used, 'x-ratelimit-reset': inSeconds(30), date: 'Sun, 22 Nov 2026 10:00:00 GMT' };
    const skewed = { ...first, now: NOW + hours * 3_600_000, random: 0 };
    expect(decide(status(403, headers), skewed)).toEqual({ kind: 'again', afterMs: 30_000 });
  });

  test('whatever the headers hold, nobody waits under a second or over the cap', () => {
    const value = fc.oneof(fc.string(), fc.integer().map(String), fc.double().map(String), fc.constant('0'));
    const headers = fc.record(
      { 'retry-after': value, 'x-ratelimit-reset': value, date: value },
      { requiredKeys: [] },
    );
    const code = fc.constantFrom(403, 429);
    const count = fc.integer({ min: 0, max: 4 });
    fc.assert(
      fc.property(
        headers,
        code,
        count,
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (given, at, attempt, random) => {
          const decision = decide(status(at, { ...used, ...given }), { ...first, attempt, random });
          if (decision.kind === 'again') {
            expect(decision.afterMs).toBeGreaterThanOrEqual(1000);
            expect(decision.afterMs).toBeLessThanOrEqual(90_000);
          } else expect(new Date(decision.until ?? Number.NaN).toISOString()).toMatch(/^2026/);
        },
      ),
      { numRuns: 5000 },
    );
  });
});

describe('fault 7: 429 without wording', () => {
  test('is a limit', () => {
    expect(decide(status(429), { ...first, random: 0 })).toEqual({ kind: 'again', afterMs: 60_000 });
  });
});
