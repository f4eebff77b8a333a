import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Facts, recordApprovals } from '@forethought/core';
import type { World } from 'forethought/engine';
import { forethought } from '../cli/cli.js';
import { fastImport } from './fast-import.js';
import { organisationCommits, organisationPulls } from './organisation-history.js';
import { makeRepository, type TestRepository } from './repository.js';

/** The organisation as a repository. */
export async function makeOrganisation(): Promise<TestRepository> {
  const repository = makeRepository({ branch: 'main' });
  await fastImport(repository, organisationCommits());
  return repository;
}

/** Facts as they were at an instant: what the clone held by then, with the pull requests and reviews of the platform. */
export function factsAt(repository: TestRepository, asOf: string): Facts {
  const [sha = ''] = repository.git('rev-list', '-1', `--before=${asOf}`, 'main').trim().split('\n');
  repository.git('checkout', '-q', '-f', '--detach', sha);
  const run = forethought(repository, ['collect', '--since', '2025-11-17', '--until', asOf.slice(0, 10)]);
  if (run.code !== 0) throw new Error(run.stderr);
  const facts = JSON.parse(run.stdout) as Facts;
  if (facts.training === undefined) throw new Error('no records were collected');
  const pulls = [...organisationPulls(asOf.slice(0, 10))];
  const approvals = [...recordApprovals(pulls, (path) => path.startsWith('training/people/'))];
  return { ...facts, asOf, pulls, training: { ...facts.training, approvals } };
}

/** A file with facts, for `--facts`. */
export function factsFile(facts: Facts): string {
  const path = join(mkdtempSync(join(tmpdir(), 'forethought-facts-')), 'facts.json');
  writeFileSync(path, JSON.stringify(facts));
  return path;
}

/** A world at an instant, for what is asked without a process. */
export function worldAt({ path, env }: TestRepository, now: string): World {
  const { stdout: out, stderr: err, stdin } = process;
  return { out, err, in: stdin, env, cwd: path, now, signal: new AbortController().signal };
}
