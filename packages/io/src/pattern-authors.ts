import type { PatternEntry, PatternFact } from '@forethought/core';
import type { GitPlace } from './git.js';
import { type HeadingChange, readMovedHeadings, readTitleChanges } from './heading-changes.js';
import { instant } from './history-parser.js';
import { applyMailmap } from './mailmap.js';
import { readMailmap } from './mailmap-file.js';
import { checkRevisions, hasCommits } from './revisions.js';
import type { LookupOptions } from './tree.js';

/** Which library, and its entries as they stand at `rev` (default: HEAD). */
export interface PatternQuery extends LookupOptions {
  readonly rev?: string;
  readonly path: string;
  readonly entries: readonly Pick<PatternEntry, 'id' | 'title' | 'category'>[];
}

/** A file as it stood at a revision, and the titles of which somebody asks who first wrote them there. */
interface Search {
  readonly rev: string;
  readonly path: string;
  readonly titles: ReadonlySet<string>;
}

/** From how many files text is followed before it stood where it stands. */
const MOST_MOVES = 5;

/**
 * Who first wrote the title of each entry, and when it was committed: `addedBy` is the author's address as the mailmap has it. A file
 * that was renamed and text that was moved from another document are followed; who takes an entry away and adds it again adds
 * nothing. Entries whose title no commit added, as those of a change under way, are left out.
 */
export async function readPatternFacts(
  repo: GitPlace,
  { rev = 'HEAD', path, entries, signal }: PatternQuery,
): Promise<readonly PatternFact[]> {
  checkRevisions([rev]);
  if (entries.length === 0 || (rev === 'HEAD' && !(await hasCommits(repo)))) return [];
  const first = new Map<string, HeadingChange>();
  let searches: readonly Search[] = [
    { rev, path, titles: new Set(entries.map(({ title }) => folded(title))) },
  ];
  for (let moves = 0; searches.length > 0 && moves <= MOST_MOVES; moves++) {
    const next = await Promise.all(searches.map((search) => follow(repo, search, first, signal)));
    searches = next.flat();
  }
  const mailmap = await readMailmap(repo, rev);
  return entries.flatMap(({ id, title, category }) => {
    const added = first.get(folded(title));
    if (added === undefined) return [];
    const addedBy = applyMailmap(mailmap, added.author).email;
    return [{ id, title, category, addedBy, addedAt: instant(added.seconds) }];
  });
}

/** Finds the oldest addition of each title in one file, and where the text stood before in case that commit took it from there. */
async function follow(
  repo: GitPlace,
  { rev, path, titles }: Search,
  first: Map<string, HeadingChange>,
  signal: AbortSignal | undefined,
): Promise<readonly Search[]> {
  const changes = await readTitleChanges(repo, { rev, path, fold: folded, titles, signal });
  const added = new Map<string, HeadingChange>();
  for (const change of changes) added.set(change.title, change);
  for (const [title, change] of added) first.set(title, change);
  const shas = [...new Set([...added.values()].map(({ sha }) => sha))];
  const moved = await readMovedHeadings(repo, shas, { fold: folded, titles, signal });
  const searches = new Map<string, { rev: string; path: string; titles: Set<string> }>();
  for (const { sha, title, path: from } of moved) {
    if (from === added.get(title)?.path || added.get(title)?.sha !== sha) continue;
    const key = `${sha} ${from}`;
    const search = searches.get(key) ?? { rev: `${sha}^`, path: from, titles: new Set() };
    searches.set(key, search);
    search.titles.add(title);
  }
  return [...searches.values()];
}

/** The title that a line holds as a heading or as an item, without marks, in lower case; of an item only what stands before an arrow. */
function folded(line: string): string {
  return line
    .slice(0, 1000)
    .replace(/^\s{0,20}(?:#{1,6}|[-*+]|\d{1,4}[.)])\s{1,20}/, '')
    .replace(/(?:→|->|=>).*$/, '')
    .replace(/[*_`#]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}
