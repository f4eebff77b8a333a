import { accountShape } from '../shapes/account.js';
import { issueShape } from '../shapes/issue.js';
import { makeIssue } from '../state/make-issue.js';
import type { IssueState } from '../state/model.js';
import { Refusal } from '../wire.js';
import { isPull, issueOf, ok, type RepositoryCall, type Route, reads, textOf } from './call.js';

/** Issues; pull requests are among them, as on GitHub. https://docs.github.com/rest/issues/issues */
export const issueRoutes: Readonly<Record<string, Route>> = {
  'issues/list-for-repo': { need: reads('issues'), answer: list },
  'issues/get': { need: reads('issues', 'pull-requests'), answer: (call) => ok(full(call, issueOf(call))) },
  'issues/create': { need: { scopes: ['issues'], level: 'write', open: true }, answer: create },
  'issues/update': {
    need: (call) => ({ scopes: [isPull(issueOf(call)) ? 'pull-requests' : 'issues'], level: 'write' }),
    answer: update,
  },
};

function full(call: RepositoryCall, issue: IssueState): Record<string, unknown> {
  const closer = issue.state === 'open' ? null : accountShape(call.world, call.links, issue.author);
  return { ...issueShape(call, issue, isPull(issue)), closed_by: closer };
}

function list(call: RepositoryCall) {
  const { repository, query } = call;
  const state = query.get('state') ?? 'open';
  const creator = query.get('creator');
  const labels = query.get('labels')?.split(',') ?? [];
  const since = query.get('since') ?? '';
  const seen = [...repository.issues, ...repository.pulls].filter(
    (issue) =>
      (state === 'all' || (issue.state === 'open') === (state === 'open')) &&
      (creator === null || issue.author === creator) &&
      issue.updatedAt >= since &&
      labels.every((label) => issue.labels.includes(label)),
  );
  const key = query.get('sort') === 'updated' ? 'updatedAt' : 'createdAt';
  const rising = seen.sort((one, other) => one[key].localeCompare(other[key]) || one.number - other.number);
  const sorted = query.get('direction') === 'asc' ? rising : rising.reverse();
  return ok(sorted.map((issue) => issueShape(call, issue, isPull(issue))));
}

function create(call: RepositoryCall) {
  if (!call.repository.hasIssues) throw new Refusal(410, 'Issues are disabled for this repo');
  const issue = makeIssue(
    call.world,
    call.repository,
    {
      title: String(call.body['title']),
      body: textOf(call.body, 'body') ?? '',
      author: call.token?.login ?? null,
      labels: namesOf(call.body['labels']),
    },
    call.world.instant(),
  );
  call.repository.issues.push(issue);
  return { status: 201, body: full(call, issue) };
}

function namesOf(labels: unknown): readonly string[] {
  if (!Array.isArray(labels)) return [];
  return labels.map((label: string | { name: string }) => (typeof label === 'string' ? label : label.name));
}

function update(call: RepositoryCall) {
  const issue = issueOf(call);
  const at = call.world.instant();
  const body = textOf(call.body, 'body');
  if (body !== null && body !== issue.body) issue.edits.push({ at, by: call.token?.login ?? null });
  issue.body = body ?? issue.body;
  issue.title = textOf(call.body, 'title') ?? issue.title;
  if (call.body['labels'] !== undefined) issue.labels = [...namesOf(call.body['labels'])];
  const state = textOf(call.body, 'state');
  if (state === 'open' || state === 'closed') {
    issue.state = state;
    issue.closedAt = state === 'open' ? null : at;
  }
  issue.updatedAt = at;
  return ok(full(call, issue));
}
