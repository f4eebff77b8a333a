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
import type {
  AccountState,
  Allowance,
  CommentState,
  EditState,
  EventState,
  IssueState,
  PullState,
  ReviewState,
  Role,
  SettingsState,
  ThreadCommentState,
  TokenState,
} from './model.js';

/**
 * What a state file holds: the model with nearly everything left out. Accounts that are only mentioned are made, a login that ends in
 * `[bot]` as a bot; ids, numbers, instants, commits and refs are filled in.
 */
export interface StateInput {
  readonly serverVersion?: string;
  /** The instant at which what has no time of its own happened. 2026-11-02T09:00:00Z when left out. */
  readonly start?: string;
  readonly accounts?: readonly (Partial<AccountState> & Pick<AccountState, 'login'>)[];
  /** By the token itself. Without any, `actions-token` (a workflow's) and `person-token` (that of the owner) are made. */
  readonly tokens?: Readonly<Record<string, TokenInput>>;
  readonly repositories?: readonly RepositoryInput[];
}

/** Permissions that are left out are `none` once one is named; without any, everything can be written. */
export interface TokenInput
  extends Partial<Pick<TokenState, 'kind' | 'login' | 'permissions' | 'fork' | 'repositories'>> {
  readonly rest?: Partial<Allowance>;
  readonly graphql?: Partial<Allowance>;
}

/** One commit to make. `author` is a login or `Name <address>`; a file of `null` is deleted. */
export interface CommitInput {
  readonly message: string;
  readonly author?: string;
  readonly committer?: string;
  readonly at?: string;
  readonly files?: Readonly<Record<string, string | null>>;
  /** Revisions to merge in, besides the commit before. */
  readonly merges?: readonly string[];
}

/** `git` is the path of a repository that exists; without it one is made and holds `commits` on the default branch. */
export interface RepositoryInput {
  /** `owner/name`. */
  readonly name: string;
  readonly private?: boolean;
  readonly fork?: boolean;
  readonly git?: string;
  readonly defaultBranch?: string;
  readonly hasIssues?: boolean;
  readonly settings?: Partial<SettingsState>;
  readonly collaborators?: Readonly<Record<string, Role>>;
  readonly commits?: readonly CommitInput[];
  readonly pulls?: readonly PullInput[];
  readonly issues?: readonly IssueInput[];
  readonly statuses?: readonly (Partial<StatusState> & Pick<StatusState, 'sha' | 'context' | 'state'>)[];
  readonly rulesets?: readonly (Partial<RulesetState> & Pick<RulesetState, 'name' | 'rules'>)[];
  readonly protection?: Readonly<Record<string, Partial<ProtectionState>>>;
  readonly workflows?: readonly (Partial<WorkflowState> & Pick<WorkflowState, 'path'>)[];
  readonly runs?: readonly (Partial<RunState> & Pick<RunState, 'workflow' | 'sha'>)[];
  readonly deployments?: readonly (Partial<DeploymentState> & Pick<DeploymentState, 'sha'>)[];
  readonly releases?: readonly (Partial<ReleaseState> & Pick<ReleaseState, 'tag'>)[];
  readonly checkRuns?: readonly (Partial<CheckRunState> & Pick<CheckRunState, 'sha' | 'name'>)[];
  readonly formerNames?: readonly string[];
  /** Numbers of issues and pull requests that are made later begin here at the earliest. */
  readonly firstNumber?: number;
}

/** One issue to make. */
export interface IssueInput {
  readonly number?: number;
  readonly title?: string;
  readonly body?: string;
  readonly author?: string | null;
  readonly createdAt?: string;
  readonly updatedAt?: string;
  readonly closedAt?: string;
  readonly state?: 'open' | 'closed' | 'merged';
  readonly stateReason?: IssueState['stateReason'];
  readonly locked?: boolean;
  readonly labels?: readonly string[];
  readonly edits?: readonly EditState[];
  readonly comments?: readonly (Partial<CommentState> & Pick<CommentState, 'body'>)[];
  readonly timeline?: readonly (Partial<EventState> & Pick<EventState, 'kind'>)[];
}

/**
 * One pull request to make. `commits` are made on the tip of the base branch (or on `from`) under the head's name; without them `head`
 * names what exists already.
 */
export interface PullInput extends IssueInput {
  readonly draft?: boolean;
  readonly base?: string;
  readonly head?: { readonly ref?: string; readonly sha?: string; readonly repository?: string | null };
  readonly from?: string;
  readonly commits?: readonly CommitInput[];
  readonly mergeCommit?: string;
  readonly mergedBy?: string;
  readonly closes?: readonly number[];
  readonly requests?: PullState['requests'];
  readonly reviews?: readonly (Partial<ReviewState> & Pick<ReviewState, 'state'>)[];
  readonly threads?: readonly ThreadInput[];
}

/** One thread to make. */
export interface ThreadInput {
  readonly path?: string;
  readonly line?: number;
  readonly isResolved?: boolean;
  readonly isOutdated?: boolean;
  readonly resolvedBy?: string;
  readonly comments: readonly (Partial<ThreadCommentState> & Pick<ThreadCommentState, 'body'>)[];
}
