/** What the shape of a history, and the shas that a message names, exempt: no more than what git itself can confirm. */
import { describe, expect, it } from '@jest/globals';
import {
  BODY,
  DOCUMENTED,
  documented,
  type Gate,
  type GateSetup,
  pullOf,
  SOURCE,
} from '../helpers/gate-run.js';
import { blockedTitles, gates } from '../helpers/gates.js';

const open = gates();
const MERGE = { settings: { squash: false, merge: true, rebase: false, squashMessage: 'PR_BODY' } } as const;
const LANDED = { 'src/pool.ts': SOURCE };
const WHY = 'The pool ran empty under load. It comes back with a limit, see #12.';

/** A gate whose pull request is what `steps` makes of a branch that starts at the base. */
async function proposed(
  steps: (gate: Gate) => void,
  setup: GateSetup = {},
): Promise<{ readonly verdict: string | undefined; readonly blocked: readonly string[] }> {
  const pull = { body: BODY, commits: [documented()] };
  const gate = await open({ repository: MERGE, files: LANDED, pull, ...setup });
  const { github, workspace } = gate;
  workspace.git('checkout', '-q', '-B', 'topic', gate.base);
  steps(gate);
  const tip = workspace.git('rev-parse', 'HEAD');
  workspace.git('push', '-q', '-f', 'origin', 'HEAD:refs/heads/change-1', 'HEAD:refs/pull/1/head');
  const [repository] = github.state().repositories;
  if (repository === undefined) throw new Error('the emulator has no repository');
  const history = github.world.history(repository);
  for (const ref of ['refs/heads/change-1', 'refs/pull/1/head']) history.setRef(ref, tip);
  pullOf(github).head.sha = tip;
  workspace.git('checkout', '-q', '--detach', gate.base);
  const run = await gate.start();
  return { verdict: run.verdict, blocked: blockedTitles(run) };
}

const revert = (sha: string): string => `Take it back\n\nThis reverts commit ${sha}.\n\n${WHY}\n`;

describe('a commit that says what it takes back', () => {
  it('is asked nothing where it does, all of it or some of its files', async () => {
    const { verdict } = await proposed(({ workspace, base }) => {
      workspace.commit({ 'src/pool.ts': null }, revert(base));
    });
    expect(verdict).toBe('pass');
  });

  it('is asked where it adds something else', async () => {
    const { verdict, blocked } = await proposed(({ workspace, base }) => {
      workspace.commit({ 'src/values.ts': SOURCE }, revert(base));
    });
    expect([verdict, blocked]).toEqual(['fail', ['Take it back']]);
  });

  it('is asked where it writes other lines into the same file, white space included', async () => {
    const { verdict } = await proposed(({ workspace }) => {
      const dropped = workspace.commit({ 'src/pool.ts': null }, `${DOCUMENTED}`);
      workspace.commit({ 'src/pool.ts': SOURCE.replaceAll(' = ', ' =  ') }, revert(dropped));
    });
    expect(verdict).toBe('fail');
  });
});

it('a commit inherits nothing from a documented one that it says it was picked from, and shares no file with', async () => {
  const { verdict, blocked } = await proposed(({ workspace }) => {
    const source = workspace.commit({ 'src/one.ts': SOURCE }, DOCUMENTED);
    workspace.commit({ 'src/two.ts': SOURCE }, `feat: two\n\n(cherry picked from commit ${source})\n`);
  });
  expect([verdict, blocked]).toEqual(['fail', ['feat: two']]);
});

describe('parents', () => {
  it.each([
    ['', {}],
    ['that its own attributes call binary', { '.gitattributes': '*.ts -diff\n' }],
  ])('a merge is asked for the code that it alone brings, %s', async (_, more) => {
    const { verdict, blocked } = await proposed(({ workspace, base }) => {
      workspace.git('commit', '-q', '--allow-empty', '-m', 'chore: start');
      workspace.write({ 'src/values.ts': SOURCE, ...more });
      workspace.git('add', '-A');
      const tree = workspace.git('write-tree');
      const merge = workspace.git('commit-tree', tree, '-p', 'HEAD', '-p', base, '-m', 'Merge main');
      workspace.git('reset', '-q', '--hard', merge);
    });
    expect([verdict, blocked]).toEqual(['fail', ['Merge main']]);
  });

  it('a merge that brings nothing of its own is exempt', async () => {
    const { verdict } = await proposed(({ workspace, base }) => {
      workspace.commit({ 'src/one.ts': SOURCE }, DOCUMENTED);
      workspace.git('checkout', '-q', '-b', 'other', base);
      workspace.commit({ 'src/two.ts': SOURCE }, DOCUMENTED);
      workspace.git('merge', '-q', '--no-ff', '-m', 'Merge topic', 'topic');
    });
    expect(verdict).toBe('pass');
  });

  it('a commit without parents is no beginning where there is a base', async () => {
    const { verdict, blocked } = await proposed(({ workspace, base }) => {
      workspace.git('checkout', '-q', '--orphan', 'apart');
      workspace.git('rm', '-rfq', '.');
      workspace.commit({ 'src/values.ts': SOURCE }, 'feat: values\n');
      workspace.git('merge', '-q', '--allow-unrelated-histories', '-m', 'Merge main', base);
    });
    expect([verdict, blocked]).toEqual(['fail', ['feat: values']]);
  });
});
