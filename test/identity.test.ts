import {
  type Commit,
  type Identities,
  identify,
  type Person,
  type PullFact,
  type RosterEntry,
} from '@forethought/core';
import { describe, expect, test } from '@jest/globals';
import { landedCommit, landedPull, sha } from './helpers/ledger-facts.js';

/** A commit by `Name <address>`; further people are its co-authors. */
function by(start: string, author: string, changes: Partial<Commit> = {}, ...coAuthors: string[]): Commit {
  return landedCommit(start, 1, ['p1'], {
    author: person(author),
    ...(coAuthors.length === 0 ? {} : { coAuthors: coAuthors.map(person) }),
    ...changes,
  });
}

function person(text: string): Person {
  const open = text.lastIndexOf('<');
  return { name: text.slice(0, open).trim(), email: text.slice(open + 1, -1) };
}

function enrolled(login: string, ...emails: string[]): RosterEntry {
  return { login, emails, away: [], named: false };
}

function found(commits: readonly Commit[], more: Partial<Parameters<typeof identify>[0]> = {}): Identities {
  return identify({ commits, roster: [], ...more });
}

describe('who wrote a commit', () => {
  test('is the account that the platform names, before any address', () => {
    const commits = [
      by('c1', 'A <ada@example.org>', { login: 'ada' }),
      by('c2', 'A <ada@example.org>', { login: null }),
      by('c3', 'B <other@example.org>', { login: 'ADA' }),
      by('c4', 'C <x@example.org>', {}, 'A <ada@example.org>'),
    ];
    const { engineersOf, ownerOf } = found(commits);
    expect(['c1', 'c2', 'c3', 'c4'].map((start) => engineersOf(sha(start)))).toEqual([
      ['ada'],
      ['ada'],
      ['ada'],
      ['C', 'ada'],
    ]);
    expect(ownerOf(sha('c4'))).toBe('C');
    expect(ownerOf('dead')).toBeNull();
  });

  test('is the roster where an address stands there, unless the account is enrolled itself', () => {
    const roster = [enrolled('ada', 'ada@example.org'), enrolled('kim')];
    const commits = [
      by('c1', 'A <ada@example.org>', { login: 'ada-at-work' }),
      by('c2', 'A <ada@example.org>', { login: 'kim' }),
      by('c3', 'K <9+KIM@users.noreply.github.com>'),
    ];
    const { engineersOf, people } = found(commits, { roster });
    expect(['c1', 'c2', 'c3'].flatMap((start) => engineersOf(sha(start)))).toEqual(['ada', 'kim', 'kim']);
    expect(people.map(({ id, isEnrolled, changes }) => [id, isEnrolled, changes])).toEqual([
      ['ada', true, 1],
      ['kim', true, 2],
    ]);
  });

  test('is the account that a pull request names for the commit', () => {
    const inner = [{ sha: sha('c1'), login: 'kim', committedAt: '2026-10-01T00:00:00Z' }];
    const commits = [by('c1', 'K <k@example.org>'), by('c2', 'K <k@example.org>')];
    const { engineersOf } = found(commits, { pulls: [landedPull(1, 2, { commits: inner })] });
    expect(['c1', 'c2'].flatMap((start) => engineersOf(sha(start)))).toEqual(['kim', 'kim']);
  });

  test('is nobody known where one address has had two accounts', () => {
    const commits = [
      by('c1', 'T <test@example.org>', { login: 'ada' }),
      by('c2', 'T <test@example.org>', { login: 'kim' }),
      by('c3', 'T <test@example.org>'),
    ];
    const { engineersOf, unresolved } = found(commits);
    expect(['c1', 'c2', 'c3'].flatMap((start) => engineersOf(sha(start)))).toEqual(['ada', 'kim', 'T']);
    expect(unresolved).toEqual([{ id: 't…@example.org', changes: 1 }]);
  });

  test('is never found by a name alone', () => {
    const commits = [by('c1', 'Ada Example <a@one.example>'), by('c2', 'Ada Example <b@two.example>')];
    const { engineersOf, unresolved, suggestions } = found(commits);
    const [one, two] = ['c1', 'c2'].flatMap((start) => engineersOf(sha(start)));
    expect(one).not.toBe(two);
    expect(unresolved).toHaveLength(2);
    expect(suggestions).toEqual([{ keep: one, merge: two, because: 'same-name' }]);
  });

  test('is read from the stored form, in which a login stands for the name and addresses are hashed', () => {
    const stored = (start: string, author: Person): Commit => landedCommit(start, 1, ['p1'], { author });
    const commits = [
      stored('c1', { name: 'ada', email: '' }),
      stored('c2', { name: '', email: 'hmac:0123456789abcdef' }),
      stored('c3', { name: '', email: 'hmac:0123456789abcdef' }),
      stored('c4', { name: 'renovate[bot]', email: '' }),
      stored('c5', { name: '', email: 'noreply@vendor.example' }),
    ];
    const { engineersOf, unresolved } = found(commits);
    expect(['c1', 'c2', 'c3', 'c4', 'c5'].map((start) => engineersOf(sha(start)))).toEqual([
      ['ada'],
      ['address 01234567'],
      ['address 01234567'],
      [],
      [],
    ]);
    expect(unresolved).toEqual([{ id: 'address 01234567', changes: 2 }]);
  });
});

describe('whose pull request it is', () => {
  const of = (pull: Partial<PullFact>, more = {}) => found([], { pulls: [landedPull(1, 2, pull)], ...more });

  test('is its author', () => {
    expect(of({}).ownerOf('#1')).toBe('ada');
    expect(of({}, { roster: [enrolled('Ada')] }).ownerOf('#1')).toBe('Ada');
    expect(of({ author: null }).ownerOf('#1')).toBeNull();
  });

  test('is nobody of a machine, and of an agent whoever merged it', () => {
    const bot = { login: 'renovate', kind: 'bot' as const };
    const agent = { login: 'coder', kind: 'user' as const };
    expect(of({ author: bot }).ownerOf('#1')).toBeNull();
    expect(of({ author: agent }, { bots: ['Coder'] }).ownerOf('#1')).toBeNull();
    expect(of({ author: agent }, { agents: ['Coder'] }).ownerOf('#1')).toBe('lin');
    expect(of({ author: agent, mergedBy: bot }, { agents: ['coder'] }).ownerOf('#1')).toBeNull();
  });

  test('is shared by those who committed, not by who merged', () => {
    const commits = [
      by('c1', 'K <kim@users.noreply.github.com>'),
      landedCommit('a1a', 2, ['p1', 'c1'], { author: person('L <lin@users.noreply.github.com>') }),
    ];
    const inner = [
      { sha: sha('c1'), login: null, committedAt: commits[0]?.committedAt ?? '' },
      { sha: sha('c2'), login: 'eve', committedAt: commits[0]?.committedAt ?? '' },
      { sha: sha('c3'), login: 'renovate[bot]', committedAt: commits[0]?.committedAt ?? '' },
    ];
    const { engineersOf } = found(commits, { pulls: [landedPull(1, 2, { commits: inner })] });
    expect(engineersOf('#1')).toEqual(['ada', 'kim', 'eve']);
  });

  test('tells who wrote the squash of it, and suggests whose address that is', () => {
    const commits = [by('a1a', 'A <a@example.org>'), by('c1', 'A <a@example.org>')];
    const { engineersOf, suggestions, unresolved, people } = found(commits, { pulls: [landedPull(1, 2)] });
    expect([engineersOf(sha('a1a')), engineersOf(sha('c1'))]).toEqual([['ada'], ['A']]);
    expect(suggestions).toEqual([{ keep: 'ada', merge: 'A', because: 'pull-request' }]);
    expect(unresolved).toEqual([{ id: 'a…@example.org', changes: 1 }]);
    expect(people.map(({ id, changes }) => [id, changes])).toEqual([
      ['ada', 2],
      ['A', 1],
    ]);
  });

  test('an address that only landed its own pull requests is not unresolved', () => {
    const { unresolved, people } = found([by('a1a', 'A <a@example.org>')], { pulls: [landedPull(1, 2)] });
    expect(unresolved).toEqual([]);
    expect(people.map(({ id, addresses }) => [id, addresses])).toEqual([['ada', ['a@example.org']]]);
  });

  test('an address that landed pull requests of two accounts belongs to neither', () => {
    const commits = [by('a1a', 'A <a@example.org>'), by('a2a', 'A <a@example.org>')];
    const pulls = [landedPull(1, 2), landedPull(2, 3, { author: { login: 'kim', kind: 'user' } })];
    const { people, engineersOf } = found(commits, { pulls });
    expect([engineersOf(sha('a1a')), engineersOf(sha('a2a'))]).toEqual([['ada'], ['kim']]);
    expect(people.map(({ addresses }) => addresses)).toEqual([[], []]);
  });
});

describe('machines', () => {
  test('are told by lists and by the platform, and a person of the same login stays a person', () => {
    const pulls = [
      landedPull(1, 2, { author: { login: 'scanner', kind: 'bot' } }),
      landedPull(2, 2, {
        author: { login: 'codecov', kind: 'bot' },
        mergedBy: { login: 'codecov', kind: 'user' },
      }),
    ];
    const { isMachine, engineerOf, ownerOf } = found([], { pulls, bots: ['Mender[bot]'] });
    expect(['scanner', 'codecov', 'mender', 'any[bot]', 'ada'].map(isMachine)).toEqual([
      true,
      false,
      true,
      true,
      false,
    ]);
    expect([engineerOf('scanner'), engineerOf('codecov'), ownerOf('#2')]).toEqual([
      undefined,
      'codecov',
      null,
    ]);
  });

  test('engineers keep one spelling', () => {
    const { engineerOf } = found([], { roster: [enrolled('Ada-L')], pulls: [landedPull(1, 1)] });
    expect([engineerOf('ada-l'), engineerOf('ADA'), engineerOf('New')]).toEqual(['Ada-L', 'ada', 'New']);
  });
});

describe('suggestions', () => {
  test('offer an address for an account, by a full name or the beginning of the address, each once', () => {
    const commits = [
      by('c1', 'Ada Example <1+ada@users.noreply.github.com>'),
      by('c2', 'ada  EXAMPLE <ada.l@example.org>'),
      by('c3', 'Kim <kimberly@one.example>'),
      by('c4', 'K. <kimberly+git@two.example>'),
      by('c5', 'Root <root@one.example>'),
      by('c6', 'Root <root@two.example>'),
    ];
    expect(found(commits).suggestions).toEqual([
      { keep: 'ada', merge: 'ada  EXAMPLE', because: 'same-name' },
      { keep: 'Kim', merge: 'K.', because: 'same-address-name' },
    ]);
  });

  test('never join two accounts', () => {
    const commits = [
      by('c1', 'Ada Example <1+ada@users.noreply.github.com>'),
      by('c2', 'Ada Example <2+ada-two@users.noreply.github.com>'),
    ];
    expect(found(commits).suggestions).toEqual([]);
  });
});
