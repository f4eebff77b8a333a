/**
 * Texts and histories that are made to stop the gate, through the whole built Action: it ends with a verdict, and nothing of it is
 * left out. How long the single readers take is measured in test/hostile.test.ts. T13 below: names that every object has.
 */
import { describe, expect, it } from '@jest/globals';
import { BODY, DOCUMENTED, documented, pullOf, SOURCE } from '../helpers/gate-run.js';
import { blockedTitles, gates, openFindings, outputsOf, UNDOCUMENTED } from '../helpers/gates.js';
import { hostileTexts } from '../helpers/hostile-texts.js';
import { runnerCommands } from '../helpers/runner-commands.js';

const open = gates();
const code = (at: number | string) => ({ [`src/${at}.ts`]: SOURCE });

describe('T9: availability', () => {
  it('T9: every text that makes careless readers slow, each as a commit message', async () => {
    const texts = Object.entries(hostileTexts);
    const commits = texts.map(([name, make], at) => ({
      message: `feat: ${name}\n\n${make()}\n`,
      author: 'ada',
      files: code(at),
    }));
    const { start } = await open({ pull: { commits } });
    const run = await start({ inputs: { comment: 'true' } });
    expect(run.verdict).toBe('fail');
    expect(new Set(blockedTitles(run))).toEqual(new Set(texts.map(([name]) => `feat: ${name}`)));
  });

  it.each(['65,000 quote marks', '40 kB of comment openings', 'a list 30,000 levels deep on one line'])(
    'T9: a body of %s gets its verdict and its comment',
    async (name) => {
      const body = hostileTexts[name]?.() ?? '';
      const { start, comments } = await open({ pull: { body } });
      const { verdict, summary } = await start({ inputs: { comment: 'true' } });
      expect({ verdict, comments: comments().length }).toEqual({ verdict: 'fail', comments: 1 });
      expect(summary).toContain('Documentation Reviewed');
    },
  );

  const large = (lines: number) => ({
    message: `feat: large\n\n${'a word and another one\n'.repeat(lines)}`,
    author: 'ada',
    files: code(1),
  });
  it('T9: a commit message of four megabytes is judged', async () => {
    const { start } = await open({ pull: { commits: [large(180_000)] } });
    const run = await start();
    expect({ verdict: run.verdict, blocked: blockedTitles(run) }).toEqual({
      verdict: 'fail',
      blocked: ['feat: large'],
    });
  });

  it('T9: one of ten megabytes never passes', async () => {
    const { start } = await open({ pull: { commits: [large(450_000)] } });
    // The JSON reader of Octokit gives up on a string of that length below Node.js 21; then nothing can be evaluated.
    expect(['fail', 'error']).toContain((await start()).verdict);
  });

  it('T9: 3,000 files in one pull request', async () => {
    const files = Object.fromEntries(Array.from({ length: 3000 }, (_, at) => [`src/f${at}.ts`, SOURCE]));
    const { start } = await open({ pull: { commits: [{ ...UNDOCUMENTED, files }, documented()] } });
    const run = await start();
    expect(run.verdict).toBe('fail');
    expect(blockedTitles(run)).toEqual(['feat: values']);
    expect(openFindings(run).map(({ subject }) => subject.kind)).not.toContain('pull-request');
  });

  it('T9: a configuration of aliases that would grow without end, or a nest of lists', async () => {
    const levels = Array.from({ length: 30 }, (_, at) => `a${at + 1}: &a${at + 1} [*a${at}, *a${at}]`);
    for (const config of [`a0: &a0 [x, x]\n${levels.join('\n')}\n`, `mode: ${'['.repeat(20_000)}\n`]) {
      const { start } = await open({ config });
      const { verdict, stdout } = await start();
      expect(verdict).toBe('error');
      expect(stdout).toContain('forethought.yml');
    }
  });

  it('T9: more findings than a job may output: fewer are listed, as whole JSON', async () => {
    const commits = Array.from({ length: 500 }, (_, at) => ({
      message: `feat: ${at} ${'w'.repeat(1500)}\n`,
      author: 'ada',
      files: code(at),
    }));
    const { start } = await open({ pull: { commits } });
    const run = await start();
    expect(run.verdict).toBe('fail');
    expect((outputsOf(run).get('findings') ?? '').length).toBeLessThanOrEqual(400_000);
    expect(openFindings(run).length).toBeGreaterThan(100);
    expect(runnerCommands(run.stdout).length).toBeLessThanOrEqual(2 * 11);
    expect(run.summary.length).toBeLessThanOrEqual(1024 * 1024);
  });
});

describe('T13: names that every object has', () => {
  const NAMES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];

  it.each(NAMES)('T13: a rule called %s is an unknown one', async (name) => {
    const { start } = await open({ config: `extends: devops-elite\nrules:\n  ${name}: off\n` });
    const { verdict, stdout } = await start();
    expect(verdict).toBe('error');
    expect(stdout).toContain(`forethought.yml:3`);
    expect(stdout).toContain(name);
  });

  it('T13: as keys, plans, sections, labels, waivers and subjects they change nothing', async () => {
    for (const config of NAMES.map((name) => `extends: devops-elite\n${name}: {enabled: false}\n`).slice(
      0,
      2,
    )) {
      const { start } = await open({ config });
      expect((await start()).verdict).toBe('error');
    }
    const sections = NAMES.map((name) => `## ${name}\n\n- TODO\n\nWaive: ${name} - because\n`).join('\n');
    const commits = NAMES.map((name, at) => ({
      message: `${name}: ${at}\n\n${name}:\n- ${name}\n\n${name}: x\n`,
      author: `${name} <${name}@x.example>`,
      files: { [`${name}/${name}.ts`]: SOURCE, [`.github/${name}`]: 'x' },
    }));
    const { start, github } = await open({ pull: { body: sections, labels: NAMES, commits } });
    const run = await start();
    expect(run.verdict).toBe('fail');
    const titles = ['feat: values', ...NAMES.map((name, at) => `${name}: ${at}`)];
    expect([...blockedTitles(run)].sort()).toEqual(titles.sort());
    pullOf(github).body = BODY + sections.replaceAll('TODO', DOCUMENTED);
    expect((await start()).verdict).toBe('fail');
  });
});
