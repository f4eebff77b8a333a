import { type Commit, type Person, peopleOf, type RosterEntry } from '@forethought/core';
import { describe, expect, test } from '@jest/globals';

let number = 0;

/** A commit by `Name <address>`, with co-authors in the same form. */
function commit(author: string, ...coAuthors: readonly string[]): Commit {
  number += 1;
  return {
    sha: String(number).padStart(40, '0'),
    tree: '',
    parents: [],
    author: person(author),
    committer: person(author),
    authoredAt: '2026-01-01T00:00:00Z',
    committedAt: '2026-01-01T00:00:00Z',
    coAuthors: coAuthors.map(person),
    message: '',
  };
}

function person(text: string): Person {
  const [, name = '', email = ''] = /^(.*?) ?<(.*)>$/.exec(text) ?? [];
  return { name, email };
}

function enrolled(login: string, ...emails: readonly string[]): RosterEntry {
  return { login, emails: [...emails], away: [], named: false };
}

describe('who stands behind a commit', () => {
  test('an account by its login, an address by its name', () => {
    const commits = [
      commit('Ada Example <12+ada@users.noreply.github.com>'),
      commit('ada e. <ada@users.noreply.github.com>'),
      commit('Grace <grace@example.org>'),
      commit('Grace H. <GRACE@example.org>'),
    ];
    const people = peopleOf(commits, [], 'some');
    expect(commits.map(({ sha }) => people.engineersOf(sha))).toEqual([
      ['ada'],
      ['ada'],
      ['Grace'],
      ['Grace'],
    ]);
    expect(people.rows).toEqual(['ada', 'Grace']);
  });

  test('the same name twice is two people, told apart without printing an address', () => {
    const commits = [
      commit('Kim <kim@one.example>'),
      commit('Kim <kim@two.example>'),
      commit('Kim <k@one.example>'),
    ];
    const people = peopleOf(commits, [], 'some');
    expect(people.rows).toEqual(['Kim (k…@one.example)', 'Kim (k…@one.example) 2', 'Kim (k…@two.example)']);
    expect(new Set(commits.flatMap(({ sha }) => people.engineersOf(sha))).size).toBe(3);
  });

  test('a person without a name is shown by the beginning of the address', () => {
    expect(peopleOf([commit('<solo@example.org>')], [], 'some').rows).toEqual(['s…@example.org']);
  });

  test('the roster joins addresses and accounts of one person', () => {
    const roster = [enrolled('Ada-L', 'ada@example.org', 'ADA@old.example'), enrolled('absent')];
    const commits = [
      commit('A <ada@example.org>'),
      commit('A <ada@old.example>'),
      commit('A <7+ada-l@users.noreply.github.com>'),
      commit('Other <other@example.org>', 'A <ada@example.org>'),
    ];
    const people = peopleOf(commits, roster, 'some');
    expect(commits.map(({ sha }) => people.engineersOf(sha))).toEqual([
      ['Ada-L'],
      ['Ada-L'],
      ['Ada-L'],
      ['Other', 'Ada-L'],
    ]);
    expect([people.rows, people.left]).toEqual([['absent', 'Ada-L'], 1]);
    expect(peopleOf(commits, roster, 'all').rows).toEqual(['absent', 'Ada-L', 'Other']);
  });

  test('co-authors are credited once, and have a row when all are asked for', () => {
    const one = commit('Ada <ada@example.org>', 'Lin <lin@example.org>', 'ada <ADA@example.org>');
    expect(peopleOf([one], [], 'some').engineersOf(one.sha)).toEqual(['Ada', 'Lin']);
    expect(peopleOf([one], [], 'some').rows).toEqual(['Ada']);
    expect(peopleOf([one], [], 'all').rows).toEqual(['Ada', 'Lin']);
  });

  test.each([
    'renovate[bot] <29139614+renovate[bot]@users.noreply.github.com>',
    'tool[bot] <tool@example.org>',
    'Assistant <noreply@vendor.example>',
    'GitHub <no-reply@host.example>',
    'CI <ci@example.org>',
    'release <9+robot@users.noreply.github.com>',
  ])('%s is nobody', (bot) => {
    const one = commit(bot, 'Ada <ada@example.org>');
    const people = peopleOf([one], [], 'all', ['ci@example.org', 'Robot']);
    expect([people.engineersOf(one.sha), people.rows]).toEqual([['Ada'], ['Ada']]);
  });

  test('a roster entry counts whatever its address looks like', () => {
    const one = commit('Ada <noreply@ada.example>');
    expect(peopleOf([one], [enrolled('ada', 'noreply@ada.example')], 'some').engineersOf(one.sha)).toEqual([
      'ada',
    ]);
  });

  test('the twenty busiest have rows, in alphabetical order, and the rest is counted', () => {
    const commits = Array.from({ length: 25 }, (_, at) => at).flatMap((at) => {
      const author = `P${String.fromCharCode(97 + at)} <p${at}@example.org>`;
      return at < 5 ? [commit(author)] : [commit(author), commit(author)];
    });
    const people = peopleOf(commits, [], 'some');
    expect(people.rows[0]).toBe('Pf');
    expect([people.rows.length, people.left]).toEqual([20, 5]);
    expect([...people.rows].sort()).toEqual(people.rows);
    expect(peopleOf(commits, [], 'all').rows).toHaveLength(25);
  });
});
