/** A part of a pull request that can be left out when a server does not give it. */
export type GatePart = 'settings' | 'commits' | 'reviews' | 'threads' | 'ready';

/** What a query asks for: parts, fields that the server is known not to have, and how many entries of each list. */
export interface GateWish {
  readonly parts: ReadonlySet<GatePart>;
  readonly without: ReadonlySet<string>;
  readonly size: number;
}

/** Fields that the gate can do without, each with the part that goes with it; null: only the field goes. */
export const OPTIONAL_FIELDS: Readonly<Record<string, GatePart | null>> = {
  squashMergeAllowed: 'settings',
  mergeCommitAllowed: 'settings',
  rebaseMergeAllowed: 'settings',
  squashMergeCommitTitle: 'settings',
  squashMergeCommitMessage: 'settings',
  commits: 'commits',
  reviews: 'reviews',
  reviewThreads: 'threads',
  isOutdated: 'threads',
  timelineItems: 'ready',
  authorCanPushToRepository: null,
  signature: null,
  viewer: null,
  rateLimit: null,
};

const ACCOUNT = '{ __typename login }';
const PAGE = 'totalCount pageInfo { hasNextPage endCursor }';

const COMMENT = `id author ${ACCOUNT} body createdAt url`;

function commitFields(without: ReadonlySet<string>): string {
  const signature = without.has('signature') ? '' : ' signature { isValid wasSignedByGitHub }';
  return `commit { oid message committedDate author { user { login } } parents(first: 1) { totalCount }${signature} }`;
}

function reviewFields(without: ReadonlySet<string>): string {
  const canPush = without.has('authorCanPushToRepository') ? '' : 'authorCanPushToRepository ';
  return `id author ${ACCOUNT} ${canPush}state submittedAt body commit { oid } url`;
}

function threadFields(size: number): string {
  return `id path isResolved isOutdated comments(first: ${Math.min(size, 50)}) { ${PAGE} nodes { ${COMMENT} } }`;
}

/** The lists of a pull request that may go over more than one page. */
export type GateList = 'commits' | 'reviews' | 'threads';

/** The connection of one list, from `after` on where that variable is declared. */
function connection(list: GateList, { without, size }: GateWish, after: string): string {
  const from = `first: ${size}${after}`;
  if (list === 'commits') return `commits(${from}) { ${PAGE} nodes { ${commitFields(without)} } }`;
  if (list === 'reviews') return `reviews(${from}) { ${PAGE} nodes { ${reviewFields(without)} } }`;
  return `reviewThreads(${from}) { ${PAGE} nodes { ${threadFields(size)} } }`;
}

/** Fields of `Repository` that say how pull requests land. */
export const SETTINGS =
  'squashMergeAllowed mergeCommitAllowed rebaseMergeAllowed squashMergeCommitTitle squashMergeCommitMessage';
const READY =
  'timelineItems(last: 1, itemTypes: [READY_FOR_REVIEW_EVENT]) { nodes { ... on ReadyForReviewEvent { createdAt } } }';

/** Everything that the gate wants of one pull request. https://docs.github.com/graphql/reference/objects#pullrequest */
export function gateQuery(wish: GateWish): string {
  const lists: readonly GateList[] = ['commits', 'reviews', 'threads'];
  return `query Gate($owner: String!, $repo: String!, $number: Int!) {
  ${cost(wish)}
  ${wish.without.has('viewer') ? '' : 'viewer { databaseId login }'}
  repository(owner: $owner, name: $repo) {
    ${wish.parts.has('settings') ? SETTINGS : ''}
    defaultBranchRef { name }
    pullRequest(number: $number) {
      number title body url author ${ACCOUNT} createdAt lastEditedAt isDraft state
      labels(first: 100) { nodes { name } }
      baseRefName baseRefOid baseRef { target { oid } } headRefName headRefOid
      headRepository { nameWithOwner } mergeCommit { oid }
      ${wish.parts.has('ready') ? READY : ''}
      ${lists.map((list) => (wish.parts.has(list) ? connection(list, wish, '') : '')).join('\n      ')}
    }
  }
}`;
}

/** One more page of one list; the head is asked for again, as a push between two pages makes them unfit for each other. */
export function pageQuery(list: GateList, wish: GateWish): string {
  return `query Page($owner: String!, $repo: String!, $number: Int!, $after: String) {
  ${cost(wish)}
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) { headRefOid ${connection(list, wish, ', after: $after')} }
  }
}`;
}

/** More comments of one thread. */
export function threadQuery(wish: GateWish): string {
  return `query Thread($thread: ID!, $after: String) {
  ${cost(wish)}
  node(id: $thread) { ... on PullRequestReviewThread {
    comments(first: ${wish.size}, after: $after) { ${PAGE} nodes { ${COMMENT} } }
  } }
}`;
}

function cost({ without }: GateWish): string {
  return without.has('rateLimit') ? '' : 'rateLimit { cost }';
}
