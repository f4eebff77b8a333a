import { describe, expect, test } from '@jest/globals';
import { day, landedCommit, landedPull, ledgerIn, lineOf, sha } from '../helpers/ledger-facts.js';

describe('landed changes', () => {
  test('are merged pull requests to the default branch, oldest first, and pushes beside them', () => {
    const pulls = [
      landedPull(2, 5),
      landedPull(1, 3),
      landedPull(3, 6, { base: 'release' }),
      landedPull(4, 7, { mergedAt: null, state: 'closed', mergeCommit: null }),
    ];
    const commits = [
      landedCommit('b1', 2),
      landedCommit('a1a', 3, ['b1']),
      landedCommit('a2a', 5, ['a1a']),
      landedCommit('b2', 6, ['a2a']),
    ];
    const { changes, byId } = ledgerIn({ pulls, commits });
    expect(changes.map(({ id, kind }) => [id, kind])).toEqual([
      [sha('b1'), 'push'],
      ['#1', 'pull-request'],
      ['#2', 'pull-request'],
      [sha('b2'), 'push'],
    ]);
    expect(byId.get('#2')).toMatchObject({
      shas: [sha('a2a')],
      landedAt: day(5),
      owner: 'ada',
      engineers: ['ada'],
      isMachine: false,
      type: 'feat',
    });
  });

  test('a merge brings the commits of its branch, and a rebase those that it rewrote', () => {
    const inner = (start: string) => ({ sha: sha(start), login: 'ada', committedAt: day(1) });
    const pulls = [
      landedPull(1, 4, { commitCount: 2, commits: [inner('c1'), inner('c2')] }),
      landedPull(2, 6, { commitCount: 3, commits: [inner('d1'), inner('d2'), inner('d3')] }),
    ];
    const commits = [
      landedCommit('b1', 1),
      landedCommit('c1', 2, ['b1']),
      landedCommit('c2', 3, ['c1']),
      landedCommit('a1a', 4, ['b1', 'c2']),
      landedCommit('b2', 5, ['a1a']),
      landedCommit('e1', 6, ['b2']),
      landedCommit('e2', 6, ['e1']),
      landedCommit('a2a', 6, ['e2']),
    ];
    const { byId, changes } = ledgerIn({ pulls, commits });
    expect([...(byId.get('#1')?.shas ?? [])].sort()).toEqual(['a1a', 'c1', 'c2'].map(sha));
    expect([...(byId.get('#2')?.shas ?? [])].sort()).toEqual(['a2a', 'e1', 'e2'].map(sha));
    expect(changes.filter(({ kind }) => kind === 'push').map(({ id }) => id)).toEqual(['b1', 'b2'].map(sha));
  });

  test('a push just before a squash of several commits is a push', () => {
    const pulls = [landedPull(1, 4, { commitCount: 3 })];
    const commits = [landedCommit('b1', 3), landedCommit('a1a', 4, ['b1'])];
    expect(ledgerIn({ pulls, commits }).byId.get('#1')?.shas).toEqual([sha('a1a')]);
  });

  test('a branch that was merged by hand is one push with its commits', () => {
    const commits = [
      landedCommit('b1', 1),
      landedCommit('c1', 2, ['b1']),
      landedCommit('b2', 3, ['b1', 'c1']),
    ];
    const { changes } = ledgerIn({ commits, pulls: [] });
    expect(changes.map(({ id, shas }) => [id, shas])).toEqual([
      [sha('b1'), [sha('b1')]],
      [sha('b2'), [sha('b2'), sha('c1')]],
    ]);
  });

  test('what a bot or a maintainer merged is owned by whoever wrote it', () => {
    const by = (login: string) => {
      const person = { name: login, email: `${login}@users.noreply.github.com` };
      return { author: person, committer: person };
    };
    const commits = [
      landedCommit('b1', 1),
      landedCommit('c1', 2, ['b1'], by('lin')),
      landedCommit('b2', 3, ['b1', 'c1'], by('helper[bot]')),
      landedCommit('c2', 4, ['b2'], by('helper[bot]')),
      landedCommit('b3', 5, ['b2', 'c2']),
      landedCommit('b4', 6, ['b3', 'not-read']),
    ];
    const { changes } = ledgerIn({ commits, pulls: [] });
    expect(changes.map(({ owner, isMachine }) => [owner, isMachine])).toEqual([
      ['ada', false],
      ['lin', false],
      [null, true],
      [null, false],
    ]);
  });

  test('commits of other branches are no changes, and the head that was read tells which is the default', () => {
    const commits = [landedCommit('b1', 1), landedCommit('b2', 2, ['b1']), landedCommit('c9', 9, ['b1'])];
    const ids = (head: string | null) =>
      ledgerIn({ commits, repository: { name: 'x', head } }).changes.map(({ id }) => id);
    expect(ids(sha('b2'))).toEqual(['b1', 'b2'].map(sha));
    expect(ids(null)).toEqual(['b1', 'c9'].map(sha));
    expect(ids(sha('dead'))).toEqual(['b1', 'c9'].map(sha));
  });

  test('a bot owns nothing, an agent works for whoever merged, and co-authors share', () => {
    const pulls = [
      landedPull(1, 1, { author: { login: 'renovate', kind: 'bot' } }),
      landedPull(2, 2, { author: { login: 'coder', kind: 'bot' } }),
      landedPull(3, 3, { author: null }),
      landedPull(4, 4),
    ];
    const commits = lineOf(pulls).map((commit) =>
      commit.sha === sha('a4a')
        ? { ...commit, coAuthors: [{ name: 'Kim', email: 'kim@users.noreply.github.com' }] }
        : commit,
    );
    const { byId } = ledgerIn({ pulls, commits }, { agents: ['coder[bot]'] });
    const who = (id: string) => [byId.get(id)?.owner, byId.get(id)?.isMachine];
    expect(['#1', '#2', '#3'].map(who)).toEqual([
      [null, true],
      ['lin', false],
      [null, false],
    ]);
    expect(byId.get('#4')?.engineers).toEqual(['ada', 'kim']);
  });

  test('paths are those of the pull request, else of its commits; what was not read is not taken for none', () => {
    const files = [{ path: 'src/b.ts', status: 'M' as const, added: 1, deleted: 0 }];
    const pulls = [
      landedPull(1, 1, { paths: ['src/a.ts'] }),
      landedPull(2, 2, { paths: ['src/a.ts'], missing: [{ what: 'paths', why: 'too many' }] }),
      landedPull(3, 3),
    ];
    const commits = lineOf(pulls).map((commit) =>
      commit.sha === sha('a3a') ? { ...commit, files } : commit,
    );
    const { byId } = ledgerIn({ pulls, commits });
    expect(['#1', '#2', '#3'].map((id) => byId.get(id)?.paths)).toEqual([
      ['src/a.ts'],
      undefined,
      ['src/b.ts'],
    ]);
  });

  test('without facts of the platform every commit of the line is a push, and the gaps say what was not read', () => {
    const { changes, gaps, deploymentSource } = ledgerIn({
      commits: [landedCommit('b1', 1)],
      sources: [
        { id: 'forge', state: 'missing', missing: [{ what: 'pull requests', why: 'only Git was read' }] },
      ],
    });
    expect(changes).toHaveLength(1);
    expect(deploymentSource).toBeNull();
    expect(gaps).toEqual({
      pulls: 'only Git was read',
      reviews: 'only Git was read',
      threads: 'only Git was read',
      checks: 'only Git was read',
      issues: 'issues were not read',
      deployments: 'nothing tells what is in production: no deployment, release or workflow run',
      patterns: 'patterns were not read',
    });
  });

  test('a list that no pull request has is a gap, and one that some have is none', () => {
    const young = landedPull(2, 5, { reviews: [], threads: [] });
    const gaps = ledgerIn({ pulls: [landedPull(1, 3), young], issues: [], patterns: [] }).gaps;
    expect(gaps).toEqual({
      checks: 'checks were not read',
      deployments: 'nothing tells what is in production: no deployment, release or workflow run',
    });
  });

  test('empty facts give an empty ledger', () => {
    expect(ledgerIn({ pulls: [], issues: [] })).toMatchObject({
      changes: [],
      escapes: [],
      catches: [],
      issues: [],
    });
  });
});

describe('what rules answered about a change', () => {
  const verdict = (
    rule: string,
    outcome: 'pass' | 'fail' | 'not-applicable',
    asked: boolean | null = true,
  ) => ({
    rule,
    outcome,
    asked,
  });
  const practices = (own: ReturnType<typeof verdict>[], landed: ReturnType<typeof verdict>[]) => {
    const pulls = [landedPull(1, 3, { verdicts: own })];
    const commits = lineOf(pulls).map((commit) => ({ ...commit, verdicts: landed }));
    return ledgerIn({ pulls, commits }).byId.get('#1')?.practices;
  };

  test('is the best answer of the pull request and its commits', () => {
    expect(practices([verdict('a', 'fail')], [verdict('a', 'pass')])).toEqual({ a: 'pass' });
    expect(practices([verdict('a', 'fail')], [verdict('a', 'not-applicable')])).toEqual({ a: 'fail' });
    expect(practices([], [])).toEqual({});
  });

  test('is no failure where the rule did not have to ask, and unknown where nobody knows whether it had to', () => {
    expect(practices([verdict('a', 'fail', false)], [])).toEqual({ a: 'not-applicable' });
    expect(practices([verdict('a', 'fail', null)], [])).toEqual({ a: 'unknown' });
    expect(practices([verdict('a', 'pass', false)], [])).toEqual({ a: 'pass' });
  });

  test('comes from findings where they are given; one problem of several is enough to fail', () => {
    const finding = (outcome: 'pass' | 'fail') => ({
      ruleId: 'a',
      outcome,
      severity: 'warn' as const,
      subject: { kind: 'pull-request' as const, id: '#1', title: '' },
      asked: true,
    });
    const pulls = [landedPull(1, 3, { verdicts: [verdict('a', 'pass')] })];
    const given = ledgerIn({ pulls }, { findings: [finding('pass'), finding('fail')] });
    expect(given.byId.get('#1')?.practices).toEqual({ a: 'fail' });
  });
});
