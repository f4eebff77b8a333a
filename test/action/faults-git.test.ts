/**
 * Clones of every kind and a git that fails, through the built Action. Row 23 (encodings) and every single reading of git stand in
 * test/io/history.test.ts, clones.test.ts and fetch-commits.test.ts.
 */
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { documented, type Gate, pullOf, SOURCE } from '../helpers/gate-run.js';
import { blockedTitles, gates, UNDOCUMENTED } from '../helpers/gates.js';
import { openTestRepository } from '../helpers/repository.js';

const open = gates();
const NOWHERE = '0123456789012345678901234567890123456789';
const LATE = { ...UNDOCUMENTED, message: 'feat: late\n', files: { 'src/late.ts': SOURCE } } as const;

/** A verdict that counts each commit: the first of two is the undocumented one. */
const TWO = { pull: { commits: [LATE, documented()] } } as const;

async function judged(gate: Gate, cwd?: string) {
  const run = await gate.start(cwd === undefined ? {} : { env: { GITHUB_WORKSPACE: cwd } });
  return { verdict: run.verdict, blocked: blockedTitles(run) };
}
const BOTH_READ = { verdict: 'fail', blocked: ['feat: late'] };

describe('clones', () => {
  it('fault 19: a checkout of depth 1, with its base at depth 1 too, is completed and judged whole', async () => {
    const gate = await open({ ...TWO, checkout: 'shallow' });
    gate.workspace.git('fetch', '-q', '--depth=1', 'origin', 'refs/pull/1/head');
    expect(gate.workspace.git('rev-parse', '--is-shallow-repository')).toBe('true');
    expect(await judged(gate)).toEqual(BOTH_READ);
  });

  it('fault 19: one that can’t be completed is told with its fix, and nothing passes', async () => {
    const gate = await open({ checkout: 'shallow' });
    gate.workspace.git('remote', 'set-url', 'origin', join(gate.workspace.home, 'nowhere'));
    const { verdict, stdout } = await gate.start();
    expect(verdict).toBe('error');
    expect(stdout).toContain('fetch-depth: 0');
  });

  it('fault 20: a push whose base is gone is told, and nothing passes', async () => {
    const gate = await open();
    const payload = { ref: 'refs/heads/main', before: NOWHERE, after: gate.head };
    const { verdict, stdout } = await gate.start({ event: 'push', payload });
    expect(verdict).toBe('error');
    expect(stdout).toContain('force-push');
  });

  it('fault 20: a head that was pushed over since the event is judged as it is now', async () => {
    const gate = await open();
    const stored = gate.github.state().repositories[0];
    const git = openTestRepository(stored?.git ?? '', gate.workspace.home);
    const made = git.git('commit-tree', `${gate.head}^{tree}`, '-p', gate.base, '-m', 'feat: pushed over');
    const ref = git.git('for-each-ref', '--format=%(refname)', '--points-at', gate.head, 'refs/heads');
    for (const name of [ref, 'refs/pull/1/head']) git.git('update-ref', name, made);
    if (stored !== undefined) gate.github.world.history(stored).forget();
    pullOf(gate.github).head.sha = made;
    const run = await gate.start();
    expect(run.verdict).toBe('fail');
    expect(blockedTitles(run)).toEqual(['feat: pushed over']);
  });

  it('fault 21: a detached head, a linked work tree, a submodule and a subdirectory of them', async () => {
    const gate = await open(TWO);
    const { workspace } = gate;
    workspace.git('checkout', '-q', '--detach');
    expect(await judged(gate)).toEqual(BOTH_READ);
    const linked = join(workspace.home, 'linked');
    workspace.git('worktree', 'add', '-q', '--detach', linked);
    expect(await judged(gate, linked)).toEqual(BOTH_READ);
    const above = join(workspace.home, 'above');
    const remote = workspace.git('remote', 'get-url', 'origin');
    workspace.git('init', '-q', above);
    workspace.git(
      '-C',
      above,
      '-c',
      'protocol.file.allow=always',
      'submodule',
      '--quiet',
      'add',
      remote,
      'sub',
    );
    const sub = join(above, 'sub');
    mkdirSync(join(sub, 'deep'));
    expect(await judged(gate, sub)).toEqual(BOTH_READ);
    expect(await judged(gate, join(sub, 'deep'))).toEqual(BOTH_READ);
  });

  it('fault 21: variables that name another repository change nothing there', async () => {
    const gate = await open(TWO);
    const env = {
      GIT_DIR: undefined,
      GIT_NAMESPACE: 'x',
      GIT_LITERAL_PATHSPECS: '1',
      GIT_EXTERNAL_DIFF: 'false',
    };
    const run = await gate.start({ env });
    expect({ verdict: run.verdict, blocked: blockedTitles(run) }).toEqual(BOTH_READ);
  });

  it('fault 23: byte order mark, line ends of another system and another encoding', async () => {
    const message = `\uFEFF${documented().message}`.replaceAll('\n', '\r\n');
    const gate = await open({ pull: { commits: [{ ...documented(), message }] } });
    const { verdict, stdout } = await gate.start();
    expect({ verdict, stdout }).toMatchObject({ verdict: 'pass' });
  });
});

describe('git', () => {
  /** A folder with a git that says this and fails, for PATH. */
  function gitThat(gate: Gate, script: string): string {
    const folder = mkdtempSync(join(gate.workspace.home, 'bin-'));
    writeFileSync(join(folder, 'git'), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, 'git'), 0o755);
    return folder;
  }

  it('fault 22: missing, too old, or refusing another user’s folder: one line with the fix', async () => {
    const gate = await open();
    const empty = mkdtempSync(join(gate.workspace.home, 'bin-'));
    const cases = [
      [empty, 'install git 2.31 or newer'],
      [
        gitThat(gate, 'echo "error: unknown option: --path-format=absolute" >&2; exit 129'),
        'install git 2.31',
      ],
      [
        gitThat(gate, `echo "fatal: detected dubious ownership in repository at '/w'" >&2; exit 128`),
        'safe.directory',
      ],
      [gitThat(gate, 'echo "fatal: out of memory" >&2; exit 128'), 'out of memory'],
    ] as const;
    for (const [path, fix] of cases) {
      const { code, verdict, stdout, stderr } = await gate.start({ env: { PATH: path } });
      expect({ fix, code, verdict, stderr }).toEqual({ fix, code: 1, verdict: 'error', stderr: '' });
      const errors = stdout.split('\n').filter((line) => line.startsWith('::error'));
      expect(errors).toEqual([expect.stringContaining(fix)]);
    }
  });

  it('fault 22: one that dies in the middle leaves no verdict', async () => {
    const gate = await open(TWO);
    const git = gate.workspace.run('sh', ['-c', 'command -v git']).stdout.trim();
    for (const verb of ['rev-parse', 'log', 'diff', 'cat-file']) {
      const script = `case " $* " in *" ${verb} "*) kill -9 $$;; esac\nexec ${git} "$@"`;
      const { verdict, stdout } = await gate.start({
        env: { PATH: `${gitThat(gate, script)}:${process.env['PATH']}` },
      });
      expect({ verb, verdict }).toEqual({ verb, verdict: 'error' });
      expect(stdout).toContain('could not evaluate');
    }
  });

  it('fault 22: one that dies at the question whether the head is checked out is no “no”', async () => {
    const gate = await open();
    gate.workspace.git('fetch', '-q', 'origin', 'refs/pull/1/head');
    gate.workspace.git('checkout', '-q', gate.head);
    const git = gate.workspace.run('sh', ['-c', 'command -v git']).stdout.trim();
    const script = `case " $* " in *" --is-ancestor "*) kill -9 $$;; esac\nexec ${git} "$@"`;
    const env = { PATH: `${gitThat(gate, script)}:${process.env['PATH']}` };
    expect((await gate.start({ event: 'pull_request_target', env })).verdict).toBe('error');
  });
});
