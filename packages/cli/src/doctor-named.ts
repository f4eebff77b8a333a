import { loginOfNoreply, namedLines, plain, type RosterEntry, rosterEntry } from '@forethought/core';
import { findConfig, type GitPlace, type LineAuthor, readLineAuthors } from '@forethought/io';
import type { GitHub } from '@forethought/io/github';

/** Somebody whom reports may show by name, with the commit that says so. */
export interface NamedEntry {
  readonly login: string;
  readonly by: LineAuthor;
  /** The person's own commit. */
  readonly isOwn: boolean;
}

/** Who is to be shown by name, by the committed configuration, and who put that there. */
export async function namedEntries(
  repo: GitPlace,
  rev: string,
  roster: readonly RosterEntry[],
): Promise<readonly NamedEntry[]> {
  const found = await findConfig(repo, { rev, path: undefined });
  if (found === undefined) return [];
  const named = namedLines(found.text);
  const lines = named.map(({ line }) => line);
  const authors = await readLineAuthors(repo, { rev, path: found.file, lines });
  return named.flatMap(({ login, line }) => {
    const by = authors.get(line);
    if (by === undefined) return [];
    const author = rosterEntry(roster, by.author.email)?.login ?? loginOfNoreply(by.author.email);
    return [{ login, by, isOwn: author?.toLowerCase() === login.toLowerCase() }];
  });
}

/** What the platform knows of it: the pull request that brought it, if the person opened or approved that. */
export interface Consent {
  readonly words: string;
  readonly isGiven: boolean;
}

/** Whether the person opened or approved the pull request that named them. */
export async function consentOn(
  hub: GitHub,
  { login, by }: NamedEntry,
  {
    readPullOfCommit,
    readGate,
  }: Pick<typeof import('@forethought/io/github'), 'readPullOfCommit' | 'readGate'>,
): Promise<Consent> {
  const [number] = await readPullOfCommit(hub, by.sha);
  if (number === undefined) return { words: 'no pull request brought it', isGiven: false };
  const { pull } = await readGate(hub, number);
  const isSelf = (account: { readonly login: string } | null): boolean =>
    account?.login.toLowerCase() === login.toLowerCase();
  if (isSelf(pull.author)) return { words: `opened #${number}`, isGiven: true };
  const approved = pull.reviews.some(({ author, state }) => state === 'approved' && isSelf(author));
  const opener = plain(pull.author?.login ?? 'somebody');
  return approved
    ? { words: `approved #${number} of ${opener}`, isGiven: true }
    : { words: `#${number} of ${opener}, without an approval of theirs`, isGiven: false };
}
