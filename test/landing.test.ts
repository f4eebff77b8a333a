import {
  adviseFindings,
  auditLanding,
  DOES_NOT_LAND,
  type Finding,
  fromText,
  type LandingPlan,
  landingNoticeWords,
  landingOf,
  lostWords,
  type MergeSettings,
  type Policy,
  type PullCommit,
  squashText,
} from '@forethought/core';
import { describe, expect, test } from '@jest/globals';
import { policy } from './helpers/policy.js';

const commit = (message: string, parents = 1): PullCommit => ({
  sha: 'a'.repeat(40),
  parents,
  message,
  login: 'ada',
  committedAt: '2026-11-20T10:00:00Z',
});
const one = commit('fix: one\n\nBody of one.\n');
const two = commit('fix: two');
const merge = commit("Merge branch 'main' into topic", 2);
const pull = (commits: readonly PullCommit[]) => ({
  number: 12,
  title: 'feat: the whole',
  body: '## Test Evidence\r\n\r\n- npm test: 31 passed\r\n',
  commits: [...commits],
});
const settings = (changed: Partial<MergeSettings> = {}): MergeSettings => ({
  squash: true,
  merge: false,
  rebase: false,
  squashTitle: 'PR_TITLE',
  squashMessage: 'PR_BODY',
  ...changed,
});

describe('how a pull request lands', () => {
  test.each<[string, Partial<MergeSettings>, readonly PullCommit[], Partial<LandingPlan>]>([
    ['the body of a squash', {}, [one, two], { landing: 'pr-body', squash: 'body', commitsStay: false }],
    ['the body even of one commit', {}, [one], { landing: 'pr-body', squash: 'body' }],
    [
      'joined messages',
      { squashMessage: 'COMMIT_MESSAGES' },
      [one, two],
      { landing: 'commits', squash: 'messages' },
    ],
    [
      'the only commit',
      { squashMessage: 'COMMIT_MESSAGES' },
      [one],
      { landing: 'commits', squash: 'single' },
    ],
    [
      'the only commit beside a merge',
      { squashMessage: 'COMMIT_MESSAGES' },
      [merge, one],
      { squash: 'single' },
    ],
    [
      'nothing',
      { squashMessage: 'BLANK' },
      [one],
      { landing: 'pr-body', bodyLands: false, commitsLand: false, notices: [{ code: 'evidence-lost' }] },
    ],
    [
      'body or commits',
      { merge: true },
      [one],
      { landing: 'both', bodyLands: true, commitsLand: true, notices: [] },
    ],
    [
      'commits in every way',
      { squashMessage: 'COMMIT_MESSAGES', rebase: true },
      [one, two],
      { landing: 'commits', commitsStay: true },
    ],
    [
      'commits or nothing',
      { squashMessage: 'BLANK', merge: true },
      [one],
      { landing: 'commits', notices: [{ code: 'evidence-may-be-lost' }] },
    ],
    [
      'commits of a merge',
      { squash: false, merge: true },
      [one],
      { landing: 'commits', bodyLands: false, squash: null },
    ],
  ])('%s', (_, changed, commits, expected) => {
    expect(landingOf(settings(changed), pull(commits), 'auto')).toMatchObject(expected);
  });

  test('settings that nobody could read judge both, with one notice', () => {
    const plan = landingOf(null, pull([one]), 'auto');
    expect(plan).toMatchObject({ landing: 'both', bodyLands: null, commitsLand: null });
    expect(plan.notices.map(landingNoticeWords)).toEqual([
      expect.stringContaining('merge settings were not read'),
    ]);
    expect(landingOf(settings({ squash: false }), pull([one]), 'auto')).toEqual(plan);
  });

  test('what is wanted takes the place of the settings', () => {
    expect(landingOf(null, pull([one]), 'pr-body')).toMatchObject({
      bodyLands: true,
      commitsLand: false,
      notices: [],
    });
    expect(landingOf(settings(), pull([one]), 'commits')).toMatchObject({
      bodyLands: false,
      commitsLand: true,
      squash: null,
    });
    expect(landingOf(settings({ squashMessage: 'BLANK' }), pull([one]), 'both')).toMatchObject({
      landing: 'both',
      notices: [],
    });
  });
});

describe('the message that a squash proposes', () => {
  const text = (changed: Partial<MergeSettings>, commits: readonly PullCommit[]) => {
    const own = settings(changed);
    return squashText(landingOf(own, pull(commits), 'auto'), own, pull(commits));
  };

  test('is the title with the number and the body', () => {
    expect(text({}, [one, two])).toBe('feat: the whole (#12)\n\n## Test Evidence\n\n- npm test: 31 passed\n');
  });

  test('joins messages, each title as a bullet with its body below', () => {
    expect(text({ squashMessage: 'COMMIT_MESSAGES' }, [one, merge, two])).toBe(
      "feat: the whole (#12)\n\n* fix: one\n\nBody of one.\n\n* Merge branch 'main' into topic\n\n* fix: two\n",
    );
  });

  test('of one commit takes its text, and its title where the settings say so', () => {
    const messages = { squashMessage: 'COMMIT_MESSAGES' } as const;
    expect(text(messages, [one])).toBe('feat: the whole (#12)\n\nBody of one.\n');
    expect(text({ ...messages, squashTitle: 'COMMIT_OR_PR_TITLE' }, [merge, one])).toBe(
      'fix: one (#12)\n\nBody of one.\n',
    );
    expect(text({ ...messages, squashTitle: 'COMMIT_OR_PR_TITLE' }, [one, two])).toMatch(
      /^feat: the whole \(#12\)\n/,
    );
  });

  test('may be the title alone, or not be', () => {
    expect(text({ squashMessage: 'BLANK' }, [one])).toBe('feat: the whole (#12)\n');
    expect(text({ squash: false, merge: true }, [one])).toBeUndefined();
  });
});

describe('findings by what lands', () => {
  const finding = (
    kind: Finding['subject']['kind'],
    ruleId = 'sources-consulted',
    outcome: Finding['outcome'] = 'fail',
  ): Finding => ({
    ruleId,
    outcome,
    severity: 'block',
    subject: { kind, id: kind, title: '' },
    asked: true,
  });
  const kinds = (ruleId: string, ...asked: Policy['rules'][number]['kinds']): Policy['rules'][number] => ({
    ruleId,
    kinds: asked,
    timeline: [{ from: null, severity: 'block' }],
    options: {},
    when: {},
    forbidNotApplicable: false,
  });
  const both: Policy = {
    ...policy,
    rules: [kinds('sources-consulted', 'commit', 'pull-request'), kinds('test-evidence', 'commit')],
  };
  const severities = (findings: readonly Finding[], plan: LandingPlan) =>
    adviseFindings(findings, plan, both).map(({ severity, reason }) =>
      reason === undefined ? severity : `${severity} ${reason}`,
    );
  const bodyLands = landingOf(settings(), pull([one]), 'auto');
  const commitsLand = landingOf(settings({ squash: false, merge: true }), pull([one]), 'auto');
  const joined = landingOf(settings({ squashMessage: 'COMMIT_MESSAGES' }), pull([one, two]), 'auto');

  test('a rule of both kinds blocks on the text that lands and advises on the other', () => {
    const found = [finding('commit'), finding('pull-request')];
    expect(severities(found, bodyLands)).toEqual([`warn ${DOES_NOT_LAND}: body`, 'block']);
    expect(severities(found, commitsLand)).toEqual(['block', `warn ${DOES_NOT_LAND}: commits`]);
    expect(severities(found, landingOf(settings({ merge: true }), pull([one]), 'auto'))).toEqual([
      'block',
      'block',
    ]);
    expect(severities(found, landingOf(null, pull([one]), 'auto'))).toEqual(['block', 'block']);
  });

  test('a rule of one kind keeps its severity, and so does one without an answer for what lands', () => {
    expect(severities([finding('commit', 'test-evidence')], bodyLands)).toEqual(['block']);
    expect(severities([finding('commit')], bodyLands)).toEqual(['block']);
    expect(
      severities(
        [finding('commit'), finding('pull-request', 'sources-consulted', 'not-applicable')],
        bodyLands,
      ),
    ).toEqual([`warn ${DOES_NOT_LAND}: body`, 'block']);
  });

  test('commits whose messages land joined advise where the joined text was judged', () => {
    const found = [finding('commit', 'test-evidence'), finding('message', 'test-evidence', 'pass')];
    expect(severities(found, joined)).toEqual([`warn ${DOES_NOT_LAND}: squash`, 'block']);
    expect(severities([finding('commit', 'test-evidence')], joined)).toEqual(['block']);
  });
});

describe('the audit of what landed', () => {
  const body = fromText('## Test Evidence\n\n- `npm test`: 31 passed\n\n## Pre-mortem\n\nTODO\n', {
    kind: 'pull-request',
    index: policy.sections,
    hashHeadings: 'count',
  });

  test('names the sections that did not arrive, and only those that said something', () => {
    const lost = auditLanding('feat: x (#1)\n', body, policy);
    expect(lost).toEqual([{ section: 'test-evidence', landed: 'absent' }]);
    expect(lostWords(lost, policy.sections)).toContain('Test Evidence');
    expect(auditLanding('feat: x (#1)\n\nTest Evidence:\n\nTODO\n', body, policy)).toEqual([
      { section: 'test-evidence', landed: 'placeholder' },
    ]);
  });

  test('says nothing where the evidence arrived', () => {
    const arrived = auditLanding(
      'feat: x (#1)\n\n## Test Evidence\n\n- `npm test`: 31 passed\n',
      body,
      policy,
    );
    expect(lostWords(arrived, policy.sections)).toBe('');
  });
});
