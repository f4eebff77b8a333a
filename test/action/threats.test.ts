/**
 * The policy stands where a change can't reach it. Covered elsewhere: T2 and T18 (settings that only an administrator closes) by
 * test/io/github/safeguards.test.ts and `doctor --github`; T3 (`[skip ci]`) is GitHub's own and told in docs/security.md; T16 by the
 * checks of bundle and pins; T17 by test/io/github/faults.test.ts.
 */
import { describe, expect, it } from '@jest/globals';
import { BODY, CONFIG, DOCUMENTED, documented, pullOf, SOURCE } from '../helpers/gate-run.js';
import { blockedTitles, gates, UNDOCUMENTED } from '../helpers/gates.js';

const open = gates();

describe('T1: a pull request edits what judges it', () => {
  it('T1: by every file that could: configuration, plan, template, mailmap, attributes', async () => {
    const files = {
      'forethought.yml': 'extends: plans/none.yml\nmode: observe\nbots: [ada]\n',
      '.github/forethought.yml': 'extends: devops-elite\nmode: observe\n',
      'plans/none.yml': 'schema: 1\nid: none\n',
      '.github/pull_request_template.md': 'nothing is asked here\n',
      '.mailmap': 'renovate[bot] <bot@renovate.example> <ada@example.org>\n',
      '.gitattributes': '* linguist-generated\n',
      'src/values.ts': SOURCE,
    };
    const { start, workspace, head } = await open({
      pull: {
        title: 'feat: a body',
        body: '',
        commits: [{ ...UNDOCUMENTED, author: 'Ada <ada@example.org>', files }],
      },
    });
    // As actions/checkout leaves it: the files of the pull request lie in the workspace.
    workspace.git('fetch', '-q', 'origin', 'refs/pull/1/head');
    workspace.git('checkout', '-q', head);
    const run = await start();
    expect(run.verdict).toBe('fail');
    expect(blockedTitles(run)).toEqual(['feat: a body', 'feat: values']);
    expect(run.summary).toContain('only one of them can count');
  });

  it('T1: by a file of its own that the input names: it counts as it is at the base', async () => {
    const files = { 'forethought.yml': CONFIG, 'gate.yml': CONFIG };
    const loose = { 'gate.yml': 'extends: devops-elite\nmode: observe\n', 'src/values.ts': SOURCE };
    const { start } = await open({
      pull: { body: '', commits: [{ ...documented(), files: loose }] },
      files,
    });
    const run = await start({ inputs: { config: 'gate.yml' } });
    expect(run.verdict).toBe('fail');
    expect(run.summary).toContain('weaker');
  });
});

describe('T4: evidence that nobody sees', () => {
  const evidence = DOCUMENTED.split('\n').slice(2).join('\n');
  const zeroWidth = evidence.replace('Sources', 'So\u200Burces').replace('Test Ev', 'T\u0435st Ev');
  const hidden: Readonly<Record<string, string>> = {
    'in an HTML comment': `<!--\n${evidence}-->`,
    'in a comment that never ends': `<!--\n${evidence}`,
    'in a fence': `\`\`\`\n${evidence}\`\`\``,
    'in a fence that never ends': `~~~\n${evidence}`,
    'in a quotation': evidence.replace(/^/gm, '> '),
    'with nothing below the names': 'Sources Consulted:\n\nTest Evidence:\n',
    'with n/a below the names': 'Sources Consulted:\n- n/a\n\nTest Evidence:\n- n/a\n',
    'with blanks of no width': 'Sources Consulted:\n- \u200B\u2060\n\nTest Evidence:\n- \uFEFF\n',
    'with comments below the names': 'Sources Consulted:\n<!-- a -->\n\nTest Evidence:\n<!-- b -->\n',
    'with placeholders': 'Sources Consulted:\n- TODO\n\nTest Evidence:\n- <command>: <result>\n',
    'with names that only look right': zeroWidth.replace('Sources', 'S\u043Eurces'),
  };

  it('T4: in a commit message is none, however it is hidden', async () => {
    const names = Object.keys(hidden);
    const commits = Object.entries(hidden).map(([name, text]) => ({
      message: `feat: ${name}\n\n${text}\n`,
      author: 'ada',
      files: { [`src/${names.indexOf(name)}.ts`]: SOURCE },
    }));
    const { start } = await open({ pull: { commits } });
    const run = await start();
    expect(run.verdict).toBe('fail');
    expect([...blockedTitles(run)].sort()).toEqual(names.map((name) => `feat: ${name}`).sort());
  });

  const bodies: readonly string[] = [
    `<!--\n${BODY}-->`,
    `\`\`\`\n${BODY}\`\`\``,
    `<details>\n${BODY}</details>`,
    `<p style="color:white">${BODY.replaceAll('\n', ' ')}</p>`,
    BODY.replace('Doc', 'D\u200Boc').replace(/- .*/, '- \u2060'),
    BODY.replace(/- .*/, 'n/a'),
  ];
  it('T4: in a body is none, however it is hidden', async () => {
    const { start, github } = await open();
    for (const body of bodies) {
      pullOf(github).body = body;
      const { verdict } = await start();
      expect({ body, verdict }).toEqual({ body, verdict: 'fail' });
    }
  });
});

describe('T5: a text that is edited after it was judged', () => {
  it('T5: counts as it is now: the same event again, with the green body in its payload, fails', async () => {
    const { start, github } = await open();
    expect((await start()).verdict).toBe('pass');
    pullOf(github).body = 'nothing';
    // The payload still holds the body of before, as “Re-run jobs” does.
    const inputs = { 'commit-status': 'true' };
    expect((await start({ inputs })).verdict).toBe('fail');
    const [repository] = github.state().repositories;
    expect(repository?.statuses.map(({ state }) => state)).toEqual(['failure']);
  });

  it('T5: without a token the snapshot is judged, and the run says that it may be old', async () => {
    const { start, github } = await open();
    pullOf(github).body = 'nothing';
    const { summary, stdout } = await start({ token: '' });
    expect(summary).toContain('snapshot');
    expect(stdout).toContain('snapshot');
    expect(github.requests()).toEqual([]);
  });
});

describe('T19: who is no bot', () => {
  it('T19: the actor of a run, the sender of its event and the name in a commit exempt nobody', async () => {
    const names = [
      'dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>',
      'Ada <ada@x.example>',
    ];
    const commits = names.map((author, at) => ({
      message: `feat: number ${at}\n`,
      author,
      files: { [`src/${at}.ts`]: SOURCE },
    }));
    const { start } = await open({ pull: { body: '', commits } });
    const actor = 'dependabot[bot]';
    const run = await start({ env: { GITHUB_ACTOR: actor, GITHUB_TRIGGERING_ACTOR: actor } });
    expect(run.verdict).toBe('fail');
    expect(blockedTitles(run)).toEqual(expect.arrayContaining(['feat: values', 'feat: number 1']));
    expect(blockedTitles(run)).toContain('feat: number 0');
  });
});
