import { nodeId } from '../shapes/account.js';
import type { CheckRunState, StatusState } from '../state/checks-model.js';
import { actionsApp } from '../state/defaults.js';
import type { RepositoryState } from '../state/model.js';
import { latestRuns, type Suite, suitesOf } from '../state/suites.js';
import { actor } from './actors.js';
import { commitNode } from './commit-node.js';
import { type Args, type Context, connection, fields, type Node, type Resolvers } from './node.js';
import { demandRead } from './permission.js';

type Sha = Node<{ readonly sha: string }>;
type Run = Node<CheckRunState> & { readonly suite: Suite };

/** The newest status of each context, in the order in which the contexts began. */
function statusesOf(repository: RepositoryState, sha: string): readonly StatusState[] {
  const found = repository.statuses.filter((status) => status.sha === sha);
  return [...new Map(found.map((status) => [status.context, status])).values()];
}

const runNode = (repository: RepositoryState, suite: Suite, value: CheckRunState): Run => ({
  __typename: 'CheckRun',
  repository,
  value,
  suite,
});

const statusNode = (repository: RepositoryState, value: StatusState): Node<StatusState> => ({
  __typename: 'StatusContext',
  repository,
  value,
});

function contextsOf({ repository, value }: Sha): readonly Node[] {
  const runs = suitesOf(repository, value.sha).flatMap((suite) =>
    latestRuns(suite).map((run) => runNode(repository, suite, run)),
  );
  return [...runs, ...statusesOf(repository, value.sha).map((status) => statusNode(repository, status))];
}

function contexts(source: Sha, args: Args): Record<string, unknown> {
  const all = contextsOf(source);
  const checkRunCount = all.filter(({ __typename }) => __typename === 'CheckRun').length;
  return { ...connection(all, args), checkRunCount, statusContextCount: all.length - checkRunCount };
}

const BAD = ['failure', 'error', 'timed_out', 'cancelled', 'action_required', 'startup_failure'];
const GOOD = ['success', 'neutral', 'skipped'];

function stateOf(source: Sha): string {
  const words = contextsOf(source).map((node) => {
    const { conclusion, state } = node.value as Partial<CheckRunState & StatusState>;
    return state ?? conclusion ?? 'pending';
  });
  if (words.some((word) => BAD.includes(word))) return 'FAILURE';
  return words.every((word) => GOOD.includes(word)) ? 'SUCCESS' : 'PENDING';
}

const commit = ({ repository, value }: Sha, _: Args, { world }: Context) =>
  commitNode(world, repository, value.sha);

const constant = (word: string | null): string | null => word?.toUpperCase() ?? null;

/** What a commit tells of its checks; null where there are none. */
export const checkedFields = {
  statusCheckRollup: (source: Sha, _: Args, { token }: Context) => {
    demandRead(token, source.repository, 'checks', 'statuses');
    return contextsOf(source).length === 0 ? null : { ...source, __typename: 'StatusCheckRollup' };
  },
  status: (source: Sha, _: Args, { token }: Context) => {
    demandRead(token, source.repository, 'statuses');
    return statusesOf(source.repository, source.value.sha).length === 0
      ? null
      : { ...source, __typename: 'Status' };
  },
  checkSuites: ({ repository, value }: Sha, args: Args, { token }: Context) => {
    demandRead(token, repository, 'checks');
    const suites = suitesOf(repository, value.sha);
    return connection(
      suites.map((suite) => ({ __typename: 'CheckSuite', repository, value: suite })),
      args,
    );
  },
};

function runsOf({ repository, value }: Node<Suite>, args: Args): Record<string, unknown> {
  const filter = (args['filterBy'] ?? {}) as { checkType?: string; checkName?: string };
  const runs = filter.checkType === 'ALL' ? value.runs : latestRuns(value);
  const named = runs.filter(({ name }) => (filter.checkName ?? name) === name);
  return connection(
    named.map((run) => runNode(repository, value, run)),
    args,
  );
}

function conclusionOf({ value }: Node<Suite>): string | null {
  const words = latestRuns(value).map(({ conclusion }) => conclusion);
  if (words.includes(null)) return null;
  return constant(words.find((word) => word !== null && BAD.includes(word)) ?? 'success');
}

/** Check suites with their runs, and statuses. */
export const checkResolvers: Resolvers = {
  App: fields<Suite>({
    id: () => nodeId('App', actionsApp.id),
    databaseId: () => actionsApp.id,
    name: ({ app }) => app,
    slug: ({ app }) => app,
    url: ({ app }, _, { links }) => `${links.html}/apps/${app}`,
  }),
  CheckRun: fields<Run>({
    id: ({ value }) => nodeId('CheckRun', value.id),
    databaseId: ({ value }) => value.id,
    name: ({ value }) => value.name,
    status: ({ value }) => constant(value.status),
    conclusion: ({ value }) => constant(value.conclusion),
    startedAt: ({ value }) => value.startedAt,
    completedAt: ({ value }) => value.completedAt,
    detailsUrl: ({ value }) => value.detailsUrl,
    externalId: ({ value }) => value.externalId,
    title: ({ value }) => value.title,
    summary: ({ value }) => value.summary,
    text: ({ value }) => value.text,
    isRequired: () => false,
    url: ({ repository, value }, _, { links }) =>
      `${links.html}/${repository.owner}/${repository.name}/runs/${value.id}`,
    checkSuite: ({ repository, suite }) => ({ __typename: 'CheckSuite', repository, value: suite }),
  }),
  CheckSuite: fields<Node<Suite>>({
    id: ({ value }) => nodeId('CheckSuite', value.id),
    databaseId: ({ value }) => value.id,
    app: ({ value }) => ({ ...value, app: value.app.replace('[bot]', '') }),
    commit: ({ repository, value }, _, { world }) => commitNode(world, repository, value.sha),
    conclusion: conclusionOf,
    status: (source) => (conclusionOf(source) === null ? 'IN_PROGRESS' : 'COMPLETED'),
    createdAt: ({ value }) => value.runs[0]?.startedAt,
    updatedAt: ({ value }) => value.runs.at(-1)?.completedAt ?? value.runs.at(-1)?.startedAt,
    checkRuns: runsOf,
  }),
  StatusCheckRollup: fields<Sha>({
    id: ({ value }) => `SCR_${value.sha}`,
    commit,
    state: stateOf,
    contexts,
  }),
  Status: fields<Sha>({
    id: ({ value }) => `S_${value.sha}`,
    commit,
    state: stateOf,
    contexts: ({ repository, value }) =>
      statusesOf(repository, value.sha).map((status) => statusNode(repository, status)),
    combinedContexts: contexts,
  }),
  StatusContext: fields<Node<StatusState>>({
    id: ({ value }) => nodeId('StatusContext', value.id),
    context: ({ value }) => value.context,
    state: ({ value }) => constant(value.state),
    description: ({ value }) => value.description,
    targetUrl: ({ value }) => value.targetUrl,
    createdAt: ({ value }) => value.createdAt,
    creator: ({ value }, _, { world }) => actor(world, value.creator),
    isRequired: () => false,
    commit: ({ repository, value }, _, { world }) => commitNode(world, repository, value.sha),
  }),
};
