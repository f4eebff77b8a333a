import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { checkSafeguards, type DoctorReport, doctorJson, type Gap, renderDoctor } from '@forethought/core';
import { openRepository, readHead } from '@forethought/io';
import type { GitHub } from '@forethought/io/github';
import { consentOn, namedEntries } from './doctor-named.js';
import { type DoctorOptions, exitCodeOfLevels } from './doctor-options.js';
import { openHub, tokenFix } from './hub.js';
import { loadPolicies } from './policy-source.js';
import { write } from './sink.js';
import { columnsOf, EXIT, type World, wantsColor } from './world.js';

/** How long all waits for the platform may take together. */
const WAIT_CAP_MS = 60_000;
const CONFIGS = ['forethought.yml', '.github/forethought.yml'];

/** Reads the settings around the gate and says what only they can close. */
export async function doctorGitHub(world: World, options: DoctorOptions): Promise<number> {
  const { GitHubError, readFile, readSafeguards } = await import('@forethought/io/github');
  const { hub, name } = await openHub(world, {
    ...options,
    command: 'doctor --github',
    waitCapMs: WAIT_CAP_MS,
  });
  try {
    const safeguards = await readSafeguards(hub);
    const { defaultBranch: branch } = safeguards;
    const paths = options.config === undefined ? CONFIGS : [options.config];
    let policyPath: string | null = null;
    for (const path of paths) {
      if (policyPath === null && (await readFile(hub, branch, path)) !== undefined) policyPath = path;
    }
    const { check } = options;
    const diagnosis = checkSafeguards({ safeguards, repository: hub.where.repo, policyPath, check });
    const consents = await consentsIn(world, options, hub);
    const gaps = [...diagnosis.gaps, ...consents.flatMap(({ gap }) => gap)];
    const named = consents.map(({ words }) => words);
    const report = { repository: name, branch, ...diagnosis, gaps, named };
    await write(world, render(world, report, options.format));
    return exitCodeOfLevels(gaps.map(({ level }) => level));
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    world.err.write(`forethought: ${error.message}; ${tokenFix(error)}\n`);
    return EXIT.couldNotEvaluate;
  }
}

/** Who of the clone's roster is shown by name, and whether each opened or approved the pull request that says so. */
async function consentsIn(
  world: World,
  { repo: place, config }: DoctorOptions,
  hub: GitHub,
): Promise<readonly { readonly words: string; readonly gap: readonly Gap[] }[]> {
  if (statSync(resolve(world.cwd, place), { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  const { readGate, readPullOfCommit } = await import('@forethought/io/github');
  const repo = await openRepository(world.cwd, place);
  const source = await loadPolicies(world, repo, config === undefined ? {} : { config });
  const roster = source.config?.roster ?? [];
  if (!roster.some(({ named }) => named) || (await readHead(repo)).sha === null) return [];
  const found = [];
  for (const entry of await namedEntries(repo, 'HEAD', roster)) {
    const { words, isGiven } = await consentOn(hub, entry, { readGate, readPullOfCommit });
    const gap = {
      code: 'named-without-consent',
      level: 'advice',
      data: { login: entry.login, what: words },
    } as const;
    found.push({ words: `${entry.login}, ${words}`, gap: isGiven ? [] : [gap] });
  }
  return found;
}

function render(world: World, report: DoctorReport, format: DoctorOptions['format']): string {
  if (format === 'json') return doctorJson(report);
  return renderDoctor(report, { color: wantsColor(world), width: Math.min(columnsOf(world), 120) });
}
