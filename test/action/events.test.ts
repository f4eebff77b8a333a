import { describe, expect, it } from '@jest/globals';
import { BODY, documented, type Gate } from '../helpers/gate-run.js';
import { gates, UNDOCUMENTED } from '../helpers/gates.js';
import { openTestRepository } from '../helpers/repository.js';

const gateOf = gates();

describe('the events', () => {
  it.each(['pull_request', 'pull_request_target', 'pull_request_review', 'pull_request_review_comment'])(
    '%s judges the pull request',
    async (event) => {
      const { start } = await gateOf({ pull: { body: '' } });
      expect((await start({ event })).verdict).toBe('fail');
    },
  );

  it('workflow_dispatch judges the pull request that the input names, and asks for it', async () => {
    const { start } = await gateOf();
    expect((await start({ event: 'workflow_dispatch', inputs: { 'pull-request': '1' } })).verdict).toBe(
      'pass',
    );
    const without = await start({ event: 'workflow_dispatch' });
    expect(without.verdict).toBe('error');
    expect(without.stdout).toContain('pull-request');
  });

  it('push audits what landed', async () => {
    const { start } = await gateOf({ pull: { commits: [UNDOCUMENTED] } });
    expect((await start({ event: 'push' })).verdict).toBe('fail');
  });

  it('push passes what landed with its evidence', async () => {
    const { start } = await gateOf();
    const { verdict, stdout } = await start({ event: 'push' });
    expect({ verdict, stdout }).toMatchObject({ verdict: 'pass' });
  });

  it('any other event is an error that lists the ones to use', async () => {
    const { start } = await gateOf();
    const { verdict, stdout } = await start({ event: 'issues' });
    expect(verdict).toBe('error');
    expect(stdout).toContain('merge_group');
  });
});

describe('the merge queue', () => {
  function queued({ base, head }: Gate, made: string) {
    return {
      merge_group: {
        head_ref: `refs/heads/gh-readonly-queue/main/pr-1-${base}`,
        head_sha: made,
        base_sha: base,
        base_ref: 'refs/heads/main',
      },
      head,
    };
  }

  /** The commit that a queue makes by squashing the branch with this message. */
  function squash({ github, base, head, workspace }: Gate, message: string): string {
    const git = openTestRepository(github.state().repositories[0]?.git ?? '', workspace.home);
    const made = git.git('commit-tree', `${head}^{tree}`, '-p', base, '-m', message);
    git.git('update-ref', `refs/heads/gh-readonly-queue/main/pr-1-${base}`, made);
    return made;
  }

  it('passes when pull request and made commit have their evidence', async () => {
    const it = await gateOf();
    const made = squash(it, `feat: values (#1)\n\n${documented().message}\n${BODY}`);
    const { verdict, stdout } = await it.start({ event: 'merge_group', payload: queued(it, made) });
    expect({ verdict, stdout }).toMatchObject({ verdict: 'pass' });
  });

  it('fails when the made commit lost it', async () => {
    const it = await gateOf();
    const made = squash(it, 'feat: values (#1)');
    expect((await it.start({ event: 'merge_group', payload: queued(it, made) })).verdict).toBe('fail');
  });

  it('judges the pull request again, as it is now', async () => {
    const it = await gateOf({ pull: { body: 'nothing' } });
    const made = squash(it, documented().message);
    expect((await it.start({ event: 'merge_group', payload: queued(it, made) })).verdict).toBe('fail');
  });

  it('fails closed when the reference names no pull request', async () => {
    const it = await gateOf();
    const payload = { merge_group: { head_ref: 'refs/heads/main', head_sha: it.head, base_sha: it.base } };
    expect((await it.start({ event: 'merge_group', payload })).verdict).toBe('error');
  });
});
