import { factsSchema, type PullFact } from '@forethought/core';
import { redactFacts } from '@forethought/io';
import { describe, expect, test } from '@jest/globals';
import { storedCommit, storedIssue, storedPull } from '../helpers/stored.js';

const DAY = '2026-11-10';
const AT = `${DAY}T12:00:00Z`;
const account = { login: 'lin', kind: 'user' as const };
const digest = { sections: { 'pre-mortem': 'substantive' }, linkHosts: ['docs.example'], hash: 'plain' };

/** A pull request with something in every list. */
const pull: PullFact = storedPull(7, DAY, {
  commits: [{ sha: 'a'.repeat(40), login: 'lin', committedAt: AT, message: 'private message' }],
  reviews: [
    {
      id: 'r',
      author: account,
      canPush: true,
      state: 'approved',
      submittedAt: AT,
      commit: null,
      url: 'u',
      body: 'private review',
    },
  ],
  threads: [
    {
      id: 't',
      path: 'src/a.ts',
      author: account,
      createdAt: AT,
      commit: null,
      isResolved: true,
      isOutdated: false,
      url: 'u',
      body: 'private thread',
    },
  ],
  causes: [{ rung: 'trailer', target: { kind: 'number', number: 3 } }],
  verdicts: [{ rule: 'pre-mortem', outcome: 'pass', asked: true }],
  official: true,
  digest,
  patterns: ['retry'],
  surprises: 2,
});

const facts = factsSchema.parse({
  schema: 1,
  asOf: AT,
  repository: { name: 'team/tool', head: null },
  sources: [],
  documents: [],
  commits: [storedCommit(1, DAY, { digest, coAuthors: [{ name: 'Grace', email: 'private@example.org' }] })],
  pulls: [pull, { ...pull, number: 8, body: 'another private body' }],
  issues: [storedIssue(3, DAY, { causes: [], surprises: 1 })],
  patterns: [
    { id: 'retry', title: 'Retry', category: 'x', addedBy: 'private@example.org', addedAt: AT },
    { id: 'cache', title: 'Cache', category: 'x', addedBy: '1+lin@users.noreply.github.com', addedAt: AT },
    { id: 'queue', title: 'Queue', category: 'x', addedBy: 'ada', addedAt: AT },
  ],
});

describe('the stored form of what the platform keeps', () => {
  const stored = redactFacts(facts, { key: 'k' });

  test('is a valid document without a word or an address of anybody', () => {
    expect(factsSchema.parse(stored)).toEqual(stored);
    const written = JSON.stringify(stored);
    for (const word of ['private', 'Ada', 'Grace', 'example.org', 'plain'])
      expect(written).not.toContain(word);
  });

  test('keeps what measures need', () => {
    const { title, body, commits, reviews, threads, digest: _, ...rest } = pull;
    expect(stored.pulls?.[0]).toMatchObject(rest);
    expect(stored.pulls?.[0]).toMatchObject({
      commits: [{ sha: 'a'.repeat(40), login: 'lin' }],
      reviews: [{ id: 'r', state: 'approved', canPush: true }],
      threads: [{ id: 't', path: 'src/a.ts', isResolved: true }],
    });
    expect(stored.issues).toMatchObject([{ number: 3, labels: ['cause:docs'], surprises: 1 }]);
    expect(stored.commits[0]?.digest).toMatchObject({ sections: digest.sections });
    expect([title, body, commits?.length, reviews?.length, threads?.length]).toEqual([
      'private title',
      'private body',
      1,
      1,
      1,
    ]);
  });

  test('knows equal bodies by a hash that the key is needed for', () => {
    const hashes = (key: string) =>
      redactFacts(facts, { key }).pulls?.map((found) => found.digest?.hash) ?? [];
    const same = redactFacts({ ...facts, pulls: [pull, { ...pull, number: 9 }] }, { key: 'k' }).pulls;
    expect(new Set([...hashes('k'), ...hashes('other')]).size).toBe(4);
    expect(same?.[0]?.digest).toEqual(same?.[1]?.digest);
  });

  test('tells who added a pattern by a login, or by a hash', () => {
    expect(stored.patterns?.map(({ addedBy }) => addedBy)).toEqual([
      expect.stringMatching(/^hmac:[0-9a-f]{32}$/),
      'lin',
      'ada',
    ]);
    expect(stored.patterns?.[0]?.addedBy).toBe(stored.commits[0]?.coAuthors?.[0]?.email);
  });

  test('redacted again is the same', () => {
    const loginOf = () => 'ada';
    const named = redactFacts(facts, { key: 'k', loginOf });
    expect(redactFacts(stored, { key: 'k' })).toEqual(stored);
    expect(named.commits[0]?.author).toEqual({ name: 'ada', email: '' });
    expect(redactFacts(named, { key: 'k' })).toEqual(named);
  });
});
