import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runGit } from '../github/git/run.js';
import { type FakeGitHub, type GitHubOptions, startGitHub } from '../github/github.js';
import type { StateInput } from '../github/state/input.js';
import type { RepositoryState } from '../github/state/model.js';
import { ACCOUNTS, type MadeHistory, makeHistory } from './twelve-weeks-git.js';
import { configText, reportTime } from './twelve-weeks-people.js';
import { repositoryInput } from './twelve-weeks-state.js';
import { repositoryAt } from './twelve-weeks-view.js';

/** What the twelve weeks hold, counted by hand: the trap is incidents by deployments (26.1 %) in place of failed deployments (17.4 %). */
export const COUNTED = {
  members: 30,
  productionDeployments: 23,
  failedDeployments: 4,
  incidents: 6,
  botChanges: 24,
  standingReverts: 2,
} as const;

/** A clock that moves only when somebody sleeps or a week is shown. */
export interface WeekClock {
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly random: () => number;
  readonly set: (at: number) => void;
}

/** A GitHub and a repository that are played week after week. */
export interface PlayedWeeks {
  readonly github: FakeGitHub;
  readonly clock: WeekClock;
  /** The bare Git repository behind it; its default branch moves with the weeks. */
  readonly git: string;
  readonly history: MadeHistory;
  /** Goes to an instant, or to when the report of a week runs: what came until then is there, and what was made meanwhile stays. */
  show(weekOrInstant: string): void;
  stop(): Promise<void>;
}

/** How they are played. `more` goes to the end of `forethought.yml`; tokens as in a state. */
export interface WeeksOptions extends Omit<GitHubOptions, 'clock'> {
  readonly more?: string;
  readonly isPublic?: boolean;
  /** How far the server's clock goes ahead of the one here. */
  readonly skewMs?: number;
  readonly tokens?: StateInput['tokens'];
}

/** Starts the played weeks, before the first of them: nothing is there but the first commit. */
export async function playTwelveWeeks(options: WeeksOptions = {}): Promise<PlayedWeeks> {
  const { more, isPublic = false, skewMs = 0, tokens, ...server } = options;
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'forethought-weeks-')));
  const git = join(folder, 'plan.git');
  const history = makeHistory(git, configText(more));
  const clock = weekClock();
  const input = { ...repositoryInput(git, history), private: !isPublic };
  const state = { accounts: ACCOUNTS, repositories: [input], ...(tokens === undefined ? {} : { tokens }) };
  const github = await startGitHub(state, {
    ...server,
    clock: { now: () => clock.now() + skewMs, sleep: clock.sleep },
  });
  const [live] = github.state().repositories;
  if (live === undefined) throw new Error('no repository');
  const full = structuredClone(live);
  const show = (weekOrInstant: string): void => {
    const at = weekOrInstant.includes('T') ? weekOrInstant : reportTime(weekOrInstant);
    clock.set(Date.parse(at));
    reveal(live, full, at);
    const tip = history.main.filter((one) => one.at <= at).at(-1) ?? history.main[0];
    runGit(git, ['update-ref', 'refs/heads/main', tip?.sha ?? '']);
  };
  show('2026-08-31T00:00:00Z');
  return {
    github,
    clock,
    git,
    history,
    show,
    stop: async () => {
      await github.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Puts another `forethought.yml` on the default branch. */
export function commitConfig({ git }: Pick<PlayedWeeks, 'git'>, text: string): void {
  const blob = runGit(git, ['hash-object', '-w', '--stdin'], text).trim();
  const tree = runGit(git, ['ls-tree', 'main'])
    .split('\n')
    .filter((line) => line !== '' && !line.endsWith('\tforethought.yml'))
    .concat(`100644 blob ${blob}\tforethought.yml`, '');
  const made = runGit(git, ['mktree'], tree.join('\n')).trim();
  const who = ['-c', 'user.name=Ada', '-c', 'user.email=ada1@example.org'];
  const tip = runGit(git, [...who, 'commit-tree', made, '-p', 'main', '-m', 'chore: roster']).trim();
  runGit(git, ['update-ref', 'refs/heads/main', tip]);
}

/** Puts in place what there was at the instant, and keeps what was made while the server ran. */
function reveal(live: RepositoryState, full: RepositoryState, at: string): void {
  const seen = repositoryAt(full, at);
  const planned = new Set(full.issues.map(({ number }) => number));
  const made = live.issues.filter(({ number }) => !planned.has(number));
  live.issues.splice(0, Number.POSITIVE_INFINITY, ...seen.issues, ...made);
  live.pulls.splice(0, Number.POSITIVE_INFINITY, ...seen.pulls);
  live.checkRuns.splice(0, Number.POSITIVE_INFINITY, ...seen.checkRuns);
  live.deployments.splice(0, Number.POSITIVE_INFINITY, ...seen.deployments);
  live.releases.splice(0, Number.POSITIVE_INFINITY, ...seen.releases);
  live.runs.splice(0, Number.POSITIVE_INFINITY, ...seen.runs);
}

function weekClock(): WeekClock {
  let now = 0;
  return {
    now: () => now,
    sleep: async (ms) => {
      now += ms;
    },
    random: () => 0.5,
    set: (at) => {
      now = at;
    },
  };
}
