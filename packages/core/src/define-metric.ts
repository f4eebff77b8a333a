import type {
  Attribution,
  Defect,
  LandedChange,
  Ledger,
  LedgerGaps,
  ProductionDeployment,
  TriagedIssue,
} from './ledger/ledger.js';
import type { ProgrammeWorld } from './programme/world.js';
import type { DocumentFact } from './schema/document-fact.js';
import type { Facts } from './schema/facts.js';
import type { Finding, Outcome } from './schema/finding.js';
import type { IssueFact, PatternFact } from './schema/forge.js';
import type { Incident } from './schema/incident.js';
import type { Measure } from './schema/measure.js';
import type { PullFact } from './schema/pull-fact.js';
import type { Service } from './schema/service.js';

/**
 * One row's counts in one ISO week. A row is an engineer, or a group whose id begins with `*`: `*` is everybody. Tallies of one metric
 * and row add up across weeks and shards in any order: numbers are summed, `values` joined as a multiset, `ids` as a set.
 */
export interface Tally {
  readonly engineer: string;
  readonly week: string;
  readonly numerator: number;
  readonly denominator: number;
  readonly sample: readonly string[];
  readonly misses: readonly string[];
  /** Changes that stay out of numerator and denominator, by why; absent reads as none. */
  readonly excluded?: Excluded;
  /** Single values of which the metric takes the median, e.g. hours; sorted. */
  readonly values?: readonly number[];
  /** Distinct things that the metric counts, e.g. people; sorted. */
  readonly ids?: readonly string[];
  /** Ids that only may be misses; in no count. */
  readonly candidates?: readonly string[];
  /** Counts read beside the value, by name. */
  readonly beside?: Readonly<Record<string, number>>;
}

/** How many changes were left out of a count: structurally exempt, not applicable (or volunteered below the threshold), not judged. */
export interface Excluded {
  readonly exempt: number;
  readonly notApplicable: number;
  readonly unknown: number;
}

/** What a metric counts from: facts, the findings about them by subject id, what came of the changes, and who stands behind them. */
export interface TallyInput {
  readonly facts: Facts;
  readonly findings: readonly Finding[];
  /** Engineer ids behind a commit (author and co-authors), bots left out. */
  readonly engineersOf: (sha: string) => readonly string[];
  /** Whose change a commit is, the author's; nobody's for a machine's. Absent: the first of its engineers. */
  readonly ownerOf?: (sha: string) => string | null;
  /** Groups with rows of their own that an engineer belongs to; `*` is added by itself. Absent: none. */
  readonly groupsOf?: (engineer: string) => readonly string[];
  /** Whether an engineer has a row of their own; others count in those of their groups and of everybody alone. Absent: all have. */
  readonly hasRow?: (engineer: string) => boolean;
  /** Engineer behind a login, or nobody for machines and strangers without a row. Absent: logins are engineer ids. */
  readonly engineerOf?: (login: string) => string | undefined;
  /** Whether a path is one of those that deploy, as the policy says. Absent: nobody can tell. */
  readonly isDeploymentPath?: (path: string) => boolean;
  /** What came of the changes. Absent: only Git's commits were read. */
  readonly ledger?: Ledger;
  /** True where a squash of the platform landed the pull request's body as this commit's message. */
  readonly landedBody: (sha: string) => boolean;
  /**
   * Whether a commit's evidence names official documentation of what it touches (see `officialSources`); `null` where that
   * could not be found out. Absent: nobody looked. A pull request is asked for by `#12`.
   */
  readonly officialSource?: (id: string) => boolean | null;
  /**
   * Whether tests were recorded on the very tree of a commit, or of a pull request's newest one (`#12`); `null` where that could not
   * be found out. Absent: nobody looked.
   */
  readonly recordedOnTree?: (id: string) => boolean | null;
  /** Records of people, and what the plans ask of them. Absent: nobody looked. */
  readonly programme?: ProgrammeWorld;
}

/** What a metric reads that is made of other measures. `measureOf` is of the same row unless another is named. */
export interface DerivedRow {
  readonly row: string;
  readonly measureOf: (metricId: string, row?: string) => Measure | undefined;
  readonly programme?: ProgrammeWorld;
}

/** A sum in place of the row's own; `open` says why a target that it misses is not said to be missed. */
export interface DerivedSum {
  readonly sum: Tally;
  readonly open?: string;
}

/** What an example of an outcome metric says of the ledger; everything left out has a plain default, and everything is owned by `ada`. */
export interface ExampleLedger {
  readonly changes?: readonly (Partial<LandedChange> & Pick<LandedChange, 'id'>)[];
  readonly attributions?: readonly (Partial<Attribution> & Pick<Attribution, 'fix' | 'culprit'>)[];
  readonly candidates?: readonly (Partial<Attribution> & Pick<Attribution, 'fix' | 'culprit'>)[];
  readonly deployments?: readonly (Partial<ProductionDeployment> & Pick<ProductionDeployment, 'id'>)[];
  readonly catches?: readonly (Partial<Defect> & Pick<Defect, 'change' | 'kind'>)[];
  readonly escapes?: readonly (Partial<Defect> & Pick<Defect, 'change' | 'kind'>)[];
  readonly issues?: readonly (Partial<TriagedIssue> & Pick<TriagedIssue, 'id'>)[];
  readonly pulls?: readonly (Partial<PullFact> & Pick<PullFact, 'number'>)[];
  /** Issues as the platform has them, where a metric reads more of them than their causes. */
  readonly reported?: readonly (Partial<IssueFact> & Pick<IssueFact, 'number'>)[];
  readonly patterns?: readonly (Partial<PatternFact> & Pick<PatternFact, 'id'>)[];
  /** Documents, added by `ada` on the day of the example; absent: none were read. */
  readonly documents?: readonly (Partial<DocumentFact> & Pick<DocumentFact, 'path' | 'kind'>)[];
  /** Services of `ada`; absent: there is no list of services. */
  readonly services?: readonly (Partial<Service> & Pick<Service, 'id'>)[];
  readonly incidents?: readonly (Partial<Incident> & Pick<Incident, 'path'>)[];
  readonly gaps?: LedgerGaps;
}

/** An example of a metric: findings, or what came of changes, in, one measure out, run as a test. */
export interface MetricExample {
  readonly name: string;
  readonly findings?: readonly {
    readonly ruleId: string;
    readonly outcome: Outcome;
    readonly asked?: boolean | null;
    readonly commit: string;
  }[];
  readonly landed?: readonly string[];
  /** Commits whose evidence names official documentation of what they touch, or not; others: unknown. */
  readonly official?: Readonly<Record<string, boolean>>;
  /** Changes whose tests were recorded on their tree, or not; others: unknown. */
  readonly recorded?: Readonly<Record<string, boolean>>;
  readonly ledger?: ExampleLedger;
  /** Records of people, and what is asked of them. */
  readonly programme?: ProgrammeWorld;
  /** Other measures of the same row, for a metric that reads them: by metric its state, and its value where there is one. */
  readonly others?: Readonly<Record<string, Pick<Measure, 'state' | 'value' | 'unit'>>>;
  /** Authors of commits, by sha; default `ada`, and nobody for `robot`. */
  readonly authors?: Readonly<Record<string, string>>;
  /** Whose row is looked at; default `ada`. */
  readonly row?: string;
  /** ISO weeks that the row's engineer was away for. */
  readonly away?: readonly string[];
  /** Contested changes. */
  readonly disputed?: readonly string[];
  readonly expect: {
    readonly state: string;
    readonly numerator: number | null;
    readonly denominator: number | null;
    readonly value?: number | null;
    readonly misses?: readonly string[];
    readonly candidates?: readonly string[];
    readonly beside?: Readonly<Record<string, number>>;
  };
}

/** Counts of what is known, and why there may be more of it: the target is then not said to be met. */
export interface Partly {
  readonly tallies: readonly Tally[];
  readonly uncertain: string;
}

/** A metric: formula, window, minimum sample and how it can be fooled, in one value. */
export interface Metric {
  readonly id: string;
  /** Ids that it had before; whoever still writes one is told the new one. */
  readonly formerly?: readonly string[];
  /** The rule whose answers it counts: its sections are what would have passed. */
  readonly rule?: string;
  readonly summary: string;
  readonly why: string;
  readonly unit: 'ratio' | 'count' | 'days' | 'hours' | 'score';
  readonly better: 'higher' | 'lower';
  /** `census` metrics are met by their value; `inferred` ones are *uncertain* while the interval spans the target. */
  readonly counting: 'census' | 'inferred';
  /** How weeks become a value: numerator ÷ denominator (a `count` is its numerator), the median of `values`, or how many `ids`. */
  readonly reducer?: 'quotient' | 'median' | 'distinct';
  /** `latest`: tallies tell how things stand, and of the weeks looked at only the last one counts. Default: they add up. */
  readonly weeks?: 'latest';
  /** `everybody`: a row's own count is read against everybody's population, e.g. all issues that were triaged. Default: the row's own. */
  readonly population?: 'everybody';
  /** Observed event, declared and cross-checked, attested by somebody else, or self-reported. */
  readonly tier: 'E1' | 'E2' | 'E3' | 'E4';
  /** `team`: one person's row shows counts, and only everybody's or a group's has a verdict. */
  readonly verdictFor?: 'team';
  readonly formula: string;
  readonly windowDays: number;
  /** Changes younger than this are not counted yet: what comes of them is not known. */
  readonly lagDays: number;
  readonly minimumSample: { readonly person: number; readonly team: number };
  /** What an empty denominator means in words. */
  readonly noData: string;
  /** Whether an empty denominator says that nothing was asked (default) or that the facts to ask about were not there. */
  readonly whenEmpty?: 'not-applicable' | 'no-data';
  /** Ids of the fact sources without which nothing can be counted; a missing one gives *no data* with its reason. */
  readonly needs?: readonly string[];
  readonly gaming: string;
  readonly counterMeasure: string;
  /**
   * What a row's sum comes to by other measures, which are there before it; metrics that have this don't see each other. Why there
   * is nothing to tell, where there is not.
   */
  readonly derive?: (sum: Tally, row: DerivedRow) => DerivedSum | { readonly noData: string };
  /** Counts, counts that more facts may make worse, or the reason why the facts can't carry the metric. */
  readonly tally: (input: TallyInput) => readonly Tally[] | Partly | { readonly noData: string };
  readonly examples: readonly MetricExample[];
}

/** Declares a metric. */
export function defineMetric(metric: Metric): Metric {
  return metric;
}
