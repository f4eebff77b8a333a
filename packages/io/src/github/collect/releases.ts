import type { ReleaseFact } from '@forethought/core';
import { idAt, maybeText, maybeTime, member, textAt, timeAt, truthAt } from '../value.js';
import { askPage } from './ask.js';
import { pageOf } from './pulls.js';
import { releasesQuery } from './queries.js';
import { booked, emit, type Run, settled } from './run.js';
import { instant } from './spans.js';

const SECOND = 1000;
const DRAFTED = 90 * 24 * 3600_000;

/**
 * Reads the published releases that changed since they were read last. A release may be drafted long before it is published, and
 * the list goes by when it was made: so it is looked at down to ninety days before `since`.
 */
export async function collectReleases(run: Run): Promise<void> {
  const mark = Date.parse(run.marks.get('releases') ?? '');
  const from = Number.isNaN(mark) ? run.since : mark;
  let [after, size]: [string | null, number] = [null, 100];
  let newest = Number.NaN;
  do {
    const answer = await booked(run, 'other', () => askPage(run, releasesQuery, { after }, size));
    size = answer.size;
    const page = pageOf(member(answer.data, 'repository', 'releases'), (node) => ({
      createdAt: Date.parse(timeAt(node, 'createdAt')),
      updatedAt: Date.parse(timeAt(node, 'updatedAt')),
      facts: releaseFact(node),
    }));
    newest = Math.max(...page.items.map(({ updatedAt }) => updatedAt), newest || 0);
    const releases = page.items.flatMap(({ updatedAt, facts }) => (updatedAt >= from ? facts : []));
    if (releases.length > 0) await emit(run, { releases });
    after = page.items.some(({ createdAt }) => createdAt < run.since - DRAFTED) ? null : page.next;
  } while (after !== null);
  if (newest > 0) run.marks.set('releases', instant(settled(run, { low: 0, high: newest + SECOND }).high));
  await emit(run, {});
}

/** A release, unless it is a draft. */
export function releaseFact(node: unknown): readonly ReleaseFact[] {
  const publishedAt = maybeTime(node, 'publishedAt');
  if (publishedAt === null || truthAt(node, 'isDraft')) return [];
  return [
    {
      id: member(node, 'databaseId') === null ? idAt(node, 'id') : idAt(node, 'databaseId'),
      tag: textAt(node, 'tagName'),
      sha: maybeText(node, 'tagCommit', 'oid'),
      isPrerelease: truthAt(node, 'isPrerelease'),
      publishedAt,
      url: textAt(node, 'url'),
    },
  ];
}
