import { accountShape } from '../shapes/account.js';
import { issueShape } from '../shapes/issue.js';
import { makeIssue } from '../state/make-issue.js';
import type { IssueState } from '../state/model.js';
import { Refusal } from '../wire.js';
import {
  isPull,
  issueOf,
  namesOf,
  ok,
  type RepositoryCall,
  type Route,
  reads,
  textOf,
  writesIssue,
} from './call.js';
import { labelled } from './labels.js';

/** Issues; pull requests are among them, as on GitHub. https://docs.github.com/rest/issues/issues */
export const issueRoutes: Readonly<Record<string, Route>> = {
  'issues/list-for-repo': { need: reads('issues'), answer: list },
  'issues/get': { need: reads('issues', 'pull-requests'), answer: (call) => ok(full(call, issueOf(call))) },
  'issues/create': { need: { scopes: ['issues'], level: 'write', open: true }, answer: create },
  'issues/update': { need: writesIssue, answer: update },
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

function update(call: RepositoryCall) {
  const issue = issueOf(call);
  const at = call.world.instant();
  const body = textOf(call.body, 'body');
  if (body !== null && body !== issue.body) issue.edits.push({ at, by: call.token?.login ?? null });
  issue.body = body ?? issue.body;
  issue.title = textOf(call.body, 'title') ?? issue.title;
  if (call.body['labels'] !== undefined) relabel(call, issue, namesOf(call.body['labels']));
  const state = textOf(call.body, 'state');
  if ((state === 'open' || state === 'closed') && issue.state !== state) {
    issue.state = state;
    issue.closedAt = state === 'open' ? null : at;
    issue.stateReason = state === 'open' ? 'reopened' : closingReason(call.body['state_reason']);
    const kind = state === 'open' ? 'reopened' : 'closed';
    issue.timeline.push({ id: call.world.id(), kind, at, actor: call.token?.login ?? null });
  }
  issue.updatedAt = at;
  return ok(full(call, issue));
}

function closingReason(word: unknown): 'completed' | 'not_planned' | 'duplicate' {
  return word === 'not_planned' || word === 'duplicate' ? word : 'completed';
}

function relabel(call: RepositoryCall, issue: IssueState, names: readonly string[]): void {
  for (const name of issue.labels.filter((label) => !names.includes(label)))
    labelled(call, issue, { name, kind: 'unlabeled' });
  for (const name of names.filter((label) => !issue.labels.includes(label)))
    labelled(call, issue, { name, kind: 'labeled' });
}
