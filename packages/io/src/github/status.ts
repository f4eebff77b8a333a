import type { GitHub } from './connect.js';
import { GitHubError } from './error.js';
import { shorten } from './shorten.js';
import { listAt, maybeText, member, textAt } from './value.js';

/** A commit status. https://docs.github.com/rest/commits/statuses */
export interface CommitStatus {
  readonly context: string;
  readonly state: 'error' | 'failure' | 'pending' | 'success';
  readonly description: string;
  readonly targetUrl?: string | null | undefined;
}

const DESCRIPTION = 140;
const MOST_TRIES = 3;
const SETTLING = 2000;

/**
 * Sets a status, unless the newest one of that context says the same already; so a create whose answer was lost is not repeated
 * before a look. Descriptions are cut at 140 characters, which is GitHub's limit.
 */
export async function writeStatus(
  hub: GitHub,
  sha: string,
  status: CommitStatus,
): Promise<'created' | 'unchanged'> {
  const wanted = { ...status, description: shorten(status.description, DESCRIPTION) };
  for (let tries = 1; ; tries++) {
    if (isSame(await newest(hub, sha, wanted.context), wanted)) return tries === 1 ? 'unchanged' : 'created';
    try {
      const { context, state, description, targetUrl } = wanted;
      await hub.api.rest.repos.createCommitStatus({
        ...hub.where,
        sha,
        context,
        state,
        description,
        ...(typeof targetUrl === 'string' ? { target_url: targetUrl } : {}),
      });
      return 'created';
    } catch (error) {
      if (!(error instanceof GitHubError) || !error.ambiguous || tries === MOST_TRIES) throw error;
      await hub.clock.sleep(SETTLING, hub.signal);
    }
  }
}

/** GitHub lists the newest first; what is behind the first hundred is older than any run of today. */
async function newest(hub: GitHub, sha: string, context: string): Promise<unknown> {
  const { data } = await hub.api.rest.repos.listCommitStatusesForRef({
    ...hub.where,
    ref: sha,
    per_page: 100,
  });
  return listAt(data).find((status) => textAt(status, 'context') === context);
}

function isSame(status: unknown, wanted: CommitStatus): boolean {
  return (
    status !== undefined &&
    member(status, 'state') === wanted.state &&
    (maybeText(status, 'description') ?? '') === wanted.description &&
    (maybeText(status, 'target_url') ?? '') === (wanted.targetUrl ?? '')
  );
}
