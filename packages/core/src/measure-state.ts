import type { Metric, Tally } from './define-metric.js';
import { metricValue } from './measure-value.js';
import type { Config } from './schema/config.js';
import type { MeasureState } from './schema/measure.js';
import { reaches, type Target } from './target.js';
import { wilson } from './wilson.js';

/** A miss that somebody contests: metric, `#12` or the beginning of a sha, and why. */
export type Dispute = Config['disputes'][number];

/** What is known beside the sum when a verdict is made of it. */
export interface Circumstances {
  readonly target: Target | null;
  /** Why some facts could not be counted. */
  readonly noData: readonly string[];
  /** Why there may be more than what was counted. */
  readonly uncertain: readonly string[];
  /** The days asked for, or changes after the last of them, are younger than the metric's lag. */
  readonly isTooYoung: boolean;
  /** Why what misses the target is not said to miss it. */
  readonly open?: string | undefined;
  /** Contested misses of this metric. */
  readonly disputes: readonly Dispute[];
}

/** A state, with its reason where the state alone does not say everything. */
export interface Verdict {
  readonly state: MeasureState;
  readonly reason: string;
}

/** A row of a group or of everybody, as against one person's. */
function isGroupRow(engineer: string): boolean {
  return engineer.startsWith('*');
}

/** The state of one metric over one row's sum. Nothing counted, too little counted and counted for somebody else are states of their own. */
export function judgeSum(metric: Metric, sum: Tally, known: Circumstances): Verdict {
  const unknown = sum.excluded?.unknown ?? 0;
  const aside = unknown === 0 ? '' : `${unknown} could not be judged`;
  const value = metricValue(metric, sum);
  if (value === null) return emptyVerdict(metric, known, aside);
  const isGroup = isGroupRow(sum.engineer);
  if (metric.verdictFor === 'team' && !isGroup) {
    return { state: 'uncertain', reason: join('counts only: the verdict is for a team', aside) };
  }
  const least = isGroup ? metric.minimumSample.team : metric.minimumSample.person;
  if (sum.denominator < least) {
    return { state: 'insufficient', reason: join(neededWords(metric, isGroup), aside) };
  }
  const { target } = known;
  if (target === null)
    return { state: 'uncertain', reason: join('a trend, without a number to reach', aside) };
  const state = stateOf(metric, sum, value, target);
  if (state === 'missed' && known.open !== undefined) return { state: 'insufficient', reason: known.open };
  const contested = state === 'missed' ? contestedIn(sum.misses, known.disputes) : [];
  if (contested.length > 0 && granted(metric, sum, contested.length, target) !== 'missed') {
    return { state: 'disputed', reason: join(`hangs on what is contested: ${contested.join(', ')}`, aside) };
  }
  if (state === 'met' && known.uncertain.length > 0)
    return { state: 'uncertain', reason: join(...known.uncertain, aside) };
  return { state, reason: join(...known.uncertain, aside) };
}

/** The same counts may be enough for one person: a group's row says so. */
function neededWords({ minimumSample: { person, team }, verdictFor }: Metric, isGroup: boolean): string {
  if (!isGroup) return `${person} needed for a verdict`;
  const alone = person < team && verdictFor !== 'team' ? ` on a group, ${person} on one person` : '';
  return `${team} needed for a verdict${alone}`;
}

function emptyVerdict(metric: Metric, { noData, isTooYoung }: Circumstances, aside: string): Verdict {
  if (noData.length > 0) return { state: 'no-data', reason: noData.join('; ') };
  if (isTooYoung)
    return { state: 'no-data', reason: `what comes of changes is known after ${metric.lagDays} days` };
  if (aside !== '') return { state: 'no-data', reason: aside };
  return { state: metric.whenEmpty ?? 'not-applicable', reason: metric.noData };
}

/** A census is met by its value; what was inferred stays uncertain while its interval spans the target. */
function stateOf(metric: Metric, sum: Tally, value: number, target: Target): MeasureState {
  const interval = metric.unit === 'ratio' ? wilson(sum.numerator, sum.denominator) : null;
  if (metric.counting === 'census' || interval === null) return reaches(value, target) ? 'met' : 'missed';
  const ends = [reaches(interval.low, target), reaches(interval.high, target)];
  if (ends[0] !== ends[1]) return 'uncertain';
  return ends[0] ? 'met' : 'missed';
}

/** The state that would stand if the contested misses were none. */
function granted(metric: Metric, sum: Tally, contested: number, target: Target): MeasureState {
  const numerator = sum.numerator + (metric.better === 'higher' ? contested : -contested);
  const without = { ...sum, numerator: Math.max(0, numerator) };
  return stateOf(metric, without, metricValue(metric, without) ?? 0, target);
}

function contestedIn(misses: readonly string[], disputes: readonly Dispute[]): readonly string[] {
  return misses.filter((id) => disputes.some(({ change }) => isSameChange(id, change)));
}

/** The same id, or a sha and at least seven digits of its beginning. */
function isSameChange(id: string, named: string): boolean {
  return id === named || (/^[0-9a-f]{7,64}$/i.test(named) && id.startsWith(named.toLowerCase()));
}

function join(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('; ');
}
