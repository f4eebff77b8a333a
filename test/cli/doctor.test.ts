import { spawn } from 'node:child_process';
import { afterEach, describe, expect, test } from '@jest/globals';
import { type FakeGitHub, type GitHubOptions, startGitHub } from '../github/github.js';
import type { RepositoryInput, StateInput } from '../github/state/input.js';
import { GATE, OWNERS, RULES } from '../helpers/guarded.js';
import { makeRepository, type Outcome, type TestRepository } from '../helpers/repository.js';
import { forethought, MAIN, STANDARD } from './cli.js';

interface Told {
  readonly repository: string;
  readonly branch: string;
  readonly gate: readonly string[];
  readonly gaps: readonly {
    readonly code: string;
    readonly level: string;
    readonly why: string;
    readonly fix: string;
  }[];
}

const FILES = {
  'forethought.yml': STANDARD,
  '.github/CODEOWNERS': OWNERS,
  '.github/workflows/gate.yml': GATE,
};
/** In GitHub's own form. */
const RULESET = {
  name: 'default branch',
  include: ['~DEFAULT_BRANCH'],
  rules: [
    {
      type: 'required_status_checks',
      parameters: {
        strict_required_status_checks_policy: false,
        required_status_checks: RULES.checks.map(({ context, app }) => ({ context, integration_id: app })),
      },
    },
    {
      type: 'pull_request',
      parameters: {
        dismiss_stale_reviews_on_push: true,
        require_code_owner_review: true,
        require_last_push_approval: false,
        required_approving_review_count: 1,
        required_review_thread_resolution: false,
      },
    },
  ],
};
const SETTINGS = {
  squash: true,
  merge: false,
  rebase: false,
  squashMessage: 'PR_BODY',
  squashTitle: 'PR_TITLE',
} as const;

function stateWith(
  changes: Partial<RepositoryInput> = {},
  files: Readonly<Record<string, string>> = FILES,
): StateInput {
  const commits = [{ message: 'chore: begin', files: { 'README.md': '# Demo\n', ...files } }];
  const guarded = { name: 'octo/demo', settings: SETTINGS, rulesets: [RULESET], commits };
  return { repositories: [{ ...guarded, collaborators: { octo: 'admin' }, ...changes }] };
}

describe('doctor --github', () => {
  const started: { readonly github: FakeGitHub; readonly repo: TestRepository }[] = [];
  afterEach(async () => {
    for (const { github, repo } of started.splice(0)) {
      expect(github.violations()).toEqual([]);
      await github.stop();
      repo.cleanup();
    }
  });

  /** Runs the built command beside the emulated server, which lives in this process. */
  const open = async (state: StateInput, options: GitHubOptions = {}) => {
    const github = await startGitHub(state, options);
    const repo = makeRepository();
    started.push({ github, repo });
    return async (
      args: readonly string[],
      env: Readonly<Record<string, string | undefined>> = {},
    ): Promise<Outcome> => {
      const given = {
        GITHUB_API_URL: github.apiUrl,
        GITHUB_GRAPHQL_URL: github.graphqlUrl,
        GITHUB_TOKEN: 'person-token',
      };
      const child = spawn(process.execPath, [MAIN, 'doctor', '--github', ...args], {
        cwd: repo.path,
        env: { ...repo.env, GH_TOKEN: undefined, ...given, ...env },
      });
      const [out, err]: [Buffer[], Buffer[]] = [[], []];
      child.stdout.on('data', (chunk) => out.push(chunk));
      child.stderr.on('data', (chunk) => err.push(chunk));
      const code = await new Promise<number>((resolve) =>
        child.on('close', (status) => resolve(status ?? -1)),
      );
      return { code, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() };
    };
  };
  const told = ({ stdout }: Outcome): Told => JSON.parse(stdout);
  const DEMO = ['--repo', 'octo/demo'];
  const JSON_OF_DEMO = [...DEMO, '--format', 'json'];

  test('finds nothing open in a guarded repository, and only advises what an organisation could do', async () => {
    const doctor = await open(stateWith());
    const { code, stdout } = await doctor(DEMO);
    expect([code, stdout]).toEqual([
      0,
      expect.stringContaining('The gate: .github/workflows/gate.yml: gate'),
    ]);
    expect(stdout).toContain('No gap found, 1 piece of advice.');
  });

  test('names each gap with the setting that closes it', async () => {
    const files = { 'README.md': '# Demo\n', '.github/workflows/gate.yml': GATE.replace('edited, ', '') };
    const doctor = await open(stateWith({ rulesets: [], settings: { squashMessage: 'BLANK' } }, files));
    const outcome = await doctor(JSON_OF_DEMO);
    const { gaps, ...rest } = told(outcome);
    expect([outcome.code, rest]).toMatchObject([
      1,
      { repository: 'octo/demo', branch: 'main', gate: ['.github/workflows/gate.yml: gate'] },
    ]);
    expect(gaps.map(({ code }) => code)).toEqual([
      'no-policy',
      'not-required',
      'policy-unowned',
      'editable-workflow',
      'squash-blank',
      'type-missing',
    ]);
    expect(gaps.filter(({ fix }) => fix === '')).toEqual([]);
  });

  test('says which permission is missing instead of calling what it could not read fine', async () => {
    const doctor = await open(stateWith({ rulesets: [] }));
    const outcome = await doctor(JSON_OF_DEMO, { GITHUB_TOKEN: 'actions-token' });
    const unread = told(outcome).gaps.filter(({ level }) => level === 'unread');
    expect(outcome.code).toBe(3);
    expect(unread.map(({ why }) => why).join(' ')).toContain('administration: read');
  });

  test('finds the repository by its remote, on an Enterprise Server too, and sends the token nowhere else', async () => {
    const doctor = await open(stateWith(), { enterprise: true });
    const { github, repo } = started[0] ?? {};
    repo?.git('remote', 'add', 'origin', `${github?.url}/octo/demo.git`);
    expect((await doctor(['--format', 'json'])).code).toBe(0);
    repo?.git('remote', 'set-url', 'origin', 'https://elsewhere.example/octo/demo.git');
    const { code, stderr } = await doctor([]);
    expect([code, stderr]).toEqual([2, expect.stringContaining('--repo owner/name')]);
  });

  test('a token has to be there and to be good', async () => {
    const doctor = await open(stateWith());
    const none = await doctor(DEMO, { GITHUB_TOKEN: undefined });
    expect([none.code, none.stderr]).toEqual([
      2,
      expect.stringContaining('GITHUB_TOKEN and GH_TOKEN are not set'),
    ]);
    const wrong = await doctor([...DEMO, '--token-env', 'MINE'], { MINE: 'nobody' });
    expect([wrong.code, wrong.stderr]).toEqual([3, expect.stringContaining('--token-env')]);
    expect(wrong.stderr).not.toContain('nobody');
  });

  test('a repository that is not there is an error of its own', async () => {
    const doctor = await open(stateWith());
    const { code, stderr } = await doctor(['--repo', 'octo/other']);
    expect([code, stderr]).toEqual([3, expect.stringContaining('hides it from this token')]);
  });
});

describe('doctor', () => {
  let repo: TestRepository;
  afterEach(() => repo.cleanup());
  const levels = (args: readonly string[] = []) => {
    const { code, stdout } = forethought(repo, ['doctor', '--format', 'json', ...args]);
    const looks: readonly { readonly name: string; readonly level: string }[] = JSON.parse(stdout).looks;
    return { code, looks: looks.map(({ name, level }) => `${level} ${name}`) };
  };

  test('says that no hook runs before init, and that they do after it', () => {
    repo = makeRepository();
    expect(levels()).toEqual({
      code: 1,
      looks: ['fine node', 'fine hooks folder', 'gap hooks', 'gap package', 'advice configuration'],
    });
    forethought(repo, ['init', '--hooks', 'plain', '--yes']);
    repo.write({ 'node_modules/forethought/dist/hook.cjs': '' });
    expect(levels()).toEqual({
      code: 0,
      looks: ['fine node', 'fine hooks folder', 'fine hooks', 'fine package', 'fine configuration'],
    });
  });

  test('sees a hooks path that leads nowhere and a hook that can’t be executed', () => {
    repo = makeRepository();
    forethought(repo, ['init', '--hooks', 'plain', '--yes']);
    repo.run('chmod', ['-x', '.git/hooks/commit-msg']);
    expect(levels().looks).toEqual(expect.arrayContaining(['gap hooks', 'fine hooks']));
    repo.git('config', 'core.hooksPath', '.husky/_');
    expect(levels().looks).toContain('gap hooks folder');
  });

  test('a broken configuration is an error of configuration, and options of GitHub need --github', () => {
    repo = makeRepository();
    repo.write({ 'forethought.yml': 'mode: sometimes\n' });
    expect(forethought(repo, ['doctor']).code).toBe(2);
    const { code, stderr } = forethought(repo, ['doctor', '--check', 'gate']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('--check belongs to --github')]);
  });
});
