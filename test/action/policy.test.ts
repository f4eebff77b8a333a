import { describe, expect, it } from '@jest/globals';
import { CONFIG, documented, pullOf, SOURCE } from '../helpers/gate-run.js';
import { gates, PLATFORM, UNDOCUMENTED } from '../helpers/gates.js';
import { openTestRepository } from '../helpers/repository.js';

const gateOf = gates();

describe('which policy judges', () => {
  it('previews an edit of the policy and does not apply it', async () => {
    const files = { 'src/values.ts': SOURCE, 'forethought.yml': 'extends: devops-elite\nmode: observe\n' };
    const { start } = await gateOf({ pull: { body: '', commits: [{ ...documented(), files }] } });
    const { verdict, summary } = await start();
    expect(verdict).toBe('fail');
    expect(summary).toContain('weaker');
  });

  it('refuses a policy that could not be used once it is merged', async () => {
    const files = { 'src/values.ts': SOURCE, 'forethought.yml': 'mode: sometimes\n' };
    const { start } = await gateOf({ pull: { commits: [{ ...documented(), files }] } });
    const { verdict, summary } = await start();
    expect(verdict).toBe('fail');
    expect(summary).toContain('sometimes');
  });

  it('observes where the base has no configuration', async () => {
    const { start } = await gateOf({ config: null, pull: { body: '', commits: [UNDOCUMENTED] } });
    const { verdict, summary } = await start();
    expect(verdict).toBe('pass');
    expect(summary).toContain('observ');
  });

  it('could not evaluate with a broken configuration at the base, and names place and fix', async () => {
    const { start } = await gateOf({ config: 'mode: sometimes\n' });
    const { verdict, stdout } = await start();
    expect(verdict).toBe('error');
    expect(stdout).toContain('forethought.yml:1');
  });
});

describe('who is asked', () => {
  it('exempts a bot by the kind of its account', async () => {
    const commits = [{ ...UNDOCUMENTED, author: 'renovate[bot]', committer: PLATFORM }];
    const { start } = await gateOf({ pull: { body: '', author: 'renovate[bot]', commits } });
    const { verdict, stdout } = await start();
    expect({ verdict, stdout }).toMatchObject({ verdict: 'pass' });
  });

  it('asks a person whose login looks like a bot', async () => {
    const commits = [{ ...UNDOCUMENTED, author: 'dependabot' }];
    const { start } = await gateOf({ pull: { body: '', author: 'dependabot', commits } });
    expect((await start()).verdict).toBe('fail');
  });

  it('asks a revert why, and nothing else', async () => {
    const { start, github, base, head, workspace } = await gateOf({
      pull: { title: 'Revert "feat: values"', body: '' },
    });
    const [repository] = github.state().repositories;
    const stored = openTestRepository(repository?.git ?? '', workspace.home);
    const message = `Revert "feat: values"\n\nThis reverts commit ${head}.\n`;
    pullOf(github).head.sha = stored.git('commit-tree', `${base}^{tree}`, '-p', head, '-m', message);
    pullOf(github).base.sha = head;
    stored.git('update-ref', 'refs/heads/main', head);
    for (const ref of ['refs/pull/1/head', `refs/heads/${pullOf(github).head.ref}`]) {
      stored.git('update-ref', ref, pullOf(github).head.sha);
    }
    if (repository !== undefined) github.world.history(repository).forget();
    const { verdict, summary } = await start();
    expect({ verdict, summary }).toMatchObject({ verdict: 'pass' });
    expect(summary).toContain('revert-explained');
  });

  it('lets go what a reviewer with write permission waived, and nothing that the author waived alone', async () => {
    const body = 'Waive: documentation-reviewed - the fix is needed within the hour\n';
    const { start } = await gateOf({ pull: { body } });
    expect((await start()).verdict).toBe('fail');
    const reviews = [{ state: 'APPROVED', author: 'bob', submittedAt: '2026-11-10T09:00:00Z' }] as const;
    const approved = await gateOf({ pull: { body, reviews } });
    const { verdict, summary } = await approved.start();
    expect({ verdict, summary }).toMatchObject({ verdict: 'pass' });
    expect(summary).toContain('bob');
  });

  it('does not take the approval of somebody who may only read', async () => {
    const body = 'Waive: documentation-reviewed - the fix is needed within the hour\n';
    const reviews = [{ state: 'APPROVED', author: 'eve', submittedAt: '2026-11-10T09:00:00Z' }] as const;
    const { start } = await gateOf({ pull: { body, reviews } });
    expect((await start()).verdict).toBe('fail');
  });

  it('asks nothing of what was opened before the adoption', async () => {
    const adopted = { 'README.md': '# Demo\n', 'forethought.yml': CONFIG };
    const at = '2026-11-20T09:00:00Z';
    const commits = [
      {
        message: 'chore: begin',
        files: { 'README.md': '# Demo\n' },
        author: 'octo',
        at: '2026-10-01T09:00:00Z',
      },
      { message: 'chore: adopt forethought', files: adopted, author: 'octo', at },
    ];
    const before = { createdAt: '2026-11-01T09:00:00Z', from: 'main~1', body: '' };
    const old = { ...UNDOCUMENTED, at: '2026-11-01T08:00:00Z' };
    const reviews = [{ state: 'COMMENTED', author: 'bob', submittedAt: '2026-11-02T09:00:00Z' }] as const;
    const pulls = [{ title: 'feat: values', author: 'ada', ...before, commits: [old], reviews }];
    const { start } = await gateOf({ repository: { commits, pulls } });
    const { verdict, summary } = await start();
    expect({ verdict, summary }).toMatchObject({ verdict: 'pass' });
    expect(summary).toContain('older than the policy');
  });
});

describe('which text decides', () => {
  it('takes commits for advice where a squash lands the body', async () => {
    const body = `${documented().message.split('\n').slice(2).join('\n')}\n## Documentation Reviewed\n\n- https://nodejs.org/api/esm.html: exports are live bindings of a module\n`;
    const settings = { squash: true, merge: false, rebase: false, squashMessage: 'PR_BODY' } as const;
    const { start } = await gateOf({ repository: { settings }, pull: { body, commits: [UNDOCUMENTED] } });
    const { verdict, summary } = await start();
    expect({ verdict, summary }).toMatchObject({ verdict: 'pass' });
  });

  it('warns where a squash leaves no text', async () => {
    const settings = { squash: true, merge: false, rebase: false, squashMessage: 'BLANK' } as const;
    const { start } = await gateOf({ repository: { settings } });
    const { summary } = await start();
    expect(summary).toContain('the evidence stays behind');
  });

  it('obeys the input landing', async () => {
    const settings = { squash: true, merge: false, rebase: false, squashMessage: 'PR_BODY' } as const;
    const { start } = await gateOf({ repository: { settings }, pull: { commits: [UNDOCUMENTED] } });
    expect((await start({ inputs: { landing: 'commits' } })).verdict).toBe('fail');
    const wrong = await start({ inputs: { landing: 'commit' } });
    expect(wrong.verdict).toBe('error');
    expect(wrong.stdout).toContain('commits');
  });
});
