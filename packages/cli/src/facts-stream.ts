import { randomBytes } from 'node:crypto';
import type { Commit, Facts } from '@forethought/core';
import { type FactsStream, type Redaction, redactFacts } from '@forethought/io';

/** How many commits of facts in memory come by at once. */
const BATCH = 256;

/** Facts in memory as a stream. */
export function asStream({ commits, ...frame }: Facts): FactsStream {
  return { frame, commits: inBatches(commits) };
}

async function* inBatches(commits: readonly Commit[]): AsyncGenerator<readonly Commit[], void, undefined> {
  for (let start = 0; start < commits.length; start += BATCH) yield commits.slice(start, start + BATCH);
}

/** The stored form of facts as they come by: see `redactFacts`. One key is used for all of them. */
export function redactedStream({ frame, commits }: FactsStream, redaction: Redaction): FactsStream {
  const keyed = { ...redaction, key: redaction.key ?? randomBytes(32).toString('hex') };
  const { commits: _, ...hidden } = redactFacts({ ...frame, commits: [] }, keyed);
  const hide = async function* (): AsyncGenerator<readonly Commit[], void, undefined> {
    for await (const batch of commits) yield redactFacts({ ...frame, commits: [...batch] }, keyed).commits;
  };
  return { frame: hidden, commits: hide() };
}

/** Facts as JSON, as `JSON.stringify` would indent them by one space, a batch of commits at a time. */
export async function* factsPieces({ frame, commits }: FactsStream): AsyncGenerator<string, void, undefined> {
  const { schema, asOf, repository, sources, ...others } = frame;
  yield asText({ schema, asOf, repository, sources }).slice(0, -2);
  let before = ',\n "commits": [\n  ';
  for await (const batch of commits) {
    if (batch.length === 0) continue;
    yield before + batch.map((commit) => asText(commit).replaceAll('\n', '\n  ')).join(',\n  ');
    before = ',\n  ';
  }
  yield before === ',\n  ' ? '\n ]' : ',\n "commits": []';
  yield `,\n${asText(others).slice(2)}\n`;
}

function asText(value: object): string {
  return JSON.stringify(value, null, 1);
}
