import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { importCommits } from '../git/import.js';
import { runGit } from '../git/run.js';
import { newSettings, START } from './defaults.js';
import type { RepositoryInput, StateInput, TokenInput } from './input.js';
import { makeIssue, makePull } from './make-issue.js';
import type { Allowance, RepositoryState, State, TokenState } from './model.js';
import { makeWorld, privateAddress, restLogin, type ServerClock, type World } from './world.js';

/** A loaded state; `cleanup` removes the Git repositories that were made for it. */
export interface Loaded {
  readonly world: World;
  readonly cleanup: () => void;
}

/** Fills in what the input leaves out and makes the commits that it describes. */
export function loadState(input: StateInput, clock: ServerClock): Loaded {
  const state: State = {
    accounts: [],
    tokens: {},
    repositories: [],
    serverVersion: input.serverVersion ?? null,
    nextId: 1000,
  };
  const world = makeWorld(state, clock);
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'forethought-github-')));
  for (const account of input.accounts ?? []) {
    const isBot = account.login.endsWith('[bot]');
    state.accounts.push({
      id: world.id(),
      kind: isBot ? 'Bot' : 'User',
      name: null,
      emails: [],
      ...account,
      login: isBot ? account.login.slice(0, -'[bot]'.length) : account.login,
    });
  }
  world.account('github-actions[bot]');
  for (const repository of input.repositories ?? []) {
    loadRepository(world, repository, { scratch, start: input.start ?? START });
  }
  const owner = state.repositories[0]?.owner ?? 'owner';
  const tokens = input.tokens ?? { 'actions-token': {}, 'person-token': { kind: 'pat', login: owner } };
  for (const [token, entry] of Object.entries(tokens)) state.tokens[token] = loadToken(world, entry);
  return { world, cleanup: () => rmSync(scratch, { recursive: true, force: true }) };
}

const everything = {
  actions: 'write',
  administration: 'write',
  checks: 'write',
  contents: 'write',
  deployments: 'write',
  issues: 'write',
  'pull-requests': 'write',
  statuses: 'write',
} as const;

function loadToken(world: World, input: TokenInput): TokenState {
  const kind = input.kind ?? 'actions';
  const login = input.login ?? (kind === 'actions' ? 'github-actions[bot]' : 'owner');
  const limit = kind === 'actions' ? 1000 : 5000;
  const reset = Math.floor(world.clock.now() / 1000) + 3600;
  const allowance = (given: Partial<Allowance> | undefined): Allowance => ({
    limit,
    used: 0,
    reset,
    ...given,
  });
  const { administration, ...common } = everything;
  const usual = kind === 'actions' ? common : { ...common, administration };
  return {
    kind,
    login: restLogin(world.account(login)),
    permissions: input.permissions ?? usual,
    fork: input.fork ?? false,
    repositories: input.repositories ?? null,
    rest: allowance(input.rest),
    graphql: allowance(input.graphql),
  };
}

interface Surroundings {
  readonly scratch: string;
  readonly start: string;
}

function loadRepository(world: World, input: RepositoryInput, place: Surroundings): void {
  const repository = emptyRepository(world, input, place);
  world.state.repositories.push(repository);
  world.account(repository.owner);
  const identify = (who: string): string => identityOf(world, who);
  const commits =
    input.commits ?? (repository.ownsGit ? [{ message: 'Start', files: { 'README.md': '# Start\n' } }] : []);
  if (commits.length > 0) {
    const ref = `refs/heads/${repository.defaultBranch}`;
    importCommits(
      world.history(repository),
      { ref, from: repository.ownsGit ? null : ref, commits },
      { author: repository.owner, at: place.start, identify },
    );
  }
  for (const pull of input.pulls ?? []) {
    repository.pulls.push(makePull(world, repository, pull, { start: place.start, identify }));
  }
  for (const issue of input.issues ?? []) {
    repository.issues.push(makeIssue(world, repository, issue, place.start));
  }
}

function emptyRepository(
  world: World,
  input: RepositoryInput,
  { scratch, start }: Surroundings,
): RepositoryState {
  const [owner = '', name = ''] = input.name.split('/');
  const id = world.id();
  const defaultBranch = input.defaultBranch ?? 'main';
  const git = input.git === undefined ? join(scratch, `${id}.git`) : realpathSync(resolve(input.git));
  if (input.git === undefined)
    runGit(scratch, ['init', '-q', '--bare', '--template=', '-b', defaultBranch, git]);
  const at = start;
  return {
    id,
    owner,
    name,
    formerNames: [...(input.formerNames ?? [])],
    isPrivate: input.private ?? false,
    isFork: input.fork ?? false,
    defaultBranch,
    git,
    ownsGit: input.git === undefined,
    hasIssues: input.hasIssues ?? true,
    settings: { ...newSettings, ...input.settings },
    collaborators: { [owner]: 'admin', ...input.collaborators },
    createdAt: at,
    issues: [],
    pulls: [],
    firstNumber: input.firstNumber ?? 1,
    deleted: [],
    transferred: {},
    statuses: (input.statuses ?? []).map((status) => ({
      id: world.id(),
      description: null,
      targetUrl: null,
      creator: owner,
      createdAt: at,
      ...status,
    })),
    checkRuns: (input.checkRuns ?? []).map((run) => ({
      id: world.id(),
      status: 'completed',
      conclusion: 'success',
      detailsUrl: null,
      externalId: '',
      startedAt: at,
      completedAt: run.startedAt ?? at,
      title: null,
      summary: null,
      text: null,
      app: 'github-actions[bot]',
      workflow: null,
      annotations: [],
      ...run,
    })),
    rulesets: (input.rulesets ?? []).map((ruleset) => ({
      id: world.id(),
      enforcement: 'active',
      source: 'Repository',
      include: ['~DEFAULT_BRANCH'],
      exclude: [],
      bypass: [],
      ...ruleset,
    })),
    protection: Object.fromEntries(
      Object.entries(input.protection ?? {}).map(([branch, entry]) => [
        branch,
        { checks: null, reviews: null, enforceAdmins: false, ...entry },
      ]),
    ),
    workflows: (input.workflows ?? []).map((workflow) => ({
      id: world.id(),
      name: workflow.path,
      state: 'active',
      ...workflow,
    })),
    runs: (input.runs ?? []).map((run) => ({
      id: world.id(),
      event: 'push',
      branch: defaultBranch,
      status: 'completed',
      conclusion: 'success',
      createdAt: at,
      updatedAt: run.createdAt ?? at,
      attempt: 1,
      ...run,
    })),
    deployments: (input.deployments ?? []).map((deployment) => ({
      id: world.id(),
      ref: defaultBranch,
      environment: 'production',
      creator: owner,
      createdAt: at,
      statuses: [],
      ...deployment,
    })),
    releases: (input.releases ?? []).map((release) => ({
      id: world.id(),
      sha: null,
      name: release.tag,
      body: '',
      author: owner,
      isDraft: false,
      isPrerelease: false,
      createdAt: at,
      publishedAt: release.isDraft === true ? null : (release.createdAt ?? at),
      ...release,
    })),
  };
}

/** `Name <address>` of a login, or the text itself when it has that form already. */
export function identityOf(world: World, who: string): string {
  if (who.includes('<')) return who;
  const account = world.account(who);
  return `${account.name ?? restLogin(account)} <${account.emails[0] ?? privateAddress(account)}>`;
}
