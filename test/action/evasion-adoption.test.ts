import { describe, expect, it } from '@jest/globals';
import type { PullInput, RepositoryInput } from '../github/state/input.js';
import { BODY, CONFIG, documented, type Gate, type GateStart, SOURCE } from '../helpers/gate-run.js';
import { gates, UNDOCUMENTED } from '../helpers/gates.js';

const gateOf = gates();

const SQUASH_BODY = { squash: true, merge: false, rebase: false, squashMessage: 'PR_BODY' } as const;
const MERGE = { squash: false, merge: true, rebase: false, squashMessage: 'PR_BODY' } as const;
const BEFORE = '2026-09-02T09:00:00Z';
const AFTER = '2026-11-02T09:00:00Z';
const ZEROS = '0'.repeat(40);

/** A repository that began in September and adopted the policy in October. */
function adopted(settings: RepositoryInput['settings'], pull: PullInput): Partial<RepositoryInput> {
  const begin = { message: 'chore: begin', files: { 'README.md': '# Demo\n' }, author: 'octo' };
  const adopt = { message: 'chore: adopt', files: { 'forethought.yml': CONFIG }, author: 'octo' };
  const commits = [
    { ...begin, at: '2026-09-01T09:00:00Z' },
    { ...adopt, at: '2026-10-01T09:00:00Z' },
  ];
  return {
    ...(settings && { settings }),
    commits,
    pulls: [{ title: 'feat: values', author: 'ada', ...pull }],
  };
}

/** An open pull request from before the adoption, whose only commit says that it is as old. */
const OLD: PullInput = {
  body: '',
  createdAt: BEFORE,
  from: 'main~1',
  commits: [{ ...UNDOCUMENTED, at: '2026-09-15T09:00:00Z' }],
};

/** The platform began a check suite for the head at this instant. */
function checkedAt({ github, head }: Gate, at: string): void {
  const [repository] = github.state().repositories;
  repository?.checkRuns.push({
    id: 901,
    sha: head,
    name: 'test',
    status: 'completed',
    conclusion: 'success',
    detailsUrl: null,
    externalId: '',
    startedAt: at,
    completedAt: at,
    title: null,
    summary: null,
    text: null,
    app: 'github-actions[bot]',
    workflow: null,
    annotations: [],
  });
}

describe('what was under way before the adoption', () => {
  it('is judged once there are new commits', async () => {
    const pull = { body: '', createdAt: BEFORE, commits: [{ ...UNDOCUMENTED, at: AFTER }] };
    const { start } = await gateOf({ repository: adopted(SQUASH_BODY, pull) });
    expect((await start()).verdict).toBe('fail');
  });

  it('is not made by setting back the dates of commits', async () => {
    const pull = { ...OLD, body: BODY, createdAt: AFTER };
    const { start } = await gateOf({ repository: adopted(MERGE, pull) });
    expect((await start()).verdict).toBe('fail');
  });

  it('is left alone where a check suite shows that it was there', async () => {
    const gate = await gateOf({ repository: adopted(MERGE, OLD) });
    checkedAt(gate, '2026-09-15T10:00:00Z');
    const { verdict, summary } = await gate.start();
    expect({ verdict, summary }).toMatchObject({ verdict: 'pass' });
    expect(summary).toContain('older than the policy');
  });

  it('is not made by pushing commits with old dates to a pull request that was open by then', async () => {
    const gate = await gateOf({ repository: adopted(MERGE, OLD) });
    checkedAt(gate, AFTER);
    const { verdict, summary } = await gate.start();
    expect(verdict).toBe('fail');
    expect(summary).toContain('dated before the policy was adopted');
  });

  it('is judged like any other where the token may not read check suites, and the run says what would tell', async () => {
    const permissions = { contents: 'read', 'pull-requests': 'read' } as const;
    const tokens = { 'actions-token': { kind: 'actions', permissions } } as const;
    const repository = { ...adopted(MERGE, OLD), private: true };
    const gate = await gateOf({ repository, state: { tokens } });
    checkedAt(gate, '2026-09-15T10:00:00Z');
    const { verdict, summary } = await gate.start();
    expect(verdict).toBe('fail');
    expect(summary).toContain('checks: read');
  });
});

describe('an audit', () => {
  const push = (before: string, after: string): GateStart => ({
    event: 'push',
    payload: { ref: 'refs/heads/main', before, after, repository: { default_branch: 'main' } },
  });

  it('of commits with old dates that no pull request brought judges them', async () => {
    const { start, base, head } = await gateOf({ repository: adopted(MERGE, { ...OLD, from: 'main' }) });
    expect((await start(push(base, head))).verdict).toBe('fail');
  });

  it('without a token goes by dates, and says so', async () => {
    const { start, base, head } = await gateOf({ repository: adopted(MERGE, OLD) });
    const { verdict, stdout } = await start({ ...push(base, head), token: '' });
    expect(verdict).toBe('pass');
    expect(stdout).toContain('by the date in its header');
  });

  it('of a new default branch judges all commits since the adoption', async () => {
    const last = { ...documented(), files: { 'src/last.ts': SOURCE } };
    const { start, head } = await gateOf({ pull: { commits: [UNDOCUMENTED, last] } });
    expect((await start(push(ZEROS, head))).verdict).toBe('fail');
  });

  it('of a new default branch without a policy asks nothing', async () => {
    const { start, head } = await gateOf({ config: null, pull: { commits: [UNDOCUMENTED] } });
    const { verdict, stdout } = await start(push(ZEROS, head));
    expect(verdict).toBe('pass');
    expect(stdout).toContain('has no policy');
  });

  it('without a token knows a bot by the address that the platform gives it, and says so', async () => {
    const author = 'dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>';
    const { start, base, head } = await gateOf({ pull: { commits: [{ ...UNDOCUMENTED, author }] } });
    const { verdict, stdout } = await start({ ...push(base, head), token: '' });
    expect(verdict).toBe('pass');
    expect(stdout).toContain('by the address in its header');
  });
});
