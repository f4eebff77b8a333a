import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  compareConfigs,
  comparePolicies,
  type ReplayReport,
  renderReplayMarkdown,
  renderReplayText,
  toJson,
} from '@forethought/core';
import { GitError, openRepository, type Repository, resolveCommit } from '@forethought/io';
import { rules } from '@forethought/rules';
import { loadPolicies, type PolicyOptions, type PolicySource } from './policy-source.js';
import { replayHistory } from './replay-history.js';
import { write } from './sink.js';
import { EXIT, UsageError, type World, wantsColor } from './world.js';

/** Options of a replay as the command line gives them. */
export interface ReplayOptions extends PolicyOptions {
  readonly repo: string;
  /** Configuration file or revision of the policy that is tried. */
  readonly with: string;
  readonly last: number;
  readonly branch: string;
  readonly format: 'text' | 'markdown' | 'json';
}

/**
 * Judges the newest changes of a branch by the policy in force and by another one, and says what would have come out differently.
 * It informs: whatever it finds, the exit code is 0.
 */
export async function replayCommand(world: World, options: ReplayOptions): Promise<number> {
  const repo = await openRepository(world.cwd, options.repo);
  await resolveCommit(repo, options.branch);
  const before = await loadPolicies(world, repo, options);
  const after = await loadPolicies(world, repo, await otherPolicy(world, repo, options));
  const { last, branch: rev } = options;
  const summary = await replayHistory({ repo, before, after, rev, last, signal: world.signal });
  const report: ReplayReport = {
    before: options.policyFrom ?? options.config ?? nameOf(before),
    after: options.with,
    branch: rev,
    changes: differences(before, after),
    replay: summary,
    notices: summary.changes < last ? [`the branch has ${summary.changes} changes, fewer than ${last}`] : [],
  };
  await write(world, render(world, report, options.format));
  return EXIT.pass;
}

/** A file wins over a revision of the same name, as it is what can be seen. */
async function otherPolicy(world: World, repo: Repository, options: ReplayOptions): Promise<PolicyOptions> {
  const { config: _, policyFrom: __, ...rest } = options;
  if (statSync(resolve(world.cwd, options.with), { throwIfNoEntry: false })?.isFile() === true)
    return { ...rest, config: options.with };
  try {
    return { ...rest, policyFrom: await resolveCommit(repo, options.with) };
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    throw new UsageError(`${options.with} is neither a configuration file nor a revision; ${error.fix}`);
  }
}

function nameOf({ config }: PolicySource): string {
  return config === undefined ? 'no configuration' : 'forethought.yml';
}

function differences(before: PolicySource, after: PolicySource): ReplayReport['changes'] {
  const day = after.asOf.slice(0, 10);
  return [
    ...comparePolicies(before.policyOf(null), after.policyOf(null), day, rules),
    ...compareConfigs(before.config, after.config),
  ];
}

function render(world: World, report: ReplayReport, format: ReplayOptions['format']): string {
  if (format === 'json') return `${toJson(report, 2)}\n`;
  return format === 'markdown'
    ? renderReplayMarkdown(report)
    : renderReplayText(report, { color: wantsColor(world) });
}
