import { existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { digestOf, fromText, rosterEntry } from '@forethought/core';
import {
  type FactsStream,
  type GitPlace,
  openRepository,
  type Redaction,
  streamFacts,
  writeAtomically,
} from '@forethought/io';
import { collectWhole } from './collect-github.js';
import { asStream, factsPieces, redactedStream } from './facts-stream.js';
import { loadPolicies } from './policy-source.js';
import { writeAll } from './sink.js';
import { factsSince } from './weekly/facts-since.js';
import type { GatherOptions } from './weekly/gather-from.js';
import { withDocuments } from './weekly/with-documents.js';
import { EXIT, UsageError, type World } from './world.js';

/** Options of `collect` as the command line gives them. */
export interface CollectOptions extends GatherOptions {
  readonly since?: string;
  readonly until?: string;
  readonly redact?: boolean;
  readonly output?: string;
}

/** Writes facts as JSON, to standard output or whole to a file; with a store they are kept there, and written only to a file that is named. `--redact` writes the stored form: no text, no address. */
export async function collect(world: World, options: CollectOptions): Promise<number> {
  const file = options.output === undefined ? undefined : outputFile(world, options.output);
  const repo = await openRepository(world.cwd, options.repo);
  const isKept = options.store !== undefined;
  const facts =
    options.source === 'github' || isKept
      ? asStream(await collectWhole(world, options))
      : await collectGit(world, repo, options);
  if (isKept && file === undefined) return EXIT.pass;
  const written = options.redact ? redactedStream(facts, await redaction(world, repo)) : facts;
  if (file === undefined) await writeAll(world, factsPieces(written));
  else await writeAtomically(file, factsPieces(written), { signal: world.signal });
  return EXIT.pass;
}

async function collectGit(world: World, repo: GitPlace, options: CollectOptions): Promise<FactsStream> {
  const since = options.since === undefined ? undefined : `${options.since}T00:00:00Z`;
  const { frame, commits } = await streamFacts({
    repo,
    ...(since === undefined ? {} : { since }),
    until: options.until === undefined ? world.now : `${options.until}T23:59:59Z`,
    asOf: world.now,
    withFiles: 'lines',
    signal: world.signal,
  });
  const source = await loadPolicies(world, repo, options);
  const query = { repo, source, since: since ?? factsSince(world.now), signal: world.signal };
  const { facts, notices } = await withDocuments(frame, query);
  for (const notice of notices) world.err.write(`forethought: ${notice}\n`);
  return { frame: facts, commits };
}

/** Asked before anything is read: a mistyped folder is no new one. */
function outputFile(world: World, name: string): string {
  const file = resolve(world.cwd, name);
  const folder = dirname(file);
  if (!existsSync(folder))
    throw new UsageError(`--output ${name}: there is no folder ${folder}; make it, or name another file`);
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory() === true)
    throw new UsageError(`--output ${name}: this is a folder; name a file in it`);
  return file;
}

async function redaction(world: World, repo: GitPlace): Promise<Redaction> {
  const source = await loadPolicies(world, repo, {});
  const index = source.policyOf(null).sections;
  const roster = source.config?.roster ?? [];
  return {
    digestOf: ({ message }) =>
      digestOf(fromText(message ?? '', { kind: 'commit', index, hashHeadings: 'count' })),
    loginOf: ({ email }) => rosterEntry(roster, email)?.login,
  };
}
