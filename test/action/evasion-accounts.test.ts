import { describe, expect, it } from '@jest/globals';
import { BODY } from '../helpers/gate-run.js';
import { gates, PLATFORM, UNDOCUMENTED } from '../helpers/gates.js';

const gateOf = gates();

const SQUASH_BODY = { squash: true, merge: false, rebase: false, squashMessage: 'PR_BODY' } as const;
const MERGE = { squash: false, merge: true, rebase: false, squashMessage: 'PR_BODY' } as const;
const BOT = 'dependabot[bot]';
const LISTED = 'extends: devops-elite\nmode: standard\nbots: [bump]\n';

describe('a bot answers for nothing that a person did', () => {
  it.each([
    ['the body lands', SQUASH_BODY],
    ['every commit lands', MERGE],
  ])('where %s', async (_, settings) => {
    const pull = { author: BOT, body: 'Bumps a package.', commits: [UNDOCUMENTED] };
    const { start } = await gateOf({ repository: { settings }, pull });
    expect((await start()).verdict).toBe('fail');
  });

  it.each([
    ['the body lands', SQUASH_BODY],
    ['every commit lands', MERGE],
  ])('under the address of the bot, where %s', async (_, settings) => {
    const forged = { ...UNDOCUMENTED, author: BOT, committer: BOT };
    const { start } = await gateOf({
      repository: { settings },
      pull: { author: BOT, body: 'Bumps a package.', commits: [forged] },
    });
    expect((await start()).verdict).toBe('fail');
  });

  it('and for its own commits, which the platform signs', async () => {
    const own = { ...UNDOCUMENTED, author: BOT, committer: PLATFORM };
    const pull = { author: BOT, body: 'Bumps a package.', commits: [own] };
    const { start } = await gateOf({ repository: { settings: MERGE }, pull });
    const { verdict, stdout } = await start();
    expect({ verdict, stdout }).toMatchObject({ verdict: 'pass' });
  });

  it('and for a signed commit of another account it does not', async () => {
    const other = { ...UNDOCUMENTED, author: 'ada', committer: PLATFORM };
    const { start } = await gateOf({ pull: { author: BOT, body: '', commits: [other] } });
    expect((await start()).verdict).toBe('fail');
  });

  it('while a bot of the list is known by its name: the team vouches for it', async () => {
    const pull = { author: 'bump', body: 'Bumps.', commits: [{ ...UNDOCUMENTED, author: 'bump' }] };
    const { start } = await gateOf({ config: LISTED, pull });
    const { verdict, stdout } = await start();
    expect({ verdict, stdout }).toMatchObject({ verdict: 'pass' });
  });
});

describe('whoever approves a waiver', () => {
  const asked =
    'Waive: documentation-reviewed - hotfix tonight\nWaive: sources-consulted - hotfix tonight\nWaive: test-evidence - hotfix tonight\n';
  const reviews = [{ state: 'APPROVED', author: 'bob', submittedAt: '2026-11-10T09:00:00Z' }] as const;
  const update = {
    message: "Merge branch 'main' into topic",
    author: 'bob',
    committer: PLATFORM,
    merges: ['main'],
    files: {},
  };

  it('may have brought the branch up to date on the platform', async () => {
    const pull = { body: asked, reviews, from: 'main~1', commits: [UNDOCUMENTED, update] };
    const { start } = await gateOf({ repository: { commits: twoCommits(), pulls: [pulled(pull)] } });
    const { verdict, stdout } = await start();
    expect({ verdict, stdout }).toMatchObject({ verdict: 'pass' });
  });

  it('may not have merged it with own hands', async () => {
    const own = { ...update, committer: 'bob' };
    const pull = { body: asked, reviews, from: 'main~1', commits: [UNDOCUMENTED, own] };
    const { start } = await gateOf({ repository: { commits: twoCommits(), pulls: [pulled(pull)] } });
    expect((await start()).verdict).toBe('fail');
  });

  it('has to see it: what a description folds away asks for nothing', async () => {
    const folded = `<details><summary>More</summary>\n\n${asked}\n</details>\n`;
    const { start } = await gateOf({ pull: { body: folded, reviews, commits: [UNDOCUMENTED] } });
    const { verdict, summary } = await start();
    expect(verdict).toBe('fail');
    expect(summary).toContain('stands where the description folds');
  });

  it('sees what stands above a folded part', async () => {
    const body = `${asked}\n<details><summary>More</summary>\n\nLog\n\n</details>\n`;
    const { start } = await gateOf({ pull: { body, reviews, commits: [UNDOCUMENTED] } });
    const { verdict, stdout } = await start();
    expect({ verdict, stdout }).toMatchObject({ verdict: 'pass' });
  });

  const pulled = (pull: object) => ({ title: 'feat: values', author: 'ada', body: BODY, ...pull });

  function twoCommits() {
    const config = { 'forethought.yml': 'extends: devops-elite\nmode: standard\n' };
    return [
      { message: 'chore: adopt', author: 'octo', files: config, at: '2026-11-01T09:00:00Z' },
      {
        message: 'docs: more',
        author: 'octo',
        files: { 'README.md': '# Demo\n' },
        at: '2026-11-01T10:00:00Z',
      },
    ];
  }
});
