import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Fault } from '../github/faults.js';
import { type FakeGitHub, startGitHub } from '../github/github.js';
import type { PullInput, RepositoryInput, StateInput } from '../github/state/input.js';
import type { PullState } from '../github/state/model.js';
import { isolatedEnv, openTestRepository, type TestRepository } from './repository.js';

const BUNDLE = fileURLToPath(new URL('../../../packages/action/dist/index.js', import.meta.url));

/** Thirty lines of code: enough for every rule of the standard mode to ask. */
export const SOURCE = `${Array.from({ length: 30 }, (_, line) => `export const value${line} = ${line};`).join('\n')}\n`;

/** A commit that carries what is asked of commits. */
export const DOCUMENTED = `feat: values

Sources Consulted:
- https://nodejs.org/api/esm.html: named exports of modules

Test Evidence:
- npm test: 31 passed
`;

/** A body that carries what is asked of pull requests. */
export const BODY =
  '## Documentation Reviewed\n\n- https://nodejs.org/api/esm.html: exports are live bindings, so values are constants here\n';

export const CONFIG = 'extends: devops-elite\nmode: standard\n';

/** What a test sets up; everything has a default that passes. */
export interface GateSetup {
  readonly pull?: PullInput;
  readonly config?: string | null;
  readonly files?: Readonly<Record<string, string>>;
  readonly repository?: Partial<RepositoryInput>;
  readonly state?: Partial<StateInput>;
  readonly faults?: readonly Fault[];
  readonly enterprise?: boolean;
  readonly without?: readonly string[];
  /** `none` is a workflow without actions/checkout. */
  readonly checkout?: 'full' | 'none' | 'shallow';
}

/** How the Action is started once. */
export interface GateStart {
  readonly event?: string;
  readonly payload?: unknown;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly token?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly node?: string;
  /** A command that starts another one, and gets Node.js with its arguments as its own. */
  readonly through?: readonly string[];
  /** Told of the process as soon as it runs. */
  readonly during?: (child: ChildProcess) => void;
}

/** What one run of the Action left behind. */
export interface GateRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly verdict: string | undefined;
  readonly summary: string;
  readonly outputs: string;
}

/** A GitHub with one pull request, a clone of it as the runner has it, and the built Action. */
export interface Gate {
  readonly github: FakeGitHub;
  readonly workspace: TestRepository;
  readonly base: string;
  readonly head: string;
  readonly start: (options?: GateStart) => Promise<GateRun>;
  readonly comments: () => readonly string[];
  readonly stop: () => Promise<void>;
}

/** Starts the emulator with a repository `octo/demo` whose first pull request is the one to judge. */
export async function makeGate(setup: GateSetup = {}): Promise<Gate> {
  const { pull = {}, config = CONFIG, files = {} } = setup;
  const first = {
    'README.md': '# Demo\n',
    ...(config === null ? {} : { 'forethought.yml': config }),
    ...files,
  };
  const start = '2026-11-01T09:00:00Z';
  const repository: RepositoryInput = {
    name: 'octo/demo',
    settings: { squashMessage: 'PR_BODY', squash: true, merge: true, rebase: true },
    collaborators: { ada: 'write', bob: 'write', eve: 'read' },
    commits: [{ message: 'chore: adopt forethought', files: first, author: 'octo', at: start }],
    pulls: [{ title: 'feat: values', body: BODY, author: 'ada', commits: [documented()], ...pull }],
    ...setup.repository,
  };
  const { enterprise = false, without = [], faults = [] } = setup;
  const github = await startGitHub(
    { repositories: [repository], ...setup.state },
    { enterprise, without, faults },
  );
  const root = mkdtempSync(join(tmpdir(), 'forethought-gate-'));
  const [stored] = github.state().repositories;
  if (stored === undefined) throw new Error('the emulator has no repository');
  const workspace = cloneInto(root, stored.git, setup.checkout ?? 'full');
  const [base = '', head = ''] = ['refs/heads/main', 'refs/pull/1/head'].map((ref) =>
    openTestRepository(stored.git, join(root, 'home')).git('rev-parse', ref),
  );
  return {
    github,
    workspace,
    base,
    head,
    start: (options = {}) =>
      startAction({ github, root, workspace, base, head, pull: repository.pulls?.[0] ?? {} }, options),
    comments: () => pullOf(github).comments.map(({ body }) => body),
    stop: async () => {
      await github.stop();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** The first pull request as the emulator keeps it; what a test changes there, the next request sees. */
export function pullOf(github: FakeGitHub): PullState {
  const [pull] = github.state().repositories[0]?.pulls ?? [];
  if (pull === undefined) throw new Error('the emulator has no pull request');
  return pull;
}

/** The commit of a pull request that has what is asked for. */
export function documented() {
  return { message: DOCUMENTED, author: 'ada', files: { 'src/values.ts': SOURCE } };
}

function cloneInto(root: string, source: string, checkout: 'full' | 'none' | 'shallow'): TestRepository {
  const [home, path] = [join(root, 'home'), join(root, 'workspace')];
  mkdirSync(home);
  mkdirSync(path);
  mkdirSync(join(root, 'server', 'octo'), { recursive: true });
  symlinkSync(source, join(root, 'server', 'octo', 'demo'));
  writeFileSync(join(home, '.gitconfig'), '[user]\n\tname = Runner\n\temail = runner@example.org\n');
  const workspace = openTestRepository(path, home);
  if (checkout === 'none') return workspace;
  const depth = checkout === 'shallow' ? ['--depth=1'] : [];
  workspace.git('clone', '-q', ...depth, `file://${source}`, '.');
  return workspace;
}

interface Started extends Pick<Gate, 'github' | 'workspace' | 'base' | 'head'> {
  readonly root: string;
  readonly pull: PullInput;
}

async function startAction(started: Started, options: GateStart): Promise<GateRun> {
  const { github, root, workspace } = started;
  const folder = mkdtempSync(join(root, 'run-'));
  const files = { event: 'event.json', output: 'output', summary: 'summary.md' };
  const [event, output, summary] = Object.values(files).map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const name = options.event ?? 'pull_request';
  writeFileSync(event, JSON.stringify(options.payload ?? payloadOf(name, started)));
  writeFileSync(output, '');
  writeFileSync(summary, '');
  const inputs = { token: options.token ?? 'actions-token', ...options.inputs };
  const env = {
    ...isolatedEnv(workspace.home),
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: workspace.path,
    GITHUB_EVENT_NAME: name,
    GITHUB_EVENT_PATH: event,
    GITHUB_OUTPUT: output,
    GITHUB_STEP_SUMMARY: summary,
    GITHUB_REPOSITORY: 'octo/demo',
    GITHUB_SERVER_URL: `file://${join(root, 'server')}`,
    GITHUB_API_URL: github.apiUrl,
    GITHUB_GRAPHQL_URL: github.graphqlUrl,
    GITHUB_RUN_ID: '1',
    RUNNER_TEMP: folder,
    ...Object.fromEntries(
      Object.entries(inputs).map(([key, value]) => [`INPUT_${key.toUpperCase()}`, value]),
    ),
    ...options.env,
  };
  const ended = await spawned(
    [...(options.through ?? []), options.node ?? process.execPath, BUNDLE],
    env,
    workspace.path,
    options.during,
  );
  const outputs = readFileSync(output, 'utf8');
  // A runner keeps the value that was written last.
  const verdict = [...outputs.matchAll(/^verdict<<(\S+)\n(\w+)\n\1$/gm)].at(-1)?.[2];
  return { ...ended, verdict, outputs, summary: readFileSync(summary, 'utf8') };
}

function spawned(
  [command = '', ...args]: readonly string[],
  env: Record<string, string | undefined>,
  cwd: string,
  during?: GateStart['during'],
) {
  return new Promise<Pick<GateRun, 'code' | 'stdout' | 'stderr'>>((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: env as NodeJS.ProcessEnv,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    during?.(child);
    const text = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk: Buffer) => (text.stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (text.stderr += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? -1, ...text }));
  });
}

/** The parts of the event's payload that the Action reads, as they were when the event happened. */
function payloadOf(name: string, { base, head, pull }: Started): unknown {
  const author = pull.author ?? 'ada';
  const pullRequest = {
    number: 1,
    title: pull.title ?? 'feat: values',
    body: pull.body ?? BODY,
    draft: pull.draft ?? false,
    labels: [],
    user: { login: author, type: author.endsWith('[bot]') ? 'Bot' : 'User' },
    created_at: '2026-11-02T09:00:00Z',
    base: { ref: 'main', sha: base },
    head: { ref: 'topic', sha: head },
  };
  if (name === 'push') return { ref: 'refs/heads/main', before: base, after: head };
  return name === 'workflow_dispatch' ? { inputs: {} } : { pull_request: pullRequest };
}
