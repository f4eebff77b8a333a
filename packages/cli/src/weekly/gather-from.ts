import { type GitPlace, openRepository, readRepositoryName, readShas, resolveCommit } from '@forethought/io';
import { openHub } from '../hub.js';
import { loadPolicies, type PolicyOptions, type PolicySource } from '../policy-source.js';
import type { World } from '../world.js';
import { type Gathered, gather } from './gather.js';
import { openStore } from './open-store.js';

/** How a command at a terminal names what it collects from. */
export interface GatherOptions extends PolicyOptions {
  readonly repo: string;
  readonly source: 'git' | 'github';
  /** `owner/name`, where the remote `origin` is not the repository on the platform. */
  readonly github?: string;
  readonly tokenEnv?: string;
  readonly store?: string;
}

/** What was collected, with where it came from. */
export interface GatheredFrom extends Gathered {
  readonly repo: GitPlace;
  readonly policy: PolicySource;
  /** null: only Git was read. */
  readonly isPublic: boolean | null;
  readonly repositoryUrl: string | null;
}

/** At a terminal nobody waits for long. */
const WAIT_CAP_MS = 120_000;

/** Collects from the clone and, where asked, from the platform, what is new since the store was last written. */
export async function gatherFrom(
  world: World,
  options: GatherOptions,
  since: string,
  command: string,
): Promise<GatheredFrom> {
  const repo = await openRepository(world.cwd, options.repo);
  const policy = await loadPolicies(world, repo, options);
  const retentionWeeks = policy.config?.report.retentionWeeks ?? 60;
  if (options.source === 'git') {
    const repository = await readRepositoryName(repo);
    const store = openStore(world, repo, policy, {
      repository: repository.includes('/') ? repository : `local/${repository}`,
      store: options.store,
    });
    const query = { repo, source: policy, since, asOf: world.now, store, repository, retentionWeeks };
    const gathered = await gather(world, { ...query, rev: await resolveCommit(repo, 'HEAD') });
    return { ...gathered, repo, policy, isPublic: null, repositoryUrl: null };
  }
  const { collectForge, readDefaultTip, readDesigns, readNamedPulls } = await import(
    '@forethought/io/github'
  );
  const hubOptions = { repo: options.github ?? options.repo, command, waitCapMs: WAIT_CAP_MS };
  const { hub, name } = await openHub(world, {
    ...hubOptions,
    ...(options.tokenEnv === undefined ? {} : { tokenEnv: options.tokenEnv }),
  });
  const tip = await readDefaultTip(hub);
  const store = openStore(world, repo, policy, { repository: name, store: options.store });
  const rev = await tipIn(repo, tip);
  const query = {
    repo,
    source: policy,
    since,
    asOf: world.now,
    store,
    repository: name,
    rev,
    retentionWeeks,
  };
  const gathered = await gather(world, {
    ...query,
    forge: { hub, collect: collectForge, readDesigns, readNamedPulls },
  });
  return { ...gathered, repo, policy, isPublic: tip.isPublic, repositoryUrl: tip.url };
}

/** The tip of the default branch, where the clone has it; else what the clone knows of that branch. */
async function tipIn(
  repo: Parameters<typeof resolveCommit>[0],
  { sha, branch }: { readonly sha: string; readonly branch: string },
): Promise<string> {
  const known = await readShas(repo, [sha]);
  return known.has(sha) ? sha : resolveCommit(repo, `origin/${branch}`);
}
