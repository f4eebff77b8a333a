import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Policy, paint, plain, type RosterEntry } from '@forethought/core';
import { askGit, openRepository, type Repository, readHead } from '@forethought/io';
import { namedEntries } from './doctor-named.js';
import { type DoctorOptions, exitCodeOfLevels } from './doctor-options.js';
import { textOf } from './init-edits.js';
import { HOOKS, type Hook, MARK } from './init-line.js';
import { isHookLive, isInstalled } from './init-liveness.js';
import { loadPolicies } from './policy-source.js';
import { write } from './sink.js';
import { UsageError, type World, wantsColor } from './world.js';

/** One thing that was looked at here. `fix` is empty where nothing is to be done. */
interface Look {
  readonly name: string;
  readonly level: 'fine' | 'gap' | 'advice';
  readonly words: string;
  readonly fix: string;
}

const OLDEST_NODE: readonly [number, number] = [20, 19];

/** Says whether the hooks of this clone run and what they need; throws `PlanError` where the configuration is broken. */
export async function doctorLocal(world: World, options: DoctorOptions): Promise<number> {
  const repo = await openRepository(world.cwd, options.repo);
  if (repo.workTree === null) throw new UsageError('a bare repository has no hooks that judge commits');
  const looks = [nodeLook(), await hooksPathLook(repo), ...hookLooks(repo), packageLook(repo)];
  const { config } = options;
  const source = await loadPolicies(world, repo, config === undefined ? {} : { config });
  looks.push(policyLook(source.config === undefined, source.config?.mode));
  if (source.config !== undefined) looks.push(...(await namedLooks(repo, source.config.roster)));
  looks.push(...waiverLooks(source.policyOf(null).waivers, source.asOf.slice(0, 10)));
  const text = options.format === 'json' ? json(repo, looks) : rendered(world, repo, looks);
  await write(world, text);
  return exitCodeOfLevels(looks.flatMap(({ level }) => (level === 'fine' ? [] : [level])));
}

function fine(name: string, words: string): Look {
  return { name, level: 'fine', words, fix: '' };
}

function nodeLook(): Look {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const isOld = major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1]);
  if (!isOld) return fine('node', `Node.js ${process.versions.node}`);
  const fix = `install Node.js ${OLDEST_NODE.join('.')} or newer`;
  return { name: 'node', level: 'gap', words: `Node.js ${process.versions.node} is too old`, fix };
}

/** A `core.hooksPath` that leads nowhere is silent: git then runs no hook at all. */
async function hooksPathLook(repo: Repository): Promise<Look> {
  const path = (await askGit(repo, ['config', 'core.hooksPath'])) ?? '';
  const shown = plain(relative(repo.directory, repo.hooksDirectory) || '.');
  if (existsSync(repo.hooksDirectory)) {
    return fine('hooks folder', path === '' ? shown : `${shown}, by core.hooksPath`);
  }
  const isHusky = path.includes('.husky');
  const fix = isHusky
    ? 'run npx husky in this work tree; forethought init --hooks husky makes it hold in every one'
    : 'git config --unset core.hooksPath, or set it to the folder of the hooks';
  return { name: 'hooks folder', level: 'gap', words: `${shown} is not there, so git runs no hook`, fix };
}

/** commit-msg is where messages are judged; the others help and are repeated by it or by CI. */
function hookLooks(repo: Repository): readonly Look[] {
  const ours = HOOKS.filter((hook) => callsUs(repo, hook));
  const live = ours.filter((hook) => isHookLive(repo, hook));
  const adding = 'forethought init --hooks husky (or plain) adds the line and says how to undo it';
  const mending = 'chmod +x makes a file of .git/hooks live, npx husky those of .husky';
  return [
    ...(live.length === 0 ? [] : [fine('hooks', `live: ${live.join(', ')}`)]),
    ...hooksLook(
      'call forethought in no file that git looks at',
      HOOKS.filter((hook) => !ours.includes(hook)),
      adding,
    ),
    ...hooksLook(
      'are there and git passes over them',
      ours.filter((hook) => !live.includes(hook)),
      mending,
    ),
  ];
}

function hooksLook(words: string, hooks: readonly Hook[], fix: string): readonly Look[] {
  if (hooks.length === 0) return [];
  const level = hooks.includes('commit-msg') ? 'gap' : 'advice';
  return [{ name: 'hooks', level, words: `${hooks.join(', ')} ${words}`, fix }];
}

/** husky keeps its hooks beside the folder that git looks at; a hook may also source the script of its work tree. */
function callsUs({ hooksDirectory, directory }: Repository, hook: Hook): boolean {
  const texts = [hooksDirectory, join(hooksDirectory, '..')].map(
    (folder) => textOf(join(folder, hook)) ?? '',
  );
  if (texts.some((text) => text.includes(MARK))) return true;
  const script = join('hooks', hook);
  return (
    texts.some((text) => text.includes(script)) &&
    (textOf(join(directory, script)) ?? '').includes('forethought')
  );
}

function packageLook(repo: Repository): Look {
  if (isInstalled(repo)) return fine('package', 'forethought is installed here');
  const fix = 'npm install --save-dev forethought, or npm ci where package.json names it';
  return {
    name: 'package',
    level: 'gap',
    words: 'forethought is not installed, so the hooks check nothing',
    fix,
  };
}

function policyLook(isMissing: boolean, mode: string | undefined): Look {
  if (!isMissing) return fine('configuration', `forethought.yml is valid, mode ${mode ?? 'configured'}`);
  const fix = 'forethought init writes one';
  return {
    name: 'configuration',
    level: 'advice',
    words: 'none, so everything is observed and nothing blocks',
    fix,
  };
}

/** Names are shown of people who agreed: the commit that says so is their own, or its pull request has their approval. */
async function namedLooks(repo: Repository, roster: readonly RosterEntry[]): Promise<readonly Look[]> {
  if (!roster.some(({ named }) => named) || (await readHead(repo)).sha === null) return [];
  return (await namedEntries(repo, 'HEAD', roster)).map(({ login, by, isOwn }) => {
    const words = `${plain(login)} is shown by name since ${by.sha.slice(0, 12)} of ${plain(by.author.name)}`;
    if (isOwn) return fine('roster', words);
    const fix = `ask ${plain(login)} to open or approve the pull request that says so; doctor --github tells who did`;
    return { name: 'roster', level: 'advice', words, fix };
  });
}

/** A waiver that has run out lets nothing go any more and looks as if it did. */
function waiverLooks(waivers: Policy['waivers'], day: string): readonly Look[] {
  return waivers
    .filter(({ until }) => until < day)
    .map(({ rule, until, approver, at }) => ({
      name: 'waiver',
      level: 'advice',
      words: `that of ${plain(rule)}${at === undefined ? '' : ` at ${plain(at)}`} ran out on ${until} (approved by ${plain(approver)})`,
      fix: 'take it out, or have it approved anew with a day to come',
    }));
}

function rendered(world: World, repo: Repository, looks: readonly Look[]): string {
  const style = paint(wantsColor(world));
  const signs = { fine: style.green('ok'), gap: style.red('gap'), advice: style.yellow('advice') };
  const lines = looks.flatMap(({ name, level, words, fix }) => [
    `${signs[level]}  ${style.bold(name)}: ${words}`,
    ...(fix === '' ? [] : [`  Next: ${fix}.`]),
  ]);
  const next = 'The settings on GitHub: forethought doctor --github';
  return `${[`${style.bold('forethought doctor')}: ${plain(repo.directory)}`, ...lines, next].join('\n')}\n`;
}

function json({ directory }: Repository, looks: readonly Look[]): string {
  return `${JSON.stringify({ schema: 1, directory, looks }, null, 2)}\n`;
}
