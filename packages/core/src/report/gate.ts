import type { LandingPlan } from '../landing.js';
import { DOES_NOT_LAND } from '../landing-advice.js';
import type { PatternEntry } from '../pattern-library.js';
import type { PolicyChange } from '../policy-diff.js';
import type { ReplaySummary } from '../replay.js';
import type { Finding } from '../schema/finding.js';
import type { Report } from '../schema/report.js';
import type { Technology } from '../technologies.js';
import { actionable } from './group.js';
import { counted, type Wording } from './words.js';

/** Requests that one run made; `points` are those of GraphQL. */
export interface RequestCount {
  readonly rest: number;
  readonly graphql: number;
  readonly points: number;
  readonly retries: number;
}

/** What a pull request that edits the policy would change. `replay` is absent where no merged change could be judged again. */
export interface PolicyPreview {
  readonly changes: readonly PolicyChange[];
  readonly replay?: ReplaySummary;
  /** What is wrong with the proposed policy, where it can't be used. */
  readonly problems?: readonly string[];
}

/** One run of the gate over one pull request, as comment and summary show it. Still data. */
export interface GateReport extends Wording {
  /** The result in one line, without the product's name: `gateTitle`, or the title of what went wrong. */
  readonly title: string;
  /** First line of the comment, hidden when rendered: `commentMarker`. */
  readonly marker: string;
  readonly report: Report;
  readonly pull: {
    readonly number: number;
    readonly title: string;
    /** Login; `null` for a deleted account. */
    readonly author: string | null;
    readonly isDraft: boolean;
    readonly url: string;
  };
  /** Commit whose policy judged. */
  readonly policySha: string;
  readonly landing: LandingPlan;
  /** Entries of the pattern library that the change calls for, and what in it says so. */
  readonly patterns: readonly {
    readonly entry: Pick<PatternEntry, 'category' | 'title' | 'problem' | 'prevention'>;
    readonly because: readonly string[];
  }[];
  readonly technologies: readonly Technology[];
  readonly preview?: PolicyPreview;
  /** Facts about the run, besides those of the report and of the landing. */
  readonly notices: readonly string[];
  readonly requests?: RequestCount;
}

/** Findings by what a reader has to do about them. */
export interface Sorted {
  /** They block, or would if this was no draft. */
  readonly blocking: readonly Finding[];
  /** They are worth acting on and block nothing. What is missing in a text that does not land is none of them. */
  readonly advisory: readonly Finding[];
  /** No answer could be given and one was needed. */
  readonly undecided: readonly Finding[];
  readonly answered: readonly Finding[];
}

/** Sorts findings for comment and summary; an unknown answer of a blocking rule needs acting on, another one does not. */
export function sortFindings(findings: readonly Finding[]): Sorted {
  const open = actionable(findings);
  const undecided = findings.filter(
    ({ outcome, severity }) => outcome === 'error' || (outcome === 'unknown' && severity === 'block'),
  );
  const failing = open.filter((finding) => finding.outcome === 'fail' && !vanishes(finding));
  const shown = new Set([...failing, ...undecided]);
  return {
    blocking: failing.filter(({ severity }) => severity === 'block'),
    advisory: failing.filter(({ severity }) => severity !== 'block'),
    undecided,
    answered: findings.filter((finding) => !shown.has(finding)),
  };
}

/** About a text that leaves no trace, while the rule has answered for the one that lands: nobody needs to act on it. */
function vanishes({ reason = '' }: Finding): boolean {
  return reason.startsWith(DOES_NOT_LAND);
}

/** The result of a run in one line, for the comment, the summary, a check run and a status: at most 140 characters, no text of others. */
export function gateTitle(report: Report, isDraft: boolean): string {
  const waived = questions(report.findings.filter(({ outcome }) => outcome === 'waived'));
  const title = titleOf(report, isDraft);
  return waived === 0 ? title : `${title}, ${counted(waived, 'question')} waived`;
}

function titleOf(report: Report, isDraft: boolean): string {
  const { blocking, advisory, undecided, answered } = sortFindings(report.findings);
  if (report.verdict === 'error' || (undecided.length > 0 && blocking.length === 0)) {
    const rules = questions(undecided);
    return rules === 0 ? 'could not evaluate' : `could not evaluate ${counted(rules, 'question')}`;
  }
  if (isDraft && blocking.length + advisory.length > 0)
    return `draft: ${counted(questions([...blocking, ...advisory]), 'answer')} missing so far, nothing blocks yet`;
  if (blocking.length > 0) return `${counted(questions(blocking), 'answer')} missing`;
  if (advisory.length > 0) {
    const why = report.mode === 'observe' ? 'observing, nothing blocks' : 'nothing blocks';
    return `${why}, ${counted(questions(advisory), 'answer')} would help`;
  }
  const isAsked = answered.some(({ outcome }) => outcome === 'pass' || outcome === 'waived');
  return isAsked ? 'all evidence is there' : 'nothing is asked of this change';
}

/** Questions that are open: a rule asks one of the description and one of the commits, however many they are. */
function questions(findings: readonly Finding[]): number {
  return new Set(findings.map(({ ruleId, subject }) => `${ruleId} ${subject.kind}`)).size;
}
