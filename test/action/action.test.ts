import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { makeRepository, type TestRepository } from '../helpers/repository.js';

const BUNDLE = fileURLToPath(new URL('../../../packages/action/dist/index.js', import.meta.url));
const SOURCE = `${Array.from({ length: 30 }, (_, line) => `export const value${line} = ${line};`).join('\n')}\n`;
const DOCUMENTED = `feat: values

Sources Consulted:
- https://nodejs.org/api/esm.html: named exports of modules

Test Evidence:
- npm test: 31 passed
`;
const BODY =
  '## Documentation Reviewed\n\n- https://nodejs.org/api/esm.html: exports are live bindings, so values are constants here\n';

describe('the built Action on a pull-request event', () => {
  let repo: TestRepository;
  let base: string;

  beforeEach(() => {
    repo = makeRepository();
    base = repo.commit(
      { 'forethought.yml': 'extends: devops-elite\nmode: standard\n' },
      'chore: adopt forethought',
    );
  });
  afterEach(() => repo.cleanup());

  function run(pull: object, name = 'pull_request') {
    const files = {
      event: join(repo.home, 'event.json'),
      output: join(repo.home, 'output'),
      summary: join(repo.home, 'summary'),
    };
    writeFileSync(files.event, JSON.stringify(pull));
    writeFileSync(files.output, '');
    writeFileSync(files.summary, '');
    const env = {
      GITHUB_WORKSPACE: repo.path,
      GITHUB_EVENT_NAME: name,
      GITHUB_EVENT_PATH: files.event,
      GITHUB_OUTPUT: files.output,
      GITHUB_STEP_SUMMARY: files.summary,
    };
    const outcome = repo.run(process.execPath, [BUNDLE], { env });
    const verdict = /verdict<<(\S+)\n(\w+)\n\1/.exec(readFileSync(files.output, 'utf8'))?.[2];
    return { ...outcome, verdict, summary: readFileSync(files.summary, 'utf8') };
  }

  function pullOf(head: string, body: string | null) {
    return {
      pull_request: {
        number: 7,
        title: 'feat: values',
        body,
        draft: false,
        labels: [],
        base: { sha: base },
        head: { sha: head },
      },
    };
  }

  it('is built', () => {
    expect(existsSync(BUNDLE)).toBe(true);
  });

  it('passes a pull request whose body and commits carry their evidence', () => {
    const head = repo.commit({ 'src/values.ts': SOURCE }, DOCUMENTED);
    const { code, verdict, stdout } = run(pullOf(head, BODY));
    expect({ code, verdict, stdout }).toMatchObject({ code: 0, verdict: 'pass' });
  });

  it('fails one without a body and says in the summary what is missing', () => {
    const head = repo.commit({ 'src/values.ts': SOURCE }, DOCUMENTED);
    const { code, verdict, summary } = run(pullOf(head, null));
    expect({ code, verdict }).toEqual({ code: 1, verdict: 'fail' });
    expect(summary).toContain('## Documentation Reviewed');
  });

  it('takes the configuration of the base, so that a head that loosens it gains nothing', () => {
    const loose = 'extends: devops-elite\nmode: observe\n';
    const head = repo.commit({ 'forethought.yml': loose, 'src/values.ts': SOURCE }, 'feat: values');
    expect(run(pullOf(head, null)).verdict).toBe('fail');
  });

  it('could not evaluate when the base is not in the clone, and says how to bring it', () => {
    const head = repo.commit({ 'src/values.ts': SOURCE }, DOCUMENTED);
    const pull = pullOf(head, BODY).pull_request;
    const { code, verdict, stdout } = run({ pull_request: { ...pull, base: { sha: 'b'.repeat(40) } } });
    expect({ code, verdict }).toEqual({ code: 1, verdict: 'error' });
    expect(stdout).toContain('fetch-depth: 0');
  });

  it('could not evaluate an event without a pull request', () => {
    expect(run({ ref: 'refs/heads/main' }, 'push').verdict).toBe('error');
  });
});

describe('what starts', () => {
  it('holds nothing that only some runs need: no schemas, no YAML, no weekly report', () => {
    const start = readFileSync(BUNDLE, 'utf8');
    expect(start).not.toMatch(/ZodError|YAMLParseError|forethought:weekly/);
    const others = readdirSync(dirname(BUNDLE)).filter((name) => name.startsWith('part-'));
    const rest = others.map((name) => readFileSync(join(dirname(BUNDLE), name), 'utf8')).join('\n');
    for (const word of ['ZodError', 'YAMLParseError', 'forethought:weekly']) expect(rest).toContain(word);
  });
});
