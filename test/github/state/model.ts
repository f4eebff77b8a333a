import type {
  CheckRunState,
  DeploymentState,
  ProtectionState,
  ReleaseState,
  RulesetState,
  RunState,
  StatusState,
  WorkflowState,
} from './checks-model.js';

/** What the emulated GitHub knows. Plain data that a test may read and change while the server runs; instants are ISO 8601 in UTC. */
export interface State {
  readonly accounts: AccountState[];
  readonly tokens: Record<string, TokenState>;
  readonly repositories: RepositoryState[];
  /** Version of the GitHub Enterprise Server that is played, or `null` for github.com. */
  serverVersion: string | null;
  /** The next number that an object gets as its id. */
  nextId: number;
}

/** `login` comes without the `[bot]` that REST appends for bots. */
export interface AccountState {
  readonly id: number;
  readonly login: string;
  readonly kind: 'User' | 'Bot' | 'Organization' | 'Mannequin';
  readonly name: string | null;
  readonly emails: readonly string[];
}

/** What a token may be allowed to touch; the names of `permissions:` in a workflow. */
export type Scope =
  | 'actions'
  | 'administration'
  | 'checks'
  | 'contents'
  | 'deployments'
  | 'issues'
  | 'pull-requests'
  | 'statuses';

/** How far. */
export type Level = 'none' | 'read' | 'write';

/** `actions` is the token of a workflow, `app` an installation token, `pat` a person's. A `fork` token never writes. */
export interface TokenState {
  readonly kind: 'actions' | 'app' | 'pat';
  readonly login: string;
  permissions: Partial<Record<Scope, Level>>;
  fork: boolean;
  /** `owner/name` of the repositories that it reaches, or `null` for all. */
  readonly repositories: readonly string[] | null;
  readonly rest: Allowance;
  readonly graphql: Allowance;
}

/** An hourly allowance, in requests for REST and in points for GraphQL. `reset` is in seconds since 1970. */
export interface Allowance {
  limit: number;
  used: number;
  reset: number;
}

/** The role of a person in a repository. */
export type Role = 'read' | 'triage' | 'write' | 'maintain' | 'admin';

/** How a repository lands pull requests, in GitHub's own words. */
export interface SettingsState {
  squash: boolean;
  merge: boolean;
  rebase: boolean;
  squashTitle: 'PR_TITLE' | 'COMMIT_OR_PR_TITLE';
  squashMessage: 'PR_BODY' | 'COMMIT_MESSAGES' | 'BLANK';
  mergeTitle: 'PR_TITLE' | 'MERGE_MESSAGE';
  mergeMessage: 'PR_BODY' | 'PR_TITLE' | 'BLANK';
  deleteBranchOnMerge: boolean;
}

/** One repository. Its commits, trees, files and refs live in the real Git repository at `git`. */
export interface RepositoryState {
  readonly id: number;
  readonly owner: string;
  name: string;
  /** Names under the same owner that lead here still. */
  readonly formerNames: string[];
  isPrivate: boolean;
  readonly isFork: boolean;
  defaultBranch: string;
  /** Absolute path of the Git repository. A fork shares that of its parent. */
  readonly git: string;
  /** True when the Git repository was made for this server, so that nobody else moves its refs. */
  readonly ownsGit: boolean;
  hasIssues: boolean;
  settings: SettingsState;
  readonly collaborators: Record<string, Role>;
  readonly createdAt: string;
  readonly issues: IssueState[];
  readonly pulls: PullState[];
  /** Numbers of what is made begin here at the earliest. */
  readonly firstNumber: number;
  /** Numbers of issues that were deleted. */
  readonly deleted: number[];
  /** Where issues went that were transferred, by their number here. */
  readonly transferred: Record<number, { readonly repository: number; readonly number: number }>;
  readonly statuses: StatusState[];
  readonly checkRuns: CheckRunState[];
  readonly rulesets: RulesetState[];
  readonly protection: Record<string, ProtectionState>;
  readonly workflows: WorkflowState[];
  readonly runs: RunState[];
  readonly deployments: DeploymentState[];
  readonly releases: ReleaseState[];
}

/** What an issue and a pull request have in common. `author: null` is a deleted account. */
export interface IssueState {
  readonly id: number;
  readonly number: number;
  title: string;
  body: string;
  readonly author: string | null;
  readonly createdAt: string;
  updatedAt: string;
  closedAt: string | null;
  state: 'open' | 'closed' | 'merged';
  stateReason: 'completed' | 'not_planned' | 'duplicate' | 'reopened' | null;
  locked: boolean;
  labels: string[];
  /** Edits of the body, oldest first. */
  readonly edits: EditState[];
  readonly comments: CommentState[];
  readonly timeline: EventState[];
}

/** One edit of a body. */
export interface EditState {
  readonly at: string;
  readonly by: string | null;
}

/** One pull request. `head.repository` is `owner/name`, or `null` when the fork was deleted. */
export interface PullState extends IssueState {
  isDraft: boolean;
  readonly base: { ref: string; sha: string };
  readonly head: { readonly ref: string; sha: string; readonly repository: string | null };
  mergeCommit: string | null;
  mergedAt: string | null;
  mergedBy: string | null;
  /** Numbers of the issues that it closes. */
  readonly closes: number[];
  /** Requests for review that nobody has answered. A team is `organisation/team`. */
  requests: { readonly reviewer: string; readonly asCodeOwner: boolean }[];
  readonly reviews: ReviewState[];
  readonly threads: ThreadState[];
}

/** One comment on an issue or in the conversation of a pull request. */
export interface CommentState {
  readonly id: number;
  body: string;
  readonly author: string | null;
  readonly createdAt: string;
  updatedAt: string;
  minimised: string | null;
}

/** One submitted review. */
export interface ReviewState {
  readonly id: number;
  readonly author: string | null;
  state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED' | 'PENDING';
  body: string;
  readonly submittedAt: string | null;
  readonly commit: string | null;
}

/** One thread of comments on the changed lines. */
export interface ThreadState {
  readonly id: number;
  readonly path: string;
  readonly line: number;
  isResolved: boolean;
  isOutdated: boolean;
  resolvedBy: string | null;
  readonly comments: ThreadCommentState[];
}

/** One comment of a thread. `review` is the id of the review that it was submitted with. */
export interface ThreadCommentState {
  readonly id: number;
  readonly author: string | null;
  body: string;
  readonly createdAt: string;
  readonly review: number | null;
}

/** One event of the timeline; which of the fields hold something depends on the kind. */
export interface EventState {
  readonly id: number;
  readonly kind:
    | 'ready_for_review'
    | 'convert_to_draft'
    | 'head_ref_force_pushed'
    | 'labeled'
    | 'unlabeled'
    | 'renamed'
    | 'closed'
    | 'reopened'
    | 'merged'
    | 'review_requested'
    | 'review_request_removed'
    | 'review_dismissed'
    | 'cross-referenced'
    | 'connected'
    | 'disconnected'
    | 'referenced'
    | 'base_ref_changed'
    | 'base_ref_force_pushed';
  readonly at: string;
  readonly actor: string | null;
  readonly label?: string;
  readonly before?: string;
  readonly after?: string;
  /** Whose review was asked for; a team is `organisation/team`. */
  readonly reviewer?: string;
  /** What closed it: a pull request by its number, or a commit. */
  readonly closer?: number | string;
  /** The issue or pull request that the event came from. */
  readonly source?: number;
  /** The commit that referenced it, or the review that was dismissed. */
  readonly commit?: string;
  readonly review?: number;
}
