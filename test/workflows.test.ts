import { existsSync, readFileSync } from 'node:fs';
import { checkSafeguards, readWorkflow, type Workflow } from '@forethought/core';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { filesUnder } from './helpers/sources.js';
import { type LintAnswer, lintWorkflows } from './helpers/workflow-linters.js';

const own = filesUnder('.github/workflows', '.yml');
const examples = filesUnder('docs/examples/workflows', '.yml');
const workflows = [...own, ...examples];
const read = (path: string) => ({ path, text: readFileSync(path, 'utf8') });

const BROKEN = `on:
  pull_request:
    typos: [opened]
jobs:
  gate:
    runs-on: ubuntu-24.04
    steps:
      - uses: example/forethought@v1
        with:
          comment: \${{ github.evnt.number }}
`;
const BROKEN_ACTION = 'name: a\ndescription: b\nruns:\n  using: node24\n  mainn: index.js\n';

/** A workflow of this repository as a value; a file that can't be read fails the test that asks. */
function workflowAt(path: string): Workflow {
  const found = readWorkflow(read(path));
  if ('problem' in found) throw new Error(`${path}: ${found.problem}`);
  return found.workflow;
}

describe('actionlint and the language service', () => {
  let answers: ReadonlyMap<string, LintAnswer>;

  beforeAll(async () => {
    const broken = [
      { path: 'broken.yml', text: BROKEN },
      { path: 'broken/action.yml', text: BROKEN_ACTION },
    ];
    const all = await lintWorkflows([...workflows.map(read), read('action.yml'), ...broken]);
    answers = new Map(all.map((answer) => [answer.path, answer]));
  });

  test('there are workflows of ours and examples', () => {
    expect(own).toContain('.github/workflows/forethought.yml');
    expect(examples).toContain('docs/examples/workflows/pull-request.yml');
  });

  test.each([...workflows, 'action.yml'])('find nothing in %s', (path) => {
    expect(answers.get(path)).toEqual({ path, actionlint: [], service: [] });
  });

  test('each refuse a broken workflow, and the service a broken action', () => {
    const { actionlint = [], service = [] } = answers.get('broken.yml') ?? {};
    expect(actionlint.join('\n')).toContain('typos');
    expect(service.join('\n')).toContain('typos');
    expect(answers.get('broken/action.yml')?.service.join('\n')).toContain('mainn');
  });
});

describe.each(workflows)('%s', (path) => {
  const workflow = workflowAt(path);
  const steps = workflow.jobs.flatMap((job) => job.steps);

  test('uses nothing by a name that can be moved', () => {
    const used = [...workflow.jobs.map(({ uses }) => uses), ...steps.map(({ uses }) => uses)];
    const others = used.filter((uses) => uses !== '' && !uses.startsWith('./'));
    const versions = readFileSync(path, 'utf8').match(/uses: \S+@[0-9a-f]{40} # v\d/g) ?? [];
    expect(others.filter((uses) => !/@[0-9a-f]{40}$/.test(uses))).toEqual([]);
    expect(versions).toHaveLength(others.length);
  });

  test('grants nothing at the top, and each job what it names', () => {
    expect(workflow.permissions).toEqual({});
    expect(workflow.jobs.filter(({ permissions }) => permissions === null)).toEqual([]);
  });

  test('writes no expression into a script', () => {
    expect(steps.filter(({ run }) => run.includes('${{')).map(({ line }) => line)).toEqual([]);
  });

  test('ends by itself and is never cancelled by the next run', () => {
    const text = readFileSync(path, 'utf8');
    const running = workflow.jobs.filter(({ uses }) => uses === '');
    expect(text.match(/timeout-minutes: \d+/g) ?? []).toHaveLength(running.length);
    expect([workflow.cancels, ...workflow.jobs.map(({ cancels }) => cancels)]).not.toContain(true);
  });
});

test('doctor finds no fault in the gate as it is shipped and as it runs here', () => {
  const gates = ['docs/examples/workflows/merge-queue.yml', '.github/workflows/forethought.yml'];
  const found = gates.map((path) => {
    const diagnosis = checkSafeguards({
      safeguards: {
        defaultBranch: 'main',
        rules: {
          value: {
            kinds: ['required_status_checks', 'merge_queue'],
            workflows: [],
            checks: [{ context: 'forethought', app: 15368 }],
            reviews: [{ approvals: 1, codeOwners: true, dismissStale: true }],
            mergeQueue: true,
          },
        },
        protection: { value: 'none' },
        codeowners: { value: { ...read('docs/examples/CODEOWNERS'), path: '.github/CODEOWNERS' } },
        settings: {
          value: {
            squash: true,
            merge: false,
            rebase: false,
            squashTitle: 'PR_TITLE',
            squashMessage: 'PR_BODY',
          },
        },
        workflows: { value: [read(path)] },
      },
      repository: 'forethought',
      policyPath: 'forethought.yml',
    });
    return { gate: diagnosis.gate, codes: diagnosis.gaps.map(({ code, level }) => `${level} ${code}`) };
  });
  expect(found).toEqual(
    gates.map((path) => ({ gate: [`${path}: forethought`], codes: ['advice editable-workflow'] })),
  );
});

test('what the workflows run is there', () => {
  const runs = own.flatMap((path) =>
    workflowAt(path).jobs.flatMap(({ steps }) => steps.map(({ run }) => run)),
  );
  expect(runs.filter((run) => run.startsWith('.ci/run'))).not.toHaveLength(0);
  expect(existsSync('.ci/run')).toBe(true);
});
