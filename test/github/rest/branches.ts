import { commitShape } from '../shapes/commit.js';
import { apiOf, htmlOf } from '../shapes/issue.js';
import type { ProtectionState } from '../state/checks-model.js';
import { Refusal } from '../wire.js';
import { ok, type RepositoryCall, type Route, reads } from './call.js';

/** Branches and their protection, which only administrators see. https://docs.github.com/rest/branches/branch-protection */
export const branchRoutes: Readonly<Record<string, Route>> = {
  'repos/get-branch': { need: reads('contents'), answer: getBranch },
  'repos/get-branch-protection': {
    need: reads('administration'),
    answer: (call) => {
      const branch = branchOf(call);
      const found = call.repository.protection[branch];
      if (found === undefined) throw new Refusal(404, 'Branch not protected');
      return ok(protectionShape(call, branch, found));
    },
  },
};

function branchOf({ history, values }: RepositoryCall): string {
  const branch = values['branch'] ?? '';
  if (!history.refs().has(`refs/heads/${branch}`)) throw new Refusal(404, 'Branch not found');
  return branch;
}

function checksShape(url: string, checks: NonNullable<ProtectionState['checks']>): Record<string, unknown> {
  return {
    url: `${url}/required_status_checks`,
    strict: false,
    contexts: checks.map(({ context }) => context),
    contexts_url: `${url}/required_status_checks/contexts`,
    checks: checks.map(({ context, app }) => ({ context, app_id: app })),
  };
}

function protectionShape(
  call: RepositoryCall,
  branch: string,
  state: ProtectionState,
): Record<string, unknown> {
  const url = `${apiOf(call)}/branches/${branch}/protection`;
  const reviews = state.reviews;
  return {
    url,
    ...(state.checks === null ? {} : { required_status_checks: checksShape(url, state.checks) }),
    ...(reviews === null
      ? {}
      : {
          required_pull_request_reviews: {
            url: `${url}/required_pull_request_reviews`,
            dismiss_stale_reviews: reviews.dismissStale,
            require_code_owner_reviews: reviews.codeOwners,
            required_approving_review_count: reviews.count,
            require_last_push_approval: false,
          },
        }),
    enforce_admins: { url: `${url}/enforce_admins`, enabled: state.enforceAdmins },
    required_linear_history: { enabled: false },
    allow_force_pushes: { enabled: false },
    allow_deletions: { enabled: false },
    block_creations: { enabled: false },
    required_conversation_resolution: { enabled: false },
    lock_branch: { enabled: false },
    allow_fork_syncing: { enabled: false },
    required_signatures: { url: `${url}/required_signatures`, enabled: false },
  };
}

function getBranch(call: RepositoryCall) {
  const name = branchOf(call);
  const commit = call.history.commit(call.history.refs().get(`refs/heads/${name}`) ?? '');
  if (commit === undefined) throw new Refusal(404, 'Branch not found');
  const state = call.repository.protection[name];
  const url = `${apiOf(call)}/branches/${name}`;
  const checks = checksShape(`${url}/protection`, state?.checks ?? []);
  return ok({
    name,
    commit: commitShape(call, commit),
    _links: { self: url, html: `${htmlOf(call)}/tree/${name}` },
    protected: state !== undefined,
    protection: {
      enabled: state !== undefined,
      required_status_checks: { enforcement_level: state?.checks ? 'non_admins' : 'off', ...checks },
    },
    protection_url: `${url}/protection`,
  });
}
