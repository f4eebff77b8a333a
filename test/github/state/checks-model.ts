/** One commit status. */
export interface StatusState {
  readonly id: number;
  readonly sha: string;
  readonly context: string;
  readonly state: 'error' | 'failure' | 'pending' | 'success';
  readonly description: string | null;
  readonly targetUrl: string | null;
  readonly creator: string;
  readonly createdAt: string;
}

/** One check run with the annotations that were added request by request. */
export interface CheckRunState {
  readonly id: number;
  readonly sha: string;
  name: string;
  status: string;
  conclusion: string | null;
  detailsUrl: string | null;
  externalId: string;
  startedAt: string;
  completedAt: string | null;
  title: string | null;
  summary: string | null;
  text: string | null;
  readonly app: string;
  /** The workflow whose suite it belongs to; runs of one app, commit and workflow are one suite. */
  readonly workflow: string | null;
  readonly annotations: Record<string, unknown>[];
}

/** One ruleset; `rules` in the shape that GitHub gives, `include` and `exclude` are patterns of refs. */
export interface RulesetState {
  readonly id: number;
  readonly name: string;
  readonly enforcement: 'active' | 'disabled' | 'evaluate';
  readonly source: 'Repository' | 'Organization';
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly rules: readonly Readonly<Record<string, unknown>>[];
  readonly bypass: readonly Readonly<Record<string, unknown>>[];
}

/** The protection of one branch, as far as it is asked for. */
export interface ProtectionState {
  readonly checks: readonly { readonly context: string; readonly app: number | null }[] | null;
  readonly reviews: {
    readonly count: number;
    readonly codeOwners: boolean;
    readonly dismissStale: boolean;
  } | null;
  readonly enforceAdmins: boolean;
}

/** One workflow file. */
export interface WorkflowState {
  readonly id: number;
  readonly name: string;
  readonly path: string;
  readonly state: 'active' | 'disabled_manually' | 'disabled_inactivity';
}

/** One run of a workflow. */
export interface RunState {
  readonly id: number;
  readonly workflow: string;
  readonly event: string;
  readonly branch: string;
  readonly sha: string;
  readonly status: string;
  readonly conclusion: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly attempt: number;
}

/** One release. `sha` is the commit of its tag, or `null` where the tag is not there. */
export interface ReleaseState {
  readonly id: number;
  readonly tag: string;
  readonly sha: string | null;
  readonly name: string;
  readonly body: string;
  readonly author: string;
  readonly isDraft: boolean;
  readonly isPrerelease: boolean;
  readonly createdAt: string;
  readonly publishedAt: string | null;
}

/** One deployment with its statuses, oldest first. */
export interface DeploymentState {
  readonly id: number;
  readonly sha: string;
  readonly ref: string;
  readonly environment: string;
  readonly creator: string;
  readonly createdAt: string;
  readonly statuses: readonly { readonly id: number; readonly state: string; readonly at: string }[];
}
