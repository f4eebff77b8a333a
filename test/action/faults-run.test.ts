/**
 * A runner that gives the Action less than it should, through the built Action. Rows 26 and 27 (a rule that throws or never ends)
 * can't be provoked in what is shipped: see the tests of the engine.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { CONFIG } from '../helpers/gate-run.js';
import { blockedTitles, gates, outputsOf } from '../helpers/gates.js';

const open = gates();
const FAILING = { pull: { title: 'feat: a body', body: '' } } as const;

describe('the configuration of the base', () => {
  it.each([
    ['no YAML', 'extends: [devops-elite\n', 'forethought.yml:'],
    ['a wrong type', 'extends: devops-elite\nmode: 3\n', 'forethought.yml:2'],
    ['an unknown rule', 'extends: devops-elite\nrules:\n  sources-consultet: block\n', 'sources-consulted'],
    ['an unknown plan', 'extends: devops-elit\n', 'devops-elite'],
    ['nothing in it', '', 'forethought.yml'],
  ])('fault 25: %s: no verdict, and the place or the right word', async (_, config, hint) => {
    const { start } = await open({ config });
    const { verdict, code, stdout } = await start();
    expect({ verdict, code, stdout }).toMatchObject({ verdict: 'error', code: 1 });
    expect(stdout).toContain("the configuration can't be used");
    expect(stdout).toContain(hint);
  });

  it('fault 25: in both places at once, or named and missing', async () => {
    const { start } = await open({ files: { '.github/forethought.yml': CONFIG } });
    const both = await start();
    expect({ verdict: both.verdict, stdout: both.stdout }).toEqual({
      verdict: 'error',
      stdout: expect.stringContaining('only one of them can count'),
    });
    const missing = await start({ inputs: { config: 'other.yml' } });
    expect(missing.stdout).toContain('other.yml does not exist');
  });
});

describe('the runner', () => {
  it('fault 29: an event that is absent, broken or of another kind is told with what would do', async () => {
    const { start, workspace, github } = await open();
    const broken = join(workspace.home, 'broken.json');
    writeFileSync(broken, '{"pull_request": ');
    const cases = [
      [{ env: { GITHUB_EVENT_PATH: undefined } }, 'GITHUB_EVENT_PATH is not set'],
      [{ env: { GITHUB_EVENT_PATH: join(workspace.home, 'none') } }, "can't be read"],
      [{ env: { GITHUB_EVENT_PATH: broken } }, 'is no JSON'],
      [{ env: { GITHUB_EVENT_NAME: undefined } }, 'merge_group'],
      [{ payload: {} }, 'holds no pull request'],
      [{ payload: [] }, 'holds no pull request'],
      [{ payload: { pull_request: { number: '1; rm' } } }, 'holds no pull request'],
      [{ event: 'merge_group', payload: {} }, 'names no pull request'],
    ] as const;
    for (const [options, words] of cases) {
      const { verdict, code, stdout } = await start(options);
      expect({ words, verdict, code }).toEqual({ words, verdict: 'error', code: 1 });
      expect(stdout).toContain(words);
    }
    expect(github.requests()).toEqual([]);
  });

  it('fault 30: a summary that is absent or can’t be written changes no verdict', async () => {
    const { start, workspace } = await open(FAILING);
    const folder = join(workspace.home, 'summary');
    mkdirSync(folder);
    for (const path of [undefined, '', folder, join(workspace.home, 'none/summary'), '/dev/full']) {
      const run = await start({ env: { GITHUB_STEP_SUMMARY: path } });
      expect({ path, verdict: run.verdict, blocked: blockedTitles(run) }).toEqual({
        path,
        verdict: 'fail',
        blocked: ['feat: a body'],
      });
    }
  });

  it('fault 31: a temporary folder that can’t be written costs the summary’s file and nothing else', async () => {
    const { start } = await open(FAILING);
    for (const folder of ['/dev/null/none', undefined]) {
      const run = await start({ env: { RUNNER_TEMP: folder } });
      expect({ folder, verdict: run.verdict }).toEqual({ folder, verdict: 'fail' });
      expect(outputsOf(run).has('summary-file')).toBe(false);
    }
  });

  it('fault 31: outputs that can’t be written never let anything pass', async () => {
    const { start, workspace } = await open(FAILING);
    for (const path of ['/dev/full', join(workspace.home, 'none')]) {
      const { code, stderr } = await start({ env: { GITHUB_OUTPUT: path } });
      expect({ path, code }).toEqual({ path, code: 1 });
      expect(stderr).toBe('');
    }
  });

  it.each([
    ['pass', {}, 0],
    ['fail', FAILING, 1],
  ] as const)('fault 32: nobody reads the log: the verdict stays %s', async (verdict, setup, code) => {
    const { start } = await open(setup);
    const run = await start({ during: (child) => child.stdout?.destroy() });
    expect({ verdict: run.verdict, code: run.code, stderr: run.stderr }).toEqual({
      verdict,
      code,
      stderr: '',
    });
  });

  it('fault 34: time zone and language change nothing', async () => {
    const { start } = await open(FAILING);
    const summaries: string[] = [];
    for (const env of [
      { TZ: 'UTC' },
      { TZ: 'Pacific/Kiritimati', LANG: 'de_DE.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
      { TZ: 'America/St_Johns', LC_ALL: 'C' },
    ]) {
      summaries.push((await start({ env })).summary);
    }
    expect(new Set(summaries).size).toBe(1);
  });
});

/** Paths of more Node.js binaries to run with, as PATH parts them. */
const NODES = (process.env['FORETHOUGHT_NODES'] ?? '').split(delimiter).filter((path) => path !== '');

describe('versions of Node.js', () => {
  it.each([process.execPath, ...NODES])(
    'fault 35: %s gives the same verdicts and the same words',
    async (node) => {
      expect(existsSync(node)).toBe(true);
      const failing = await open(FAILING);
      const inputs = { comment: 'true', 'check-run': 'true' };
      const here = await failing.start({ inputs });
      const [comment] = failing.comments();
      const there = await failing.start({ inputs, node });
      expect({ ...there, stdout: '', outputs: '' }).toEqual({ ...here, stdout: '', outputs: '' });
      expect(failing.comments()).toEqual([comment]);
      const passing = await open();
      expect(await passing.start({ node })).toMatchObject({ verdict: 'pass', code: 0, stderr: '' });
    },
  );
});
