import { labelShape } from '../shapes/issue.js';
import type { IssueState } from '../state/model.js';
import { notFound } from '../wire.js';
import { issueOf, namesOf, ok, type RepositoryCall, type Route, writesIssue } from './call.js';

/** Labels of issues and pull requests, and locking. https://docs.github.com/rest/issues/labels */
export const labelRoutes: Readonly<Record<string, Route>> = {
  'issues/add-labels': {
    need: writesIssue,
    answer: (call) => {
      const issue = issueOf(call);
      for (const name of namesOf(call.body['labels'])) {
        if (!issue.labels.includes(name)) labelled(call, issue, { name, kind: 'labeled' });
      }
      return ok(issue.labels.map((name) => labelShape(call, name)));
    },
  },
  'issues/remove-label': {
    need: writesIssue,
    answer: (call) => {
      const issue = issueOf(call);
      const name = call.values['name'] ?? '';
      if (!issue.labels.includes(name)) throw notFound();
      labelled(call, issue, { name, kind: 'unlabeled' });
      return ok(issue.labels.map((label) => labelShape(call, label)));
    },
  },
  'issues/lock': { need: writesIssue, answer: (call) => lock(call, true) },
  'issues/unlock': { need: writesIssue, answer: (call) => lock(call, false) },
};

function lock(call: RepositoryCall, locked: boolean) {
  issueOf(call).locked = locked;
  return { status: 204 };
}

/** Sets a label or takes it away, with the event that tells of it. */
export function labelled(
  call: RepositoryCall,
  issue: IssueState,
  { name, kind }: { readonly name: string; readonly kind: 'labeled' | 'unlabeled' },
): void {
  const at = call.world.instant();
  issue.labels =
    kind === 'labeled' ? [...issue.labels, name] : issue.labels.filter((label) => label !== name);
  issue.timeline.push({ id: call.world.id(), kind, at, actor: call.token?.login ?? null, label: name });
  issue.updatedAt = at;
}
