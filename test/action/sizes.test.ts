/** T1: a change does not decide how much it weighs. */
import { describe, expect, it } from '@jest/globals';
import { documented, type Gate, type GateSetup, SOURCE } from '../helpers/gate-run.js';
import { gates } from '../helpers/gates.js';

const open = gates();

function checkOutHead({ workspace, head }: Gate): void {
  workspace.git('fetch', '-q', 'origin', 'refs/pull/1/head');
  workspace.git('checkout', '-q', head);
}

function pullOfFiles(files: Readonly<Record<string, string>>): GateSetup {
  return { pull: { body: 'No evidence.', commits: [{ message: 'feat: values\n', author: 'ada', files }] } };
}

describe('T1: the size of a change', () => {
  it.each([
    ['*.ts -diff\n', {}],
    ['* binary\n', { event: 'workflow_dispatch', inputs: { 'pull-request': '1' } }],
    ['* -diff\n', { event: 'pull_request' }],
  ] as const)('T1: is not told by %j of a head that is checked out', async (attributes, start) => {
    const gate = await open(pullOfFiles({ '.gitattributes': attributes, 'src/values.ts': SOURCE }));
    checkOutHead(gate);
    expect((await gate.start(start)).verdict).toBe('fail');
  });

  it('T1: is not told by the attributes of a folder either', async () => {
    const gate = await open(pullOfFiles({ 'src/.gitattributes': '*.ts -diff\n', 'src/values.ts': SOURCE }));
    checkOutHead(gate);
    expect((await gate.start()).verdict).toBe('fail');
  });

  it('T1: is not hidden by a NUL in the code', async () => {
    const gate = await open(pullOfFiles({ 'src/values.js': `/*\0*/${SOURCE}` }));
    expect((await gate.start()).verdict).toBe('fail');
  });

  it('T1: of a picture is none, and evidence is taken whatever the attributes say', async () => {
    const picture = await open(pullOfFiles({ 'src/logo.png': '\0\u0001\u0002' }));
    expect((await picture.start()).verdict).toBe('pass');
    const files = { '.gitattributes': '* binary\n', 'src/values.ts': SOURCE };
    const gate = await open({ pull: { commits: [{ ...documented(), files }] } });
    checkOutHead(gate);
    expect((await gate.start()).verdict).toBe('pass');
  });
});
