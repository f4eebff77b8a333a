import type { ThreadFact } from '@forethought/core';
import { accountOf, idAt, listAt, maybeText, member, textAt, timeAt, truthAt } from '../value.js';
import { askSeveral, type Found } from './ask.js';
import { threadsQuery } from './queries.js';
import { orUnread, type Reading } from './reading.js';
import type { Run } from './run.js';

const AT_ONCE = 100;
const AT = { aliasOf: (_: string, at: number) => at, at: [] };

/**
 * Reads the first comment of every thread of these pull requests, many threads in one query: asked for inside the list of threads,
 * each would cost as much as a whole page.
 */
export async function withThreads(run: Run, readings: readonly Reading[]): Promise<readonly Reading[]> {
  const ids = readings.flatMap(({ threads = [] }) => threads.map((thread) => idAt(thread, 'id')));
  const found = new Map<string, Found>();
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const some = await askSeveral(run, ids.slice(at, at + AT_ONCE), { queryOf: threadsQuery, ...AT });
    for (const [id, one] of some) found.set(id, one);
  }
  return readings.flatMap((one) => orUnread(run, one.fact.number, () => withOwn(one, found)) ?? []);
}

function withOwn(reading: Reading, found: ReadonlyMap<string, Found>): Reading {
  const { fact, threads } = reading;
  if (threads === undefined) return reading;
  const lost: string[] = [];
  let isWhole = reading.isWhole;
  const facts = threads.flatMap((thread): ThreadFact[] => {
    const one = found.get(idAt(thread, 'id'));
    if (one?.kind === 'found' && one.node !== null) return threadFact(thread, one.node);
    if (one?.kind === 'lost') isWhole &&= !one.passes;
    lost.push(one?.kind === 'lost' ? one.why : 'the platform does not show it');
    return [];
  });
  const [why] = lost;
  const missing =
    why === undefined
      ? []
      : [{ what: 'threads' as const, why: `${lost.length} of ${threads.length}: ${why}` }];
  return { ...reading, isWhole, fact: { ...fact, threads: facts, missing: [...fact.missing, ...missing] } };
}

/** A thread whose comments were all deleted is none. */
function threadFact(thread: unknown, node: unknown): ThreadFact[] {
  const [comment] = listAt(node, 'comments', 'nodes');
  if (comment === undefined) return [];
  return [
    {
      id: idAt(thread, 'id'),
      path: textAt(thread, 'path'),
      author: accountOf(member(comment, 'author')),
      createdAt: timeAt(comment, 'createdAt'),
      commit: maybeText(comment, 'originalCommit', 'oid'),
      isResolved: truthAt(thread, 'isResolved'),
      isOutdated: truthAt(thread, 'isOutdated'),
      url: textAt(comment, 'url'),
      body: textAt(comment, 'body'),
    },
  ];
}
