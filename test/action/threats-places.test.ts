/** What the Action reads, writes and connects to, and what it does not. No input can hold a NUL: a variable of the environment can't. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { BODY, DOCUMENTED, documented, type Gate, SOURCE } from '../helpers/gate-run.js';
import { gates } from '../helpers/gates.js';

const open = gates();

function checkOutHead({ workspace, head }: Gate): void {
  workspace.git('fetch', '-q', 'origin', 'refs/pull/1/head');
  workspace.git('checkout', '-q', head);
}

describe('T10: the token of the base', () => {
  it('T10: is refused where the head of the pull request is checked out under pull_request_target', async () => {
    const gate = await open();
    checkOutHead(gate);
    const { verdict, stdout } = await gate.start({ event: 'pull_request_target' });
    expect(verdict).toBe('error');
    expect(stdout).toContain('leave out the ref of actions/checkout');
    expect((await gate.start({ event: 'pull_request' })).verdict).toBe('pass');
  });

  it('T10: runs nothing of the head: no hook, filter, driver, pager, alias or monitor', async () => {
    const trace = (home: string) => join(home, 'ran');
    const gate = await open({
      pull: {
        commits: [
          {
            ...documented(),
            files: {
              'src/values.ts': SOURCE,
              '.gitattributes': '* diff=evil filter=evil merge=evil\n*.md textconv=evil\n',
              '.gitmodules': '[submodule "x"]\n\tpath = x\n\turl = --upload-pack=touch ran\n',
              'package.json': '{"scripts":{"preinstall":"touch ran"}}',
              'forethought.config.js': "require('fs').writeFileSync('ran', '')\n",
            },
          },
        ],
      },
    });
    checkOutHead(gate);
    const { workspace } = gate;
    const command = `touch ${trace(workspace.home)}`;
    const hooks = join(workspace.path, '.git/hooks');
    mkdirSync(hooks, { recursive: true });
    for (const hook of ['post-checkout', 'reference-transaction', 'post-index-change', 'pre-auto-gc'])
      writeFileSync(join(hooks, hook), `#!/bin/sh\n${command}\n`, { mode: 0o755 });
    for (const key of [
      'diff.external',
      'diff.evil.command',
      'diff.evil.textconv',
      'core.pager',
      'core.fsmonitor',
    ])
      workspace.git('config', key, command);
    const { verdict, stdout } = await gate.start();
    expect({ verdict, stdout }).toMatchObject({ verdict: 'pass' });
    expect(existsSync(trace(workspace.home)) || existsSync(join(workspace.path, 'ran'))).toBe(false);
  });

  it('T10: leaves no trace in the checkout and never shows the token', async () => {
    const gate = await open({ checkout: 'shallow', state: { tokens: { ghs_5ecret: { kind: 'actions' } } } });
    const before = gate.workspace.git('status', '--porcelain', '--ignored');
    const refs = gate.workspace.git('for-each-ref');
    const run = await gate.start({ token: 'ghs_5ecret', inputs: { comment: 'true' } });
    expect(run.verdict).toBe('pass');
    expect(JSON.stringify(run)).not.toContain('ghs_5ecret');
    expect(gate.workspace.git('status', '--porcelain', '--ignored')).toBe(before);
    expect(gate.workspace.git('for-each-ref')).toBe(refs);
    expect(gate.workspace.git('config', '--list', '--local')).not.toContain('extraheader');
  });
});

describe('T11: addresses in the evidence', () => {
  it('T11: are never fetched: a listener on loopback counts no connection', async () => {
    let connections = 0;
    const listener = createServer((socket) => {
      connections += 1;
      socket.destroy();
    });
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    const { port } = listener.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/a`;
    const message = `${DOCUMENTED.replace('Sources Consulted:', `Sources Consulted:\n- ${url}: how the listener counts its connections`)}\nDesign: ${url}\n`;
    const body = `${BODY}- ${url}: what it says about counting\n\n![image](${url})\n\n[a]: ${url}\n\nDesign: ${url}\n`;
    const { start } = await open({
      files: { 'docs/links.md': `[a](${url})\n` },
      pull: { body, commits: [{ ...documented(), message }] },
    });
    const run = await start({ inputs: { comment: 'true', 'sarif-file': 'a.sarif' } });
    await new Promise<void>((resolve) => listener.close(() => resolve()));
    expect(run.verdict).not.toBe('error');
    expect(connections).toBe(0);
  });

  it('T11: and GitHub itself is asked for nothing but the API of this repository', async () => {
    const { start, github } = await open({ pull: { body: '' } });
    await start({ inputs: { comment: 'true', 'check-run': 'true', 'commit-status': 'true' } });
    const others = github
      .requests()
      .filter(({ path }) => path !== '/graphql' && !path.startsWith('/repos/octo/demo/'));
    expect(others).toEqual([]);
  });
});

describe('T12: paths', () => {
  const OUTSIDE = [
    '../x.yml',
    'a/../../x.yml',
    '/etc/passwd',
    '\\\\host\\share',
    'C:\\x.yml',
    'a\\..\\..\\x',
  ];

  it.each(['config', 'sarif-file'])('T12: the input %s leads nowhere out of the repository', async (name) => {
    const { start, github } = await open();
    for (const path of OUTSIDE) {
      const { verdict, stdout } = await start({ inputs: { [name]: path } });
      expect({ path, verdict }).toEqual({ path, verdict: 'error' });
      expect(stdout).toContain('path inside the repository');
    }
    expect(github.requests()).toEqual([]);
  });

  it('T12: sarif-file goes through no link, neither of a folder nor its own', async () => {
    const { start, workspace } = await open();
    const target = join(workspace.home, 'target');
    mkdirSync(target);
    writeFileSync(join(target, 'file'), 'as it was');
    symlinkSync(target, join(workspace.path, 'folder'));
    symlinkSync(join(target, 'file'), join(workspace.path, 'link.sarif'));
    symlinkSync(join(target, 'none'), join(workspace.path, 'dangling.sarif'));
    for (const path of ['folder/a.sarif', 'folder/deep/a.sarif', 'link.sarif', 'dangling.sarif']) {
      const { verdict } = await start({ inputs: { 'sarif-file': path } });
      expect({ path, verdict }).toEqual({ path, verdict: 'error' });
    }
    expect(readFileSync(join(target, 'file'), 'utf8')).toBe('as it was');
    expect(execFileSync('ls', [target], { encoding: 'utf8' })).toBe('file\n');
  });

  it('T12: a configuration that is a link is not followed', async () => {
    const { start, workspace, github, base } = await open({ files: { 'real.yml': 'mode: standard\n' } });
    const git = github.state().repositories[0]?.git ?? '';
    const blob = workspace.run('git', ['-C', git, 'hash-object', '-w', '--stdin'], { input: '/etc/passwd' });
    const entries = `120000 blob ${blob.stdout.trim()}\tlink.yml\n`;
    const tree = workspace.run('git', ['-C', git, 'mktree'], { input: entries }).stdout.trim();
    const args = ['-C', git, '-c', 'user.name=a', '-c', 'user.email=a@a.example'];
    const commit = workspace.git(...args, 'commit-tree', tree, '-p', base, '-m', 'link');
    workspace.git('-C', git, 'update-ref', 'refs/heads/main', commit);
    const { verdict, stdout } = await start({ inputs: { config: 'link.yml' } });
    expect(verdict).toBe('error');
    expect(stdout).not.toContain('root:');
  });
});
