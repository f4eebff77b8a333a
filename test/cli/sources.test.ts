import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { makeRepository, type TestRepository } from '../helpers/repository.js';
import { forethought } from './cli.js';

const CONFIG = `mode: observe
rules:
  sources-consulted: block
  sources-consulted/official: block
  no-repeats: warn
  lesson-recorded: warn
waivers:
  - rule: sources-consulted
    reason: The library of pages is being moved
    approver: grace
    until: 2020-10-31
`;
const PREMORTEM = `Pre-mortem:
Ways this could fail:
- The reader starts before the table is there -> the init container waits, tried by deleting the table
- The queue fills while the reader restarts -> its limit is 10 minutes of traffic, measured on staging
`;

interface Told {
  readonly ruleId: string;
  readonly outcome: string;
  readonly problem?: { readonly code: string; readonly data: Readonly<Record<string, unknown>> };
}

let repo: TestRepository;
let lines = 0;

beforeAll(() => {
  repo = makeRepository();
  repo.commit({ 'docs/upload.md': 'how\n', 'src/a.ts': 'export {};\n' }, 'chore: begin');
  repo.commit({ 'forethought.yml': CONFIG }, 'chore: adopt forethought');
});
afterAll(() => repo.cleanup());

function write(text: string, path = 'src/b.ts'): string {
  lines += 1;
  const content = Array.from({ length: 20 + lines }, (_, at) => `export const x${at} = ${lines};\n`).join('');
  return repo.commit({ [path]: content }, text);
}

function told(...args: readonly string[]): readonly Told[] {
  const { stdout } = forethought(repo, ['check', ...args, '--format', 'json']);
  return (JSON.parse(stdout) as { readonly findings: readonly Told[] }).findings;
}

function of(ruleId: string, findings: readonly Told[]): Told | undefined {
  return findings.find((finding) => finding.ruleId === ruleId);
}

describe('a source that is a path', () => {
  test('counts where the commit has it', () => {
    const sha = write('feat: upload\n\nSources Consulted:\n- docs/upload.md\n');
    expect(of('sources-consulted', told('--commit', sha))?.outcome).toBe('pass');
  });

  test('is named with the nearest one where the commit lacks it, by folders and names', () => {
    const sha = write('feat: upload\n\nSources Consulted:\n- doc/uploads.md\n- nowhere/at/all.md\n');
    const found = of('sources-consulted', told('--commit', sha));
    expect(found?.problem).toMatchObject({
      code: 'missing-path',
      data: { paths: ['doc/uploads.md (perhaps docs/upload.md?)', 'nowhere/at/all.md'] },
    });
  });

  test('is looked for in the tree of that commit and in no other', () => {
    const sha = write('feat: upload\n\nSources Consulted:\n- docs/later.md\n');
    repo.commit({ 'docs/later.md': 'late\n' }, 'docs: write it down');
    expect(of('sources-consulted', told('--commit', sha))?.problem?.code).toBe('missing-path');
  });
});

describe('the technologies of a deployment', () => {
  const text = (source: string): string =>
    `feat: more pods\n\nSources Consulted:\n- ${source} - exit codes say whether it waits\n`;

  test('want their official documentation, and the finding offers it', () => {
    const sha = write(text('https://www.postgresql.org/docs/current/app-pg-isready.html'), 'k8s/a.yaml');
    const found = of('sources-consulted/official', told('--commit', sha));
    expect(found?.problem).toMatchObject({
      code: 'technology-uncovered',
      data: {
        technologies: ['Kubernetes'],
        entries: ['- https://kubernetes.io - <what it says about this change>'],
      },
    });
  });

  test('are covered by one page of it', () => {
    const sha = write(text('https://kubernetes.io/docs/concepts/workloads/pods/'), 'k8s/a.yaml');
    expect(of('sources-consulted/official', told('--commit', sha))?.outcome).toBe('pass');
  });

  test('are not asked for where nothing is deployed', () => {
    const sha = write(text('https://www.postgresql.org/docs/current/app-pg-isready.html'));
    expect(of('sources-consulted/official', told('--commit', sha))?.outcome).toBe('not-applicable');
  });
});

describe('text that stood under an earlier change', () => {
  let first: string;
  beforeAll(() => {
    first = write(`feat: add the reader\n\n${PREMORTEM}`);
  });

  test('is told of a later one, whatever its numbers', () => {
    const sha = write(`feat: add the writer\n\n${PREMORTEM.replace('10', '20')}`);
    expect(of('no-repeats', told('--commit', sha))?.problem).toMatchObject({
      code: 'repeated',
      data: { change: first.slice(0, 12), section: 'pre-mortem' },
    });
  });

  test('is none among the commits of one range, nor where it was picked', () => {
    const base = repo.git('rev-parse', 'HEAD').trim();
    const own = PREMORTEM.replaceAll('reader', 'sender');
    write(`feat: add the sender\n\n${own}`);
    write(`feat: let the sender wait\n\n${own}`);
    write(`feat: bring the reader here\n\n${PREMORTEM}\n(cherry picked from commit ${first})\n`);
    const found = told('--from', base, '--to', 'HEAD').filter(({ ruleId }) => ruleId === 'no-repeats');
    expect(found.map(({ outcome }) => outcome).sort()).toEqual(['pass', 'pass', 'pass']);
  });
});

describe('a lesson', () => {
  test('is asked of a repair, and found in a document that names the change', () => {
    const culprit = write('feat: cache the clock\n');
    const fix = `fix: count on the server\n\nFixes: ${culprit.slice(0, 12)} ("feat: cache the clock")\n`;
    expect(of('lesson-recorded', told('--commit', write(fix)))?.outcome).toBe('fail');
    const library = `# Patterns\n\n## Time\n\n### Two clocks\n\nProblem: seen in ${culprit.slice(0, 10)}. Prevention: one clock.\n`;
    repo.commit({ 'COMMON_PATTERNS.md': library }, 'docs: two clocks');
    expect(of('lesson-recorded', told('--commit', write(fix)))?.outcome).toBe('pass');
  });
});

test('an exception that ran out is told with its line, where the rule fails again', () => {
  const sha = write('feat: upload\n');
  expect(of('waiver', told('--commit', sha))?.problem).toMatchObject({
    code: 'lapsed',
    data: { rule: 'sources-consulted', until: '2020-10-31', approver: 'grace', at: 'forethought.yml:8' },
  });
});
