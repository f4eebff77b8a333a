import type { Finding } from '@forethought/core';
import { describe, expect, it } from '@jest/globals';
import { landPull } from '../github/land/land.js';
import { BODY, CONFIG, documented, type GateStart, pullOf, SOURCE } from '../helpers/gate-run.js';
import { gates, UNDOCUMENTED } from '../helpers/gates.js';

const gateOf = gates();

const OTHER = { message: 'feat: more\n', author: 'ada', files: { 'src/more.ts': SOURCE } };
const MERGE = { squash: false, merge: true, rebase: false, squashMessage: 'PR_BODY' } as const;
const ZEROS = '0'.repeat(40);

/** The roster of one person who is asked for everything, beside outsiders who are only warned. */
function rosterOf(rules = '', email = 'ada@users.noreply.github.com'): string {
  const person = `  - login: ada\n    emails: [${email}]\n    plan: devops-elite\n    start: 2026-01-05\n`;
  return `${CONFIG}outsiders: warn\n${rules}roster:\n${person}`;
}

describe('the header of a commit', () => {
  /** Rules that block a commit, whatever the description lacks. */
  async function blocking(config: string, commit: typeof UNDOCUMENTED & { readonly at?: string }) {
    const pull = { body: BODY, commits: [commit] };
    const { start } = await gateOf({ config, repository: { settings: MERGE }, pull });
    const { outputs } = await start();
    const json = outputs.split('\n').find((line) => line.startsWith('[{')) ?? '[]';
    const findings: readonly Finding[] = JSON.parse(json);
    return findings
      .filter(({ severity, subject }) => severity === 'block' && subject.kind === 'commit')
      .map(({ ruleId }) => ruleId);
  }

  it('does not choose a milder policy than that of whoever opened the pull request', async () => {
    const stranger = { ...UNDOCUMENTED, author: 'Nobody <nobody@example.org>' };
    expect(await blocking(rosterOf(), stranger)).toContain('sources-consulted');
  });

  it('does not date a commit earlier than where its branch begins', async () => {
    const config = rosterOf().replace('2026-01-05', '2026-09-07');
    const old = { ...UNDOCUMENTED, at: '2026-01-15T09:00:00Z' };
    expect(await blocking(config, old)).toContain('sources-consulted');
  });
});

describe('a waiver', () => {
  const body =
    'Waive: documentation-reviewed - hotfix tonight\nWaive: sources-consulted - hotfix tonight\nWaive: test-evidence - hotfix tonight\n';
  const reviews = [{ state: 'APPROVED', author: 'bob', submittedAt: '2026-11-10T09:00:00Z' }] as const;

  it('holds for what the approval saw, and the title counts it', async () => {
    const { start } = await gateOf({ pull: { body, reviews, commits: [UNDOCUMENTED] } });
    const { verdict, stdout } = await start();
    expect({ verdict, stdout }).toMatchObject({ verdict: 'pass' });
    expect(stdout).toContain('3 questions waived');
  });

  it('ends with the next commit', async () => {
    const { start, github, workspace, head } = await gateOf({
      pull: { body, reviews, commits: [UNDOCUMENTED, OTHER] },
    });
    workspace.git('fetch', '-q', 'origin', 'refs/pull/1/head');
    const seen = workspace.git('rev-parse', `${head}~1`);
    const pull = pullOf(github);
    pull.reviews.splice(0, 1, ...pull.reviews.map((review) => ({ ...review, commit: seen })));
    expect((await start()).verdict).toBe('fail');
  });

  it('is not approved by whoever made one of the commits', async () => {
    const { start } = await gateOf({
      pull: { body, reviews, commits: [{ ...UNDOCUMENTED, author: 'bob' }] },
    });
    expect((await start()).verdict).toBe('fail');
  });
});

describe('an edit of the policy', () => {
  async function edited(from: string, to: string) {
    const commits = [{ message: 'chore: policy', author: 'ada', files: { 'forethought.yml': to } }];
    const { start } = await gateOf({ config: from, pull: { body: BODY, commits } });
    return start();
  }

  it('shows what gets weaker for the roster, in the title and as a warning', async () => {
    const rules = 'rules:\n  sources-consulted: warn\n';
    const { summary, stdout } = await edited(rosterOf(), rosterOf(rules));
    expect(summary).toMatch(/### forethought: .*would weaken 1 setting/);
    expect(stdout).toMatch(/::warning .*would weaken 1 setting/);
  });

  it('shows a person losing an address, and prints none', async () => {
    const { summary } = await edited(rosterOf(), rosterOf('', 'nobody@example.org'));
    expect(summary).toContain('1 removed, 1 added');
    expect(summary).not.toContain('nobody@example.org');
  });

  it('says nothing good of one that can not be used', async () => {
    const { verdict, summary } = await edited(CONFIG, 'mode: sometimes\n');
    expect(verdict).toBe('fail');
    expect(summary).not.toMatch(/Nothing is missing|No setting becomes weaker/);
  });
});

describe('what has landed', () => {
  it('is not judged again: its comment stays, and by hand it is an error', async () => {
    const { start, github, comments } = await gateOf({ pull: { body: '', commits: [UNDOCUMENTED] } });
    const inputs = { comment: 'true', 'check-run': 'true' };
    expect((await start({ inputs })).verdict).toBe('fail');
    const before = comments();
    const [repository] = github.state().repositories;
    if (repository === undefined) throw new Error('there is no repository');
    landPull(github.world, repository, 1, { method: 'merge', by: 'octo' });
    const again = await start({ inputs });
    expect({ verdict: again.verdict, comments: comments() }).toEqual({ verdict: 'pass', comments: before });
    expect(again.stdout).toContain('already merged');
    const byHand = await start({ event: 'workflow_dispatch', inputs: { 'pull-request': '1' } });
    expect(byHand.verdict).toBe('error');
    expect(byHand.stdout).toContain('already merged');
  });

  it('is not said of what was closed', async () => {
    const { start, github } = await gateOf({ pull: { body: '', commits: [UNDOCUMENTED] } });
    pullOf(github).state = 'closed';
    expect((await start()).verdict).toBe('error');
  });
});

describe('a push', () => {
  const push = (ref: string, before: string, after: string): GateStart => ({
    event: 'push',
    payload: { ref, before, after, repository: { default_branch: 'main' } },
  });

  it('of a new branch is judged from where it left the default branch, by the policy there', async () => {
    const weak = { 'forethought.yml': 'extends: devops-elite\nmode: observe\n' };
    const first = { message: 'chore: policy', author: 'ada', files: weak };
    const commits = [first, UNDOCUMENTED, { ...documented(), files: { 'src/last.ts': SOURCE } }];
    const { start, head } = await gateOf({ pull: { commits } });
    expect((await start(push('refs/heads/topic', ZEROS, head))).verdict).toBe('fail');
  });

  it('of a tag, or that deletes a branch, lands nothing', async () => {
    const { start, head, base } = await gateOf();
    for (const event of [push('refs/tags/v1', ZEROS, head), push('refs/heads/main', base, ZEROS)]) {
      const { verdict, stdout } = await start(event);
      expect({ verdict, stdout }).toEqual({
        verdict: 'pass',
        stdout: expect.stringContaining('nothing landed'),
      });
    }
  });
});

describe('what can not be told is an error', () => {
  it.each<[string, GateStart]>([
    ['a push without commits', { event: 'push', payload: { ref: 'refs/heads/main', before: 'nonsense' } }],
    [
      'a merge group without commits',
      {
        event: 'merge_group',
        payload: { merge_group: { head_ref: `refs/heads/gh-readonly-queue/main/pr-1-${'a'.repeat(40)}` } },
      },
    ],
    ['a number that is none', { payload: { pull_request: { number: true } } }],
    ['a token that is refused', { token: 'nope' }],
    ['no repository', { env: { GITHUB_REPOSITORY: undefined } }],
  ])('%s', async (_, started) => {
    const { start } = await gateOf();
    expect((await start(started)).verdict).toBe('error');
  });
});
