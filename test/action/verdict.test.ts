import { describe, expect, it } from '@jest/globals';
import { BODY, documented, pullOf, SOURCE } from '../helpers/gate-run.js';
import { gates } from '../helpers/gates.js';

const gateOf = gates();

describe('the verdict on a pull request', () => {
  it('passes one whose body and commits carry their evidence, with one request', async () => {
    const { start, github } = await gateOf();
    const { verdict, code, stdout } = await start();
    expect({ verdict, code, stdout }).toMatchObject({ verdict: 'pass', code: 0 });
    expect(github.requests()).toHaveLength(1);
  });

  it('reads the body live: what was written after the event counts', async () => {
    const { start, github } = await gateOf({ pull: { body: '' } });
    expect((await start()).verdict).toBe('fail');
    pullOf(github).body = BODY;
    expect((await start()).verdict).toBe('pass');
  });

  it('tells a draft everything and stops it by nothing', async () => {
    const { start } = await gateOf({ pull: { draft: true, body: '' } });
    const { verdict, summary } = await start();
    expect(verdict).toBe('pass');
    expect(summary).toContain('draft');
    expect((await start({ inputs: { drafts: 'judge' } })).verdict).toBe('fail');
  });

  it('fails on a commit without its evidence where commits land', async () => {
    const commit = { ...documented(), message: 'feat: values\n' };
    const { start } = await gateOf({ pull: { commits: [commit] } });
    const { verdict, summary } = await start();
    expect(verdict).toBe('fail');
    expect(summary).toContain('Sources Consulted');
  });

  it('compares the tree that tests were recorded on with that of each commit', async () => {
    const { workspace, head } = await gateOf();
    const tree = workspace.git('rev-parse', `${head}^{tree}`);
    const verdicts = [];
    for (const named of [tree, workspace.git('rev-parse', `${head}^^{tree}`)]) {
      const commit = { ...documented(), message: `${documented().message}\nTested-Tree: ${named}\n` };
      const { start } = await gateOf({ pull: { commits: [commit] } });
      const { verdict, summary } = await start();
      verdicts.push([verdict, summary.includes('tested-other-tree') || summary.includes('recorded on tree')]);
    }
    expect(verdicts).toEqual([
      ['pass', false],
      ['fail', true],
    ]);
  });

  it('needs no checkout at all', async () => {
    const { start } = await gateOf({ checkout: 'none' });
    const { verdict, stdout, stderr } = await start();
    expect({ verdict, stdout, stderr }).toMatchObject({ verdict: 'pass' });
  });

  it('completes a shallow checkout and judges every commit', async () => {
    const undocumented = { message: 'feat: more\n', author: 'ada', files: { 'src/more.ts': SOURCE } };
    const { start } = await gateOf({ checkout: 'shallow', pull: { commits: [undocumented, documented()] } });
    expect((await start()).verdict).toBe('fail');
  });
});
