import type { ChangedFile } from '../git/diff.js';
import type { CommitObject } from '../git/objects.js';
import { restLogin } from '../state/world.js';
import { accountShape } from './account.js';
import { apiOf, htmlOf, type Place } from './issue.js';

/** One commit as lists give it. */
export function commitShape(place: Place, commit: CommitObject): Record<string, unknown> {
  const api = apiOf(place);
  const url = `${api}/commits/${commit.sha}`;
  const account = (email: string): unknown => {
    const known = place.world.accountOf(email);
    return known === undefined ? null : accountShape(place.world, place.links, restLogin(known));
  };
  return {
    sha: commit.sha,
    node_id: `C_${commit.sha}`,
    commit: {
      author: { ...commit.author, date: utc(commit.author.date) },
      committer: { ...commit.committer, date: utc(commit.committer.date) },
      message: commit.message,
      tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
      url: `${api}/git/commits/${commit.sha}`,
      comment_count: 0,
      verification: isPlatformMade(commit)
        ? { verified: true, reason: 'valid', signature: 'PGP', payload: commit.message, verified_at: null }
        : { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null },
    },
    url,
    html_url: `${htmlOf(place)}/commit/${commit.sha}`,
    comments_url: `${url}/comments`,
    author: account(commit.author.email),
    committer: account(commit.committer.email),
    parents: commit.parents.map((sha) => ({
      sha,
      url: `${api}/commits/${sha}`,
      html_url: `${htmlOf(place)}/commit/${sha}`,
    })),
  };
}

/** A date of Git in UTC, as GitHub writes it. */
export function utc(date: string): string {
  return `${new Date(date).toISOString().slice(0, 19)}Z`;
}

/** One changed file. */
export function fileShape(place: Place, file: ChangedFile, ref: string): Record<string, unknown> {
  const path = encodeURIComponent(file.path);
  return {
    sha: file.sha,
    filename: file.path,
    status: file.status,
    additions: file.additions,
    deletions: file.deletions,
    changes: file.additions + file.deletions,
    blob_url: `${htmlOf(place)}/blob/${ref}/${path}`,
    raw_url: `${htmlOf(place)}/raw/${ref}/${path}`,
    contents_url: `${apiOf(place)}/contents/${path}?ref=${ref}`,
    ...(file.patch === null ? {} : { patch: file.patch }),
    ...(file.previous === null ? {} : { previous_filename: file.previous }),
  };
}

/** Whether GitHub made the commit itself, which it then signs; who else names it as the committer is not imitated. */
export function isPlatformMade({ committer }: CommitObject): boolean {
  return committer.email === 'noreply@github.com';
}
