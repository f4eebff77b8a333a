import { join } from 'node:path';
import {
  type Config,
  enrolIn,
  type Identities,
  identify,
  quarterStart,
  renderPeople,
} from '@forethought/core';
import { collectFacts, findConfig, type GitPlace, openRepository, writeAtomically } from '@forethought/io';
import { readFactsFile } from './facts-file.js';
import { loadPolicies, type PolicyOptions } from './policy-source.js';
import { write } from './sink.js';
import { EXIT, UsageError, type World, wantsColor } from './world.js';

/** Options of `people` as the command line gives them. */
export interface PeopleOptions extends PolicyOptions {
  readonly repo: string;
  /** Facts collected earlier, which know more than Git where the platform was asked. */
  readonly facts?: string;
  readonly since?: string;
  readonly redact?: boolean;
}

/** Options of `people enrol`. */
export interface EnrolOptions {
  readonly repo: string;
  readonly email?: readonly string[];
  /** First day of week 1; default: today. */
  readonly start?: string;
  /** Print what the file would say, and write nothing. */
  readonly print?: boolean;
}

/** Lists who stands behind the changes of the last 13 weeks, and which addresses may belong to one person. */
export async function people(world: World, options: PeopleOptions): Promise<number> {
  const repo = await openRepository(world.cwd, options.repo);
  const source = await loadPolicies(world, repo, options);
  const identities = await identitiesOf(world, repo, options, source.config, source.policyOf(null).bots);
  const words = { color: wantsColor(world), redact: options.redact === true };
  await write(world, renderPeople(identities, source.config?.roster ?? [], words));
  return EXIT.pass;
}

async function identitiesOf(
  world: World,
  repo: GitPlace,
  options: PeopleOptions,
  config: Config | undefined,
  bots: readonly string[],
): Promise<Identities> {
  const since = `${options.since ?? quarterStart(world.now)}T00:00:00Z`;
  const { commits, pulls } =
    options.facts === undefined
      ? await collectFacts({ repo, since, asOf: world.now, withFiles: 'none', signal: world.signal })
      : await readFactsFile(world, options.facts);
  return identify({ commits, pulls, roster: config?.roster ?? [], bots, agents: config?.agents ?? [] });
}

const LOGIN = /^[a-z0-9](?:[a-z0-9-]{0,38})$/i;

/**
 * Prepares an enrolment in the configuration of the work tree: the entry in the roster with its start and `named: true`, for a pull
 * request that the person opens or approves. Nothing is committed.
 */
export async function enrol(world: World, login: string, options: EnrolOptions): Promise<number> {
  if (!LOGIN.test(login))
    throw new UsageError(`${login}: no login of the platform; write it without @, as in a profile's address`);
  const repo = await openRepository(world.cwd, options.repo);
  const source = await loadPolicies(world, repo, {});
  const found = await findConfig(repo);
  if (found === undefined)
    throw new UsageError('there is no forethought.yml to enrol anybody in; forethought init writes one');
  const machines = [...source.policyOf(null).bots, ...(source.config?.agents ?? [])];
  if (machines.some((name) => name.toLowerCase() === login.toLowerCase()))
    throw new UsageError(`${login} is listed as a bot or an agent; take it off that list first`);
  const start = options.start ?? world.now.slice(0, 10);
  const edit = enrolIn(found.text, { login, emails: options.email ?? [], start });
  if ('problem' in edit) throw new UsageError(`${found.file}:${edit.line}: ${edit.problem}`);
  const { readConfigText } = await import('./read-policy.js');
  readConfigText(edit.text, found.file);
  if (options.print === true) {
    await write(world, edit.text);
    return EXIT.pass;
  }
  if (edit.text !== found.text)
    await writeAtomically(join(repo.directory, found.file), edit.text, { signal: world.signal });
  await write(
    world,
    enrolWords(login, found.file, edit.text === found.text ? 'same' : edit.isNew ? 'new' : 'changed'),
  );
  return EXIT.pass;
}

function enrolWords(login: string, file: string, what: 'same' | 'new' | 'changed'): string {
  if (what === 'same') return `${file} names ${login} already; nothing was changed\n`;
  const did = what === 'new' ? `${login} is on the roster now` : `the entry of ${login} says named: true now`;
  return [
    `${file}: ${did}, and published reports may show the row by name once this is merged.`,
    `Next: a pull request that ${login} opens, or approves:`,
    `  git switch -c enrol-${login.toLowerCase()}`,
    `  git commit -m "chore: enrol ${login}" -- ${file}`,
    `  git push -u origin enrol-${login.toLowerCase()}`,
    '',
  ].join('\n');
}
