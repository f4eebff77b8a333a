import type { BranchRules, Protection, RequiredCheck, RequiredWorkflow } from '@forethought/core';
import { countAt, listAt, maybeText, member, textAt, truthAt } from './value.js';

/** Reads the answer about the rules of a branch. Throws `GitHubError` (`malformed`). */
export function rulesOf(rules: readonly unknown[]): BranchRules {
  const ofKind = (kind: string): readonly unknown[] =>
    rules.filter((rule) => textAt(rule, 'type') === kind).map((rule) => member(rule, 'parameters'));
  return {
    kinds: [...new Set(rules.map((rule) => textAt(rule, 'type')))],
    workflows: ofKind('workflows').flatMap((rule) => listAt(rule, 'workflows').map(workflowOf)),
    checks: ofKind('required_status_checks').flatMap((rule) =>
      listAt(rule, 'required_status_checks').map((check) => checkOf(check, 'integration_id')),
    ),
    reviews: ofKind('pull_request').map((rule) => ({
      approvals: countAt(rule, 'required_approving_review_count'),
      codeOwners: truthAt(rule, 'require_code_owner_review'),
      dismissStale: truthAt(rule, 'dismiss_stale_reviews_on_push'),
    })),
    mergeQueue: ofKind('merge_queue').length > 0,
  };
}

function workflowOf(workflow: unknown): RequiredWorkflow {
  return {
    path: textAt(workflow, 'path'),
    repository: countAt(workflow, 'repository_id'),
    ref: maybeText(workflow, 'ref'),
    sha: maybeText(workflow, 'sha'),
  };
}

/** GitHub writes -1 for "any source" in branch protection, and leaves it out in rulesets. */
function checkOf(check: unknown, key: string): RequiredCheck {
  const app = member(check, key);
  return { context: textAt(check, 'context'), app: typeof app === 'number' && app > 0 ? app : null };
}

/** Reads the answer about branch protection. Throws `GitHubError` (`malformed`). */
export function protectionOf(protection: unknown): Protection {
  const checks = member(protection, 'required_status_checks') ?? null;
  const reviews = member(protection, 'required_pull_request_reviews') ?? null;
  return {
    checks: checks === null ? [] : listAt(checks, 'checks').map((check) => checkOf(check, 'app_id')),
    reviews:
      reviews === null
        ? null
        : {
            approvals:
              member(reviews, 'required_approving_review_count') === undefined
                ? 0
                : countAt(reviews, 'required_approving_review_count'),
            codeOwners: truthAt(reviews, 'require_code_owner_reviews'),
            dismissStale: truthAt(reviews, 'dismiss_stale_reviews'),
          },
    admins: member(protection, 'enforce_admins', 'enabled') === true,
  };
}
