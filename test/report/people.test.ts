import { type Commit, identify, type RosterEntry, renderPeople } from '@forethought/core';
import { describe, expect, test } from '@jest/globals';
import { landedCommit } from '../helpers/ledger-facts.js';
import { STEERING } from '../helpers/values.js';

/** A commit by a name and an address. */
function by(start: string, name: string, email: string): Commit {
  return landedCommit(start, 1, [], { author: { name, email } });
}

/** The list for commits and a roster. */
function listed(commits: readonly Commit[], roster: readonly RosterEntry[] = [], redact = false): string {
  return renderPeople(identify({ commits, roster }), roster, { color: false, redact });
}

const ADA: RosterEntry = { login: 'ada', emails: ['ada@example.org'], away: [], named: false };

describe('forethought people', () => {
  const commits = [
    by('c1', 'Kim Example', '7+kim@users.noreply.github.com'),
    by('c2', 'Kim Example', 'kim@one.example'),
    by('c3', 'Ada Example', 'ada@example.org'),
    by('c4', 'Ada Example', 'ada@home.example'),
    by('c5', 'Lin Example', 'lin@one.example'),
    by('c6', 'Lin Example', 'lin@two.example'),
  ];

  test('lists accounts, addresses without one, and what may be one person with the lines that say so', () => {
    expect(listed(commits, [ADA])).toBe(`forethought people: 2 people with an account, 4 addresses without one

Accounts
  ada                               enrolled      roster            1 change      a…@example.org
  kim                               not enrolled  no-reply address  1 change      7…@users.noreply.github.com

Without an account
  a…@home.example                   1 commit
  k…@one.example                    1 commit
  l…@one.example                    1 commit
  l…@two.example                    1 commit

Perhaps one person
  Ada Example may be ada: the same full name
    in the roster:
      - login: ada
        emails: ["ada@example.org", "ada@home.example"]
  Kim Example may be kim: the same full name
    in .mailmap:
      Kim Example <kim@users.noreply.github.com> <kim@one.example>
  Lin Example (l…@two.example) may be Lin Example (l…@one.example): the same full name
    in .mailmap:
      Lin Example <lin@one.example> <lin@two.example>

Next: where two are one person, paste the lines under them and commit; nothing is merged by itself.
`);
  });

  test('prints no whole address where it is to be redacted', () => {
    expect(listed(commits, [ADA], true)).not.toMatch(/\w{3}@/);
  });

  test('tells what to do where nothing can be suggested, and where all is known', () => {
    expect(listed([by('c1', 'K', 'k@one.example')])).toContain('Next: put each address into `emails`');
    expect(listed([by('c1', 'A', 'ada@example.org')], [ADA])).toContain('every address has its account');
  });

  test('cuts long lists and says how many are left', () => {
    const many = Array.from({ length: 205 }, (_, at) => by(`c${at}x`, `N${at}`, `n${at}@example.org`));
    expect(listed(many)).toContain('\n  … and 5 more\n');
  });

  test('hostile names and addresses steer nothing', () => {
    const hostile = [
      by('c1', '\u001B[31mEve\u202E Example', '9+eve@users.noreply.github.com'),
      by('c2', '\u001B[31mEve\u202E Example', 'e\u001B]0;x\u0007ve@one.example'),
      by('c3', '<x> # Eve\nExample', '\u009Bx@two.example'),
    ];
    const text = listed(hostile);
    expect(text.split('\n').filter((line) => STEERING.test(line))).toEqual([]);
    expect(text).toContain('may be');
  });
});
