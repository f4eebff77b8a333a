import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import {
  type Config,
  didYouMean,
  type Finding,
  type Kind,
  type NamedPlans,
  type Person,
  type Plan,
  type Policy,
  policiesFor,
  readPlainConfig,
  rosterEntry,
  severityOn,
} from '@forethought/core';
import { type Adoption, type AdoptionQuery, findConfig, type GitPlace, readAdoption } from '@forethought/io';
import { builtInPlans, metricNames, rules } from '@forethought/rules';
import { plansOf } from './plan-source.js';
import { UsageError, type World } from './world.js';

/** What every command that judges takes from the command line. */
export interface PolicyOptions {
  readonly config?: string;
  readonly policyFrom?: string;
  readonly plan?: string;
  readonly engineer?: string;
  readonly asOf?: string;
  /** Where the adoption is looked for, and which commits may be older than it; default: everything that HEAD reaches. */
  readonly history?: AdoptionQuery;
  /** The adoption is looked for while the caller goes on: see `PolicySource.adoptionKnown`. */
  readonly adoptionLater?: boolean;
  /** The adoption is not looked for: nothing counts as older. */
  readonly withoutAdoption?: boolean;
  /** Everybody counts as inside the roster, as in the local hook. */
  readonly local?: boolean;
}

/** The policies of a repository: whom and when they are asked for decides the rest. */
export interface PolicySource {
  readonly config: Config | undefined;
  readonly plan: Plan;
  /** Every other plan that somebody, or a path, may follow. */
  readonly plans: readonly Plan[];
  /** Revision that the configuration was read from, if it was not the work tree. */
  readonly policyFrom: string | undefined;
  readonly asOf: string;
  readonly policyOf: (author: Person | null) => Policy;
  /** Whether a failing finding blocks, or only counts today and would block in *standard* mode. */
  readonly wouldBlock: (finding: Finding) => boolean;
  /** The commit that brought the configuration, where there is one. */
  readonly adoption: Adoption | undefined;
  /** Until this resolves nothing counts as older than the adoption. Undefined: all is known. */
  readonly adoptionKnown: Promise<void> | undefined;
  /** Older than the configuration, or the commit that brought it: counted, never judged. */
  readonly isBeforeAdoption: (sha: string) => boolean;
}

/** Finds, reads and validates the configuration and its plan. Throws `PlanError` with place and fix, or `UsageError`. */
export async function loadPolicies(
  world: World,
  repo: GitPlace,
  options: PolicyOptions,
): Promise<PolicySource> {
  const found = await configText(world, repo, options);
  // Git is asked while the configuration is being read.
  const adopted = adoptionOf(repo, found, options);
  const written = found === undefined ? undefined : await configOf(found);
  const source = found && written && { ...found, config: written };
  const { plan, plans, config } = await plansOf(repo, source, options);
  const asOf = options.asOf === undefined ? world.now : `${options.asOf}T23:59:59Z`;
  const isInsider = options.local === true;
  const policies = policiesFor({ plan, plans, config, rules, isInsider });
  let blocking: ReadonlySet<string> | undefined;
  const wouldBlock = (what: string): boolean => {
    blocking ??= blockingIn({ plan, plans, config }, asOf);
    return blocking.has(what);
  };
  checkEngineer(options.engineer, config);
  const cache = new Map<string | null, Policy>();
  if (options.adoptionLater !== true) await adopted.known;
  return {
    config,
    plan,
    plans,
    policyFrom: options.policyFrom,
    asOf,
    policyOf: (author) => {
      const engineer = options.engineer ?? engineerOf(author, config);
      const known = cache.get(engineer);
      if (known !== undefined) return known;
      const policy = policies(engineer, asOf);
      cache.set(engineer, policy);
      return policy;
    },
    wouldBlock: (finding) =>
      finding.severity === 'block' ||
      (finding.severity === 'observe' && wouldBlock(`${finding.ruleId} ${kindOf(finding)}`)),
    get adoption() {
      return adopted.found;
    },
    adoptionKnown: options.adoptionLater === true ? adopted.known : undefined,
    isBeforeAdoption: (sha) => adopted.found?.sha === sha || adopted.found?.has(sha) === true,
  };
}

/** The adoption, once it is known. */
interface Adopted {
  found: Adoption | undefined;
  readonly known: Promise<void> | undefined;
}

function adoptionOf(repo: GitPlace, config: FoundConfig | undefined, options: PolicyOptions): Adopted {
  if (config?.adoptable !== true || options.withoutAdoption === true)
    return { found: undefined, known: undefined };
  const known = readAdoption(repo, config.file, options.history).then((adoption) => {
    adopted.found = adoption;
  });
  const adopted: Adopted = { found: undefined, known };
  // Whoever never waits for it must not fail by it.
  known.catch(() => {});
  return adopted;
}

/** What would block in *standard* mode: a rule's id and a kind, joined by a space. */
function blockingIn(named: NamedPlans, asOf: string): ReadonlySet<string> {
  const standard = policiesFor({ ...named, rules, mode: 'standard', isInsider: true })(null, asOf);
  return new Set(
    standard.rules
      .filter((setting) => severityOn(setting, asOf.slice(0, 10)) === 'block')
      .flatMap((setting) => setting.kinds.map((kind) => `${setting.ruleId} ${kind}`)),
  );
}

/** A configuration under a name that is never read would silently leave everything observing. */
function refuseOtherNames(repo: GitPlace): void {
  const others = ['forethought.yaml', '.github/forethought.yaml', '.forethought.yml'];
  const other = others.find((name) => existsSync(join(repo.directory, name)));
  if (other !== undefined)
    throw new UsageError(`${other} is not read; rename it to forethought.yml or .github/forethought.yml`);
}

/** A name that nobody in the roster has would silently get the policy of an outsider. */
function checkEngineer(engineer: string | undefined, config: Config | undefined): void {
  const roster = config?.roster ?? [];
  if (engineer === undefined || roster.length === 0 || rosterEntry(roster, engineer) !== undefined) return;
  const logins = roster.map((entry) => entry.login);
  throw new UsageError(`nobody in the roster is called ${engineer}${didYouMean(engineer, logins)}`);
}

function kindOf({ subject }: Finding): Kind {
  return subject.kind === 'message' ? 'commit' : subject.kind;
}

/** People outside the roster share one policy; only the roster's own differ. */
function engineerOf(author: Person | null, config: Config | undefined): string | null {
  if (author === null) return null;
  return rosterEntry(config?.roster ?? [], author.email)?.login ?? null;
}

interface FoundConfig {
  readonly text: string;
  readonly file: string;
  /** A file of the repository, whose first commit is the adoption. */
  readonly adoptable: boolean;
}

async function configText(
  world: World,
  repo: GitPlace,
  options: PolicyOptions,
): Promise<FoundConfig | undefined> {
  if (options.config !== undefined && options.policyFrom === undefined) {
    const text = await readNamed(world, options.config);
    return { text, file: options.config, adoptable: false };
  }
  const found = await findConfig(repo, { rev: options.policyFrom, path: options.config });
  if (found === undefined && options.config !== undefined) {
    throw new UsageError(
      `${options.config} does not exist at ${options.policyFrom}; name a file of that revision`,
    );
  }
  if (found === undefined && options.policyFrom === undefined) refuseOtherNames(repo);
  return found && { ...found, adoptable: true };
}

async function configOf({ text, file }: FoundConfig): Promise<Config> {
  const plain = readPlainConfig(text, { file, rules, metrics: metricNames, plans: builtInPlans });
  if (plain !== undefined) return plain;
  const { readConfigText } = await import('./read-policy.js');
  return readConfigText(text, file);
}

async function readNamed(world: World, path: string): Promise<string> {
  return readFile(resolve(world.cwd, path), 'utf8').catch(() => {
    throw new UsageError(`${path}: can't be read; name a configuration file such as forethought.yml`);
  });
}

/** Ids that plans and configurations may name. */
export function knownIds(): { readonly ruleIds: readonly string[]; readonly metricIds: readonly string[] } {
  return { ruleIds: rules.map((rule) => rule.id), metricIds: metricNames.map((metric) => metric.id) };
}
