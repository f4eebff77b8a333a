import type { Need } from '../access.js';
import type { History } from '../git/history.js';
import type { Links } from '../links.js';
import type { IssueState, PullState, RepositoryState, TokenState } from '../state/model.js';
import type { World } from '../state/world.js';
import { moved, notFound, Refusal } from '../wire.js';

/** One request on its way to the function that answers it. */
export interface Call {
  readonly world: World;
  readonly links: Links;
  readonly token: TokenState | null;
  readonly values: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  /** Whether `Accept` asks for the bytes themselves. https://docs.github.com/rest/using-the-rest-api/getting-started-with-the-rest-api#media-types */
  readonly wantsRaw: boolean;
  /** The address of the request without its query. */
  readonly url: string;
}

/** The same for what stands under `/repos/{owner}/{repo}`. */
export interface RepositoryCall extends Call {
  readonly repository: RepositoryState;
  readonly history: History;
}

/** An answer before the headers that all have. A list is paged by the server; `list` names the property that holds it. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** The very text, in place of JSON. */
  readonly raw?: string;
  readonly list?: string;
}

/** The function for one operation and what a token needs for it. */
export interface Route {
  readonly need: Need | ((call: RepositoryCall) => Need);
  readonly answer: (call: RepositoryCall) => Answer;
}

/** 200 with this body. */
export function ok(body: unknown, more: Partial<Answer> = {}): Answer {
  return { status: 200, body, ...more };
}

/** The need to read with any of these scopes. */
export function reads(...scopes: Need['scopes'][number][]): Need {
  return { scopes, level: 'read' };
}

/** The pull request that the path names; 404 without. */
export function pullOf({ repository, values }: RepositoryCall): PullState {
  const found = repository.pulls.find(({ number }) => number === Number(values['pull_number']));
  if (found === undefined) throw notFound();
  return found;
}

/** The issue or pull request that the path names; 404 without, 410 when it was deleted or issues are off, a redirect when it was transferred. */
export function issueOf(call: RepositoryCall): IssueState {
  const { repository, links } = call;
  const number = Number(call.values['issue_number']);
  const found = [...repository.pulls, ...repository.issues].find((issue) => issue.number === number);
  if (found !== undefined && !repository.hasIssues && !isPull(found))
    throw new Refusal(410, 'Issues are disabled for this repo');
  if (found !== undefined) return found;
  if (repository.deleted.includes(number)) throw new Refusal(410, 'This issue was deleted');
  const target = repository.transferred[number];
  if (target === undefined) throw notFound();
  throw moved(`${links.api}/repositories/${target.repository}/issues/${target.number}`);
}

/** What a write to an issue or a pull request needs: one is another permission than the other. */
export function writesIssue(call: RepositoryCall): Need {
  return { scopes: [isPull(issueOf(call)) ? 'pull-requests' : 'issues'], level: 'write' };
}

/** The names in a list of labels, each a text or an object. */
export function namesOf(labels: unknown): readonly string[] {
  if (!Array.isArray(labels)) return [];
  return labels.map((label: string | { name: string }) => (typeof label === 'string' ? label : label.name));
}

/** Whether an issue is a pull request. */
export function isPull(issue: IssueState): issue is PullState {
  return 'head' in issue;
}

/** A value of the body that is text, or `null`. */
export function textOf(body: Readonly<Record<string, unknown>>, name: string): string | null {
  const value = body[name];
  return typeof value === 'string' ? value : null;
}
