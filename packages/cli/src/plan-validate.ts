import { readFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { counted, type Plan, PlanError } from '@forethought/core';
import { findConfig, openRepository, type Repository } from '@forethought/io';
import { plansOf } from './plan-source.js';
import { extendedBy, isPlanText, readConfigText, readPlanFile } from './read-policy.js';
import { write } from './sink.js';
import { EXIT, UsageError, type World } from './world.js';

/** A file that is looked at; its path counts from the root of the repository. */
interface Looked {
  readonly file: string;
  readonly text: string;
}

/**
 * Validates plan files and configurations with every plan that they build on, or the repository's own configuration. Tells every
 * mistake with its place and what would be valid, and of each valid file what it makes.
 */
export async function planValidate(
  world: World,
  names: readonly string[],
  repoPath: string,
): Promise<number> {
  const repo = await openRepository(world.cwd, repoPath);
  const looked = names.length === 0 ? [await configOf(repo)] : await filesOf(world, repo, names);
  const mistakes: string[] = [];
  for (const each of looked) {
    const said = await orMistake(() => contentOf(repo, each));
    if (typeof said === 'string') await write(world, `${each.file}: valid; ${said}\n`);
    else mistakes.push(said.message, ...(said.file === each.file ? await mistakesOfPlan(repo, each) : []));
  }
  const told = [...new Set(mistakes)].join('\n');
  if (told !== '') world.err.write(`${told}\n`);
  return told === '' ? EXIT.pass : EXIT.configuration;
}

async function configOf(repo: Repository): Promise<Looked> {
  const found = await findConfig(repo);
  if (found === undefined)
    throw new UsageError('there is no forethought.yml; name the files, or begin with `forethought init`');
  return found;
}

async function filesOf(world: World, repo: Repository, names: readonly string[]): Promise<readonly Looked[]> {
  return Promise.all(
    names.map(async (name) => {
      const path = resolve(world.cwd, name);
      const text = await readFile(path, 'utf8').catch(() => {
        throw new UsageError(`${name}: can't be read; name a plan file or a configuration`);
      });
      return { file: relative(repo.directory, path), text };
    }),
  );
}

async function orMistake<T>(look: () => Promise<T>): Promise<T | PlanError> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof PlanError) return error;
    throw error;
  }
}

/** What is wrong in the plan file that a configuration names, whatever is wrong in the configuration. */
async function mistakesOfPlan(repo: Repository, looked: Looked): Promise<readonly string[]> {
  const named = extendedBy(looked.text);
  if (named === undefined || isPlanText(looked.text)) return [];
  const read = reader(repo, looked);
  if ((await read(named)) === undefined) return [];
  const plan = await orMistake(() => readPlanFile(named, read));
  return plan instanceof PlanError ? [plan.message] : [];
}

function reader(repo: Repository, { file, text }: Looked): (path: string) => Promise<string | undefined> {
  return async (path) =>
    path === file ? text : readFile(resolve(repo.directory, path), 'utf8').catch(() => undefined);
}

/** What a file makes, in words. Throws `PlanError`. */
async function contentOf(repo: Repository, looked: Looked): Promise<string> {
  const { file, text } = looked;
  if (isPlanText(text)) return planWords(await readPlanFile(file, reader(repo, looked)));
  const config = readConfigText(text, file);
  const { plan, plans } = await plansOf(repo, { config, file, text }, {});
  const others = new Set([...config.roster, ...config.overrides].flatMap((each) => each.plan ?? []));
  const more = others.size === 0 ? '' : `; ${counted(others.size, 'plan')} besides, of ${plans.length} known`;
  return `mode ${config.mode}, ${counted(config.roster.length, 'person', 'people')} in the roster, ${planWords(plan)}${more}`;
}

function planWords(plan: Plan): string {
  const units = plan.phases.flatMap((phase) => phase.units);
  const practices = units.flatMap((unit) => unit.practices);
  const rules = new Set(practices.flatMap((practice) => Object.keys(practice.rules)));
  const on = plan.extends === undefined ? '' : `, which builds on ${plan.extends}`;
  return `plan ${plan.plan}${on}: ${counted(units.length, 'unit')}, ${counted(practices.length, 'practice')}, ${counted(rules.size, 'rule')}`;
}
