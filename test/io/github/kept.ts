import {
  collectForge,
  type ForgeBatch,
  type ForgeQuery,
  type ForgeSummary,
  type GitHub,
} from '@forethought/io/github';
import type { PullInput, RepositoryInput, StateInput } from '../../github/state/input.js';
import type { RepositoryState } from '../../github/state/model.js';
import { type Connection, START } from './connection.js';

/** Everything that was handed over, as a store keeps it: one record for a number or an id, and the last watermark. */
export interface Kept {
  readonly pulls: Map<number, ForgeBatch['pulls'][number]>;
  readonly issues: Map<number, ForgeBatch['issues'][number]>;
  readonly deployments: Map<string, ForgeBatch['deployments'][number]>;
  readonly releases: Map<string, ForgeBatch['releases'][number]>;
  readonly workflowRuns: Map<string, ForgeBatch['workflowRuns'][number]>;
  watermark: ForgeBatch['watermark'];
  /** Numbers of pull requests and issues in the order in which they came, those that came again too. */
  readonly handed: number[];
}

/** A store that holds nothing. */
export function nothingKept(): Kept {
  return {
    pulls: new Map(),
    issues: new Map(),
    deployments: new Map(),
    releases: new Map(),
    workflowRuns: new Map(),
    watermark: {},
    handed: [],
  };
}

/** Thrown in the place of a batch that is not stored any more, as when the process is killed there. */
export class Killed extends Error {
  override readonly name = 'Killed';
}

/** How a collection is played: `kill` is the number of batches after which the process ends. */
export interface Play extends Partial<Omit<ForgeQuery, 'onBatch' | 'watermark'>> {
  readonly kill?: number;
}

/** Collects into a store; with `kill`, throws `Killed` in the middle. */
export async function collectInto(hub: GitHub, kept: Kept, play: Play = {}): Promise<ForgeSummary> {
  const { kill = Number.POSITIVE_INFINITY, ...query } = play;
  let stored = 0;
  return collectForge(hub, {
    asOf: new Date(START).toISOString(),
    since: '2026-08-01T00:00:00Z',
    lagDays: 14,
    watermark: kept.watermark,
    workflow: '*',
    ...query,
    onBatch: async (batch) => {
      if (stored >= kill) throw new Killed('the process ended');
      stored += 1;
      keep(kept, batch);
    },
  });
}

function keep(kept: Kept, batch: ForgeBatch): void {
  for (const pull of batch.pulls) kept.pulls.set(pull.number, pull);
  for (const issue of batch.issues) kept.issues.set(issue.number, issue);
  for (const one of batch.deployments) kept.deployments.set(one.id, one);
  for (const one of batch.releases) kept.releases.set(one.id, one);
  for (const one of batch.workflowRuns) kept.workflowRuns.set(one.id, one);
  kept.handed.push(...[...batch.pulls, ...batch.issues].map(({ number }) => number));
  kept.watermark = { ...kept.watermark, ...batch.watermark };
}

/** The instant so many hours after the first of August 2026. */
export function hour(count: number): string {
  return new Date(Date.parse('2026-08-01T00:00:00Z') + count * 3_600_000).toISOString().replace('.000Z', 'Z');
}

/** Pull requests without commits of their own; the first changed in hour 1, each an hour after the one before. */
export function plainPulls(
  count: number,
  more: (at: number) => Partial<PullInput> = () => ({}),
): readonly PullInput[] {
  return Array.from({ length: count }, (_, at) => ({
    number: at + 1,
    title: `change ${at + 1}`,
    author: 'ada',
    head: { ref: 'main' },
    state: 'closed' as const,
    createdAt: hour(at),
    updatedAt: hour(at + 1),
    closedAt: hour(at + 1),
    ...more(at),
  }));
}

/** A state of one repository. */
export function stateOf(repository: Partial<RepositoryInput>): StateInput {
  return { repositories: [{ name: 'octo/demo', ...repository }] };
}

/** The only repository of an emulated GitHub. */
export function repositoryOf({ github }: Connection): RepositoryState {
  const [repository] = github.state().repositories;
  if (repository === undefined) throw new Error('there is no repository');
  return repository;
}

/** The numbers from 1 to `count`. */
export function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}
