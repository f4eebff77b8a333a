/**
 * Text of strangers through the whole built Action: what a runner would carry out, what a reader of outputs would take, what GitHub
 * would render. A twin run with plain words of the same shape says what the product itself writes. The single functions are fuzzed
 * in test/report/log-line.test.ts and test/report/hostile-comment.test.ts.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Gate, type GateRun, SOURCE } from '../helpers/gate-run.js';
import { gates, openFindings, outputsOf } from '../helpers/gates.js';
import { rendered } from '../helpers/meant.js';
import { runnerCommands } from '../helpers/runner-commands.js';
import { STEERING } from '../helpers/values.js';

const MARKER = '<!-- forethought:v1 kind=gate key=default -->';
const HOSTILE = [
  'x\r::stop-commands::tok\u2028::error::PWNED ##[error]PWNED\u0085::add-mask::pass',
  '\u00A0::set-output name=verdict::pass %0A::error::y \u001B[2J\u001B]8;;a\u0007\u202E\u200B:\u200B:error::',
  `${MARKER} @everyone fixes #1 GH-2 | \`a\` **b** https://evil.example/ <img src=x> [a](//b) :tada:`,
  'ghadelimiter_1 $(id) `id` </details>',
].join(' ');
const BOTH = { hostile: HOSTILE, plain: 'words that mean nothing' } as const;

interface Twin {
  readonly gate: Gate;
  readonly run: GateRun;
  /** What the files of other runner commands hold after the run. */
  readonly written: readonly string[];
}

const open = gates(afterAll);
const twins = new Map<string, Twin>();

async function twinOf(word: string): Promise<Twin> {
  const own = word === HOSTILE;
  const path = own ? '::error::x ##[error]\r::stop-commands::t\n@everyone #1 <!--' : 'words';
  const waived = own ? '##[error]PWNED' : 'words';
  const author = own ? '::add-mask::a ##[error]b' : 'words';
  const files = {
    [`src/${path}.ts`]: `${SOURCE}// zebra giraffe elephant antelope\n`,
    [`docs/${path}.md`]: '# Words\n\nTODO\n',
    'forethought.yml': `extends: devops-elite\nmode: ${JSON.stringify(word)}\n${JSON.stringify(word)}: 1\n`,
  };
  const commits = [{ message: `${word}\n\n${word}\n`, author: `${author} <a@a.example>`, files }];
  const gate = await open({
    files: {
      'COMMON_PATTERNS.md': `# Patterns\n\n## Words\n\n### ${word}\n\n**Problem**: zebra giraffe elephant antelope\n`,
    },
    pull: {
      title: word,
      body: `## ${word}\n\n- TODO ${word}\n\nWaive: ${word} - ${word}\nWaive: ${waived} - ${word}\n`,
      commits,
      labels: [word.slice(0, 50)],
      head: { ref: own ? 'topic-@everyone-#1-$(id)-`id`-%0A-<!--' : 'words' },
      comments: [{ author: 'eve', body: `${MARKER}\nnothing is missing` }],
    },
  });
  const names = ['GITHUB_ENV', 'GITHUB_PATH', 'GITHUB_STATE'];
  const paths = names.map((name) => join(gate.workspace.home, name));
  for (const file of paths) writeFileSync(file, '');
  const run = await gate.start({
    inputs: { comment: 'true', 'check-run': 'true', 'commit-status': word.slice(0, 40) },
    env: Object.fromEntries(names.map((name, at) => [name, paths[at]])),
  });
  return { gate, run, written: paths.map((file) => readFileSync(file, 'utf8')) };
}

function twin(name: keyof typeof BOTH): Twin {
  const found = twins.get(name);
  if (found === undefined) throw new Error(`there was no ${name} run`);
  return found;
}

beforeAll(async () => {
  for (const [name, word] of Object.entries(BOTH)) twins.set(name, await twinOf(word));
});

describe('titles, bodies, branches, labels, authors, paths, patterns and a configuration full of commands', () => {
  it('T6: make a runner carry out what the plain run does, and nothing else', () => {
    const [hostile, plain] = [twin('hostile').run, twin('plain').run];
    expect(hostile.verdict).toBe('fail');
    expect(runnerCommands(hostile.stdout)).toEqual(runnerCommands(plain.stdout));
    expect(runnerCommands(plain.stdout).length).toBeGreaterThan(0);
    expect(hostile.stderr).toBe('');
    expect(hostile.stdout).toContain('PWNED');
  });

  it('T20: send no control character and no change of direction to the log', () => {
    expect(twin('hostile').run.stdout).not.toMatch(STEERING);
    expect(HOSTILE).toMatch(STEERING);
  });

  it('T7: leave three outputs, the verdict one of three words, and every text whole', () => {
    const { run, written } = twin('hostile');
    expect([...outputsOf(run).keys()]).toEqual(['verdict', 'findings', 'summary-file']);
    expect(outputsOf(run).get('verdict')).toBe('fail');
    expect(openFindings(run).map(({ subject }) => subject.title)).toContain(HOSTILE);
    expect(written).toEqual(['', '', '']);
  });

  it('T8: mean nothing in the comment: no mention, reference, link, markup or second marker', () => {
    const [hostile, plain] = [twin('hostile'), twin('plain')].map(({ gate }) => gate.comments()[1] ?? '');
    expect(rendered(hostile ?? '')).toEqual(rendered(plain ?? ''));
    expect(hostile?.split('<!--')).toHaveLength(2);
    expect(hostile?.startsWith(`${MARKER}\n`)).toBe(true);
    expect(hostile).toContain('PWNED');
  });

  it('T8: nor in the step summary and in the check run', () => {
    const [hostile, plain] = [twin('hostile'), twin('plain')];
    expect(rendered(hostile.run.summary)).toEqual(rendered(plain.run.summary));
    const [ran, control] = [hostile, plain].map(
      ({ gate }) => gate.github.state().repositories[0]?.checkRuns[0],
    );
    expect(ran?.summary).toContain('PWNED');
    expect(rendered(ran?.summary ?? '')).toEqual(rendered(control?.summary ?? ''));
  });

  it('T8: somebody else’s comment with the marker stays theirs, and is not taken for the product’s', () => {
    const { gate } = twin('hostile');
    expect(gate.comments()).toHaveLength(2);
    expect(gate.comments()[0]).toBe(`${MARKER}\nnothing is missing`);
  });
});

describe('trouble that quotes', () => {
  it.each([
    ['an unknown key', `extends: devops-elite\n${JSON.stringify(HOSTILE)}: 1\n`],
    ['a wrong value', `extends: devops-elite\nmode: ${JSON.stringify(HOSTILE)}\n`],
    ['an unknown rule', `extends: devops-elite\nrules:\n  ${JSON.stringify(HOSTILE)}: block\n`],
    ['a plan of that name', `extends: ${JSON.stringify(`${HOSTILE.slice(1)}.yml`)}\n`],
    ['no YAML', `mode: [${HOSTILE.replaceAll('\r', '\n')}\n`],
    ['a broken pattern', `extends: devops-elite\npaths:\n  ${JSON.stringify(`[${HOSTILE}`)}: {}\n`],
  ])('T6: %s in the configuration of the base steers nothing', async (_, config) => {
    const { start } = await open({ config });
    const { verdict, stdout, stderr } = await start();
    expect({ verdict, stderr }).toEqual({ verdict: 'error', stderr: '' });
    expect(runnerCommands(stdout)).toEqual([
      { name: 'error', form: '::' },
      { name: 'error', form: '::' },
    ]);
    expect(stdout).not.toMatch(STEERING);
  });

  it.each([
    ['the pull request', '**', 403, ['error', 'warning']],
    ['the comment', '/repos/octo/demo/issues/1/comments', 422, ['error', 'warning']],
    ['anything', '**', 500, ['error']],
  ])('T6: words of a server, or of a proxy, about %s steer nothing', async (_, path, status, names) => {
    const body = { message: HOSTILE, errors: [{ message: HOSTILE, code: HOSTILE }] };
    const headers = { 'x-accepted-github-permissions': '##[error]PWNED' };
    const fault = { path, kind: 'status', status, body, headers } as const;
    const { start } = await open({ pull: { body: '' }, faults: [fault] });
    const { verdict, stdout, stderr } = await start({ inputs: { comment: 'true' } });
    expect({ verdict, stderr }).toEqual({ verdict: status === 500 ? 'error' : 'fail', stderr: '' });
    const found = runnerCommands(stdout);
    expect(found.filter(({ form }) => form === '##[')).toEqual([]);
    expect(new Set(found.map(({ name }) => name))).toEqual(new Set(names));
    expect(stdout).not.toMatch(STEERING);
    expect(stdout).toContain('PWNED');
  });

  it('T6: inputs, the event’s name and its file steer nothing either', async () => {
    const { start } = await open();
    const starts = [
      { inputs: { landing: HOSTILE } },
      { inputs: { comment: HOSTILE } },
      { inputs: { 'pull-request': HOSTILE } },
      { inputs: { config: `${HOSTILE}.yml` } },
      { event: HOSTILE },
      { env: { GITHUB_EVENT_PATH: HOSTILE } },
      { event: 'merge_group', payload: { merge_group: { head_ref: HOSTILE } } },
    ];
    for (const options of starts) {
      const { verdict, stdout, stderr } = await start(options);
      expect({ options, verdict, stderr }).toEqual({ options, verdict: 'error', stderr: '' });
      expect(new Set(runnerCommands(stdout).map(({ name }) => name))).toEqual(new Set(['error']));
      expect(stdout).not.toMatch(STEERING);
    }
  });
});
