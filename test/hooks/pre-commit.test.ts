import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { headOf, makeHooked } from '../helpers/hooked.js';
import type { TestRepository } from '../helpers/repository.js';

let repository: TestRepository;

const CONFIG = `mode: standard
documents:
  runbook:
    title: Runbook
    paths: ["runbooks/**"]
rules:
  no-placeholder: block
`;
const WHOLE = '# Restart\n\n## Steps\n\nRun `systemctl restart service`.\n';
const EMPTY = '# Restart\n\n## Steps\n\n## After that\n\nLook at the dashboard.\n';

beforeEach(() => {
  repository = makeHooked({ config: CONFIG });
});
afterEach(() => repository.cleanup());

test('a staged document is judged as it is staged, not as it lies in the work tree', () => {
  const before = headOf(repository);
  repository.write({ 'runbooks/restart.md': EMPTY });
  repository.git('add', '.');
  repository.write({ 'runbooks/restart.md': WHOLE });
  const blocked = repository.tryGit(['commit', '-m', 'docs: a runbook']);
  expect(blocked.code).toBe(1);
  expect(blocked.stderr).toContain('no-placeholder');
  expect(blocked.stderr).toContain('runbooks/restart.md');
  expect(headOf(repository)).toBe(before);
  repository.git('add', '.');
  repository.write({ 'runbooks/restart.md': EMPTY });
  expect(repository.tryGit(['commit', '-m', 'docs: a runbook'])).toMatchObject({ code: 0, stderr: '' });
});

test('a deleted document and a document that is left out of the commit are not judged', () => {
  repository.commit({ 'runbooks/restart.md': EMPTY }, 'docs: a runbook\n');
  repository.write({ 'runbooks/other.md': EMPTY, 'notes.txt': 'a note\n' });
  repository.git('add', '.');
  repository.git('rm', '-q', 'runbooks/restart.md');
  expect(repository.tryGit(['commit', '-m', 'docs: a note', '--', 'notes.txt'])).toMatchObject({
    code: 0,
    stderr: '',
  });
  repository.git('reset', '-q', '--', 'runbooks/other.md');
  expect(repository.tryGit(['commit', '-m', 'docs: it is gone'])).toMatchObject({ code: 0, stderr: '' });
});

test('without a staged document node is not started, and a tool that fails costs one line', () => {
  repository.write({ 'bin/node': '#!/bin/sh\necho started >&2\nexit 3\n', 'notes.txt': 'a note\n' });
  repository.run('chmod', ['+x', 'bin/node']);
  const env = { PATH: `${repository.path}/bin:${process.env['PATH']}` };
  repository.git('add', 'notes.txt');
  const hook = (): string => repository.run('sh', ['.git/hooks/pre-commit'], { env }).stderr;
  expect(hook()).toBe('');
  repository.write({ 'runbooks/restart.md': EMPTY });
  repository.git('add', 'runbooks');
  expect(hook()).toBe('forethought: the staged documents were not checked; CI checks them\n');
});

test('a staged record of a person is judged, and other YAML starts nothing', () => {
  repository.write({ 'forethought.yml': 'extends: sre-training\nmode: strict\n' });
  repository.commit({ 'deploy/values.yml': 'replicas: 2\n' }, 'docs: follow the programme\n');
  const record = 'training/people/ada.yml';
  repository.write({ [record]: 'login: ada\njoined: 2025-02-30\n' });
  repository.git('add', record);
  const blocked = repository.tryGit(['commit', '-m', 'docs: begin']);
  expect(blocked.code).toBe(1);
  expect(blocked.stderr).toContain(`${record}:2`);
  expect(blocked.stderr).toContain('a day that there is not');
  repository.write({ [record]: 'login: ada\njoined: 2025-02-28\n' });
  repository.git('add', record);
  expect(repository.run('sh', ['.git/hooks/pre-commit'])).toMatchObject({ code: 0, stderr: '' });
});
