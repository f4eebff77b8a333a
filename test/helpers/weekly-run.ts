import { spawn } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isolatedEnv } from './repository.js';
import type { PlayedWeeks } from './twelve-weeks.js';

const BUNDLE = fileURLToPath(new URL('../../../packages/action/dist/index.js', import.meta.url));

/** What one run of the report left behind. */
export interface WeeklyRun {
  readonly code: number;
  readonly stdout: string;
  readonly summary: string;
  readonly outputs: string;
}

/** Starts the built Action in its report mode against played weeks. */
export interface WeeklyRunner {
  readonly run: (options?: {
    readonly inputs?: Readonly<Record<string, string>>;
    readonly env?: Readonly<Record<string, string>>;
    readonly killAfterMs?: number;
  }) => Promise<WeeklyRun>;
  readonly stop: () => Promise<void>;
}

/** A runner without a checkout, as each run gets a machine of its own. */
export function weeklyRunner({ github, git }: PlayedWeeks, repository: string): WeeklyRunner {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'forethought-weekly-')));
  const place = join(root, 'server', repository);
  mkdirSync(dirname(place), { recursive: true });
  symlinkSync(git, place);
  return {
    run: async ({ inputs = {}, env = {}, killAfterMs } = {}) => {
      const folder = mkdtempSync(join(root, 'run-'));
      const files = ['output', 'summary.md'].map((name) => join(folder, name));
      const [output = '', summary = ''] = files;
      for (const file of files) writeFileSync(file, '');
      const values = { mode: 'report', token: 'actions-token', ...inputs };
      const ended = await spawned(folder, killAfterMs, {
        ...isolatedEnv(folder),
        GITHUB_ACTIONS: 'true',
        GITHUB_WORKSPACE: folder,
        GITHUB_EVENT_NAME: 'schedule',
        GITHUB_OUTPUT: output,
        GITHUB_STEP_SUMMARY: summary,
        GITHUB_REPOSITORY: repository,
        GITHUB_SERVER_URL: `file://${join(root, 'server')}`,
        GITHUB_API_URL: github.apiUrl,
        GITHUB_GRAPHQL_URL: github.graphqlUrl,
        RUNNER_TEMP: folder,
        ...Object.fromEntries(
          Object.entries(values).map(([key, value]) => [`INPUT_${key.toUpperCase()}`, value]),
        ),
        ...env,
      });
      return { ...ended, outputs: readFileSync(output, 'utf8'), summary: readFileSync(summary, 'utf8') };
    },
    stop: async () => rmSync(root, { recursive: true, force: true }),
  };
}

function spawned(
  cwd: string,
  killAfterMs: number | undefined,
  env: Record<string, string | undefined>,
): Promise<Pick<WeeklyRun, 'code' | 'stdout'>> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [BUNDLE], {
      cwd,
      env: env as NodeJS.ProcessEnv,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const timer =
      killAfterMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    let stdout = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({ code: code ?? -1, stdout });
    });
  });
}
