import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Commit, DeploymentFact, IssueFact, PullFact, WorkflowRunFact } from '@forethought/core';
import { isoWeek } from '@forethought/core';
import {
  type BranchStoreOptions,
  gitPlace,
  openBranchStore,
  openFolderStore,
  type Store,
  type StoreOptions,
} from '@forethought/io';
import { makeRepository, type TestRepository } from './repository.js';

/** Options of a store as the command gives them. */
export const STORE: StoreOptions = { repository: 'team/tool', weekOf: isoWeek, key: 'a key' };

/** The name of the branch that the tests store on. */
export const BRANCH = 'forethought/facts';

/** A store on a branch of that repository, or of a remote by its path. */
export function branchStore(
  repository: TestRepository,
  { url, ...options }: Partial<BranchStoreOptions> & { readonly url?: string } = {},
): Store {
  return openBranchStore(gitPlace(repository.path, repository.env), {
    ...STORE,
    branch: BRANCH,
    author: { name: 'forethought', email: 'bot@example.org' },
    ...options,
    ...(url === undefined ? {} : { remote: { url } }),
  });
}

/** One way to keep a store: `open` opens the same one each time. */
export interface Kept {
  readonly open: (options?: Partial<StoreOptions>) => Store;
  readonly cleanup: () => void;
}

/** Every way to keep a store, by name. */
export const KEEPERS: Readonly<Record<string, () => Kept>> = {
  'a folder': () => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'forethought-store-')));
    return {
      open: (options) => openFolderStore(folder, { ...STORE, ...options }),
      cleanup: () => rmSync(folder, { recursive: true, force: true }),
    };
  },
  'a branch': () => {
    const repository = makeRepository();
    return { open: (options) => branchStore(repository, options), cleanup: repository.cleanup };
  },
  'a branch of a remote': () => {
    const [repository, remote] = [makeRepository({ bare: true }), makeRepository({ bare: true })];
    const cleanup = (): void => {
      repository.cleanup();
      remote.cleanup();
    };
    return { open: (options) => branchStore(repository, { ...options, url: remote.path }), cleanup };
  },
};

const ada = { name: 'Ada Example', email: 'Ada@example.org' };

/** A commit of that day; its sha is made of the number. */
export function storedCommit(number: number, day: string, rest: Partial<Commit> = {}): Commit {
  const sha = number.toString(16).padStart(40, '0');
  const at = `${day}T10:00:00Z`;
  const dates = { authoredAt: at, committedAt: at };
  return {
    sha,
    tree: sha,
    parents: [],
    author: ada,
    committer: ada,
    ...dates,
    message: 'private words',
    ...rest,
  };
}

/** A pull request opened that day. */
export function storedPull(number: number, day: string, rest: Partial<PullFact> = {}): PullFact {
  const at = `${day}T11:00:00Z`;
  return {
    number,
    url: `https://github.example/team/tool/pull/${number}`,
    title: 'private title',
    body: 'private body',
    author: { login: 'ada', kind: 'user' },
    createdAt: at,
    readyAt: at,
    updatedAt: at,
    mergedAt: null,
    closedAt: null,
    state: 'open',
    isDraft: false,
    mergedBy: null,
    base: 'main',
    head: { ref: 'topic', sha: 'c'.repeat(40) },
    mergeCommit: null,
    labels: [],
    type: 'feat',
    added: 1,
    deleted: 0,
    fileCount: 1,
    commitCount: 1,
    readAt: `${day}T12:00:00Z`,
    missing: [],
    ...rest,
  };
}

/** An issue opened that day. */
export function storedIssue(number: number, day: string, rest: Partial<IssueFact> = {}): IssueFact {
  return {
    number,
    url: `https://github.example/team/tool/issues/${number}`,
    title: 'private title',
    body: 'private body',
    author: { login: 'lin', kind: 'user' },
    createdAt: `${day}T08:00:00Z`,
    updatedAt: `${day}T08:00:00Z`,
    closedAt: null,
    state: 'open',
    isNotPlanned: false,
    labels: ['cause:docs'],
    closedBy: null,
    readAt: `${day}T12:00:00Z`,
    missing: [],
    ...rest,
  };
}

/** A deployment to production of that day. */
export function storedDeployment(
  id: string,
  day: string,
  rest: Partial<DeploymentFact> = {},
): DeploymentFact {
  const createdAt = `${day}T13:00:00Z`;
  const state = 'success' as const;
  return {
    id,
    environment: 'production',
    sha: 'd'.repeat(40),
    ref: null,
    createdAt,
    state,
    finishedAt: null,
    url: null,
    ...rest,
  };
}

/** A run of a workflow of that day. */
export function storedRun(id: string, day: string, rest: Partial<WorkflowRunFact> = {}): WorkflowRunFact {
  const url = `https://github.example/team/tool/actions/runs/${id}`;
  const about = { id, workflow: 'ci', event: 'push', sha: 'e'.repeat(40), branch: 'main', attempt: 1, url };
  return { ...about, conclusion: 'success', createdAt: `${day}T14:00:00Z`, finishedAt: null, ...rest };
}
