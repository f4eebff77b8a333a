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
  /** Configuration file or revision of the policy that is tried; without it `plan` is tried with the policy in force. */
  readonly with?: string;
  readonly last?: number;
  readonly branch?: string;
  /** Changes after this revision … */
  readonly from?: string;
  /** … up to this one. */
  readonly to?: string;
  readonly format: 'text' | 'markdown' | 'json';
}

/** The most changes that are judged twice. */
const MOST = 1000;
const NEWEST = 20;

/**
 * Judges the newest changes of a branch by the policy in force and by another one, and says what would have come out differently.
 * It informs: whatever it finds, the exit code is 0.
 */
export async function replayCommand(world: World, options: ReplayOptions): Promise<number> {
  const repo = await openRepository(world.cwd, options.repo);
  const rev = await rangeOf(repo, options);
  const last = options.last ?? (options.from === undefined ? NEWEST : MOST);
  const { plan, ...inForce } = options;
  const before = await loadPolicies(world, repo, inForce);
  const other = await otherPolicy(world, repo, options);
  const after = await loadPolicies(world, repo, other);
  // An outsider's policies are softened already, so that nothing would show.
  const insiders = (named: PolicyOptions): Promise<PolicySource> =>
    loadPolicies(world, repo, { ...named, local: true, withoutAdoption: true });
  const summary = await replayHistory({ repo, before, after, rev, last, signal: world.signal });
  const tried = [options.with, plan === undefined ? undefined : `the plan ${plan}`];
  const report: ReplayReport = {
    before: options.policyFrom ?? options.config ?? nameOf(before),
    after: tried.filter((each) => each !== undefined).join(' with '),
    branch: rev,
    changes: differences(await insiders(inForce), await insiders(other)),
    replay: summary,
    notices: noticesOf(summary.changes, last, options.from !== undefined),
  };
  await write(world, render(world, report, options.format));
  return EXIT.pass;
}

/** What Git takes for the changes that are meant. Throws where a revision is none. */
async function rangeOf(repo: Repository, { from, to, branch }: ReplayOptions): Promise<string> {
  if (to !== undefined && from === undefined)
    throw new UsageError(
      '--to goes with --from; to judge the newest changes of a branch, name it with --branch',
    );
  if (branch !== undefined && from !== undefined)
    throw new UsageError('name either --branch, or --from and --to');
  const end = to ?? branch ?? 'HEAD';
  for (const name of [end, ...(from === undefined ? [] : [from])]) await resolveCommit(repo, name);
  return from === undefined ? end : `${from}..${end}`;
}

function noticesOf(changes: number, last: number, isRange: boolean): readonly string[] {
  if (changes < last) return isRange ? [] : [`the branch has ${changes} changes, fewer than ${last}`];
  return isRange ? [`only the newest ${last} changes were judged`] : [];
}

/** A file wins over a revision of the same name, as it is what can be seen. */
async function otherPolicy(world: World, repo: Repository, options: ReplayOptions): Promise<PolicyOptions> {
  if (options.with === undefined) {
    if (options.plan !== undefined) return options;
    throw new UsageError(
      'nothing to try was named; --plan takes a plan, --with a configuration file or a revision',
    );
  }
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
