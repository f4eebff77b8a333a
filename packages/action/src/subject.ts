import type { MergeSettings, PullRequest } from '@forethought/core';
import { type GitHub, GitHubError, readGate } from '@forethought/io/github';
import type { PullSnapshot } from './event.js';

/** A pull request with what decides how it is judged. */
export interface Read {
  readonly pull: PullRequest;
  readonly settings: MergeSettings | null;
  /** Why the merge settings are unknown. */
  readonly settingsMissing: string | undefined;
  /** Sha of the tip of the base branch: where policy, template and roster come from. */
  readonly baseTip: string;
  /** Read from the platform just now; otherwise the event's snapshot. */
  readonly isLive: boolean;
  readonly notices: readonly string[];
}

/** Without these a token can't read; a token that is refused altogether and anything else that fails leaves no verdict. */
const UNREADABLE: readonly string[] = ['forbidden', 'read-only', 'not-found'];

/**
 * Reads the pull request from the platform. Only where the token may not, or there is none, the event's snapshot is judged, and
 * a notice says so: it may be older than the last edit. Trouble with the platform itself throws, so that nothing old passes.
 */
export async function readSubject(
  hub: GitHub | undefined,
  number: number,
  snapshot: PullSnapshot | undefined,
): Promise<Read> {
  if (hub === undefined) return fromSnapshot(snapshot, 'no token was given');
  try {
    const { pull, settings, settingsMissing, baseTip } = await readGate(hub, number);
    return { pull, settings, settingsMissing, baseTip, isLive: true, notices: [] };
  } catch (error) {
    if (!(error instanceof GitHubError) || !UNREADABLE.includes(error.kind)) throw error;
    if (snapshot === undefined) throw error;
    return fromSnapshot(snapshot, `${error.message}; ${error.fix}`);
  }
}

function fromSnapshot(snapshot: PullSnapshot | undefined, why: string): Read {
  if (snapshot === undefined) {
    throw new Error(`the pull request could not be read: ${why}; give the step \`pull-requests: read\``);
  }
  const { number, title, body, draft, labels, author, createdAt, base, head } = snapshot;
  const missing = ['commits', 'reviews', 'threads'] as const;
  const pull: PullRequest = {
    number,
    title,
    body,
    url: '',
    author:
      author.login === '' ? null : { login: author.login.replace(/\[bot\]$/, ''), kind: kindOf(author.type) },
    createdAt,
    readyAt: null,
    bodyEditedAt: null,
    isDraft: draft,
    state: 'open',
    labels: [...labels],
    base,
    head: { ...head, repository: null },
    mergeCommit: null,
    commitCount: 0,
    commits: [],
    reviews: [],
    threads: [],
    missing: missing.map((what) => ({ what, why })),
  };
  return {
    pull,
    settings: null,
    settingsMissing: why,
    baseTip: base.sha,
    isLive: false,
    notices: [
      `judged from the event's snapshot, which may be older than the last edit: ${why}. With \`pull-requests: read\` the text is read live`,
    ],
  };
}

function kindOf(type: string): 'user' | 'bot' | 'organization' | 'mannequin' | 'unknown' {
  const known = { User: 'user', Bot: 'bot', Organization: 'organization', Mannequin: 'mannequin' } as const;
  return Object.hasOwn(known, type) ? known[type as keyof typeof known] : 'unknown';
}
