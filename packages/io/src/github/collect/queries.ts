import { checkedSha } from '../landed.js';

/**
 * How a query is asked: fields that this server does not know or this token may not read, and how many entries of each nested
 * list, from 1 to 100.
 */
export interface Wish {
  readonly without: ReadonlySet<string>;
  readonly size: number;
}

/** The lists of a pull request, by GraphQL's name; each may go over more than one page. */
export type PullList =
  | 'labels'
  | 'reviews'
  | 'commits'
  | 'files'
  | 'timelineItems'
  | 'reviewThreads'
  | 'closingIssuesReferences';

/** The lists of the base pass: what a pull request says, who reviewed it and what it landed. */
export const BASE_LISTS: readonly PullList[] = ['labels', 'reviews', 'commits'];
/** The lists of the detail pass. */
export const DETAIL_LISTS: readonly PullList[] = [
  'files',
  'timelineItems',
  'reviewThreads',
  'closingIssuesReferences',
];

const ACCOUNT = '{ __typename login }';
const PAGE = 'totalCount pageInfo { hasNextPage endCursor }';
const REPOSITORY = 'repository(owner: $owner, name: $repo)';

/** Aliased queries begin each alias with this and go on with a number or a position. */
export const ALIAS = 'x';

/** The repository itself. */
export function repositoryQuery(wish: Wish): string {
  return `query Repository($owner: String!, $repo: String!) {
  ${cost(wish)}
  ${REPOSITORY} { nameWithOwner isPrivate defaultBranchRef { name } }
}`;
}

/** One page of numbers of pull requests, the last changed first. */
export function pullIndexQuery(wish: Wish): string {
  return `query PullIndex($owner: String!, $repo: String!, $after: String) {
  ${cost(wish)}
  ${REPOSITORY} {
    pullRequests(first: ${wish.size}, after: $after, orderBy: { field: UPDATED_AT, direction: DESC }) {
      ${PAGE} nodes { number updatedAt }
    }
  }
}`;
}

const PULL = `number url title body author ${ACCOUNT} createdAt updatedAt lastEditedAt mergedAt closedAt state isDraft mergedBy ${ACCOUNT}
      baseRefName baseRefOid headRefName headRefOid mergeCommit { oid } additions deletions changedFiles`;

/** The base pass of these pull requests. https://docs.github.com/graphql/reference/objects#pullrequest */
export function pullBaseQuery(numbers: readonly number[], wish: Wish): string {
  return pullsQuery('PullBase', numbers, PULL, BASE_LISTS, wish);
}

/** The detail pass of these pull requests. The comments of their threads are asked for by `threadsQuery`, which costs less. */
export function pullDetailQuery(numbers: readonly number[], wish: Wish): string {
  return pullsQuery('PullDetail', numbers, 'number', DETAIL_LISTS, wish);
}

function pullsQuery(
  name: string,
  numbers: readonly number[],
  fields: string,
  lists: readonly PullList[],
  wish: Wish,
): string {
  const kept = lists.filter((list) => !wish.without.has(list));
  const body = `${fields} ${kept.map((list) => connection(list, wish, '')).join('\n      ')}`;
  return `query ${name}($owner: String!, $repo: String!) {
  ${cost(wish)}
  ${REPOSITORY} {
    ${numbers.map((number) => `${ALIAS}${number}: pullRequest(number: ${number}) { ...Pull }`).join('\n    ')}
  }
}
fragment Pull on PullRequest {
      ${body}
}`;
}

/** One more page of one list of one pull request. */
export function pullListQuery(list: PullList, wish: Wish): string {
  return `query PullList($owner: String!, $repo: String!, $number: Int!, $after: String) {
  ${cost(wish)}
  ${REPOSITORY} { pullRequest(number: $number) { ${connection(list, wish, ', after: $after')} } }
}`;
}

const PULL_EVENTS = [
  'LABELED_EVENT',
  'UNLABELED_EVENT',
  'REVIEW_REQUESTED_EVENT',
  'READY_FOR_REVIEW_EVENT',
  'HEAD_REF_FORCE_PUSHED_EVENT',
];
const LABEL_EVENT = `createdAt label { name } actor ${ACCOUNT}`;

/** A team is not asked for by name: only who may read the organisation is told it. */
const REVIEWER = '{ __typename ... on User { login } ... on Bot { login } ... on Mannequin { login } }';

const CAN_PUSH = 'authorCanPushToRepository';
const NODES: Readonly<Record<PullList, string>> = {
  labels: 'name',
  reviews: `id author ${ACCOUNT} ${CAN_PUSH} state submittedAt body commit { oid } url`,
  commits: 'commit { oid message committedDate tree { oid } author { user { login } } }',
  files: 'path',
  timelineItems: `__typename
        ... on LabeledEvent { ${LABEL_EVENT} }
        ... on UnlabeledEvent { ${LABEL_EVENT} }
        ... on ReviewRequestedEvent { createdAt actor ${ACCOUNT} requestedReviewer ${REVIEWER} }
        ... on ReadyForReviewEvent { createdAt }
        ... on HeadRefForcePushedEvent { createdAt beforeCommit { oid } afterCommit { oid } }`,
  reviewThreads: 'id path isResolved isOutdated',
  closingIssuesReferences: 'number repository { nameWithOwner }',
};

function connection(list: PullList, { size, without }: Wish, after: string): string {
  const types = list === 'timelineItems' ? `, itemTypes: [${PULL_EVENTS.join(', ')}]` : '';
  const nodes = without.has(CAN_PUSH) ? NODES[list].replace(`${CAN_PUSH} `, '') : NODES[list];
  return `${list}(first: ${size}${after}${types}) { ${PAGE} nodes { ${nodes} } }`;
}

/** The first comment of each of these threads: who began it, when, and on which head. At most 100 threads. */
export function threadsQuery(threads: readonly string[], wish: Wish): string {
  const comment = `createdAt url body author ${ACCOUNT} originalCommit { oid }`;
  return `query Threads {
  ${cost(wish)}
  ${threads.map((id, at) => `${ALIAS}${at}: node(id: ${JSON.stringify(id)}) { ...Thread }`).join('\n  ')}
}
fragment Thread on PullRequestReviewThread { comments(first: 1) { nodes { ${comment} } } }`;
}

const CONTEXT = `__typename
      ... on CheckRun { name status conclusion startedAt completedAt checkSuite { app { slug } } }
      ... on StatusContext { context state createdAt }`;

/** Checks and statuses of these commits, the last run of each. At most 100 commits. */
export function checksQuery(shas: readonly string[], wish: Wish): string {
  const commits = shas.map((sha, at) => `${ALIAS}${at}: object(oid: "${checkedSha(sha)}") { ...Checked }`);
  return `query Checks($owner: String!, $repo: String!) {
  ${cost(wish)}
  ${REPOSITORY} {
    ${commits.join('\n    ')}
  }
}
fragment Checked on Commit { oid ${wish.without.has('statusCheckRollup') ? '' : rollup(wish, '')} }`;
}

/** One more page of the checks of one commit. */
export function checkPageQuery(sha: string, wish: Wish): string {
  return `query CheckPage($owner: String!, $repo: String!, $after: String) {
  ${cost(wish)}
  ${REPOSITORY} { object(oid: "${checkedSha(sha)}") { ... on Commit { ${rollup(wish, ', after: $after')} } } }
}`;
}

function rollup({ size }: Wish, after: string): string {
  return `statusCheckRollup { contexts(first: ${size}${after}) { ${PAGE} nodes { ${CONTEXT} } } }`;
}

const CLOSER =
  '{ __typename ... on PullRequest { number repository { nameWithOwner } } ... on Commit { oid } }';
const ISSUE_LISTS = {
  labels: (after: string, size: number) => `labels(first: ${size}${after}) { ${PAGE} nodes { name } }`,
  timelineItems: (after: string, size: number) =>
    `timelineItems(first: ${size}${after}, itemTypes: [LABELED_EVENT, UNLABELED_EVENT, CLOSED_EVENT]) { ${PAGE} nodes {
        __typename
        ... on LabeledEvent { ${LABEL_EVENT} }
        ... on UnlabeledEvent { ${LABEL_EVENT} }
        ... on ClosedEvent { createdAt closer ${CLOSER} }
      } }`,
} as const;

/** The lists of an issue. */
export type IssueList = keyof typeof ISSUE_LISTS;

/** One page of issues that changed at or after `since`, the first changed first. `wish.size` is the number of issues. */
export function issuesQuery(wish: Wish): string {
  const lists = (['labels', 'timelineItems'] as const).filter((list) => !wish.without.has(list));
  return `query Issues($owner: String!, $repo: String!, $after: String, $since: DateTime!) {
  ${cost(wish)}
  ${REPOSITORY} {
    issues(first: ${wish.size}, after: $after, filterBy: { since: $since }, orderBy: { field: UPDATED_AT, direction: ASC }) {
      ${PAGE} nodes {
        number url title body author ${ACCOUNT} createdAt updatedAt closedAt state stateReason
        ${lists.map((list) => ISSUE_LISTS[list]('', 50)).join('\n        ')}
      }
    }
  }
}`;
}

/** One more page of one list of one issue. */
export function issueListQuery(list: IssueList, wish: Wish): string {
  return `query IssueList($owner: String!, $repo: String!, $number: Int!, $after: String) {
  ${cost(wish)}
  ${REPOSITORY} { issue(number: $number) { ${ISSUE_LISTS[list](', after: $after', wish.size)} } }
}`;
}

/** One page of deployments, the last made first, with their last statuses. */
export function deploymentsQuery(wish: Wish): string {
  return `query Deployments($owner: String!, $repo: String!, $after: String) {
  ${cost(wish)}
  ${REPOSITORY} {
    deployments(first: ${wish.size}, after: $after, orderBy: { field: CREATED_AT, direction: DESC }) {
      ${PAGE} nodes {
        id databaseId environment commitOid ref { name } createdAt
        latestStatus { state createdAt logUrl }
        statuses(first: 20) { nodes { state createdAt logUrl } }
      }
    }
  }
}`;
}

/** One page of releases, the last made first. */
export function releasesQuery(wish: Wish): string {
  return `query Releases($owner: String!, $repo: String!, $after: String) {
  ${cost(wish)}
  ${REPOSITORY} {
    releases(first: ${wish.size}, after: $after, orderBy: { field: CREATED_AT, direction: DESC }) {
      ${PAGE} nodes { id databaseId tagName tagCommit { oid } isDraft isPrerelease createdAt updatedAt publishedAt url }
    }
  }
}`;
}

function cost({ without }: Wish): string {
  return without.has('rateLimit') ? '' : 'rateLimit { cost remaining resetAt }';
}
