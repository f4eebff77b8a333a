import { compileGlob } from '../glob.js';
import type { Config } from '../schema/config.js';
import type { Facts } from '../schema/facts.js';
import type { LandedChange, Ledger } from './ledger.js';

/** Environments that count as production where the configuration names none. */
const PRODUCTION = ['production', 'prod'] as const;

/** One time that production got a commit. Rollbacks are told apart within an environment. */
export interface Rollout {
  readonly id: string;
  readonly sha: string;
  readonly at: string;
  readonly url: string | null;
  readonly environment: string;
}

/** Where deployments are known from, and those that succeeded, oldest first. */
export interface Production {
  readonly source: Ledger['deploymentSource'];
  readonly rollouts: readonly Rollout[];
}

/**
 * The first source that there is: deployments to a production environment, releases that are no pre-releases, successful runs of
 * the configured workflow, merges where the configuration says that they deploy.
 */
export function productionOf(
  facts: Facts,
  config: Config['deployment'],
  landed: readonly Pick<LandedChange, 'id' | 'shas' | 'landedAt' | 'url'>[],
): Production {
  const isProduction = environments(config?.environments ?? PRODUCTION);
  const deployments = (facts.deployments ?? []).filter(({ environment }) => isProduction(environment));
  if (deployments.length > 0) return inTime('deployments', deployments.flatMap(deploymentRollout));
  const releases = (facts.releases ?? []).flatMap(({ id, sha, isPrerelease, publishedAt, url }) =>
    sha === null || isPrerelease ? [] : [{ id, sha, at: publishedAt, url, environment: '' }],
  );
  if (releases.length > 0) return inTime('releases', releases);
  if (config?.workflow !== undefined && facts.workflowRuns !== undefined)
    return inTime('workflow', runRollouts(facts.workflowRuns, config.workflow));
  if (config?.onMerge !== true) return { source: null, rollouts: [] };
  const merges = landed.map(({ id, shas, landedAt, url }) => ({
    id,
    sha: shas[0] ?? id,
    at: landedAt,
    url,
    environment: '',
  }));
  return inTime('merge', merges);
}

/** A deployment that another one followed is *inactive* since then, so only its creation tells when it happened. */
function deploymentRollout(fact: NonNullable<Facts['deployments']>[number]): Rollout[] {
  const { id, sha, state, createdAt, finishedAt, url, environment } = fact;
  if (state === 'success') return [{ id, sha, at: finishedAt ?? createdAt, url, environment }];
  return state === 'inactive' ? [{ id, sha, at: createdAt, url, environment }] : [];
}

/** Runs for pull requests try something out and deploy nothing. */
function runRollouts(runs: NonNullable<Facts['workflowRuns']>, workflow: string): Rollout[] {
  const file = workflow.slice(workflow.lastIndexOf('/') + 1).toLowerCase();
  return runs
    .filter(({ conclusion, event }) => conclusion === 'success' && !event.startsWith('pull_request'))
    .filter((run) => run.workflow.slice(run.workflow.lastIndexOf('/') + 1).toLowerCase() === file)
    .map(({ id, sha, finishedAt, createdAt, url }) => ({
      id,
      sha,
      at: finishedAt ?? createdAt,
      url,
      environment: '',
    }));
}

function inTime(source: Production['source'], rollouts: readonly Rollout[]): Production {
  const timed = rollouts.map((rollout) => ({ rollout, time: Date.parse(rollout.at) }));
  timed.sort((a, b) => a.time - b.time || (a.rollout.id < b.rollout.id ? -1 : 1));
  return { source, rollouts: timed.map(({ rollout }) => rollout) };
}

/** Letter case makes no difference. What is no glob is taken by its letters. */
function environments(globs: readonly string[]): (environment: string) => boolean {
  const tests = globs.map((glob) => {
    const compiled = compileGlob(glob.toLowerCase());
    if ('problem' in compiled) return (name: string) => name === glob.toLowerCase();
    const expression = new RegExp(compiled.pattern.source, 'u');
    return (name: string) => expression.test(name);
  });
  return (environment) => tests.some((test) => test(environment.toLowerCase()));
}
