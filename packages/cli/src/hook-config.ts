import { statSync } from 'node:fs';
import { type GitConfig, parseConfigValues } from './hook-facts.js';
import type { HookPlace } from './hook-place.js';

/** Git's answer and the state of every file that it may have come from. */
export interface KeptConfig {
  /** Variables that decide which files git reads. */
  readonly environment: string;
  /** Path and state of each file; an empty state says that there is none. */
  readonly files: readonly (readonly [path: string, state: string])[];
  readonly values: readonly (readonly [key: string, value: string])[];
}

/**
 * The settings that git would give now, from what it gave before: nothing that names its files, and none of the files, has
 * changed since. `ask` where they can't be kept, `undefined` where git has to be asked anew.
 */
export function keptValues(
  place: HookPlace,
  kept: KeptConfig | 'ask' | undefined,
): GitConfig | 'ask' | undefined {
  const environment = environmentOf(place);
  if (environment === undefined || kept === 'ask') return 'ask';
  if (kept?.environment !== environment) return undefined;
  return kept.files.every(([path, state]) => stateOf(path) === state) ? new Map(kept.values) : undefined;
}

/** The settings that count, asked of git at each commit because they can't be kept. */
export async function askValues(place: HookPlace): Promise<GitConfig> {
  const { spawnSync } = await import('node:child_process');
  const pattern = '^(core\\.comment(char|string)|commit\\.cleanup|i18n\\.commitencoding|user\\.email)$';
  const asked = spawnSync('git', ['config', '-z', '--get-regexp', pattern], {
    cwd: place.root,
    encoding: 'utf8',
  });
  return parseConfigValues((asked.stdout ?? '').split('\0'));
}

/** Settings, and the form in which they can be kept, if they can. */
export interface AskedConfig {
  readonly values: GitConfig;
  readonly kept: KeptConfig | 'ask' | undefined;
}

/**
 * Reads an answer of `git config --list --show-origin -z`. Where includes hang on the branch, or lead to a file that git has
 * not read, it can't be kept.
 */
export function readConfig(place: HookPlace, commonDir: string, listing: string): AskedConfig {
  const records = listing.split('\0');
  const origins = new Set<string>();
  const entries: string[] = [];
  for (let at = 0; at + 1 < records.length; at += 2) {
    if (records[at]?.startsWith('file:') === true) origins.add(records[at]?.slice('file:'.length) ?? '');
    entries.push(records[at + 1] ?? '');
  }
  const values = parseConfigValues(entries);
  const environment = environmentOf(place);
  if (environment === undefined) return { values, kept: undefined };
  if (!areIncludesKnown(entries, origins)) return { values, kept: 'ask' };
  const paths = [...origins].map((path) => (path.startsWith('/') ? path : `${place.root}/${path}`));
  const files = [...new Set([...paths, ...usualFiles(place, commonDir)])].map(
    (path) => [path, stateOf(path)] as const,
  );
  return { values, kept: { environment, files, values: [...values] } };
}

/** Where git looks for settings, whether there is a file or not yet. https://git-scm.com/docs/git-config#FILES */
function usualFiles(place: HookPlace, commonDir: string): readonly string[] {
  const home = place.env['HOME'] ?? '';
  const config = place.env['XDG_CONFIG_HOME'] || `${home}/.config`;
  return [
    `${commonDir}/config`,
    `${place.gitDir}/config.worktree`,
    `${home}/.gitconfig`,
    `${config}/git/config`,
    place.env['GIT_CONFIG_GLOBAL'] ?? '',
    place.env['GIT_CONFIG_SYSTEM'] ?? '/etc/gitconfig',
  ].filter((path) => path !== '');
}

function areIncludesKnown(entries: readonly string[], origins: ReadonlySet<string>): boolean {
  return entries.every((entry) => {
    const [key = '', path = ''] = entry.split('\n', 2);
    if (!/^include(?:if\..*)?\.path$/i.test(key)) return true;
    if (/^includeif\.(?:onbranch|hasconfig):/i.test(key)) return false;
    return isForWorktrees(key) || [...origins].some((origin) => origin.endsWith(path.replace(/^~/, '')));
  });
}

/** The include that `forethought init` writes itself, which only linked work trees read. */
function isForWorktrees(key: string): boolean {
  return /^includeif\.gitdir:.*\/worktrees\/\.path$/i.test(key);
}

/** Settings of `git -c` that say something about messages, or that lead to more of them. */
const TELLING = /comment(?:char|string)|cleanup|commitencoding|include/i;

/** What decides where git looks, or `undefined` where the command line or the environment says something of its own. */
function environmentOf({ env }: HookPlace): string | undefined {
  const count = Number(env['GIT_CONFIG_COUNT'] ?? 0);
  const keys = Array.from({ length: Math.min(count, 100) }, (_, at) => env[`GIT_CONFIG_KEY_${at}`] ?? '');
  if (env['GIT_CONFIG'] !== undefined || count > 100) return undefined;
  const parameters = env['GIT_CONFIG_PARAMETERS'];
  if (parameters !== undefined) keys.push(parameters);
  if (keys.some((key) => TELLING.test(key))) return undefined;
  const names = ['HOME', 'XDG_CONFIG_HOME', 'GIT_CONFIG_GLOBAL', 'GIT_CONFIG_SYSTEM', 'GIT_CONFIG_NOSYSTEM'];
  return names.map((name) => env[name] ?? '').join('\n');
}

function stateOf(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? '' : `${found.mtimeMs} ${found.ctimeMs} ${found.size} ${found.ino}`;
}
